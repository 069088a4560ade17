"""Speed, memory and growth, of the language engine alone and of the whole program, on texts of news length."""
import http.client
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
from functools import partial

from programs import ROOT, SHARED
from rows import NotRun, Row

TEXTS = SHARED / "dev-cases" / "speed" / "in-1000.jsonl"
GROUP = "Speed and memory of reading"
WHOLE = "Speed and memory of a case"
# News articles of about 700 words are of so many pieces.
PIECES_OF_ARTICLE = 915
N_RUNS = 3
N_TEXTS_OF_ENGINE = 40


def measure(programs, is_large=False):
    """The rows of speed and memory; a part that cannot be run gives one row that says why."""
    rows = []
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_TMP")) as work:
        texts = source_texts()
        for name, part in (("the engine alone", _language), ("clew annotate", _annotating), *_sizes(is_large)):
            folder = pathlib.Path(tempfile.mkdtemp(dir=work))
            try:
                for row in part(programs, texts, folder):
                    print(*row.cells()[:2], file=sys.stderr)
                    rows.append(row)
            except NotRun as reason:
                rows.append(Row(GROUP, name, None, not_run=str(reason)))
    return rows


def source_texts():
    """1,000 news texts; without the evaluation sets, texts made from the demo case."""
    if TEXTS.is_file():
        return [json.loads(line)["text"] for line in open(TEXTS, encoding="utf-8")]
    gold = json.load(open(ROOT / "examples" / "gold" / "gold.json", encoding="utf-8"))
    stories = [document["text"] for document in gold["documents"]]
    return [shuffled(stories[nth % len(stories)], nth) for nth in range(1000)]


def shuffled(text, seed):
    """The text with most of its plain words changed for others of its own: as long, as rich in names and dates, no copy."""
    draw = random.Random(seed)
    pool = re.findall(r"[a-z]{3,}", text) or ["nothing"]
    return re.sub(r"\b[a-z]{2,}\b", lambda word: draw.choice(pool) if draw.random() < 0.8 else word.group(), text)


def many(texts, n):
    """n texts: the given ones, then variants of them."""
    return [texts[nth] if nth < len(texts) else shuffled(texts[nth % len(texts)], nth) for nth in range(n)]


def peak(command, **more):
    """Runs a command: seconds, and the peak memory in MB of it and its children together (Linux; elsewhere 0)."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    memory = 0
    while process.poll() is None:
        memory = max(memory, sum(high_water(pid) for pid in [process.pid, *children(process.pid)]))
        time.sleep(0.02)
    if process.returncode != 0:
        raise NotRun(f"{' '.join(map(str, command[:2]))} failed with status {process.returncode}")
    return time.monotonic() - started, memory / 1024


def children(pid):
    try:
        tasks = pathlib.Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def high_water(pid):
    """The most memory that a process ever held, in kB."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) if found else 0


def write_lines(path, texts):
    with open(path, "w", encoding="utf-8") as out:
        for nth, text in enumerate(texts):
            date = f"20{nth // 365 % 20:02}-{1 + nth // 28 % 12:02}-{1 + nth % 28:02}"
            out.write(json.dumps({"id": f"text-{nth:06}", "text": text, "date": date}) + "\n")


def write_pages(folder, texts):
    folder.mkdir()
    for nth, text in enumerate(texts):
        paragraphs = "".join(f"<p>{part}</p>" for part in text.replace("<", "&lt;").split("\n\n"))
        page = (f"<html><head><title>Page {nth}</title><meta property='article:published_time' content='2020-01-{1 + nth % 28:02}'></head>"
                f"<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>Page {nth}</h1>{paragraphs}</article>"
                f"<footer>All rights reserved</footer></body></html>")
        (folder / f"{nth:06}.html").write_text(page, encoding="utf-8")


def _language(programs, texts, work):
    """The engine alone, which reads some of the texts again and again; the best of several runs."""
    (work / "texts.txt").write_text("\n\n".join(texts[:N_TEXTS_OF_ENGINE]), encoding="utf-8")
    runs = []
    for nth in range(N_RUNS):
        programs.run_example("speed", work / "texts.txt", work / f"{nth}.txt")
        runs.append(said_by_speed((work / f"{nth}.txt").read_text(encoding="utf-8")))
    best = max(runs, key=lambda run: run["wall"])
    yield Row(GROUP, f"all heads, {best['cores']:.0f} cores", best["wall"], 15_000, "pieces/s")
    yield Row(GROUP, f"the same in articles of {PIECES_OF_ARTICLE} pieces", best["wall"] / PIECES_OF_ARTICLE, 16, "articles/s")
    yield Row(GROUP, "the same by processor time", max(run["processor"] for run in runs), unit="pieces/s")
    ceiling = max(run["ceiling"] for run in runs)
    for part in ("encoder", "with all heads"):
        yield Row(GROUP, f"{part}, share of a core's int8 ceiling ({ceiling:,.0f} GOP/s)", max(run[part] for run in runs), unit="%")
    yield Row(GROUP, "load the model", min(run["load"] for run in runs), 150, "ms", at_most=True)


def said_by_speed(said):
    """The numbers in what the example program `speed` prints."""
    cores, wall, processor = re.findall(r"(\d+) of the cores +(\d+) pieces.*\n +(\d+) pieces", said)[-1]
    found = {"cores": cores, "wall": wall, "processor": processor}
    for name, words in {"load": r"^load +(\d+) ms", "ceiling": r"^ceiling +(\d+) GOP/s", "encoder": r"^encoder .* (\d+) % of the ceiling",
                        "with all heads": r"^with all heads +(\d+) % of the ceiling"}.items():  # fmt: skip
        found[name] = re.search(words, said, re.MULTILINE)[1]
    return {name: float(number) for name, number in found.items()}


def _annotating(programs, texts, work):
    write_lines(work / "texts.jsonl", many(texts, 1000))
    with open(work / "texts.jsonl", "rb") as given:
        seconds, memory = peak([programs.whole(), "annotate", "--from", "jsonl"], stdin=given)
    n_words = sum(len(text.split()) for text in many(texts, 1000))
    yield Row(GROUP, f"clew annotate, 1,000 news texts of {n_words / 1000:.0f} words", 1000 / seconds, unit="documents/s")
    yield Row(GROUP, "peak memory of that", memory, 400, "MB", at_most=True)


def _sizes(is_large):
    """The parts that read many documents into a case: some minutes of reading, with the large ones half an hour."""
    return [(f"a case of {n:,} documents", partial(part, n=n)) for n in ((1_000, 10_000) if is_large else (1_000,)) for part in (_adding, _growth)]


def _adding(programs, texts, work, n):
    write_lines(work / "texts.jsonl", many(texts, n))
    with open(work / "texts.jsonl", "rb") as given:
        seconds, memory = peak([programs.whole(), "add", work / "texts.clew", "--from", "jsonl"], stdin=given)
    yield Row(WHOLE, f"clew add, {n:,} news texts", n / seconds, unit="documents/s")
    yield Row(WHOLE, "peak memory of that", memory, 500, "MB", at_most=True)
    size = (work / "texts.clew").stat().st_size / 2**20
    yield Row(WHOLE, "case file of these", size, unit="MB")
    opened = min(first_page(programs.whole(), work / "texts.clew") for _ in range(5))
    yield Row(WHOLE, "open that case to its first page", opened * 1000, 500, "ms", at_most=True)


def first_page(clew, case):
    """Seconds from starting `clew serve` until the overview's answer is here."""
    started = time.monotonic()
    server = subprocess.Popen([clew, "serve", case, "--port", "0", "--no-open"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = server.stdout.readline().strip()
        place, token = re.fullmatch(r"http://([\d.:]+)/\?token=(\w+)", address).groups()
        for path in ("/", "/api/v1/overview"):
            connection = http.client.HTTPConnection(place)
            connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or not body:
                raise NotRun(f"{path}: {answer.status}")
        return time.monotonic() - started
    finally:
        server.terminate()
        server.wait()


def _growth(programs, texts, work, n):
    write_pages(work / "pages", many(texts, n))
    seconds, memory = peak([programs.whole(), "add", work / "pages.clew", work / "pages"])
    yield Row(WHOLE, f"clew add, {n:,} saved pages", n / seconds, unit="documents/s")
    yield Row(WHOLE, "peak memory of that", memory, 500, "MB", at_most=True)
