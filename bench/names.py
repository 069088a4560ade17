"""Are two names one thing's? `clew compare` on the labelled pairs of ../shared/eval/dev-cases/names, and how many pairs a second."""
from __future__ import annotations

import pathlib
import re
import subprocess
import tempfile
import time

import bootstrap
from programs import SHARED, Programs, read_lines
from rows import NotRun, Row

GROUP = "Names compared"
PAIRS = SHARED / "dev-cases" / "names"
# The pairs are given so often in one run that starting clew does not count.
N_TIMES = 200
KNOWN = "same to all 67, edit distance on sorted words 75, nomenklatura's logic-v2 81.8"


def measure(programs: Programs) -> list[Row]:
    """The rows of the set; one that says why where it cannot be run."""
    rows = []
    for part in (quality, speed_of_command, speed_alone):
        try:
            rows += part(programs)
        except NotRun as reason:
            rows.append(Row(GROUP, part.__doc__, None, not_run=str(reason)))
    return rows


def quality(programs: Programs) -> list[Row]:
    """verdicts"""
    gold, answers = gold_pairs(), compared(programs, 1)
    outcomes = [(wanted["same"], answer.get("verdict")) for wanted, answer in zip(gold, answers, strict=True)]
    known = "logic-v2 19 % confidently wrong"
    return [
        Row(GROUP, "names, F1 of verdict same", bootstrap.figure([part(*one) for one in outcomes], bootstrap.f1), 86, known=KNOWN),
        Row(GROUP, "names, confidently wrong", bootstrap.figure([(is_wrong(*one), 1) for one in outcomes], bootstrap.share), 8, at_most=True, known=known),
        Row(GROUP, "names, unsure", bootstrap.figure([(verdict == "unsure", 1) for _, verdict in outcomes], bootstrap.share), 15, at_most=True),
    ]  # fmt: skip


def part(same: bool, verdict: str) -> bootstrap.Part:
    """A pair's part in F1: right of what was said to be the same, right of what is, said, is."""
    right = same and verdict == "same"
    return (right, right, verdict == "same", same)


def is_wrong(same: bool, verdict: str) -> bool:
    """Whether the opposite was said; unsure is not wrong."""
    return verdict == ("different" if same else "same")


def speed_of_command(programs: Programs) -> list[Row]:
    """pairs a second, as the command reads, parses, compares and prints them"""
    n_pairs = len(gold_pairs()) * N_TIMES
    started = time.monotonic()
    compared(programs, N_TIMES)
    return [Row(GROUP, f"clew compare, {speed_of_command.__doc__}", n_pairs / (time.monotonic() - started), unit="/s")]


def speed_alone(programs: Programs) -> list[Row]:
    """pairs a second on a core, of names parsed before"""
    gold_pairs()
    with open(PAIRS / "pairs.jsonl", "rb") as pairs:
        said = subprocess.run([programs.example("names")], stdin=pairs, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    found = re.search(r"([\d,]+) pairs/s compared", said)
    if not found:
        raise NotRun(f"the example names said {said!r}")
    return [Row(GROUP, speed_alone.__doc__, float(found[1].replace(",", "")), 50_000, unit="/s")]


def gold_pairs() -> list[dict]:
    """The labelled pairs; raises `NotRun` where they are not there."""
    if not (PAIRS / "gold.jsonl").is_file():
        raise NotRun("the evaluation sets (../shared/eval) are not there")
    return read_lines(PAIRS / "gold.jsonl")


def compared(programs: Programs, n_times: int) -> list[dict]:
    """What clew says of the pairs, given so many times; the answers of the last time."""
    n_pairs = len(gold_pairs())
    with tempfile.TemporaryDirectory() as work:
        given, out = pathlib.Path(work) / "in.jsonl", pathlib.Path(work) / "out.jsonl"
        given.write_bytes((PAIRS / "pairs.jsonl").read_bytes() * n_times)
        with open(given, "rb") as pairs, open(out, "wb") as answers:
            done = subprocess.run([programs.whole(), "compare", "--from", "jsonl"], stdin=pairs, stdout=answers)
        if done.returncode:
            raise NotRun(f"clew compare failed with status {done.returncode}")
        return read_lines(out)[-n_pairs:]
