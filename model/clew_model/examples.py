"""Documents of the corpora to what the network learns from: pieces, and for each word the labels that it may have.

A set marks some layers and not others, and some types of names and not others. What a set does not mark is not taken for
"nothing there": a word then has several allowed labels, and the loss asks only that their probabilities add up to one
(partial annotation; Tsuboi et al. 2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .labels import CERTAINTY_MIDDLE, NAME_TYPES, PREDICATES, Labels, SetLabels
from .lemma import derive
from .pieces import Pieces, casing

IGNORED = -100
# Weight of a type that a set does not mark, for a word that is no name there; of "some other name" beside a type that is said.
UNMARKED, OUTSIDE = 0.03, 0.1
# Parts of speech that head a mention: where a set marks only part of the mentions, these words may or may not be one.
HEADS = {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "SYM", "X"}
CANDIDATES = {"NOUN", "PROPN", "PRON"}
# What GUM's types of mentions may be in clew's.
MAY_BE = {
    "Thing": ("Thing", "Work"),
    "Object": ("Thing", "Work", "Weapon", "Vehicle", "Facility", "Substance"),
    "Substance": ("Substance", "Thing"),
    "Place": ("Place", "Facility"),
    "Organization": ("Organization", "PublicBody"),
}


class AllowedSets:
    """Sets of labels of one tag set, numbered; each label has a weight, 1 for what a set means, less for what it may also mean."""

    def __init__(self, labels: list[str]):
        self.labels = labels
        self.numbers: dict[frozenset[tuple[str, float]], int] = {}

    def number(self, labels: Iterable[str], unlikely: Iterable[str] = (), weight: float = 0.0) -> int:
        weighted = frozenset({**dict.fromkeys(unlikely, weight), **dict.fromkeys(labels, 1.0)}.items())
        return self.numbers.setdefault(weighted, len(self.numbers))

    def rows(self) -> list[list[float]]:
        """For each set in the order of its number, the weight of each label."""
        return [[dict(allowed).get(label, 0.0) for label in self.labels] for allowed in self.numbers]


@dataclass
class Predicate:
    """A trigger or cue, and the roles of words in it."""

    word: int
    is_cue: bool
    roles: dict[int, int]


@dataclass
class Example:
    """One document; lists by word unless said otherwise."""

    name: str
    set: str
    words: list[str]
    sentences: list[tuple[int, int]]
    pieces: list[tuple[int, ...]]
    casings: list[int]
    tags: dict[str, list[int]] = field(default_factory=dict)
    heads: list[int] | None = None
    relations: list[int] | None = None
    factuality: dict[int, float] = field(default_factory=dict)
    predicates: list[Predicate] = field(default_factory=list)
    # Word and chain (-1: of no chain) of each thing spoken of; None where chains are not marked.
    chains: list[tuple[int, int]] | None = None
    pronouns: list[tuple[int, list[int], list[bool]]] = field(default_factory=list)


class Reader:
    """Turns documents into examples."""

    def __init__(self, labels: Labels, sets: dict[str, SetLabels], pieces: Pieces):
        self.labels, self.sets, self.pieces = labels, sets, pieces
        tag_sets = labels.tag_sets
        self.allowed = {name: AllowedSets(tag_sets[name]) for name in ("outer", "mention", "cue")}
        self.indices = {name: {label: n for n, label in enumerate(given)} for name, given in tag_sets.items()}
        self.relations = {relation: n for n, relation in enumerate(labels.relations)}
        self.roles = {role: n for n, role in enumerate(labels.roles)}

    def read(self, document: dict) -> Example:
        words = document["words"]
        example = Example(
            document["id"], document["set"], words, [tuple(s) for s in document["sentences"]],
            [self.pieces.of(word) for word in words], [casing(word) for word in words],
        )  # fmt: skip
        if "names" in document:
            self._names(document, example)
        if "mentions" in document:
            self._mentions(document, example)
        if "trees" in document:
            self._trees(document["trees"], example)
        if "attributions" in document:
            self._attributions(document["attributions"], example)
        if "events" in document:
            self._events(document["events"], example)
        for word, value in document.get("factuality", ()):
            example.factuality[word] = float(value)
        for pronoun in document.get("pronouns", ()):
            names = [start for start, _ in pronoun["names"]]
            example.pronouns.append((pronoun["pronoun"][0], names, pronoun["same"]))
        return example

    def _names(self, document: dict, example: Example) -> None:
        marks = self.sets[document["set"]]
        unmarked = [f"{side}-{t}" for t in NAME_TYPES if t not in marks.marks for side in "BI"]
        allowed = self.allowed["outer"]
        outer = [allowed.number(["O"], unmarked, UNMARKED)] * len(example.words)
        has_inner = any(len(name) > 3 and name[3] for name in document["names"]) or document["set"] in ("own", "sentences")
        inner = [0] * len(example.words)
        for start, end, label, level in sorted(document["names"], key=lambda n: n[3]):
            means = marks.of(label)
            for word in range(start, end):
                side = "B" if word == start else "I"
                if level == 0:
                    outer[word] = IGNORED if means is None else allowed.number(*(_tagged(side, m) for m in means), OUTSIDE)
                elif means and len(means[0]) == 1:
                    inner[word] = self.indices["inner"][next(_tagged(side, means[0]))]
        example.tags["outer"] = outer
        if has_inner:
            example.tags["inner"] = inner

    def _mentions(self, document: dict, example: Example) -> None:
        allowed, trees = self.allowed["mention"], document.get("trees")
        # Our own stories mark every type but Thing.
        rest = allowed.number(["O"], [] if trees else ["Thing"], 0.3)
        tags = [rest] * len(example.words)
        if trees:
            tags = [IGNORED if pos in HEADS else rest for pos in trees["pos"]]
        for _, _, head, kind_of_thing, _, _ in reversed(document["mentions"]):
            tags[head] = allowed.number(MAY_BE.get(kind_of_thing, (kind_of_thing,)) if trees else (kind_of_thing,))
        example.tags["mention"] = tags
        if document.get("coreference"):
            chains: dict[int, int] = {}
            numbers: dict[str, int] = {}
            if trees:
                chains = {word: -1 for word, pos in enumerate(trees["pos"]) if pos in CANDIDATES}
            for _, _, head, _, _, chain in document["mentions"]:
                chains[head] = numbers.setdefault(str(chain), len(numbers))
            example.chains = sorted(chains.items())

    def _trees(self, trees: dict, example: Example) -> None:
        pos, lemma = self.indices["part_of_speech"], self.indices["lemma"]
        example.tags["part_of_speech"] = [pos.get(p, IGNORED) for p in trees["pos"]]
        scripts = (derive(word, form) for word, form in zip(example.words, trees["lemma"]))
        example.tags["lemma"] = [lemma.get(script, IGNORED) for script in scripts]
        example.heads = trees["head"]
        example.relations = [self.relations.get(relation, IGNORED) for relation in trees["relation"]]

    def _attributions(self, attributions: list[dict], example: Example) -> None:
        allowed = self.allowed["cue"]
        tags = [allowed.number(["O"])] * len(example.words)
        kinds = [IGNORED] * len(example.words)
        for attribution in attributions:
            spans = sorted(attribution["cue"])
            if not spans:
                continue
            for start, end in spans:
                for word in range(start, end):
                    tags[word] = allowed.number([f"{'B' if word == start else 'I'}-{attribution['act']}"])
            first = spans[0][0]
            kinds[first] = self.indices["source_kind"][attribution["source_kind"]]
            roles = {}
            for role in ("Content", "Source"):
                for start, end in attribution[role.lower()]:
                    roles.update(dict.fromkeys(range(start, end), self.roles[role]))
            example.predicates.append(Predicate(first, True, roles))
        example.tags["cue"] = tags
        example.tags["source_kind"] = kinds

    def _events(self, events: list[dict], example: Example) -> None:
        n_words = len(example.words)
        trigger = [0] * n_words
        by_word = {name: [IGNORED] * n_words for name in ("polarity", "modality", "certainty")}
        for event in events:
            start, end = event["start"], event["end"]
            if event["type"] not in PREDICATES:
                continue
            for word in range(start, end):
                trigger[word] = self.indices["trigger"][f"{'B' if word == start else 'I'}-{event['type']}"]
            for name, tags in by_word.items():
                tags[start] = self.indices[name][event[name]]
            example.factuality.setdefault(start, _factuality(event))
            roles = {}
            for first, last, role in sorted(event.get("roles", ()), key=lambda r: r[0] - r[1]):
                if role in self.roles:
                    roles.update(dict.fromkeys(range(first, last), self.roles[role]))
            example.predicates.append(Predicate(start, False, roles))
        example.tags["trigger"] = trigger
        example.tags.update(by_word)


def _tagged(side: str, types: Iterable[str]) -> Iterator[str]:
    return (t if t == "O" else f"{side}-{t}" for t in types)


def _factuality(event: dict) -> float:
    """-3..3 from an event's certainty and polarity; what a text leaves open lies in the middle."""
    value = 6 * CERTAINTY_MIDDLE[event["certainty"]] - 3
    if event["modality"] in ("conditional", "generic"):
        value = min(value, 0.5)
    return -value if event["polarity"] == "denied" else value
