"""Replacing words of a document by others, more or fewer, with every layer's positions moved along.

A stretch that begins or ends outside all replaced words keeps its words exactly; one that begins or ends inside them
keeps the part of the new words that answers to its own.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

from .corpora.form import Document


@dataclass(frozen=True)
class Edit:
    """The words `[start, end)` become `words`, which are never none."""

    start: int
    end: int
    words: tuple[str, ...]


def disjoint(edits: list[Edit]) -> list[Edit]:
    """The edits in the order of the text; of two that overlap the one given first stays."""
    kept: list[Edit] = []
    for edit in edits:
        if edit.words and not any(edit.start < other.end and other.start < edit.end for other in kept):
            kept.append(edit)
    return sorted(kept, key=lambda edit: edit.start)


def apply(document: Document, edits: list[Edit]) -> Document:
    """A new document with the edits made; the old one stays as it was."""
    edits = disjoint(edits)
    if not edits:
        return document
    places = Places(edits, len(document["words"]))
    changed = dict(document)
    changed["words"] = replaced(document["words"], edits)
    changed["sentences"] = [places.span(sentence) for sentence in document["sentences"]]
    for layer, move in MOVES.items():
        if layer in document:
            changed[layer] = [move(item, places) for item in document[layer]]
    if "names" in document:
        changed["names"] = apart(changed["names"])
    if "trees" in document:
        changed["trees"] = moved_trees(document, edits, places)
    return changed


def apart(names: list[list]) -> list[list]:
    """The names without those that lie on others of their level since both were replaced in one."""
    kept: list[list] = []
    for name in names:
        if not any(name[0] < other[1] and other[0] < name[1] and name[3] == other[3] for other in kept):
            kept.append(name)
    return kept


def replaced(words: list[str], edits: list[Edit]) -> list[str]:
    """The words with the edits made."""
    found, at = [], 0
    for edit in edits:
        found += words[at : edit.start]
        found += edit.words
        at = edit.end
    return found + words[at:]


class Places:
    """Where old positions lie among the new words."""

    def __init__(self, edits: list[Edit], count: int):
        self.starts, self.ends, self.words = list(range(count + 1)), list(range(count + 1)), list(range(count))
        shift, at = 0, 0
        for edit in edits + [Edit(count, count, ())]:
            for position in range(at, edit.start + 1):
                self.starts[position] = position + shift
                self.ends[position] = position + shift
            for word in range(at, edit.start):
                self.words[word] = word + shift
            old, new, first = edit.end - edit.start, len(edit.words), edit.start + shift
            for offset in range(1, old):
                self.starts[edit.start + offset] = first + min(offset, new - 1)
                self.ends[edit.start + offset] = first + min(offset, new)
            for offset in range(old):
                self.words[edit.start + offset] = first + (new - 1 if offset == old - 1 and old > 1 else min(offset, new - 1))
            shift, at = shift + new - old, edit.end
        self.ends[count] = self.starts[count] = count + shift

    def span(self, span: list) -> list:
        """[start, end, ...] moved; what follows the two stays."""
        start, end = self.starts[span[0]], self.ends[span[1]]
        return [start, max(end, start + 1), *span[2:]]


def moved_mention(mention: list, places: Places) -> list:
    start, end, head, *rest = places.span(mention)
    return [start, end, min(max(places.words[head], start), end - 1), *rest]


def moved_attribution(attribution: dict, places: Places) -> dict:
    return attribution | {part: [places.span(span) for span in attribution[part]] for part in ("cue", "source", "content")}


def moved_event(event: dict, places: Places) -> dict:
    start, end = places.span([event["start"], event["end"]])
    return event | {"start": start, "end": end, "roles": [places.span(role) for role in event["roles"]]}


def moved_pronoun(pronoun: dict, places: Places) -> dict:
    return pronoun | {"pronoun": places.span(pronoun["pronoun"]), "names": [places.span(name) for name in pronoun["names"]]}


MOVES: dict[str, Callable] = {
    "names": lambda name, places: places.span(name),
    "mentions": moved_mention,
    "named_chains": lambda name, places: places.span(name),
    "attributions": moved_attribution,
    "events": moved_event,
    "factuality": lambda rated, places: [places.words[rated[0]], rated[1]],
    "pronouns": moved_pronoun,
}


def moved_trees(document: Document, edits: list[Edit], places: Places) -> dict:
    """The trees of the new words. Where their number changes, the first new word (or the last, where the old head stood last)
    takes the old head's place and the others hang from it."""
    old = document["trees"]
    heads = [-1 if head < 0 else places.words[head] for head in old["head"]]
    columns: dict[str, list] = {"pos": [], "lemma": [], "head": [], "relation": []}
    at = 0
    for edit in edits + [Edit(len(heads), len(heads), ())]:
        for column, values in (("pos", old["pos"]), ("lemma", old["lemma"]), ("head", heads), ("relation", old["relation"])):
            columns[column] += values[at : edit.start]
        if edit.words and len(edit.words) == edit.end - edit.start:
            columns["pos"] += old["pos"][edit.start : edit.end]
            columns["lemma"] += edit.words
            columns["head"] += heads[edit.start : edit.end]
            columns["relation"] += old["relation"][edit.start : edit.end]
        elif edit.words:
            add_new_words(columns, old, heads, edit)
        at = edit.end
    return point_to_roots(columns, old, edits, places)


def root_of(old: dict, edit: Edit) -> int:
    """The old word of an edit that stands highest in its tree: no word above it is in the edit, so the new tree has no circle."""

    def depth(word: int) -> int:
        return 0 if old["head"][word] < 0 else 1 + depth(old["head"][word])

    return min(range(edit.start, edit.end), key=depth)


def new_root(old: dict, edit: Edit, places: Places) -> int:
    """The new word that takes the place of an edit's old head."""
    first = places.starts[edit.start]
    return first if root_of(old, edit) == edit.start else first + len(edit.words) - 1


def add_new_words(columns: dict[str, list], old: dict, heads: list[int], edit: Edit) -> None:
    """Columns of an edit's new words, which are more or fewer than the old ones."""
    root, first = root_of(old, edit), len(columns["head"])
    leads = root == edit.start
    place = first if leads else first + len(edit.words) - 1
    for offset, word in enumerate(edit.words):
        mark = not any(character.isalnum() for character in word)
        columns["pos"].append("PUNCT" if mark else old["pos"][root])
        columns["lemma"].append(word)
        if first + offset == place:
            columns["head"].append(heads[root])
            columns["relation"].append(old["relation"][root])
        else:
            columns["head"].append(place)
            columns["relation"].append("punct" if mark else "flat" if leads else "compound")


def point_to_roots(columns: dict[str, list], old: dict, edits: list[Edit], places: Places) -> dict:
    """Words outside a replaced name that hung from a part of it hang from its new head."""
    resized = [edit for edit in edits if len(edit.words) != edit.end - edit.start]
    for edit in resized:
        target = new_root(old, edit, places)
        for word, head in enumerate(old["head"]):
            if edit.start <= head < edit.end and not edit.start <= word < edit.end and not any(other.start <= word < other.end for other in resized):
                columns["head"][places.words[word]] = target
    for edit in resized:  # a replaced name that hangs from another one
        head = old["head"][root_of(old, edit)]
        other = next((other for other in resized if other is not edit and other.start <= head < other.end), None)
        if other:
            columns["head"][new_root(old, edit, places)] = new_root(old, other, places)
    return columns
