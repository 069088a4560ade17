"""A guard against slowness that needs no quiet machine: how many instructions fixed pieces of work take, counted by callgrind.

    bench/instructions.py            compares with bench/instructions.json; status 1 where a count grew by more than a tenth
    bench/instructions.py --keep     writes the counts of this program there

The work is done by the release binary on the demo case, in one thread. What reads files as a hostile format is done in a child
process, which is not counted. A count that shrank by more than a tenth is told too, so that the guard is drawn tight again.
"""
from __future__ import annotations

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
KEPT = HERE / "instructions.json"
CLEW = pathlib.Path(os.environ.get("CLEW_BIN", ROOT / "target/release/clew"))
DEMO = ROOT / "examples/case"
# A share of the kept count; the same program's counts differ by less than a thousandth between runs.
ALLOWED = 0.10
NAMES = (
    "Lewin Ferriday", "Conrad Ferriday", "L. Ferriday", "Dr Thora Quillan", "T. Quillan", "Abu Yusuf al-Masri", "Yousef el Masry",
    "Søren Kjær", "Soren Kjaer", "Владимир Орлов", "Vladimir Orlov", "Wei Zhang", "Zhang Wei", "Mehmet Yılmaz", "Mehmet Yilmaz",
    "Maria de la Cruz", "María Cruz", "Seaboard Wire", "the Seaboard Wire Ltd", "Ellory Water Board",
)  # fmt: skip


def workloads(case: pathlib.Path) -> dict[str, tuple[list[str], str]]:
    """Arguments of the program and what it is given to read, by what the work is called."""
    pairs = "".join(json.dumps({"a": a, "b": b}, ensure_ascii=False) + "\n" for a in NAMES for b in NAMES)
    return {
        "annotate a report": (["annotate", "--threads", "1", str(DEMO / "2023-03-16-ellory-echo-ferriday-questioned.txt")], ""),
        "compare 400 pairs of names": (["compare", "--from", "jsonl"], pairs),
        "draw the picture of a day": (["timeline", str(case), "--as-of", "2023-06-01", "--json"], ""),
        "tell who knew what": (["knew", str(case), "--json"], ""),
        "export the case": (["export", str(case), "--format", "jsonl"], ""),
    }


def counted(arguments: list[str], given: str) -> int:
    """Instructions that the program takes to do this."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", CLEW, *arguments]
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    done = subprocess.run(command, input=given, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not found:
        sys.exit(f"clew {arguments[0]} under callgrind ended with status {done.returncode}: {done.stderr[-400:]}")
    return int(found.group(1))


def counts() -> dict[str, int]:
    """Instructions of every piece of work."""
    with tempfile.TemporaryDirectory() as folder:
        case = pathlib.Path(folder) / "demo.clew"
        subprocess.run([CLEW, "add", case, DEMO], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return {name: counted(*work) for name, work in workloads(case).items()}


def compared(now: dict[str, int], kept: dict[str, int]) -> tuple[list[str], bool]:
    """A line for each piece of work, and whether any grew by more than is allowed or is not kept."""
    lines, is_worse = [], False
    for name, count in now.items():
        before = kept.get(name)
        verdict = f"{count / before - 1:+.1%}" if before else "is not in bench/instructions.json"
        if not before or count > before * (1 + ALLOWED):
            is_worse, verdict = True, f"{verdict}: MORE than is allowed"
        elif count < before * (1 - ALLOWED):
            verdict += ": keep it (bench/instructions.py --keep)"
        lines.append(f"{name:28} {count / 1e6:10,.1f} million instructions  {verdict}")
    return lines, is_worse


def not_counted() -> str | None:
    """Why there is nothing to compare on this machine."""
    if not shutil.which("valgrind"):
        return "valgrind is not installed"
    # The language model's kernels are chosen by what the processor has; callgrind knows none beyond these.
    processor = pathlib.Path("/proc/cpuinfo")
    if not processor.is_file() or "avx2" not in processor.read_text(encoding="utf-8"):
        return "the kept counts are of a processor with AVX2"
    return None


def main() -> int:
    if reason := not_counted():
        print(f"instructions are not counted: {reason}")
        return 0
    now = counts()
    if "--keep" in sys.argv[1:]:
        KEPT.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
        return 0
    lines, is_worse = compared(now, json.loads(KEPT.read_text(encoding="utf-8")))
    print(*lines, sep="\n")
    return int(is_worse)


if __name__ == "__main__":
    sys.exit(main())
