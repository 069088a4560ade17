#!/usr/bin/env python3
"""Trees beside gold ones: the share of words with the right head (UAS), and with the right relation too (LAS).

    python3 bench/syntax.py [--examples target/release/examples] [--weights FILE] [GOLD.conllu ...]

Gold words are given, as is usual. Every word counts, punctuation too. LAS is that of the CoNLL 2018 shared task, which leaves subtypes of
relations out of account; the row beside it asks for them too. Intervals are the bootstrap's, over documents (files). Without files: ../shared/eval/dev/syntax-gum.
"""
from __future__ import annotations

import argparse
import pathlib
import tempfile
from typing import Iterator

import bootstrap
from programs import ROOT, SHARED, Programs
from rows import NotRun

COLUMNS = {"lemma": 2, "part of speech": 3, "head": 6, "relation": 7}
RELATION = COLUMNS["relation"]
MEASURES = ("UAS", "LAS", "LAS with subtypes", "part of speech", "lemma")


def words(path: pathlib.Path) -> Iterator[list[str]]:
    """The words of a CoNLL-U file, each a list of ten columns; parts of words and empty words are left out."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        row = line.split("\t")
        if row[0].isdigit():
            yield row


def part(gold: list[list[str]], ours: list[list[str]]) -> bootstrap.Part:
    """Of one document: words, and how many have the right head, head and relation, the same with its subtype, part of speech, lemma."""
    counts = [len(gold), 0, 0, 0, 0, 0]
    for expected, found in zip(gold, ours):
        same = {name: expected[column] == found[column] for name, column in COLUMNS.items()}
        universal = expected[RELATION].split(":")[0] == found[RELATION].split(":")[0]
        trees = (same["head"], same["head"] and universal, same["head"] and same["relation"])
        rights = (*trees, same["part of speech"], same["lemma"])
        counts[1:] = [count + right for count, right in zip(counts[1:], rights)]
    return tuple(counts)


def measure(programs: Programs, files: list[pathlib.Path] | None = None) -> dict[str, bootstrap.Figure]:
    """UAS, LAS, parts of speech and lemmas over gold files; raises `NotRun` where the parser is not built or no file is there."""
    files = files or sorted((SHARED / "dev" / "syntax-gum").glob("*.conllu"))
    if not files:
        raise NotRun("no gold trees (../shared/eval/dev/syntax-gum) are there")
    parts = []
    for file in files:
        with tempfile.TemporaryDirectory() as work:
            printed = pathlib.Path(work) / "ours.conllu"
            programs.run_example("parse", file, printed)
            gold, ours = list(words(file)), list(words(printed))
        if len(gold) != len(ours):
            raise NotRun(f"{file.name}: {len(ours)} words were read, not {len(gold)}")
        parts.append(part(gold, ours))
    columns = [[(counts[nth], counts[0]) for counts in parts] for nth in range(1, 6)]
    return {name: bootstrap.figure(column, bootstrap.share) for name, column in zip(MEASURES, columns)}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--examples", type=pathlib.Path, default=ROOT / "target" / "release" / "examples")
    ask.add_argument("--weights", type=pathlib.Path, default=ROOT / "model" / "clew-language.safetensors")
    ask.add_argument("gold", nargs="*", type=pathlib.Path)
    given = ask.parse_args()
    for name, figure in measure(Programs("", [], given.examples, given.weights), given.gold).items():
        print(f"{name:15} {figure}")


if __name__ == "__main__":
    main()
