"""What the labels of a set may stand for (`model/data/labels.toml`)."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from .form import Document

TABLE = Path(__file__).parents[2] / "data" / "labels.toml"
TYPES = ("Person", "Organization", "PublicBody", "Place", "Facility", "Event", "Work", "Weapon", "Vehicle", "Substance", "Phone", "Account", "Other")
ANY_OTHER = ("Event", "Work", "Vehicle", "Weapon", "Substance", "Other")
NO_NAME, UNKNOWN = "-", "?"


@cache
def table() -> dict[str, dict]:
    """For each set {"marks": types, "labels": {label: alternatives}}; "*" is written out, "-" and "?" stay."""
    given = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        name: {
            "marks": frozenset(entry["marks"]),
            "labels": {label: alternatives(values) for label, values in entry["labels"].items()},
        }
        for name, entry in given.items()
    }


def alternatives(values: list[str]) -> tuple[str, ...]:
    """The types a label may stand for, each once, "*" written out."""
    return tuple(dict.fromkeys(one for value in values for one in (ANY_OTHER if value == "*" else (value,))))


def unlisted(document: Document) -> set[str]:
    """Labels of a document that the table does not speak of."""
    known = table().get(document["set"], {"labels": {}})["labels"]
    return {name[2] for name in document.get("names", ())} - set(known)
