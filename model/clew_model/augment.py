"""Other versions of a training document: other names, numbers and dates, other casing. Pure functions on the common form.

    swap(document, random.Random(1))     people, towns, countries and bodies under other names, counts and dates moved
    uppercase / lowercase / headline     the same words in capitals, without, or with a capital each
"""
from __future__ import annotations

import random
import re

from .corpora.form import Document
from .edits import Edit, apply, disjoint
from .people import people_edits
from .places import body_edits, place_edits

NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
MONTHS = "January February March April May June July August September October November December".split()
SMALL = set("a an the and but or nor of in on at to by for from with as is".split())


def swap(document: Document, chance: random.Random) -> Document:
    """The document about other people, places and bodies; every layer moves along."""
    if "names" not in document:
        return document
    edits = disjoint(people_edits(document, chance) + place_edits(document, chance) + body_edits(document, chance))
    edits = disjoint(edits + article_edits(document, edits))
    changed = apply(document, edits)
    return move_dates(move_counts(changed, chance), chance)


def article_edits(document: Document, edits: list[Edit]) -> list[Edit]:
    """"a" and "an" before words that begin otherwise now."""
    found = []
    for edit in edits:
        before = document["words"][edit.start - 1] if edit.start else ""
        if before.lower() in ("a", "an"):
            article = "an" if edit.words[0][0].lower() in "aeioáéíóäöø" else "a"
            found.append(Edit(edit.start - 1, edit.start, (article.capitalize() if before[0].isupper() else article,)))
    return found


def move_counts(document: Document, chance: random.Random) -> Document:
    """Counts with one number word ("nine") get another number, the same old one the same new one."""
    moved: dict[int, int] = {}
    words, events = list(document["words"]), []
    for event in document.get("events", ()):
        number = number_of(words[event["start"]]) if event["type"] == "Count" and event["end"] - event["start"] == 1 else None
        bounds = {key: event[key] for key in ("low", "high") if event.get(key)}
        if number is None or number < 2 or any(value != str(number) for value in bounds.values()):
            events.append(event)
            continue
        new = moved.setdefault(number, chance.randint(2, 12) if number <= 12 else round(number * chance.uniform(0.6, 1.7)))
        words[event["start"]] = spelt(new, words[event["start"]])
        events.append(event | {key: str(new) for key in bounds})
    return document | {"words": words} | ({"events": events} if "events" in document else {})


def number_of(word: str) -> int | None:
    """The number that a word writes, in figures or up to twenty in letters."""
    if re.fullmatch(r"\d{1,4}", word):
        return int(word)
    return NUMBER_WORDS.index(word.lower()) if word.lower() in NUMBER_WORDS else None


def spelt(number: int, like: str) -> str:
    """A number written as another one was."""
    if like[0].isdigit() or number >= len(NUMBER_WORDS):
        return str(number)
    return NUMBER_WORDS[number].capitalize() if like[0].isupper() else NUMBER_WORDS[number]


def move_dates(document: Document, chance: random.Random) -> Document:
    """Months beside a number and all years move by the same step in the whole document."""
    months, years = chance.randrange(12), chance.randint(-6, 6)
    words = list(document["words"])
    for place, word in enumerate(document["words"]):
        beside = document["words"][max(0, place - 1) : place] + document["words"][place + 1 : place + 2]
        if word in MONTHS and any(other[0].isdigit() for other in beside):
            words[place] = MONTHS[(MONTHS.index(word) + months) % 12]
        elif re.fullmatch(r"(19|20)\d\d", word) and not is_named(document, place):
            words[place] = str(int(word) + years)
    return document | {"words": words}


def is_named(document: Document, word: int) -> bool:
    """Whether a word stands in a name ("Executive Order 2016")."""
    return any(start <= word < end for start, end, *_ in document.get("names", ()))


def uppercase(document: Document) -> Document:
    """All in capitals."""
    return document | {"words": [word.upper() for word in document["words"]]}


def lowercase(document: Document) -> Document:
    """All without capitals."""
    return document | {"words": [word.lower() for word in document["words"]]}


def headline(document: Document) -> Document:
    """A capital to every word but the small ones, as in American headlines."""
    firsts = {start for start, _ in document["sentences"]}
    words = [word if place not in firsts and word.lower() in SMALL else word[:1].upper() + word[1:] for place, word in enumerate(document["words"])]
    return document | {"words": words}
