"""Lists of people, sign-offs and bylines without line breaks, made from the forms of `data/names/rolls.txt` and the lists beside it.

What no set has and every mailbox does: names side by side that are not one name. The same texts come out each time.
"""
from __future__ import annotations

import random
import re
from typing import Iterator

from ..name_lists import cut, lines_of_towns, new_family, new_person, origins
from .form import Document
from .peoples import NAMES, countries, lines
from .sentences import parse

SLOT = re.compile(r"\b(FULL|GIVEN|FAMILY|LAST|TOWN|COUNTRY|STATE|LETTERS|BRAND)(\d)\b")
STATES = "US US US U.S. U.S. USA UK UK U.K. Britain America UAE Congo Holland Korea Burma".split()
BEGINNINGS = "Ac Al Am An Apo Ar Astr Av Az Bel Bi Bor Cal Car Cen Cor Dal Del Dex Dy El Em Ev Fer Fin Flex Gal Gen Gly Hal Hel Hex In Ki Kor Lam Lum Max Mer Mo Na Net Nor Oct Om Or Pan Per Po Qua Ra Ri Sal Ser Sol Syn Tel Ter Tri Ul Va Ver Vi Xen Ya Zip Zo".split()
ENDINGS = "adyne alia andi aris asys ato axa bank bit box cast cel com cor da dash data dyne ela entra era ero estra ett evo fly gen gle go hub ia ica ico ify ima ion ira is ista ix la lane lex lin lo lux ma med mira mo nex nia nova nta ola on ora oro path pay point ra rex ria ris ro sa sera sys ta tech tek tel thera tis tix tra trix tron u va ver via vista wave wire x yx za zon".split()
TEXTS_A_FORM = 16
SMALL_LETTERS = 0.12


def rolls() -> Iterator[Document]:
    """All texts, each form filled with names of many origins; some in small letters throughout."""
    chance = random.Random(20)
    for number, form in enumerate(lines(NAMES / "rolls.txt")):
        for version in range(TEXTS_A_FORM):
            words, sentences, names = parse(filled(form, chance))
            if chance.random() < SMALL_LETTERS:
                words = [word.lower() for word in words]
            yield {"id": f"rolls-{number}-{version}", "set": "rolls", "words": words, "sentences": sentences, "names": names}


def filled(form: str, chance: random.Random) -> str:
    """One text of a form. People of the same number are the same; half the texts take all from one origin."""
    near = chance.choice(origins()) if chance.random() < 0.5 else None
    english = next(origin for origin in origins() if "O'Brien" in origin.family)
    people, things = {}, {}

    def person(number: str) -> tuple:
        if number not in people:
            source = near or (english if chance.random() < 0.4 else chance.choice(origins()))
            people[number] = new_person(source, chance.choice(("male", "female")), new_family(source, chance), chance)
        return people[number]

    def name(match: re.Match) -> str:
        slot, number = match.groups()
        if slot in ("FULL", "GIVEN", "FAMILY", "LAST"):
            one = person(number)
            words = {"FULL": one.full, "GIVEN": one.given, "FAMILY": one.family, "LAST": (*one.family, ",", *one.given)}[slot]
            return " ".join(words)
        return things.setdefault((slot, number), " ".join(thing(slot, chance)))

    return SLOT.sub(name, form)


def thing(slot: str, chance: random.Random) -> tuple[str, ...]:
    """A town, a country, an acronym or a brand."""
    if slot == "TOWN":
        return cut(chance.choice(lines_of_towns()))
    if slot == "COUNTRY":
        return cut(chance.choice(countries())[0][0])
    if slot == "STATE":
        return (chance.choice(STATES),)
    if slot == "BRAND":
        return (chance.choice(BEGINNINGS) + chance.choice(ENDINGS),)
    return ("".join(chance.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(chance.randint(3, 5))),)
