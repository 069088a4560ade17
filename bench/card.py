"""The table of figures in the model's card, written between two marks so that it is never older than the last `make bench`."""
from __future__ import annotations

import speed
from programs import ROOT
from rows import Row, table

CARD = ROOT / "model" / "CARD.md"
FIRST, LAST = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
# What does not rest on the model has no place in its card.
LEFT_OUT = ("Reading", "Times", speed.WHOLE)


def write(rows: list[Row], by_origin: list[Row], made: str) -> None:
    """Puts the figures of the model into its card."""
    page = CARD.read_text(encoding="utf-8")
    before, first, rest = page.partition(FIRST)
    _, last, after = rest.partition(LAST)
    if not (first and last):
        raise ValueError(f"{CARD} has no {FIRST} .. {LAST}")
    figures = table([row for row in [*rows, *by_origin] if row.group not in LEFT_OUT])
    CARD.write_text(f"{before}{first}\n{made}\n\n{figures}\n{last}{after}", encoding="utf-8")
