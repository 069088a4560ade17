#!/usr/bin/env python3
"""How well clew reads, and how fast: one command, one page.

    make bench                     everything; writes bench/RESULTS.md, bench/results.json and the figures of model/CARD.md
    bench/run.py quality own       only these parts, printed and not kept

Parts: `quality` (the public development sets of ../shared/eval, or of $CLEW_SHARED/eval; where they are not there, it says so), `names` (pairs of names from there), `demo` (the
demo case), `picture` (one picture out of many documents: the case sets from there, and the demo case), `judged` (claims of news sentences that two readers judged), `own` (our own held-back texts), `speed`, `scale` (1,000 and 10,000
documents, with --scale 100,000 too). Peers are run where their packages are installed (bench/peers.py). Timings on shared
machines are noisy: read ratios, not seconds.
"""
from __future__ import annotations

import argparse
import json
import os
import pathlib
import platform
import shlex
import subprocess
import sys

import card
import caseset
import demo
import demo_picture
import judged
import names
import own
import quality
import scale
import speed
from bootstrap import N_SAMPLES
from programs import ROOT, Programs
from rows import Row, table

PARTS = ("quality", "names", "demo", "picture", "judged", "own", "speed", "scale")
# The order of the groups in the table; what is not named here comes after.
GROUPS = ("Reading", "Times", "Names, strict span and type", "Syntax", "Chains", names.GROUP, "Attribution", "Certainty", judged.GROUP, caseset.GROUP, own.GROUP, speed.GROUP, speed.WHOLE, scale.GROUP)


def main() -> None:
    args = arguments()
    programs = Programs(args.clew, shlex.split(args.annotate or "") or [args.clew, "annotate", "--from", "jsonl"], args.examples, args.weights)
    rows, by_origin = measure(programs, args.parts, args.large, args.scale)
    made = (f"Made by `make bench` at commit {commit()} on {os.cpu_count()} cores, {platform.system()} {platform.machine()}. Figures are in per "
            f"cent with their 95 % interval (bootstrap over documents, {N_SAMPLES:,} samples).")  # fmt: skip
    page = results(rows, by_origin, made)
    print(page)
    if set(args.parts) == set(PARTS) and not args.keep:
        (ROOT / "bench" / "RESULTS.md").write_text(page, encoding="utf-8")
        kept = {"commit": commit(), "rows": [row.record() for row in rows], "by_origin": [row.record() for row in by_origin]}
        (ROOT / "bench" / "results.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        card.write(rows, by_origin, made)


def arguments() -> argparse.Namespace:
    release = ROOT / "target" / "release"
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", nargs="*", default=list(PARTS), metavar="|".join(PARTS))
    ask.add_argument("--clew", default=str(release / "clew"))
    ask.add_argument("--annotate", help="another command that annotates JSON lines, in the place of `clew annotate --from jsonl`")
    ask.add_argument("--examples", type=pathlib.Path, default=release / "examples", help="where the examples of clew-language lie")
    ask.add_argument("--weights", type=pathlib.Path, default=ROOT / "model" / "clew-language.safetensors", help="what the examples read")
    ask.add_argument("--large", action="store_true", help="speed: cases of 10,000 documents too")
    ask.add_argument("--scale", action="store_true", help="scale: the picture of 100,000 documents too")
    ask.add_argument("--keep", action="store_true", help="print only, leave what was kept as it is")
    given = ask.parse_args()
    if not set(given.parts) <= set(PARTS):
        ask.error(f"no such part: {' '.join(sorted(set(given.parts) - set(PARTS)))}")
    return given


def measure(programs: Programs, parts: list[str], is_large: bool, to_scale: bool) -> tuple[list[Row], list[Row]]:
    """The rows of the table in the order of their groups, and those of names by origin."""
    rows: list[Row] = []
    by_origin: list[Row] = []
    if "quality" in parts:
        rows += quality.measure(programs)
    if "names" in parts:
        rows += names.measure(programs)
    if "demo" in parts:
        rows += demo.measure(programs)
    if "picture" in parts:
        rows += caseset.measure(programs) + demo_picture.measure(programs)
    if "judged" in parts:
        rows += judged.measure()
    if "own" in parts:
        of_own, by_origin = own.measure(programs)
        rows += of_own
    if "speed" in parts:
        rows += speed.measure(programs, is_large)
    if "scale" in parts:
        rows += scale.measure(programs, to_scale)
    order = {group: nth for nth, group in enumerate(GROUPS)}
    return sorted(rows, key=lambda row: order.get(row.group, len(order))), by_origin


def results(rows: list[Row], by_origin: list[Row], made: str) -> str:
    """The page as it is kept."""
    sections = [f"# Results\n\n{made} Timings are of a shared machine, the engine's of the best of three runs: read ratios, not seconds.", table(rows)]
    if by_origin:
        sections.append("A name belongs to the origin whose list (model/data/names/people.txt) most of its parts stand in; of several, to each. "
                        "Found: with its exact span, as a person. Training draws other names from these lists; it has seen few of those in none. "
                        "In brackets, how many names there are; where all of few are found, the bootstrap gives no width.")  # fmt: skip
        sections.append(table(by_origin))
    return "\n\n".join(sections) + "\n"


def commit() -> str:
    said = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return said.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
