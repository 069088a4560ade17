"""The rows of the one table: what was measured, how well, what it had to be, and what others reach."""
from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Optional, Union

from bootstrap import Figure


class NotRun(Exception):
    """Something cannot be measured here; the message says why."""


@dataclass
class Row:
    """One figure. A plain number has a unit; a `Figure` is in per cent and has an interval."""

    group: str
    what: str
    figure: Union[Figure, float, None]
    bar: Optional[float] = None
    unit: str = ""
    at_most: bool = False
    peers: list[str] = field(default_factory=list)
    known: str = ""
    not_run: str = ""

    @property
    def value(self) -> Optional[float]:
        return self.figure.value if isinstance(self.figure, Figure) else self.figure

    @property
    def is_met(self) -> Optional[bool]:
        """Whether the figure passes its bar; None where there is no bar or no figure."""
        if self.bar is None or self.value is None:
            return None
        return self.value <= self.bar if self.at_most else self.value >= self.bar

    def number(self, value: float) -> str:
        if not self.unit:
            return f"{value:g}"
        return f"{value:,.0f} {self.unit}" if value >= 100 or value == int(value) else f"{value:.1f} {self.unit}"

    def cells(self) -> list[str]:
        """The row as a table prints it."""
        if self.figure is None:
            shown = f"not run: {self.not_run}"
        else:
            shown = str(self.figure) if isinstance(self.figure, Figure) else self.number(self.figure)
        bar = "" if self.bar is None else f"{'<=' if self.at_most else '>='} {self.number(self.bar)}"
        met = {True: "yes", False: "no", None: ""}[self.is_met]
        return [self.what, shown, bar, met, "; ".join(self.peers), self.known]

    def record(self) -> dict:
        """The row for results.json."""
        return asdict(self) | {"met": self.is_met}


def table(rows: list[Row]) -> str:
    """The rows under headings of their groups, in one Markdown table."""
    lines = ["| | clew | bar | met | peers in this run | known of others |", "|---|---|---|---|---|---|"]
    group = None
    for row in rows:
        if row.group != group:
            group = row.group
            lines.append(f"| **{group}** | | | | | |")
        lines.append("| " + " | ".join(row.cells()) + " |")
    return "\n".join(lines)
