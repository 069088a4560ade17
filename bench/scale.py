"""What many documents cost: the picture drawn of 1,000 to 100,000, one more document added to many, questions asked of many.

The documents are grown out of real ones with other names, places and days, as ambiguous as they are (the example `grow` of clew-engine;
what it says of both is printed): the language model reads each of them once.
"""
from __future__ import annotations

import http.client
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from typing import Callable
from urllib.parse import urlencode

import speed
from programs import SHARED, Programs, read_lines
from rows import NotRun, Row

GROUP = "Scale"
SETS = SHARED / "dev-cases"
SIZES = (1_000, 10_000)
LARGE = 100_000
# Of a case of so many documents questions are asked, and one more is added.
N_CASE = 10_000
N_RUNS = 3
# How often each question is asked, each time of another name.
N_ASKED = 40
WORDS = ("police", "oil price", '"central bank"', "arrested OR charged", "fire -bank")


def measure(programs: Programs, is_large: bool = False) -> list[Row]:
    """The rows; where something cannot be run, one says why."""
    rows = []
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        try:
            originals = originals_of(programs, folder)
            for part in (lambda: growth(programs, originals, is_large), lambda: large_case(programs, originals, folder)):
                for row in part():
                    print(*row.cells()[:2], file=sys.stderr)
                    rows.append(row)
        except NotRun as reason:
            rows.append(Row(GROUP, "the picture of many documents", None, not_run=str(reason)))
    return rows


def originals_of(programs: Programs, folder: pathlib.Path) -> pathlib.Path:
    """A case of real news: texts of news agencies, reports of incidents, reports of one affair by many."""
    given = [SETS / "speed" / "in-1000.jsonl", SETS / "gva" / "in.jsonl", *sorted(SETS.glob("ecb/*/in.jsonl"))]
    if not all(path.is_file() for path in given):
        raise NotRun("the evaluation sets (../shared/eval) are not there")
    case = folder / "originals.clew"
    lines = b"".join(path.read_bytes() for path in given)
    if subprocess.run([programs.whole(), "add", case, "--from", "jsonl"], input=lines, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        raise NotRun("clew add failed on the originals")
    return case


def growth(programs: Programs, originals: pathlib.Path, is_large: bool) -> list[Row]:
    """The picture drawn in memory of more and more documents."""
    sizes = (*SIZES, LARGE) if is_large else SIZES
    nothing = drawn(programs, originals, 1)
    n_originals = nothing["originals"]
    runs = {n: drawn(programs, originals, n) for n in dict.fromkeys((n_originals, *sizes))}
    rows = []
    for n in sizes:
        bar = {"bar": 600} if n == LARGE else {}
        rows.append(Row(GROUP, f"resolve, events, reconcile of {n:,} documents ({runs[n]['claims']:,} claims)", total(runs[n]), unit="s", at_most=True, **bar))
        bar = {"bar": 4_096} if n == LARGE else {}
        of_one = 1024 * (peak(runs[n]) - peak(nothing)) / n
        known = f"{of_one:.0f} kB a document, the originals left out; the bar allows {4_096 * 1024 / LARGE:.0f}"
        rows.append(Row(GROUP, "peak memory of that", peak(runs[n]), unit="MB", at_most=True, known=known, **bar))
    for what, of in (("time", total), ("memory", lambda run: peak(run) - peak(nothing))):
        grown = exponent({n: of(runs[n]) for n in sizes})
        rows.append(Row(GROUP, f"exponent of its growth in {what} over {sizes[0]:,} to {sizes[-1]:,} documents", round(grown, 2), 1.1, at_most=True))
    of, to = runs[n_originals], runs[sizes[-1]]
    for what, name in (("people whose surname another has", lambda run: 100 * run["people"]["shared_surnames"]), ("claims a finding", lambda run: run["claims_a_finding"])):
        known = f"{name(of):.2f} in the {n_originals:,} originals"
        rows.append(Row(GROUP, f"{what}, in the largest of these", round(name(to), 2), known=known))
    return rows


def drawn(programs: Programs, originals: pathlib.Path, n: int) -> dict:
    """What the example `grow` says of drawing the picture of n documents."""
    said = subprocess.run([programs.example("grow"), originals, str(n)], capture_output=True, text=True)
    if said.returncode:
        raise NotRun(f"grow failed: {said.stderr.strip()[-200:]}")
    return json.loads(said.stdout)


def total(run: dict) -> float:
    return sum(run["seconds"].values())


def peak(run: dict) -> float:
    """MB held at most; 0 where the system does not tell."""
    return max(mb or 0 for mb in run["mb"].values())


def exponent(seconds: dict[int, float]) -> float:
    """The power of n with which the time grows: the slope of a line through the logarithms (least squares)."""
    points = [(math.log(n), math.log(max(taken, 1e-9))) for n, taken in seconds.items()]
    x, y = (sum(column) / len(points) for column in zip(*points))
    spread = sum((a - x) ** 2 for a, _ in points)
    return sum((a - x) * (b - y) for a, b in points) / spread if spread else 0.0


def large_case(programs: Programs, originals: pathlib.Path, folder: pathlib.Path) -> list[Row]:
    """One more document, and questions, with the real program on a case file of many."""
    case = folder / "grown.clew"
    if subprocess.run([programs.example("grow"), originals, str(N_CASE), case], stdout=subprocess.DEVNULL).returncode:
        raise NotRun("grow could not write a case")
    added = min(add_one(programs, case, folder, nth) for nth in range(N_RUNS))
    rows = [Row(GROUP, f"clew add, one document to a case of {N_CASE:,}", added, 2, "s", at_most=True)]
    names, events, day = asked_of(programs, case)
    questions = {
        "who": lambda nth: ["who", names[nth % len(names)]],
        "path": lambda nth: ["path", names[nth % len(names)], names[(nth + 1) % len(names)]],
        "timeline --from --until (a month)": lambda nth: ["timeline", "--from", day[:8] + "01", "--until", day[:8] + "28"],
        "timeline": lambda nth: ["timeline"],
        "knew": lambda nth: ["knew", "--who", names[nth % len(names)]],
        "before": lambda nth: ["before", events[nth % len(events)]],
        "disputes": lambda nth: ["disputes"],
        "sources": lambda nth: ["sources"],
        "search": lambda nth: ["search", WORDS[nth % len(WORDS)]],
        "link": lambda nth: ["link"],
    }
    for name, question in questions.items():
        taken = [asked(programs, case, question(nth)) for nth in range(N_ASKED)]
        rows.append(question_row(f"clew {name} on it", taken))
    rows += served(programs, case, names, events, day)
    known = known_by(case, names, day)
    as_of = min(asked(programs, case, ["who", known, "--as-of", day]) for _ in range(N_RUNS))
    rows.append(Row(GROUP, "clew who --as-of on it: the picture of that day drawn in memory", 1000 * as_of, unit="ms"))
    return rows


def question_row(what: str, taken: list[float]) -> Row:
    """How long a question took, asked so often: the median, beside it the 99th percentile."""
    median, most = (1000 * percentile(taken, share) for share in (50, 99))
    return Row(GROUP, f"{what}, median of {len(taken)}", median, 100, "ms", at_most=True, known=f"99th percentile: {most:.0f} ms")


def served(programs: Programs, case: pathlib.Path, names: list[str], events: list[str], day: str) -> list[Row]:
    """The same questions as the screens ask them, of one server."""
    asked: dict[str, Callable[[int], str]] = {
        "entities/ID/dossier": lambda nth: f"entities/{names[nth % len(names)]}/dossier",
        "path": lambda nth: "path?" + urlencode({"from": names[nth % len(names)], "to": names[(nth + 1) % len(names)]}),
        "events": lambda nth: "events?limit=2000",
        "events/ID": lambda nth: f"events/{events[nth % len(events)]}",
        "timeline of a month": lambda nth: "timeline?" + urlencode({"from": day[:8] + "01", "to": day[:8] + "28"}),
        "disputes": lambda nth: "disputes",
        "sources": lambda nth: "sources",
        "knowledge of somebody": lambda nth: "knowledge?" + urlencode({"who": names[nth % len(names)]}),
        "search": lambda nth: "search?" + urlencode({"words": WORDS[nth % len(WORDS)]}),
    }
    server = subprocess.Popen([programs.whole(), "serve", case, "--port", "0", "--no-open"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        place, token = re.fullmatch(r"http://([\d.:]+)/\?token=(\w+)", server.stdout.readline().strip()).groups()
        connection = http.client.HTTPConnection(place)
        ask = lambda path: answered(connection, f"/api/v1/{path}", token)  # noqa: E731
        return [question_row(f"GET /api/v1/{name} of it", [ask(of(nth)) for nth in range(N_ASKED)]) for name, of in asked.items()]
    finally:
        server.terminate()
        server.wait()


def answered(connection: http.client.HTTPConnection, path: str, token: str) -> float:
    """Seconds until the last byte of an answer is here."""
    started = time.monotonic()
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise NotRun(f"GET {path} was answered with status {answer.status}")
    return time.monotonic() - started


def add_one(programs: Programs, case: pathlib.Path, folder: pathlib.Path, nth: int) -> float:
    """Seconds that `clew add` takes for one more text of news length."""
    text = speed.shuffled(read_lines(SETS / "speed" / "in-1000.jsonl")[nth]["text"], nth)
    given = folder / f"more-{nth}.txt"
    given.write_text(text, encoding="utf-8")
    started = time.monotonic()
    done = subprocess.run([programs.whole(), "add", case, given], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode:
        raise NotRun(f"clew add ended with status {done.returncode}")
    return time.monotonic() - started


def asked_of(programs: Programs, case: pathlib.Path) -> tuple[list[str], list[str], str]:
    """Ids of people whom many documents name, and of events, and a day in the midst of the case."""
    import sqlite3

    connection = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    first = lambda sql: [row[0] for row in connection.execute(sql)]  # noqa: E731
    names = first(f"SELECT id FROM entity WHERE is_named AND thing = 'Person' ORDER BY n_documents DESC, id LIMIT {N_ASKED}")
    events = first(f"SELECT id FROM event ORDER BY json_array_length(body, '$.documents') DESC, id LIMIT {N_ASKED}")
    days = first("SELECT published_latest FROM annotated WHERE published_latest IS NOT NULL ORDER BY published_latest")
    connection.close()
    return names, events, days[len(days) // 2]


def known_by(case: pathlib.Path, names: list[str], day: str) -> str:
    """The first of these people whom a document names that was published by a day."""
    import sqlite3

    connection = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    sql = """SELECT 1 FROM chain c JOIN annotated a ON a.document = c.document WHERE c.entity = ? AND a.published_latest <= ? LIMIT 1"""
    known = [name for name in names if connection.execute(sql, (name, day)).fetchone()]
    connection.close()
    if not known:
        raise NotRun(f"the grown case names nobody by {day}")
    return known[0]


def asked(programs: Programs, case: pathlib.Path, question: list[str]) -> float:
    """Seconds from starting the program to its answer."""
    command, *of = question
    started = time.monotonic()
    done = subprocess.run([programs.whole(), command, case, *of, "--json"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise NotRun(f"clew {command} ended with status {done.returncode}: {re.sub(chr(10), ' ', done.stderr)[-200:]}")
    return time.monotonic() - started


def percentile(values: list[float], share: int) -> float:
    """The value that so many of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share / 100 * len(ordered)) - 1)]
