"""GAP (Webster et al. 2018): Wikipedia passages with one ambiguous pronoun and two names, of which it may mean either or none."""
from __future__ import annotations

import csv
from pathlib import Path
from typing import Iterator

from .form import Document
from .words import cut


def gap(train: Path) -> Iterator[Document]:
    """All passages of the part that the set gives for development."""
    with (train / "gap" / "gap-development.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row, made in zip(rows, cut([row["Text"] for row in rows])):
        spans = [made.span(int(row[f"{part}-offset"]), int(row[f"{part}-offset"]) + len(row[part])) for part in ("Pronoun", "A", "B")]
        if None in spans:
            continue
        yield {
            "id": row["ID"], "set": "gap", "words": made.words, "sentences": made.sentences,
            "pronouns": [{
                "pronoun": list(spans[0]), "names": [list(spans[1]), list(spans[2])],
                "same": [row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"],
            }],
        }  # fmt: skip
