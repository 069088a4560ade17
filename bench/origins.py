"""How many names of people are found, by where such names come from: the lists of model/data/names/people.txt."""
from __future__ import annotations

from collections import defaultdict
from functools import cache

import bootstrap
from programs import ROOT
from rows import Row

LIST = ROOT / "model" / "data" / "names" / "people.txt"
FIELDS = ("male", "female", "family")
GROUP = "Names of people in our own held-back fifth, by origin"
UNLISTED = "in no list"


@cache
def parts_of_names() -> dict[str, set[str]]:
    """By origin every given and family name of the list, in lower case."""
    found: dict[str, set[str]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            names = found.setdefault(line.strip("[] "), set())
        elif line.partition(":")[0] in FIELDS:
            names.update(name.strip().lower() for name in line.partition(":")[2].split(","))
    return found


@cache
def origins_of(name: str) -> frozenset[str]:
    """The origins that most of a name's parts stand in the lists of."""
    words = name.lower().split()
    stretches = {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    known = {origin: sum(len(part.split()) for part in stretches & names) for origin, names in parts_of_names().items()}
    most = max(known.values(), default=0)
    return frozenset(origin for origin, n_parts in known.items() if n_parts == most > 0) or frozenset({UNLISTED})


def rows(documents: list[dict], read: dict[str, dict]) -> list[Row]:
    """A row for each origin: names found with their exact span as a Person. A name of several origins counts for each."""
    parts: dict[str, list] = defaultdict(list)
    for document in documents:
        found = {(mention["start"], mention["end"]) for mention in read.get(document["id"], {}).get("mentions", ())
                 if mention["kind"] == "name" and mention["type"] == "Person"}  # fmt: skip
        for origin, part in _counts(document, found).items():
            parts[origin].append(part)
    return [_row(origin, parts[origin]) for origin in [*sorted(parts_of_names()), UNLISTED]]


def _counts(document: dict, found: set) -> dict[str, bootstrap.Part]:
    """By origin, of the names of people in a document: how many are found, and how many there are."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for start, end, type_ in document["names"]:
        for origin in origins_of(document["text"][start:end]) if type_ == "Person" else ():
            counts[origin][0] += (start, end) in found
            counts[origin][1] += 1
    return {origin: tuple(count) for origin, count in counts.items()}


def _row(origin: str, parts: list[bootstrap.Part]) -> Row:
    if not parts:
        return Row(GROUP, origin, None, not_run="no such name is held back")
    n_names = sum(total for _, total in parts)
    return Row(GROUP, f"{origin} ({n_names})", bootstrap.figure(parts, bootstrap.share))
