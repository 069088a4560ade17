#!/usr/bin/env python3
"""How well clew reads, and how fast: one command, one page.

    make bench                 everything; writes bench/RESULTS.md and bench/results.json
    bench/run.py quality       only quality;  bench/run.py speed  only speed

Quality needs the evaluation sets in ../shared/eval; where they are not there, it says so. Speed measures on texts made
from them, or from the demo case. Timings on shared machines are noisy: read ratios, not seconds.
"""
import argparse
import json
import pathlib
import platform
import subprocess
import sys

import quality
import speed

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", nargs="*", default=["quality", "speed"], metavar="quality|speed")
    ask.add_argument("--clew", default=str(ROOT / "target" / "release" / "clew"))
    ask.add_argument("--keep", action="store_true", help="print only, leave RESULTS.md as it is")
    args = ask.parse_args()
    results = {"commit": commit(), "machine": machine()}
    sections = []
    for name, part in (("quality", quality), ("speed", speed)):
        if name in args.parts:
            results[name] = part.measure(args.clew)
            sections.append(part.table(results[name]))
    page = "\n\n".join([head(results), *sections]) + "\n"
    print(page)
    if not args.keep and set(args.parts) == {"quality", "speed"}:
        (ROOT / "bench" / "RESULTS.md").write_text(page, encoding="utf-8")
        (ROOT / "bench" / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def head(results):
    return (f"# Results\n\nMade by `make bench` at commit {results['commit']} on {results['machine']}. "
            "Timings are of one run on a shared machine: read ratios, not seconds.")


def commit():
    said = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return said.stdout.strip() or "unknown"


def machine():
    import os
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"


if __name__ == "__main__":
    sys.exit(main())
