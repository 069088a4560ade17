"""MUC-4 (1992): wire reports from Latin America, in capitals throughout as they were sent, with the fillers of incident templates.

Only names are taken from the templates: victims, perpetrators and bodies whose words other sets do not write in small letters. Each is
marked wherever its words stand in the report; sentences without one are left out. Nothing is known of other words, so
`labels.toml` gives the set no `marks`.
"""
from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Iterator

from .form import Document, layered
from .trim import trim
from .words import Cut, cut

ROLES = {"Victim": "person", "PerpInd": "person", "PerpOrg": "organization"}
LINKERS = set("de del la las los y e of the and".split())
# Last words of bodies' names that are made of common words alone: "army of national liberation", "revolutionary movement".
BODIES = set("front movement army liberation party cartel federation union forces command brigade battalion organization path assembly".split())
DESCRIPTIONS = set("guerrilla guerrillas gunmen squads squad cell column rightwing unidentified subversives extremists narcotraffickers mafia mafias group".split())
SMALL_ENOUGH = 3


def muc4(train: Path) -> Iterator[Document]:
    """The reports that have at least one such name."""
    records = [json.loads(line) for line in (train / "muc4" / "train.json").open(encoding="utf-8")]
    common = common_words(train)
    texts = [" ".join(record["doctext"].split()).upper() for record in records]
    for record, made in zip(records, cut(texts)):
        names = [name for name in layered(sorted(found_names(made, wanted(record, common)))) if name[3] == 0]
        if names:
            yield {"id": f"muc4-{record['docid']}", "set": "muc4"} | sentences_with(made, names)


def sentences_with(made: Cut, names: list[list]) -> Document:
    """Words, sentences and names of the sentences that hold a name."""
    words: list[str] = []
    sentences, moved = [], []
    for start, end in made.sentences:
        inside = [name for name in names if start <= name[0] and name[1] <= end]
        if inside:
            shift = len(words) - start
            sentences.append([len(words), end + shift])
            words += made.words[start:end]
            moved += [[first + shift, last + shift, *rest] for first, last, *rest in inside]
    return {"words": words, "sentences": sentences, "names": moved}


def common_words(train: Path) -> set[str]:
    """Words that web texts and Wikipedia write in small letters."""
    counted: Counter[str] = Counter()
    for line in (train / "uds-factuality" / "train.jsonl").open(encoding="utf-8"):
        counted.update(word for word in json.loads(line)["text"].split() if word.islower())
    for line in (train / "gap" / "gap-development.tsv").open(encoding="utf-8"):
        counted.update(word.strip(".,;:!?()\"'") for word in line.split("\t")[1].split() if word.islower())
    return {word for word, count in counted.items() if count >= SMALL_ENOUGH}


def wanted(record: dict, common: set[str]) -> dict[str, str]:
    """The names among a report's fillers, in small letters, with their label."""
    return {
        text: label
        for template in record["templates"]
        for role, label in ROLES.items()
        for entity in template[role]
        for text, _ in entity
        if is_name(text.split(), label, common)
    }


def is_name(words: list[str], label: str, common: set[str]) -> bool:
    """Whether a filler is a name: no common word in it, or the name of a body that ends as such names do."""
    plain = [word for word in words if word not in LINKERS]
    if DESCRIPTIONS & set("-".join(words).split("-")):
        return False
    if plain and not any(word in common or not word[0].isalpha() for word in plain):
        return label == "organization" or len(plain) > 1
    return label == "organization" and len(words) > 2 and bool(BODIES & set(words)) and plain[-1] in BODIES


def found_names(made: Cut, names: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Every place where a name's words stand."""
    for text, label in names.items():
        at = made.text.find(text.upper())
        while at >= 0:
            span = made.span(at, at + len(text))
            if span and made.places[span[0]][0] == at and made.places[span[1] - 1][1] == at + len(text):
                kept = trim(made.words, *span, label == "person")
                if kept and any(start <= kept[0] and kept[1] <= end for start, end in made.sentences):
                    yield (*kept, label)
            at = made.text.find(text.upper(), at + 1)
