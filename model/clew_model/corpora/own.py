"""Our own marked news (`model/data/own`): names, mentions, chains, attributions and events, in the words that clew cuts.

The rules of the marks, and the program that checks them, lie beside the stories.
"""
from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Iterable

from .form import Document, layered
from .peoples import is_people
from .trim import ARTICLES, CLOSING, OPENING, POSSESSIVES, trim
from .words import Cut, cut

FOLDER = Path(__file__).parents[2] / "data" / "own"
# Words that end the part of a noun phrase in which its head stands last: "[the director] of Docas do Sado".
AFTER_HEAD = set(
    """of in for at from with on to who whom which that whose where when , ( - – — : by near about between among under over against inside outside
    into onto around behind including aged called named known and or""".split())
NUMBER_WORDS = {"what", "low", "high"}
Span = tuple[int, int]


def own(folder: Path = FOLDER) -> Iterable[Document]:
    """All stories, in the order of their paths."""
    specification = importlib.util.spec_from_file_location("check", folder / "check.py")
    check = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(check)
    records = [check.read(path)[0] for path in sorted(folder.rglob("*.xml"))]
    records = [record for record in records if record]
    return [story(record, made) for record, made in zip(records, cut([record["text"] for record in records]))]


def story(record: dict, made: Cut) -> Document:
    """One story in the common form."""
    spans = [mention_span(made, mention) for mention in record["mentions"]]
    pairs = [(mention, span) for mention, span in zip(record["mentions"], spans) if span]
    named = {
        span: "demonym" if mention.get("form") == "adjective" or is_people(made.words[slice(*span)]) else mention["type"]
        for mention, span in pairs
        if mention["kind"] == "name"
    }
    inside = [(span, label) for span, label in named.items() if any(start <= span[0] and span[1] <= end for start, end in made.sentences)]
    return {
        "id": record["id"], "set": "own", "date": record["date"], "words": made.words, "sentences": made.sentences,
        "names": layered([(*span, label) for span, label in inside]),
        "mentions": mentions(made, pairs, named), "coreference": True,
        "attributions": attributions(record, made),
        "events": events(record, made),
    }  # fmt: skip


def mention_span(made: Cut, mention: dict) -> Span | None:
    """The words of a mention; a name without article and title, nothing with a final 's."""
    span = made.span(mention["start"], mention["end"])
    if span is None:
        return None
    if mention["kind"] == "name":
        return trim(made.words, *span, person=mention["type"] == "Person", work=mention["type"] in ("Work", "Vehicle"))
    start, end = span
    return (start, end - 1) if end - start > 1 and made.words[end - 1] in POSSESSIVES else span


def mentions(made: Cut, pairs: list[tuple[dict, Span]], named: dict[Span, str]) -> list[list]:
    """All mentions but the adjectives of places, chains numbered in the order in which they begin."""
    chains: dict[str, int] = {}
    found: dict[Span, list] = {}
    for mention, span in sorted(pairs, key=lambda pair: (pair[1][0], -pair[1][1])):
        if mention["kind"] == "name" and named[span] == "demonym":
            continue
        chain = chains.setdefault(mention["chain"], len(chains))
        found.setdefault(span, [*span, head(made.words, span, mention), mention["type"], mention["kind"], chain])
    return list(found.values())


def head(words: list[str], span: Span, mention: dict) -> int:
    """The syntactic head as a treebank has it: of a person's name the first word, else the last before what follows the noun."""
    start, end = span
    if mention["kind"] == "name" and mention["type"] == "Person":
        return start
    after = next((word for word in range(start + 1, end) if words[word].lower() in AFTER_HEAD and words[word - 1] != "-" and not glued(words, word)), end)
    return after - 1


def glued(words: list[str], word: int) -> bool:
    """Whether a hyphen stands inside a compound ("vice - president") and parts nothing."""
    return words[word] == "-" and word + 1 < len(words) and words[word + 1][0].isalnum()


def bare(words: list[str], span: Span | None) -> Span | None:
    """A stretch without marks at its ends."""
    marks = OPENING | CLOSING | {".", "-", "–", "—", "..."}
    if span is None:
        return None
    start, end = span
    while start < end and words[start] in marks:
        start += 1
    while start < end and words[end - 1] in marks:
        end -= 1
    return (start, end) if start < end else None


def attributions(record: dict, made: Cut) -> list[dict]:
    """The attributions in the order of their cues; `within` is the place in this list."""
    given = sorted((one for one in record["attributions"] if one["cue"] and one["content"]), key=lambda one: one["cue"])
    numbers = {one["id"]: number for number, one in enumerate(given)}
    found = []
    for one in given:
        parts = {part: [list(span) for pair in one[part] if (span := bare(made.words, made.span(*pair)))] for part in ("cue", "source", "content")}
        parts["content"] = [without_conjunction(made.words, span) for span in parts["content"]]
        kind = {"act": one["act"], "source_kind": one["source_kind"], "within": numbers.get(one["within"])}
        found.append(parts | kind)
    return found


def without_conjunction(words: list[str], span: list[int]) -> list[int]:
    """A content without the "that" that joins it to its cue; the stories mark it now within and now without."""
    start, end = span
    joins = 0 < start < end - 1 and words[start] == "that" and words[start - 1][0].isalnum()
    return [start + 1, end] if joins else span


def events(record: dict, made: Cut) -> list[dict]:
    """The events with their roles; an event without a trigger in words is left out."""
    roles: dict[str, list[list]] = {}
    for item in record["mentions"] + record["times"]:
        span = mention_span(made, item) if "kind" in item else made.span(item["start"], item["end"])
        for event, role in item["roles"] if span else []:
            roles.setdefault(event, []).append([*span, role])
    found = []
    for event in record["events"]:
        span = made.span(event["start"], event["end"])
        if span is None:
            continue
        start, end = span
        if end - start > 1 and made.words[start].lower() in ARTICLES:
            start += 1
        more = {name: event[key] for name, key in (("subtype", "sub"), ("evidence", "evid"), ("incident", "of")) if event.get(key)}
        found.append({
            "start": start, "end": end, "type": event["t"], **more, **{key: event[key] for key in NUMBER_WORDS if key in event},
            "polarity": event.get("pol", "asserted"), "modality": event.get("mod", "actual"), "certainty": event.get("cert", "asserted"),
            "roles": sorted(roles.get(event["id"], [])),
        })  # fmt: skip
    return sorted(found, key=lambda event: (event["start"], event["end"]))
