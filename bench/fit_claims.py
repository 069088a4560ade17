#!/usr/bin/env python3
"""Fits the weights by which clew scores claims (crates/clew-analysis/weights/claims.txt) to verdicts of readers.

    bench/fit_claims.py keep DOCUMENTS VERDICTS    the verdicts on claims of DOCUMENTS into bench/judged-fit.tsv, beside those there
    bench/fit_claims.py fit SEEN...                fits, writes the weights, and prints how good they are
    bench/fit_claims.py measure SEEN...            prints that only

DOCUMENTS is what `clew annotate --from jsonl` printed when the claims were judged; VERDICTS a JSON list of {"doc", "claim", "ok", "parts"}:
the document's and the claim's id, whether it is right, and what of it is wrong ("argument Target 2", "referent Person", "time", "source",
...). SEEN is what `claims PREDICATES WEIGHTS` (an example of clew-analysis) prints of the same texts: every claim with its features.

judged-fit.tsv has no sentences: the id of a text, the number of the sentence, what is claimed and where, the verdict, what is wrong, and
what the claim said, as digests and offsets. A verdict on a part of a claim (its core, an argument, its time) holds as long as the part says
the same, whatever else has changed; one whose part is no longer read is left aside. What was
mended on account of these verdicts leaves the right ones behind: then fit on fresh verdicts alone (delete judged-fit.tsv, keep the new ones). The texts are news and encyclopaedia texts of MUC-4,
Re3d, Re-DocRED and GUM. Nothing but the standard library is needed.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import math
import pathlib
from dataclasses import dataclass, field

from judged import calibration
from programs import ROOT, read_lines

WEIGHTS = ROOT / "crates" / "clew-analysis" / "weights" / "claims.txt"
JUDGED = ROOT / "bench" / "judged-fit.tsv"
COLUMNS = ("text", "sentence", "predicate", "start", "end", "verdict", "wrong", "core", "arguments", "time")
PARTS = ("core", "argument", "time")
N_FOLDS = 5
# How much a weight must earn: of weights of values that vary by one.
PENALTY = 20.0
# The least that a value is taken to vary: a rare word's weight would be large by chance.
LEAST_SPREAD = 0.25
# As in crates/clew-analysis/src/claims/score/mod.rs.
ARGUMENT_THRESHOLD, TIME_THRESHOLD = 0.7, 0.6


@dataclass
class Judged:
    """A verdict on a claim, by its parts; a part that no verdict was given on is not there."""

    core: tuple[str, bool]
    arguments: dict[str, bool]
    time: tuple[str, bool]
    is_right: bool


@dataclass
class Item:
    """A claim as it is read now, with the verdicts on it that still hold."""

    text: str
    core: list[float]
    core_right: bool | None
    # Of each argument: values, whether the claim can do without it, the verdict.
    arguments: list[tuple[list[float], bool, bool | None]]
    time: list[float] | None
    time_right: bool | None

    def is_judged(self) -> bool:
        """Whether there is a verdict on every part."""
        parts = [self.core_right, *(right for _, _, right in self.arguments), self.time_right if self.time else True]
        return None not in parts


@dataclass
class Model:
    """A logistic model over values as they are."""

    intercept: float = 0.0
    weights: list[float] = field(default_factory=list)

    def probability(self, values: list[float]) -> float:
        sum_ = self.intercept + sum(weight * value for weight, value in zip(self.weights, values))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))


# What a claim says, by its parts.


def ends(span) -> tuple[int, int]:
    return (span["start"], span["end"]) if isinstance(span, dict) else tuple(span)


def digest(said) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:8]


def core_of(document: dict, claim: dict) -> str:
    """What is said to happen, how it is stated, and on whose word."""
    by_id = {one["id"]: one for one in document["attributions"]}
    sources, at = [], claim["attribution"]
    while at in by_id and len(sources) < 6:
        source = by_id[at]["source"]
        sources.append(document["text"][slice(*ends(source.get("span", source)))] if source else None)
        at = by_id[at]["within"]
    stated = [claim["subtype"], claim["polarity"], claim["modality"], claim["certainty"]["level"], claim["quantity"]]
    return digest([*stated, sources])


def argument_of(names: dict[int, str], argument: dict) -> str:
    """An argument's role, words and what they refer to."""
    return f"{argument['role']} {argument['start']}-{argument['end']} {digest(names.get(argument.get('chain')))[:4]}"


def arguments_of(document: dict, claim: dict) -> list[str]:
    names = {chain["id"]: chain["name"] for chain in document["chains"]}
    return [argument_of(names, argument) for argument in claim["arguments"]]


def time_of(claim: dict) -> str:
    earliest, latest = claim["time"]["earliest"], claim["time"]["latest"]
    return f"{earliest or ''}..{latest or ''}" if earliest or latest else ""


# Verdicts.


def rows_of(documents: dict[str, dict], verdicts: list[dict]) -> list[dict]:
    """The lines of judged-fit.tsv that verdicts make."""
    rows = []
    for verdict in verdicts:
        document = documents[verdict["doc"]]
        claim = document["claims"][verdict["claim"]]
        start, end = ends(claim["trigger"])
        rows.append({
            "text": verdict["doc"], "sentence": claim["sentence"], "predicate": claim["predicate"], "start": start, "end": end,
            "verdict": "right" if verdict["ok"] else "wrong", "wrong": ", ".join(verdict["parts"]), "core": core_of(document, claim),
            "arguments": ", ".join(arguments_of(document, claim)), "time": time_of(claim)})  # fmt: skip
    return rows


def keep(documents: pathlib.Path, verdicts: pathlib.Path, to: pathlib.Path) -> int:
    """Puts verdicts beside those that are kept; a later one on what is claimed in the same words stands in the earlier one's place."""
    read = {one["id"]: one for one in read_lines(documents)}
    rows = read_rows(to) if to.exists() else []
    rows += rows_of(read, json.loads(verdicts.read_text(encoding="utf-8")))
    by_claim = {(row["text"], row["predicate"], str(row["start"]), str(row["end"]), row["core"]): row for row in rows}
    lines = ["\t".join(str(row[column]) for column in COLUMNS) for row in by_claim.values()]
    to.write_text("\n".join(["\t".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return len(lines)


def read_rows(path: pathlib.Path) -> list[dict]:
    return [dict(zip(COLUMNS, line.split("\t"))) for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def judged(row: dict) -> Judged:
    """What a line's verdict says of each part of its claim."""
    is_right = row["verdict"] == "right"
    wrong = [part for part in row["wrong"].split(", ") if part]
    of_arguments = [part.split(" ", 1)[1] for part in wrong if part.startswith(("argument ", "referent "))]
    of_core = [part for part in wrong if part != "time" and not part.startswith(("argument ", "referent "))]
    said, nth = {}, {}
    for argument in filter(None, row["arguments"].split(", ")):
        role = argument.split()[0]
        nth[role] = nth.get(role, 0) + 1
        said[argument] = not {role, f"{role} {nth[role]}"} & set(of_arguments)
    core_right = not of_core and (is_right or bool(wrong))
    return Judged((row["core"], core_right), said, (row["time"], "time" not in wrong), is_right)


# What was seen of claims, with the verdicts that hold.


def items_of(documents: list[dict], rows: list[dict]) -> tuple[list[Item], int]:
    """The claims that some verdict holds of, and how many verdicts hold of none."""
    by_claim: dict[tuple, list[Judged]] = {}
    for row in rows:
        by_claim.setdefault((row["text"], row["predicate"], int(row["start"]), int(row["end"])), []).append(judged(row))
    items, n_found = [], 0
    for document in documents:
        names = {chain["id"]: chain["name"] for chain in document["chains"]}
        for claim in document["claims"]:
            of_claim = by_claim.get((document["id"], claim["predicate"], *ends(claim["trigger"])))
            if not of_claim or "features" not in claim:
                continue
            core = core_of(document, claim)
            best = next((one for one in of_claim if one.core[0] == core), of_claim[0])
            n_found += best.core[0] == core
            items.append(item(document["id"], claim, names, core, best))
    return items, len(rows) - n_found


def item(text: str, claim: dict, names: dict[int, str], core: str, verdict: Judged) -> Item:
    chains = {(one["role"], one["start"], one["end"]): one for one in claim["arguments"]}
    arguments = []
    for seen in claim["features"]["arguments"]:
        said = argument_of(names, chains.get((seen["role"], seen["start"], seen["end"]), seen))
        arguments.append((seen["values"], seen["optional"], verdict.arguments.get(said)))
    same = lambda judged, now: judged[1] if judged[0] == now else None  # noqa: E731
    seen = claim["features"]
    time_right = same(verdict.time, time_of(claim)) if seen["time"] else None
    return Item(text, seen["core"], same(verdict.core, core), arguments, seen["time"], time_right)


def examples(items: list[Item], part: str) -> list[tuple[list[float], bool]]:
    """What a part's model is fitted on."""
    if part == "argument":
        return [(values, right) for item in items for values, _, right in item.arguments if right is not None]
    if part == "core":
        return [(item.core, item.core_right) for item in items if item.core_right is not None]
    return [(item.time, item.time_right) for item in items if item.time and item.time_right is not None]


# Fitting.


def fit(rows: list[tuple[list[float], bool]], penalty: float = PENALTY, n_steps: int = 12) -> Model:
    """The logistic model with the least loss and the least squared weights, by Newton's method over values made comparable."""
    width, n_rows = len(rows[0][0]), len(rows)
    means = [sum(values[at] for values, _ in rows) / n_rows for at in range(width)]
    spread = lambda at: math.sqrt(sum((values[at] - means[at]) ** 2 for values, _ in rows) / n_rows)  # noqa: E731
    spreads = [max(spread(at), LEAST_SPREAD) for at in range(width)]
    scaled = [([1.0, *((value - mean) / size for value, mean, size in zip(values, means, spreads))], right) for values, right in rows]
    weights = [0.0] * (width + 1)
    for _ in range(n_steps):
        step = newton_step(scaled, weights, penalty)
        weights = [weight + change for weight, change in zip(weights, step)]
        if max(map(abs, step)) < 1e-6:
            break
    plain = [weight / size for weight, size in zip(weights[1:], spreads)]
    return Model(weights[0] - sum(weight * mean for weight, mean in zip(plain, means)), plain)


def newton_step(scaled: list[tuple[list[float], bool]], weights: list[float], penalty: float) -> list[float]:
    """The change of weights that the loss asks for; nothing is asked of the first, which stands for itself."""
    size = len(weights)
    slope = [0.0] + [-penalty * weight for weight in weights[1:]]
    bend = [[0.0] * size for _ in range(size)]
    for values, right in scaled:
        sum_ = sum(weight * value for weight, value in zip(weights, values) if value)
        share = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))
        off, curve = right - share, share * (1 - share)
        for at, value in enumerate(values):
            slope[at] += off * value
            by, row = curve * value, bend[at]
            for other in range(at + 1):
                row[other] += by * values[other]
    for at in range(size):
        bend[at][at] += penalty if at else 1e-9
        for other in range(at):
            bend[other][at] = bend[at][other]
    return solve(bend, slope)


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination; the matrix is symmetric and positive."""
    rows = [[*row, value] for row, value in zip(matrix, right)]
    size = len(rows)
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        pivot = rows[at]
        for below in range(at + 1, size):
            by = rows[below][at] / pivot[at]
            if by:
                rows[below] = [value - by * top for value, top in zip(rows[below], pivot)]
    found = [0.0] * size
    for at in reversed(range(size)):
        found[at] = (rows[at][size] - sum(rows[at][other] * found[other] for other in range(at + 1, size))) / rows[at][at]
    return found


# Figures.


def fold(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % N_FOLDS


@dataclass
class Decided:
    """A claim as its model would have it: its score, whether what is left of it is right, and whether it was as it was read."""

    score: float
    is_right: bool
    was_right: bool


def cross_validated(items: list[Item]) -> tuple[dict[str, float], list[Decided]]:
    """How well models that never saw a document tell right parts of its claims from wrong, and what they make of its claims."""
    told: dict[str, list[tuple[float, bool]]] = {part: [] for part in PARTS}
    decided = []
    for at in range(N_FOLDS):
        models = {part: fit(examples([item for item in items if fold(item.text) != at], part)) for part in PARTS}
        held = [item for item in items if fold(item.text) == at]
        for part in PARTS:
            told[part] += [(models[part].probability(values), right) for values, right in examples(held, part)]
        decided += [decide(models, item) for item in held if item.is_judged()]
    return {part: auc(pairs) for part, pairs in told.items()}, decided


def decide(models: dict[str, Model], item: Item) -> Decided:
    """A claim without what is doubtful and it can do without, as clew's `Draft::decided` has it: one optional argument is left out at
    least, more only while one stays."""
    score, is_right = models["core"].probability(item.core), item.core_right
    by_doubt = sorted((models["argument"].probability(values), optional, right) for values, optional, right in item.arguments)
    n_left = len(by_doubt)
    for probability, optional, right in by_doubt:
        if probability < ARGUMENT_THRESHOLD and optional and (n_left > 1 or n_left == len(by_doubt)):
            n_left -= 1
        else:
            score, is_right = score * probability, is_right and right
    was_right = item.core_right and all(right for _, _, right in item.arguments)
    if item.time:
        was_right = was_right and item.time_right
        probability = models["time"].probability(item.time)
        if probability >= TIME_THRESHOLD:
            score, is_right = score * probability, is_right and item.time_right
    return Decided(score, bool(is_right), bool(was_right))


def auc(pairs: list[tuple[float, bool]]) -> float:
    """How often a right one has the higher probability of a right and a wrong one; of equals half."""
    ranks, at, ordered = 0.0, 0, sorted(pairs)
    n_right = sum(right for _, right in ordered)
    while at < len(ordered):
        same = at
        while same < len(ordered) and ordered[same][0] == ordered[at][0]:
            same += 1
        ranks += sum(right for _, right in ordered[at:same]) * (at + same + 1) / 2
        at = same
    n_wrong = len(ordered) - n_right
    return (ranks - n_right * (n_right + 1) / 2) / (n_right * n_wrong) if n_right and n_wrong else 0.5


def report(items: list[Item], n_gone: int) -> str:
    """What there is to know of the fit, cross-validated by document."""
    by_part, decided = cross_validated(items)
    pairs = [(one.score, one.is_right) for one in decided]
    n_was_right = sum(one.was_right for one in decided)
    lines = [f"{len(items)} claims with verdicts that hold, {len(decided)} of them on every part; {n_gone} verdicts hold no longer",
             "AUC " + ", ".join(f"{part} {value:.3f}" for part, value in by_part.items()) + f", score {auc(pairs):.3f}",
             f"calibration error {calibration(pairs):.1f} %; right as read {100 * n_was_right / len(decided):.1f} %"]  # fmt: skip
    for threshold in (0.0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
        shown = [one for one in decided if one.score >= threshold]
        right = sum(one.is_right for one in shown)
        lines.append(f"score >= {threshold:.2f}: {100 * len(shown) / len(decided):5.1f} % shown, {100 * right / max(len(shown), 1):.1f} % of them right, "
                     f"{100 * right / max(n_was_right, 1):5.1f} right for 100 right as read")  # fmt: skip
    return "\n".join(lines)


def rewritten(text: str, models: dict[str, Model]) -> str:
    """A file of weights with the weights of these models; names and remarks stay."""
    lines, weights = [], iter(())
    for line in text.split("\n"):
        said, _, remark = line.partition("#")
        if said.startswith("part "):
            model = models[said.split()[1]]
            weights = iter([model.intercept, *model.weights])
        elif said.strip():
            name = " ".join(said.split()[1:])
            line = f"{next(weights):6.3f} {name:<40}".rstrip().ljust(47 if remark else 0) + (f" # {remark.strip()}" if remark else "")
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = ask.add_subparsers(dest="step", required=True)
    keeping = steps.add_parser("keep")
    keeping.add_argument("documents", type=pathlib.Path)
    keeping.add_argument("verdicts", type=pathlib.Path)
    for step in ("fit", "measure"):
        steps.add_parser(step).add_argument("seen", nargs="+", type=pathlib.Path)
    given = ask.parse_args()
    if given.step == "keep":
        print(f"{keep(given.documents, given.verdicts, JUDGED)} verdicts")
        return
    documents = [document for path in given.seen for document in read_lines(path)]
    items, n_gone = items_of(documents, read_rows(JUDGED))
    print(report(items, n_gone))
    if given.step == "fit":
        models = {part: fit(examples(items, part)) for part in PARTS}
        WEIGHTS.write_text(rewritten(WEIGHTS.read_text(encoding="utf-8"), models), encoding="utf-8")


if __name__ == "__main__":
    main()
