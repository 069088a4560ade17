"""Other towns, countries and bodies for those of a document."""
from __future__ import annotations

import random
import re

from .corpora.form import Document
from .corpora.peoples import countries
from .edits import Edit
from .name_lists import body_endings, country_names, cut, known_towns, new_town, origins
from .people import cased, named

GENERIC = set("river street road avenue province district county region island islands lake bay valley square bridge highway town village beach port".split())
FIRST_WORDS = "National First United Royal New Central Northern Southern Eastern Western Global Pan-African Inter Trans Atlas Delta Apex Meridian Orion Nova".split()
ACRONYM = re.compile(r"^[A-Z]{2,6}$")


def place_edits(document: Document, chance: random.Random) -> list[Edit]:
    """Edits that give towns and countries other names, and the words for a country's people with them."""
    given: dict[str, tuple[str, ...]] = {}
    moved: dict[int, int] = {}
    edits = []
    for start, end in named(document, {"Place", "Facility", "Organization", "PublicBody"}):
        words = document["words"][start:end]
        text = " ".join(words).lower()
        if text in country_names():
            row = country_names()[text]
            target = moved.setdefault(row, chance.randrange(len(countries())))
            edits.append(Edit(start, end, cased_word(words, cut(countries()[target][0][0]))))
        elif text in known_towns() and (start, end) in place_spans(document):
            edits.append(Edit(start, end, cased(words, given.setdefault(text, new_town(chance)))))
        elif len(words) > 1 and words[-1].lower() in GENERIC and (start, end) in place_spans(document):
            edits.append(Edit(start, end - 1, cased(words[:-1], given.setdefault(text, new_town(chance)))))
    return edits + people_word_edits(document, moved)


def place_spans(document: Document) -> set[tuple[int, int]]:
    """The names of places, facilities among them where a set does not part the two."""
    return set(named(document, {"Place", "Facility"}))


def cased_word(old: list[str], new: tuple[str, ...]) -> tuple[str, ...]:
    """As `cased`, but a short name in capitals ("US") does not make the other one shout."""
    return new if len("".join(old)) < 5 else cased(old, new)


def people_word_edits(document: Document, moved: dict[int, int]) -> list[Edit]:
    """Edits of the words made from a country's name ("Iraqi", "South Koreans") where the country got another name."""
    words = document["words"]
    edits = []
    for row, target in moved.items():
        for column in (1, 2):
            new = countries()[target][column]
            for old in countries()[row][column] if new else ():
                parts = cut(old)
                for start in range(len(words) - len(parts) + 1):
                    if tuple(words[start : start + len(parts)]) == parts:
                        edits.append(Edit(start, start + len(parts), cut(new[0])))
    return edits


def body_edits(document: Document, chance: random.Random) -> list[Edit]:
    """Edits that give some bodies other names: other letters to acronyms, "Y Group" to "X Holdings"."""
    given: dict[str, tuple[str, ...]] = {}
    edits = []
    for start, end in named(document, {"Organization", "PublicBody", "Facility", "Work"}):
        words = document["words"][start:end]
        text = " ".join(words)
        if text not in given:
            given[text] = new_body(words, chance)
        if given[text]:
            edits.append(Edit(start, end, cased_word(words, given[text])))
    return edits


def new_body(words: list[str], chance: random.Random) -> tuple[str, ...]:
    """Another name for a body, or nothing where it keeps its own."""
    if len(words) == 1 and ACRONYM.match(words[0]):
        return ("".join(chance.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in words[0]),) if chance.random() < 0.6 else ()
    for ending, kind in body_endings().items():
        if len(words) > len(ending) and tuple(words[-len(ending) :]) == ending and chance.random() < 0.7:
            last = chance.choice([other for other, its in body_endings().items() if its == kind])
            source = chance.choice(origins())
            first = chance.choice((new_town(chance), cut(chance.choice(source.family)), (chance.choice(FIRST_WORDS),)))
            return first + last
    return ()
