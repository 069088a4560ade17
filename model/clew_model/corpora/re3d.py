"""re3d (Dstl): reports on Syria and Iraq with entities, names and descriptions alike, and their relations.

A mark is taken for a name where its words are capitalised throughout, "of" and the like apart; what stands before that is
cut ("northern [Iraq]"). Any other mark is a description: nothing can be said of the names in it.
"""
from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Iterator

from .conventions import finer
from .form import Document, layered
from .trim import AFTER_TITLE, TITLES, trim
from .words import Cut, cut

TYPES = {
    "Person": "Person", "Organisation": "Organization", "Location": "Place", "Weapon": "Weapon", "Vehicle": "Vehicle",
    "MilitaryPlatform": "Vehicle", "DocumentReference": "Work",
}  # fmt: skip
MARKED = set(TYPES) | {"Nationality"}
PRONOUNS = set("i me my we us our you your he him his she her it its they them their who this that these those".split())
# Words that no person's name holds: "Special Envoy for Syria", "Jan. 12".
OFFICE = set("of for the and in on to january february march april june july august september october november december jan. feb.".split())
LINKERS = set("of the for and & - ' 's ’s al el bin ibn abu in on to de la".split())


def re3d(train: Path) -> Iterator[Document]:
    """The documents of the five sources."""
    documents = []
    for folder in sorted(path for path in (train / "re3d").iterdir() if path.is_dir()):
        records = [json.loads(line) for line in (folder / "documents.json").open(encoding="utf-8") if line.strip()]
        marks: dict[str, list[dict]] = {}
        for line in (folder / "entities.json").open(encoding="utf-8"):
            if line.strip():
                mark = json.loads(line)
                marks.setdefault(mark["documentId"], []).append(mark)
        for number, (record, made) in enumerate(zip(records, cut([record["text"] for record in records]))):
            if made.words:
                documents.append((f"re3d-{folder.name}-{number:03}", made, names(made, marks.get(record["_id"], []))))
    usual = usual_labels(documents)
    for identifier, made, found in documents:
        agreed = [(start, end, usual.get(" ".join(made.words[start:end]), label)) for start, end, label in found]
        yield {
            "id": identifier, "set": "re3d", "words": made.words, "sentences": made.sentences,
            "names": [name for name in layered(agreed) if name[3] == 0],
        }  # fmt: skip


def usual_labels(documents: list[tuple[str, Cut, list]]) -> dict[str, str]:
    """The commonest label of each name: annotators differed ("ISIL" is an Organisation 144 times and a Vehicle four times)."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for _, made, found in documents:
        for start, end, label in found:
            counted[" ".join(made.words[start:end])][label] += 1
    return {text: labels.most_common(1)[0][0] for text, labels in counted.items()}


def names(made: Cut, marks: list[dict]) -> list[tuple[int, int, str]]:
    """Names, and descriptions under the label of their type with "-description"."""
    found = {}
    for mark in marks:
        span = made.span(mark["begin"], mark["end"]) if mark["type"] in MARKED else None
        if span is None or not any(start <= span[0] and span[1] <= end for start, end in made.sentences):
            continue
        name = name_in(made.words, *span, mark["type"])
        if name:
            found[name] = "demonym" if mark["type"] == "Nationality" else finer(mark["type"], made.words[slice(*name)])
        else:
            found.setdefault(span, "description")
    inner = [span for span, label in found.items() if label != "description"]
    return [(*span, label) for span, label in found.items() if label != "description" or not any(span[0] < end and start < span[1] for start, end in inner)]


def name_in(words: list[str], start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The name that ends a marked stretch and is all of it but for words that qualify."""
    person = kind == "Person"
    if end - start == 1 and words[start].lower() in PRONOUNS:
        return None
    while start < end and not words[start][0].isupper() and not words[start][0].isdigit():
        start += 1
    if person and OFFICE & {word.lower() for word in words[start:end]}:
        return None
    if person:
        start = max((at + 1 for at in range(start, end - 1) if words[at].lower().rstrip(".") in TITLES | AFTER_TITLE), default=start)
    span = trim(words, start, end, person, kind == "DocumentReference") if start < end else None
    if span is None:
        return None
    inside = words[slice(*span)]
    capital = all(word[0].isupper() or word[0].isdigit() or word.lower() in LINKERS for word in inside)
    if person and inside[-1].lower().rstrip(".") in TITLES | AFTER_TITLE:
        return None
    return span if capital and any(word[0].isupper() for word in inside) and inside[-1].lower() not in LINKERS else None
