"""Names in GUM, which marks whole noun phrases: the run of proper nouns around each phrase's head.

    [Texas student [Ahmed Mohamed] , who ...]     the `flat` part of a phrase whose head is a common noun
    [the [University of Texas]]                   "of" stands between two proper nouns
    [US President [Barack Obama]]                 what lies in another phrase, or is a title, is not the person's name
    [UK [Home Office]]                            a Wikipedia article's title inside the run is the name
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from .conventions import finer
from .form import layered
from .trim import AFTER_TITLE, TITLES, trim

if TYPE_CHECKING:
    from .gum import Entity, Text

LINKERS = set("of the for and & - – / de du la le al el bin ibn van von der den da di del 's ’s".split())
KINDS = {"person", "organization", "place", "event", "object", "abstract", "animal", "plant", "substance"}


def names(text: Text) -> list[list]:
    """All names of a document, labelled with the kind of the narrowest phrase that gives them."""
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for entity in text.entities:
        span = proper_name(text, entity) if entity.kind in KINDS and entity.end else None
        if span is None:
            continue
        kept = trim(text.words, *span, person=entity.kind == "person", work=entity.kind in ("object", "abstract"))
        if kept is None or text.words[kept[0]].lower() in LINKERS:
            continue
        width = entity.end - entity.start
        if kept not in found or width < found[kept][0]:
            found[kept] = (width, finer(entity.kind, text.words[slice(*kept)]))
    return layered([(*span, label) for span, (_, label) in found.items()])


def proper_name(text: Text, entity: Entity) -> tuple[int, int] | None:
    """The stretch of the name that a phrase's head carries, or None where it is no name."""
    start, end, person = entity.start, entity.end, entity.kind == "person"
    head = text.head_of(start, end)
    inner = [
        (other.start, other.end) for other in text.entities
        if start <= other.start and other.end <= end and (other.start, other.end) != (start, end) and not other.start <= head < other.end
    ]  # fmt: skip
    covered = {word for first, last in inner for word in range(first, last)} if person else set()
    proper = {word for word in range(start, end) if text.tags[word] in ("NNP", "NNPS")} - covered
    if person and text.tags[head] == "NNPS":
        return None  # peoples: "Afghans"
    seed = head if head in proper else next((w for w in sorted(proper) if text.heads[w] == head and text.relations[w].startswith("flat")), None)
    if seed is None:
        return None
    first, last = grown(text, seed, (start, end), proper, inner)
    lower = [word.lower() for word in text.words[first : last + 1]]
    title = entity.article.lower().split()
    for at in range(len(lower) - len(title) + 1 if title else 0):
        if lower[at : at + len(title)] == title:
            return first + at, first + at + len(title)
    office = TITLES | AFTER_TITLE | LINKERS | {"vice", "prime", "chief", "speaker", "chair", "attorney", "mp", "emeritus", "st", "saint"}
    return None if person and all(word.strip(".") in office for word in lower) else (first, last + 1)


def grown(text: Text, seed: int, within: tuple[int, int], proper: set[int], inner: list[tuple[int, int]]) -> tuple[int, int]:
    """The run of proper nouns around a seed, at most two linking words between neighbours; both ends included."""

    def links(word: int) -> bool:
        lower = text.words[word].lower()
        if lower in ("and", "&") and any(first in (word + 1, word + 2) for first, _ in inner):
            return False  # two names side by side
        if lower in ("'s", "’s") and any(last in (word, word + 1) for _, last in inner):
            return False  # "Mecca 's Grand Mosque"
        return lower in LINKERS and word not in proper

    first = last = seed
    while True:
        left, right = first - 1, last + 1
        while left >= within[0] and first - left < 3 and links(left):
            left -= 1
        while right < within[1] and right - last < 3 and links(right):
            right += 1
        if left >= within[0] and left in proper:
            first = left
        elif right < within[1] and right in proper:
            last = right
        else:
            return first, last
