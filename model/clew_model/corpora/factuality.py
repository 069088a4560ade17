"""UDS-IH2 (Rudinger et al. 2018): events of web texts with how sure a reader is that they happened, -3 (not) to 3 (so).

Some of its sentences have their names marked by us, in `data/web-names.tsv`; these are the set `web-names`, the rest `uds-factuality`.
"""
from __future__ import annotations

import json
from pathlib import Path
from typing import Iterator

from .form import Document

NAMES = Path(__file__).parents[2] / "data" / "web-names.tsv"


def sentences(train: Path) -> Iterator[Document]:
    """All sentences, one a document. A target of several words is rated at its last one, the verb itself."""
    marked = names(NAMES)
    for number, line in enumerate((train / "uds-factuality" / "train.jsonl").open(encoding="utf-8")):
        record = json.loads(line)
        words = record["text"].split()
        rated = {target["span1"][1] - 1: float(target["label"]) for target in record["targets"]}
        document = {
            "id": f"uds-factuality-{number:05}", "set": "uds-factuality", "words": words, "sentences": [[0, len(words)]],
            "factuality": sorted([word, value] for word, value in rated.items()),
        }  # fmt: skip
        if number in marked:
            document |= {"set": "web-names", "names": marked[number]}
        yield document


def factuality(train: Path) -> Iterator[Document]:
    """The sentences without names marked."""
    return (document for document in sentences(train) if document["set"] == "uds-factuality")


def web_names(train: Path) -> Iterator[Document]:
    """The sentences with names marked."""
    return (document for document in sentences(train) if document["set"] == "web-names")


def names(path: Path) -> dict[int, list[list]]:
    """Names by number of sentence: `00016<TAB>2-5 Person; 9-14 Organization`, in words; `-` where there is none."""
    found: dict[int, list[list]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, marks = line.split("\t")
            found[int(number)] = [] if marks == "-" else [_name(mark) for mark in marks.split("; ")]
    return found


def _name(mark: str) -> list:
    span, kind = mark.split(" ")
    start, end = span.split("-")
    return [int(start), int(end), kind, 0]
