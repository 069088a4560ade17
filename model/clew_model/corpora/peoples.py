"""Words for peoples and nations ("Iraqi", "Kurds"), which clew does not take for names of places."""
from __future__ import annotations

from functools import cache
from pathlib import Path

# First halves of joined words: "Franco-German".
COMBINING = frozenset("franco anglo afro sino indo russo austro greco hispano luso turco germano euro north south east west central northern southern".split())
NAMES = Path(__file__).parents[2] / "data" / "names"


def lines(path: Path) -> list[str]:
    """The lines of a list, comments and blank lines left out."""
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]


@cache
def countries() -> list[tuple[list[str], list[str], list[str]]]:
    """For each country its names, its adjectives and the words for its people."""
    rows = [[field.strip() for field in line.split("|")] for line in lines(NAMES / "countries.txt")]
    parted = [[[part.strip() for part in field.split(",") if part.strip()] for field in row] for row in rows]
    return [(name + others, adjectives, people) for name, others, adjectives, people in parted]


@cache
def demonyms() -> frozenset[str]:
    """All words for peoples, in lower case."""
    found = set(lines(NAMES / "demonyms.txt"))
    for _, adjectives, people in countries():
        found.update(adjectives + people)
    return frozenset(word.lower() for word in found)


def is_people(words: list[str]) -> bool:
    """Whether a name is but a word for a people or nation: "German", "North Koreans", "Franco - German"."""
    text = " ".join(words).lower()
    parts = text.replace("-", " ").split()
    return text in demonyms() or (len(parts) > 1 and all(part in demonyms() or part in COMBINING for part in parts) and parts[-1] in demonyms())
