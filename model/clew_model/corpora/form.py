"""The one form that every training set is read into: a document of words with layers of marks.

A document is a plain dictionary, one JSON line in a file. All positions are numbers of words; stretches are
`[start, end)`. Layers that a set does not have are absent, so that training never takes silence for a mark.

    id, set, date?     where it comes from
    words              the words, as written
    sentences          [[start, end], ...]: they follow one another and hold every word
    names              [[start, end, label, level], ...]: the set's own labels; level 0 outermost, 1 inside another
    mentions           [[start, end, head, type, "name" | "nominal" | "pronoun", chain], ...]
    named_chains       [[start, end, chain], ...]: which names are one thing's, where nothing but names is marked
    coreference        true where `chain` is marked for all mentions of two and more
    trees              {"pos": [], "lemma": [], "head": [], "relation": []}, one entry a word; head -1 is the root
    attributions       [{"cue", "source", "content": [[start, end], ...], "act", "source_kind", "within": index | None}]
    events             [{"start", "end", "type", "polarity", "modality", "certainty", "roles": [[start, end, role]], ...}]
    factuality         [[word, value -3 .. 3], ...]
    pronouns           [{"pronoun": [start, end], "names": [[start, end], ...], "same": [bool, ...]}]

A mention's head is its syntactic head as in a treebank: of a person's name the first word ("[Ada] Weil"), else mostly the last.

`faults` is the check of all this; readers must give documents without any.
"""
from __future__ import annotations

from typing import Iterator

Document = dict
Span = list[int]

LAYERS = ("names", "mentions", "named_chains", "trees", "attributions", "events", "factuality", "pronouns")


def spans_of(document: Document) -> Iterator[list]:
    """Every list of a document that begins with [start, end), of whatever layer, the sentences left out."""
    yield from document.get("names", ())
    yield from document.get("mentions", ())
    yield from document.get("named_chains", ())
    for attribution in document.get("attributions", ()):
        for part in ("cue", "source", "content"):
            yield from attribution[part]
    for event in document.get("events", ()):
        yield from event["roles"]
    for pronoun in document.get("pronouns", ()):
        yield pronoun["pronoun"]
        yield from pronoun["names"]


def faults(document: Document) -> list[str]:
    """What is wrong with a document; empty for a sound one."""
    return [f"{document.get('id')}: {fault}" for fault in _faults(document)]


def _faults(document: Document) -> Iterator[str]:
    count = len(document["words"])
    if not count or any(not word or word != word.strip() for word in document["words"]):
        yield "no words, or a word that is empty or padded with blanks"
    yield from _sentence_faults(document["sentences"], count)
    for span in spans_of(document):
        if not 0 <= span[0] < span[1] <= count:
            yield f"a stretch outside its text: {span}"
    yield from _name_faults(document)
    for start, end, head, *_ in document.get("mentions", ()):
        if not start <= head < end:
            yield f"a mention's head lies outside it: {[start, end, head]}"
    if "trees" in document:
        yield from _tree_faults(document)
    for event in document.get("events", ()):
        if not 0 <= event["start"] < event["end"] <= count:
            yield f"a trigger outside its text: {event}"
    for attribution in document.get("attributions", ()):
        if attribution["within"] is not None and not 0 <= attribution["within"] < len(document["attributions"]):
            yield f"within an attribution that is not there: {attribution['within']}"
    for word, value in document.get("factuality", ()):
        if not 0 <= word < count or not -3 <= value <= 3:
            yield f"factuality {value} of word {word}"


def _sentence_faults(sentences: list[Span], count: int) -> Iterator[str]:
    at = 0
    for start, end in sentences:
        if start != at or end <= start:
            yield f"sentence [{start}, {end}) does not follow {at}"
        at = end
    if at != count:
        yield f"sentences end at {at} of {count} words"


def _name_faults(document: Document) -> Iterator[str]:
    levels = ([], [])
    for start, end, label, level in document.get("names", ()):
        if level not in (0, 1):
            yield f"name of level {level}"
            continue
        if any(start < other[1] and other[0] < end for other in levels[level]):
            yield f"names of level {level} overlap at {start} ({label})"
        levels[level].append((start, end))
        if not any(first <= start and end <= last for first, last in document["sentences"]):
            yield f"a name crosses sentences: {' '.join(document['words'][start:end])}"
    for start, end in levels[1]:
        if not any(first <= start and end <= last for first, last in levels[0]):
            yield f"an inner name lies in no other, at {start}"


def _tree_faults(document: Document) -> Iterator[str]:
    trees, count = document["trees"], len(document["words"])
    for column in ("pos", "lemma", "head", "relation"):
        if len(trees[column]) != count:
            yield f"column {column} has {len(trees[column])} entries for {count} words"
    for start, end in document["sentences"]:
        heads = trees["head"][start:end]
        if heads.count(-1) != 1:
            yield f"sentence at {start} has {heads.count(-1)} roots"
        if any(head != -1 and not start <= head < end for head in heads):
            yield f"a head outside the sentence at {start}"


def layered(names: list[tuple[int, int, str]]) -> list[list]:
    """Names with their levels: the longer of two that overlap is the outer one; what fits on neither level is left out."""
    placed: list[list] = []
    for start, end, label in sorted(names, key=lambda name: (name[0] - name[1], name[0])):
        over = [other for other in placed if start < other[1] and other[0] < end]
        if not over:
            placed.append([start, end, label, 0])
        elif len(over) == 1 and over[0][3] == 0 and over[0][0] <= start and end <= over[0][1] and (start, end) != tuple(over[0][:2]):
            placed.append([start, end, label, 1])
    return sorted(placed, key=lambda name: (name[0], name[3]))
