"""The closed label sets of every head, in the order in which the weights file lists them."""

from __future__ import annotations

import itertools
import json
import pathlib
import tomllib
from collections import Counter
from collections.abc import Iterable

THING_TYPES = ("Person Organization PublicBody Place Facility Event Work Weapon Vehicle Substance Phone Account").split()
# Types of names; Other is a name of a sort that clew does not speak of, learnt so that it is not taken for one of the rest.
NAME_TYPES = [*THING_TYPES, "Other"]
# What a label of a public set may stand for when it says only "some other name".
OUTSIDE = ["Event", "Work", "Vehicle", "Weapon", "Substance", "Other"]
PARTS_OF_SPEECH = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
PREDICATES = (
    "Attack Die Injure Arrest Detain Release Escape Charge Trial Convict Sentence Acquit Extradite Deport Search Seize Discover "
    "Travel Meet Contact SeenTogether Transfer Join Leave Appoint Dismiss Plan Organize Direct Recruit Radicalize Train "
    "ClaimResponsibility Warn Learn Investigate Identify Accuse Suspect Deny Disaster Agree Decide Publish Protest Alias Family "
    "Associate Member Position Owns Possesses Nationality Residence BornIn LocatedAt Age Status PartOf Count Statement"
).split()
ROLES = (
    "Attacker Target Victim Instrument Agent Cause Person Crime Facility Origin Destination Object Traveler Vehicle Participant "
    "Medium Duration Topic Giver Recipient Thing Amount Organization Position Undertaking Matter Place Time Entity Name Relative "
    "Owner Title Part Whole"
).split()
ACTS = "said wrote believed denied showed".split()
SOURCE_KINDS = "named unnamed document none".split()
POLARITIES = "asserted denied".split()
MODALITIES = "actual planned conditional generic".split()
CERTAINTIES = "asserted almost-certain very-likely likely even unlikely very-unlikely almost-no-chance unstated".split()
# The middle of each of ICD 203's bands, as a probability.
CERTAINTY_MIDDLE = dict(zip(CERTAINTIES, [1, 0.97, 0.875, 0.675, 0.5, 0.325, 0.125, 0.03, 0.5]))


def bio(types: Iterable[str]) -> list[str]:
    """O, then B- and I- of each type."""
    return ["O", *itertools.chain.from_iterable((f"B-{t}", f"I-{t}") for t in types)]


class Labels:
    """All label sets; `relations` and `lemma` come from the treebank."""

    def __init__(self, relations: list[str], lemma: list[str]):
        self.relations = relations
        self.roles = ["O", "Source", "Content", *ROLES]
        self.tag_sets: dict[str, list[str]] = {
            "outer": bio(NAME_TYPES),
            "inner": bio(NAME_TYPES),
            "mention": ["O", *THING_TYPES, "Thing"],
            "part_of_speech": PARTS_OF_SPEECH,
            "lemma": lemma,
            "trigger": bio(PREDICATES),
            "cue": bio(ACTS),
            "source_kind": SOURCE_KINDS,
            "polarity": POLARITIES,
            "modality": MODALITIES,
            "certainty": CERTAINTIES,
            "factuality": ["value"],
        }

    def index(self, tag_set: str, label: str) -> int:
        return self.tag_sets[tag_set].index(label)

    @property
    def n_tags(self) -> int:
        return sum(len(labels) for labels in self.tag_sets.values())

    def slices(self) -> dict[str, slice]:
        """Where each tag set stands in the row of all logits."""
        ends = list(itertools.accumulate(len(labels) for labels in self.tag_sets.values()))
        return {name: slice(end - len(labels), end) for (name, labels), end in zip(self.tag_sets.items(), ends)}

    @classmethod
    def of(cls, documents: list[dict], n_lemma: int = 300) -> Labels:
        """Relations of the treebank documents, and their commonest lemma scripts."""
        from .lemma import derive

        relations, scripts = Counter(), Counter()
        for document in documents:
            if trees := document.get("trees"):
                relations.update(trees["relation"])
                scripts.update(derive(word, lemma) for word, lemma in zip(document["words"], trees["lemma"]))
        return cls(sorted(relations), [script for script, _ in scripts.most_common(n_lemma)])

    def to_json(self) -> str:
        return json.dumps({"relations": self.relations, "lemma": self.tag_sets["lemma"]})

    @classmethod
    def from_json(cls, text: str) -> Labels:
        return cls(**json.loads(text))


class SetLabels:
    """What the names of one training set may stand for (labels.toml)."""

    def __init__(self, table: dict):
        self.marks = set(table["marks"])
        self.labels = {label: _meanings(given) for label, given in table.get("labels", {}).items()}

    def of(self, label: str) -> tuple[list[str], list[str]] | None:
        """The types a label stands for (O where it is no name), and those it may also stand for; None where it says nothing."""
        return self.labels[label]


def _meanings(given: list[str]) -> tuple[list[str], list[str]] | None:
    if given == ["?"]:
        return None
    said = ["O" if meaning == "-" else meaning for meaning in given if meaning != "*"]
    outside = [t for t in OUTSIDE if t not in said] if "*" in given else []
    return (said, outside) if said else (outside, [])


def read_set_labels(path: pathlib.Path) -> dict[str, SetLabels]:
    """labels.toml, by the name of the set."""
    return {name: SetLabels(table) for name, table in tomllib.loads(path.read_text("utf-8")).items()}
