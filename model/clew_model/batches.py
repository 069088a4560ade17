"""Examples to batches: windows of whole sentences, packed by length, with every target beside them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
from torch import Tensor

from .examples import IGNORED, Example
from .pieces import CLS, MASK, MAX_PIECES_A_WINDOW, SEP

LENGTHS = (32, 48, 64, 96, 128, 160, 192, 224, 256)
PIECES_A_BATCH = 3072
WINDOWS_A_UNIT = 4
ROLE_REACH = 100
PREDICATES_A_BATCH = 96


@dataclass
class Unit:
    """Consecutive windows of one document that are learnt from together; windows are word ranges."""

    example: Example
    windows: list[tuple[int, int]]

    @property
    def n_pieces(self) -> int:
        return max(_n_pieces(self.example, *window) for window in self.windows)


def _n_pieces(example: Example, start: int, end: int) -> int:
    return 2 + sum(len(pieces) for pieces in example.pieces[start:end])


def windows(example: Example, most: int) -> list[tuple[int, int]]:
    """Whole sentences up to `most` pieces each; a longer sentence is cut at MAX_PIECES_A_WINDOW and its rest dropped."""
    found: list[tuple[int, int]] = []
    for start, end in example.sentences:
        while _n_pieces(example, start, end) > MAX_PIECES_A_WINDOW:
            end -= 1
        if found and found[-1][1] == start and _n_pieces(example, found[-1][0], end) <= most:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def units(example: Example, rng: random.Random) -> list[Unit]:
    """An example in units; the size of windows varies, so that little context is met as well as much."""
    reaches = bool(example.chains or example.predicates or example.pronouns)
    most = MAX_PIECES_A_WINDOW if reaches and rng.random() < 0.7 else rng.choice([64, 128, 192, 256])
    all_windows = windows(example, most)
    step = WINDOWS_A_UNIT if reaches else 1
    return [Unit(example, all_windows[n : n + step]) for n in range(0, len(all_windows), step)]


def schedule(all_units: list[Unit], rng: random.Random) -> list[tuple[int, list[Unit]]]:
    """Batches of units of about equal length, each with its padded length, in random order."""
    by_length: dict[int, list[Unit]] = {length: [] for length in LENGTHS}
    for unit in all_units:
        by_length[next(length for length in LENGTHS if length >= unit.n_pieces)].append(unit)
    batches = []
    for length, given in by_length.items():
        rng.shuffle(given)
        room = PIECES_A_BATCH // length
        batch: list[Unit] = []
        for unit in given:
            if batch and sum(len(u.windows) for u in batch) + len(unit.windows) > room:
                batches.append((length, batch))
                batch = []
            batch.append(unit)
        if batch:
            batches.append((length, batch))
    rng.shuffle(batches)
    return batches


@dataclass
class Batch:
    """One step's input and targets; words are numbered through the whole batch."""

    ids: Tensor
    casings: Tensor
    first_pieces: Tensor
    tags: dict[str, Tensor]
    factuality: Tensor
    # Sentences with trees: their words, heads (place in the sentence; its length for the root) and relations.
    trees: list[tuple[list[int], list[int], list[int]]] = field(default_factory=list)
    # Predicates: word, whether a cue, first word of the targets, and the targets.
    predicates: list[tuple[int, bool, int, list[int]]] = field(default_factory=list)
    # Units with chains: words and chain numbers.
    chains: list[tuple[list[int], list[int]]] = field(default_factory=list)
    pronouns: list[tuple[int, list[int], list[bool]]] = field(default_factory=list)


class Collator:
    """Makes batches; `mask_rate` of the words lose their pieces, which stands in for dropout."""

    def __init__(self, tag_sets: list[str], mask_rate: float):
        self.tag_sets, self.mask_rate = tag_sets, mask_rate

    def collate(self, length: int, batch: list[Unit], rng: random.Random) -> Batch:
        room = max(PIECES_A_BATCH // length, sum(len(unit.windows) for unit in batch))
        ids = torch.zeros(room, length, dtype=torch.long)
        casings = torch.zeros(room, length, dtype=torch.long)
        first_pieces: list[int] = []
        tags: dict[str, list[int]] = {name: [] for name in self.tag_sets}
        factuality: list[float] = []
        made = Batch(ids, casings, torch.empty(0), {}, torch.empty(0))
        row = 0
        for unit in batch:
            # Where each word of the document stands in the batch.
            places: dict[int, int] = {}
            example = unit.example
            for start, end in unit.windows:
                row_ids, row_casings = [CLS], [0]
                for word in range(start, end):
                    places[word] = len(first_pieces)
                    first_pieces.append(row * length + len(row_ids))
                    pieces = example.pieces[word]
                    if rng.random() < self.mask_rate:
                        pieces = (MASK,) * len(pieces)
                    row_ids += pieces
                    row_casings += [example.casings[word]] * len(pieces)
                    factuality.append(example.factuality.get(word, float("nan")))
                row_ids.append(SEP)
                ids[row, : len(row_ids)] = torch.tensor(row_ids)
                casings[row, : len(row_casings)] = torch.tensor(row_casings)
                row += 1
                for name, given in tags.items():
                    marked = example.tags.get(name)
                    given += marked[start:end] if marked else [IGNORED] * (end - start)
            _add_structure(made, example, places, rng)
        for spare in range(row, room):
            ids[spare, 0] = CLS
        if len(made.predicates) > PREDICATES_A_BATCH:
            made.predicates = rng.sample(made.predicates, PREDICATES_A_BATCH)
        made.first_pieces = torch.tensor(first_pieces)
        made.tags = {name: torch.tensor(given) for name, given in tags.items()}
        made.factuality = torch.tensor(factuality)
        return made


def _add_structure(made: Batch, example: Example, places: dict[int, int], rng: random.Random) -> None:
    """Trees, predicates, chains and pronouns of the words that stand in the batch."""
    if example.heads:
        for start, end in example.sentences:
            if start in places and end - 1 in places:
                heads = [(end if head < 0 else head) - start for head in example.heads[start:end]]
                if all(0 <= head <= end - start for head in heads):
                    words = [places[word] for word in range(start, end)]
                    made.trees.append((words, heads, example.relations[start:end]))
    order = sorted(places)
    if not order:
        return
    for predicate in example.predicates:
        if predicate.word in places:
            first, last = max(order[0], predicate.word - ROLE_REACH), min(order[-1] + 1, predicate.word + ROLE_REACH)
            reach = [word for word in range(first, last) if word in places]
            targets = [predicate.roles.get(word, 0) for word in reach]
            made.predicates.append((places[predicate.word], predicate.is_cue, places[reach[0]], targets))
    if example.chains:
        inside = [(places[word], chain) for word, chain in example.chains if word in places]
        if len(inside) > 1:
            made.chains.append(([word for word, _ in inside], [chain for _, chain in inside]))
    for pronoun, names, same in example.pronouns:
        if all(word in places for word in (pronoun, *names)):
            made.pronouns.append((places[pronoun], [places[word] for word in names], same))


def epoch(examples: list[Example], collator: Collator, seed: int) -> Iterator[tuple[int, list[Unit], random.Random]]:
    """The batches of one round over the examples, in an order that the seed alone decides."""
    rng = random.Random(seed)
    all_units = [unit for example in examples for unit in units(example, rng)]
    for number, (length, batch) in enumerate(schedule(all_units, rng)):
        yield length, batch, random.Random(seed * 1_000_003 + number)
