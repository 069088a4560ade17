"""Trains the small scorer of chains: which antecedent a pronoun or a nominal has, or that it has none.

    python -m clew_model.chain_documents --shared FOLDER | chain_choices WEIGHTS > choices.jsonl
    python -m clew_model.chains choices.jsonl --out ../crates/clew-language/src/chains/scorer.txt

About a minute of one core. A scorer is measured before it is compiled in: `chain_choices WEIGHTS SCORER < documents.jsonl`
prints the chains that it makes.

Every property of a candidate and of a pair has one of a few values, and every value has a row of weights: what it adds
to each of a few hidden units, and, last, straight to the score. No antecedent has a score of its own, from the
anaphor alone. The loss is the negative logarithm of the chance of all right antecedents together (Durrett and Klein
2013), with wrong joins made cheaper or dearer than missed ones. Several scorers are trained from other beginnings, and
their mean is written as one scorer with the hidden units of all: it makes fewer mistakes than any of them.
"""

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

HIDDEN = 16
SEED = 7
MEMBERS = 3


@dataclass
class Choices:
    """Anaphors with their antecedents, one after the other; anaphor n has those from `first[n]` to `first[n + 1]`."""

    anaphor: Tensor  # [anaphors, alone]
    before: Tensor  # [anaphors, before]
    pair: Tensor  # [pairs, alone + together]: the antecedent's own properties, then the pair's
    right: Tensor  # [pairs]
    first: Tensor  # [anaphors + 1]
    pronoun: Tensor  # [anaphors]
    weight: Tensor  # [anaphors]

    def at(self, index: Tensor) -> "Choices":
        """The choices of some anaphors."""
        counts = (self.first[1:] - self.first[:-1])[index]
        first = torch.cat([counts.new_zeros(1), counts.cumsum(0)])
        pairs = torch.arange(int(first[-1])) + (self.first[:-1][index] - first[:-1]).repeat_interleave(counts)
        chosen = (self.anaphor[index], self.before[index], self.pair[pairs], self.right[pairs], first)
        return Choices(*chosen, self.pronoun[index], self.weight[index])

    @property
    def owner(self) -> Tensor:
        """The anaphor of each pair."""
        counts = self.first[1:] - self.first[:-1]
        return torch.arange(len(counts)).repeat_interleave(counts)


def read(paths: list[Path]) -> tuple[dict, list[tuple[str, list[dict], float]]]:
    """The properties, and each document's id, choices and weight; a path may end in "=WEIGHT"."""
    properties, documents = None, []
    for path in paths:
        name, _, weight = str(path).partition("=")
        with open(name, encoding="utf-8") as lines:
            found = json.loads(next(lines))
            if properties not in (None, found):
                raise ValueError(f"{path}: other properties than the files before it")
            properties = found
            for line in lines:
                record = json.loads(line)
                documents.append((record["id"], record["choices"], float(weight or 1)))
    return properties, documents


def gathered(documents: list[tuple[str, list[dict], float]]) -> Choices:
    """All choices of documents as arrays."""
    choices = [(choice, weight) for _, of_document, weight in documents for choice in of_document]
    pairs = [alone + pair for choice, _ in choices for alone, pair in choice["antecedents"]]
    counts = torch.tensor([0] + [len(choice["antecedents"]) for choice, _ in choices])

    def array(rows: list) -> Tensor:
        return torch.from_numpy(np.array(rows, dtype=np.uint8))

    return Choices(
        array([choice["anaphor"] for choice, _ in choices]),
        array([choice["before"] for choice, _ in choices]),
        array(pairs),
        array([right for choice, _ in choices for right in choice["right"]]).bool(),
        counts.cumsum(0),
        torch.tensor([choice["pronoun"] for choice, _ in choices]),
        torch.tensor([weight for _, weight in choices]),
    )


class Table(nn.Module):
    """A row of weights for each value of each property."""

    def __init__(self, properties: list, width: int) -> None:
        super().__init__()
        sizes = [len(values) for _, values in properties]
        self.register_buffer("first", torch.tensor([sum(sizes[:nth]) for nth in range(len(sizes))]))
        self.rows = nn.Parameter(torch.randn(sum(sizes), width) * 0.1)

    def forward(self, values: Tensor) -> Tensor:
        return nn.functional.embedding_bag(values + self.first, self.rows, mode="sum")


class Scorer(nn.Module):
    def __init__(self, properties: dict, hidden: int = HIDDEN) -> None:
        super().__init__()
        width = hidden + 1
        self.anaphor = Table(properties["alone"], width)
        self.antecedent = Table(properties["alone"], width)
        self.together = Table(properties["together"], width)
        self.without = Table(properties["alone"], width)
        self.before = Table(properties["before"], width)
        self.output = nn.Parameter(torch.randn(hidden) * 0.2)
        self.output_without = nn.Parameter(torch.randn(hidden) * 0.2)
        self.dropout = nn.Dropout(0.2)

    def forward(self, choices: Choices) -> tuple[Tensor, Tensor]:
        """The score of no antecedent [anaphors], and of each antecedent [pairs]."""
        n_alone = choices.anaphor.shape[1]
        pair = self.antecedent(choices.pair[:, :n_alone]) + self.together(choices.pair[:, n_alone:])
        pair = pair + self.anaphor(choices.anaphor)[choices.owner]
        none = self.without(choices.anaphor) + self.before(choices.before)
        return self._score(none, self.output_without), self._score(pair, self.output)

    def _score(self, sums: Tensor, output: Tensor) -> Tensor:
        return self.dropout(sums[:, :-1].relu()) @ output + sums[:, -1]


def loss(scores: tuple[Tensor, Tensor], choices: Choices, false_join: float) -> Tensor:
    """Wrong antecedents are given `false_join` more while training, so that right ones must beat them by that."""
    none, pairs = scores
    owner, n = choices.owner, len(none)
    powers = (pairs + (~choices.right).float() * false_join).clamp(max=30).exp()
    sums = torch.zeros(n).index_add(0, owner, powers)
    right = torch.zeros(n).index_add(0, owner, powers * choices.right)
    nothing = none.clamp(max=30).exp()
    has_one = torch.zeros(n).index_add(0, owner, choices.right.float()) > 0
    chance = torch.where(has_one, right, nothing) / (sums + nothing)
    return -(chance.clamp(min=1e-9).log() * choices.weight).sum() / choices.weight.sum()


def train(properties: dict, choices: Choices, epochs: int, false_join: float) -> Scorer:
    """The mean of several scorers."""
    return mean([train_one(SEED + nth, properties, choices, epochs, false_join) for nth in range(MEMBERS)], properties)


def mean(scorers: list[Scorer], properties: dict) -> Scorer:
    """One scorer that gives the mean of their scores."""
    whole = Scorer(properties, sum(len(scorer.output) for scorer in scorers))
    share = 1 / len(scorers)
    with torch.no_grad():
        for name in ("anaphor", "antecedent", "together", "without", "before"):
            rows = [getattr(scorer, name).rows for scorer in scorers]
            direct = sum(part[:, -1:] for part in rows) * share
            getattr(whole, name).rows.copy_(torch.cat([*(part[:, :-1] for part in rows), direct], 1))
        whole.output.copy_(torch.cat([scorer.output for scorer in scorers]) * share)
        whole.output_without.copy_(torch.cat([scorer.output_without for scorer in scorers]) * share)
    return whole.eval()


def train_one(seed: int, properties: dict, choices: Choices, epochs: int, false_join: float) -> Scorer:
    torch.manual_seed(seed)
    scorer = Scorer(properties)
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=0.01, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, epochs)
    for _ in range(epochs):
        scorer.train()
        for index in torch.randperm(len(choices.pronoun)).split(256):
            batch = choices.at(index)
            optimizer.zero_grad()
            loss(scorer(batch), batch, false_join).backward()
            optimizer.step()
        schedule.step()
    return scorer.eval()


def links(scorer: Scorer, choices: Choices, margin: float) -> tuple[float, float]:
    """Precision and recall of joins to a right antecedent, in per cent."""
    with torch.no_grad():
        none, pairs = scorer(choices)
    n, owner = len(none), choices.owner
    best = torch.full((n,), float("-inf")).scatter_reduce(0, owner, pairs, "amax")
    made = best > none + margin
    hit = torch.zeros(n).index_add(0, owner, ((pairs == best[owner]) & choices.right).float()) > 0
    has_one = torch.zeros(n).index_add(0, owner, choices.right.float()) > 0
    good = (made & hit).sum().item()
    return 100 * good / max(1, made.sum().item()), 100 * good / max(1, has_one.sum().item())


def written(scorer: Scorer, properties: dict, margins: dict[str, float]) -> str:
    """The scorer as a readable file, its lines in the order of what stands before the colon."""
    lines = []

    def line(name: str, weights: Tensor) -> None:
        lines.append((name, " ".join(f"{weight:.3g}" for weight in weights.tolist())))

    parts = {"anaphor": "alone", "antecedent": "alone", "together": "together", "without": "alone", "before": "before"}
    for part, kind in parts.items():
        table = getattr(scorer, part)
        names = [f"{part} {name} {value}" for name, values in properties[kind] for value in values]
        for name, row in zip(names, table.rows.detach()):
            line(name, row)
    line("output", scorer.output.detach())
    line("output without", scorer.output_without.detach())
    for kind, margin in margins.items():
        line(f"margin {kind}", torch.tensor([margin]))
    lines.sort(key=lambda pair: pair[0].encode())
    head = "# The scorer of chains, written by model/clew_model/chains.py: what each value of a property adds to the hidden units, and to the score.\n"
    return head + "".join(f"{name}: {weights}\n" for name, weights in lines)


def report(scorer: Scorer, choices: Choices, margins: dict[str, float]) -> None:
    for kind, wanted in (("pronoun", choices.pronoun), ("nominal", ~choices.pronoun)):
        precision, recall = links(scorer, choices.at(wanted.nonzero()[:, 0]), margins[kind])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{kind}s: precision {precision:.1f}, recall {recall:.1f}, F1 {f1:.1f}, of {int(wanted.sum())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("choices", nargs="+", help="files of choices; FILE=WEIGHT counts a file's choices so much")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--false-join", type=float, default=-0.5)
    parser.add_argument("--pronoun-margin", type=float, default=-1.0)
    parser.add_argument("--nominal-margin", type=float, default=-0.7)
    parser.add_argument("--trial", action="store_true", help="hold a sixth of the documents back, and measure on it")
    options = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(SEED)
    properties, documents = read(options.choices)
    margins = {"pronoun": options.pronoun_margin, "nominal": options.nominal_margin}
    held = [document for nth, document in enumerate(documents) if nth % 6 == 0]
    kept = [document for nth, document in enumerate(documents) if nth % 6 != 0]
    if options.trial:
        scorer = train(properties, gathered(kept), options.epochs, options.false_join)
        print("a sixth of the documents, held back:")
        report(scorer, gathered(held), margins)
    else:
        scorer = train(properties, gathered(documents), options.epochs, options.false_join)
    options.out.write_text(written(scorer, properties, margins), encoding="utf-8")


if __name__ == "__main__":
    main()
