"""Trains the small scorer of chains: which antecedent a pronoun or a nominal has, or that it has none.

    cargo run --release -p clew-language --example chains -- --choices < trees.jsonl > choices.jsonl
    python -m clew_model.chains choices.jsonl ... --out crates/clew-language/src/chains/scorer.txt

Every property of a candidate and of a pair has one of a few values, and every value has a row of weights: what it adds
to each of a few hidden units, and, last, straight to the score. No antecedent has a score of its own, from the
anaphor alone. The loss is the negative logarithm of the chance of all right antecedents together (Durrett and Klein
2013), with wrong joins made cheaper or dearer than missed ones.
"""

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

HIDDEN = 24
LONGEST = 53
SEED = 7


@dataclass
class Choices:
    """Anaphors with their antecedents, padded to the longest list."""

    anaphor: Tensor  # [n, alone]
    before: Tensor  # [n, before]
    antecedent: Tensor  # [n, longest, alone]
    together: Tensor  # [n, longest, together]
    present: Tensor  # [n, longest]
    right: Tensor  # [n, longest]
    pronoun: Tensor  # [n]
    weight: Tensor  # [n]

    def at(self, index: Tensor) -> "Choices":
        return Choices(*(getattr(self, name)[index] for name in self.__dataclass_fields__))


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


def padded(documents: list[tuple[str, list[dict], float]]) -> Choices:
    choices = [(choice, weight) for _, of_document, weight in documents for choice in of_document]
    n = len(choices)
    n_alone, n_before = len(choices[0][0]["anaphor"]), len(choices[0][0]["before"])
    n_together = next(len(choice["antecedents"][0][1]) for choice, _ in choices if choice["antecedents"])
    made = Choices(
        torch.zeros(n, n_alone, dtype=torch.long),
        torch.zeros(n, n_before, dtype=torch.long),
        torch.zeros(n, LONGEST, n_alone, dtype=torch.long),
        torch.zeros(n, LONGEST, n_together, dtype=torch.long),
        torch.zeros(n, LONGEST, dtype=torch.bool),
        torch.zeros(n, LONGEST, dtype=torch.bool),
        torch.tensor([choice["pronoun"] for choice, _ in choices]),
        torch.tensor([weight for _, weight in choices]),
    )
    for row, (choice, _) in enumerate(choices):
        made.anaphor[row] = torch.tensor(choice["anaphor"])
        made.before[row] = torch.tensor(choice["before"])
        count = min(len(choice["antecedents"]), LONGEST)
        if count:
            made.antecedent[row, :count] = torch.tensor([alone for alone, _ in choice["antecedents"][:count]])
            made.together[row, :count] = torch.tensor([pair for _, pair in choice["antecedents"][:count]])
            made.present[row, :count] = True
            made.right[row, :count] = torch.tensor(choice["right"][:count])
    return made


class Table(nn.Module):
    """A row of weights for each value of each property."""

    def __init__(self, properties: list, width: int) -> None:
        super().__init__()
        sizes = [len(values) for _, values in properties]
        self.register_buffer("first", torch.tensor([sum(sizes[:nth]) for nth in range(len(sizes))]))
        self.rows = nn.Parameter(torch.randn(sum(sizes), width) * 0.1)

    def forward(self, values: Tensor) -> Tensor:
        return nn.functional.embedding(values + self.first, self.rows).sum(dim=-2)


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

    def forward(self, choices: Choices) -> Tensor:
        """Scores [n, 1 + longest]: of no antecedent, then of each; minus infinity where there is none."""
        pair = self.anaphor(choices.anaphor)[:, None] + self.antecedent(choices.antecedent) + self.together(choices.together)
        pair = self.dropout(pair[..., :-1].relu()) @ self.output + pair[..., -1]
        none = self.without(choices.anaphor) + self.before(choices.before)
        none = self.dropout(none[..., :-1].relu()) @ self.output_without + none[..., -1]
        return torch.cat([none[:, None], pair.masked_fill(~choices.present, float("-inf"))], dim=1)


def loss(scores: Tensor, choices: Choices, false_join: float) -> Tensor:
    """Wrong antecedents are given `false_join` more while training, so that right ones must beat them by that."""
    has_one = choices.right.any(dim=1)
    right = torch.cat([~has_one[:, None], choices.right], dim=1)
    raised = scores + torch.cat([torch.zeros(len(scores), 1), (~choices.right).float() * false_join], dim=1)
    chance = raised.masked_fill(~right, float("-inf")).logsumexp(dim=1) - raised.logsumexp(dim=1)
    return -(chance * choices.weight).sum() / choices.weight.sum()


def train(properties: dict, choices: Choices, epochs: int, false_join: float) -> Scorer:
    torch.manual_seed(SEED)
    scorer = Scorer(properties)
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=0.01, weight_decay=0.02)
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
        scores = scorer(choices)
    best, which = scores[:, 1:].max(dim=1)
    made = best > scores[:, 0] + margin
    good = made & choices.right.gather(1, which[:, None])[:, 0]
    return 100 * good.sum().item() / max(1, made.sum().item()), 100 * good.sum().item() / choices.right.any(dim=1).sum().item()


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
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--false-join", type=float, default=-0.5)
    parser.add_argument("--pronoun-margin", type=float, default=0.0)
    parser.add_argument("--nominal-margin", type=float, default=0.0)
    parser.add_argument("--trial", action="store_true", help="write the scorer that has not seen the sixth held back")
    options = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(SEED)
    properties, documents = read(options.choices)
    margins = {"pronoun": options.pronoun_margin, "nominal": options.nominal_margin}
    held = [document for nth, document in enumerate(documents) if nth % 6 == 0]
    kept = [document for nth, document in enumerate(documents) if nth % 6 != 0]
    trial = train(properties, padded(kept), options.epochs, options.false_join)
    print("a sixth of the documents, held back:")
    report(trial, padded(held), margins)
    scorer = trial if options.trial else train(properties, padded(documents), options.epochs, options.false_join)
    options.out.write_text(written(scorer, properties, margins), encoding="utf-8")


if __name__ == "__main__":
    main()
