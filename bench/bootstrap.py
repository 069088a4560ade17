"""Figures with their 95 % intervals: documents are drawn again with replacement (Efron and Tibshirani 1993).

A document's part in a figure is a tuple of numbers that is made once; a figure is worked out from the parts of all documents,
and again from each drawing of them.
"""
from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Callable, Sequence

N_SAMPLES = 1_000
Part = tuple
Measure = Callable[[Sequence[Part]], float]


@dataclass(frozen=True)
class Figure:
    """A figure in per cent, the ends of its 95 % interval, and over how many documents it was taken."""

    value: float
    low: float
    high: float
    documents: int

    def __str__(self) -> str:
        return f"{self.value:.1f} [{self.low:.1f}, {self.high:.1f}]"


def figure(parts: Sequence[Part], measure: Measure, samples: int = N_SAMPLES, seed: int = 7) -> Figure:
    """A measure of all documents' parts, with its interval."""
    chance = random.Random(seed)
    drawn = sorted(measure(chance.choices(parts, k=len(parts))) for _ in range(samples))
    return Figure(measure(parts), drawn[int(0.025 * samples)], drawn[int(0.975 * samples) - 1], len(parts))


def sums(parts: Sequence[Part]) -> list[float]:
    """The parts added up, place by place."""
    return [sum(column) for column in zip(*parts)]


def share(parts: Sequence[Part]) -> float:
    """Parts (right, all): how many of all are right, in per cent."""
    right, total = sums(parts)
    return 100.0 * right / total if total else 0.0


def f1(parts: Sequence[Part]) -> float:
    """Parts (right of the found, right of the gold, found, gold): the micro-averaged F1 in per cent."""
    return _f1(*sums(parts))


def _f1(right_found: float, right_gold: float, found: float, gold: float) -> float:
    precision, recall = right_found / found if found else 0.0, right_gold / gold if gold else 0.0
    return 200.0 * precision * recall / (precision + recall) if precision + recall else 0.0


def conll(parts: Sequence[Part]) -> float:
    """Parts of MUC, B-cubed and CEAFe, four numbers each as for F1: the mean of the three."""
    total = sums(parts)
    return sum(_f1(*total[at : at + 4]) for at in (0, 4, 8)) / 3


def pages(parts: Sequence[Part]) -> float:
    """Parts (right, found, gold) of a page each: F1 of the mean precision and the mean recall, where they are defined."""
    precisions = [right / found for right, found, _ in parts if found]
    recalls = [right / gold for right, _, gold in parts if gold]
    precision, recall = (sum(values) / max(len(values), 1) for values in (precisions, recalls))
    return 200.0 * precision * recall / (precision + recall) if precision + recall else 0.0


def moments(pairs: Sequence[tuple[float, float]]) -> Part:
    """The part of pairs of numbers in their correlation."""
    return (
        len(pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs),
        sum(a * a for a, _ in pairs), sum(b * b for _, b in pairs), sum(a * b for a, b in pairs),
    )  # fmt: skip


def pearson(parts: Sequence[Part]) -> float:
    """Parts as `moments` makes them: Pearson's r, times 100."""
    n, a, b, aa, bb, ab = sums(parts)
    if not n:
        return 0.0
    spread = ((aa - a * a / n) * (bb - b * b / n)) ** 0.5
    return 100.0 * (ab - a * b / n) / spread if spread else 0.0
