"""Each document's part in the figures of ../shared/eval's own scorers, so that documents can be drawn again without scoring again.

The scorers are run on one document at a time, and the counts that they add up are kept in place of their sums.
"""
from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path
from unittest import mock

from bootstrap import Part, moments
from programs import SHARED

OPTIONS = types.SimpleNamespace(json=True, by_order=False, facility="place", match="exact")
CONLL = ("MUC", "B3", "CEAFe")


def parts(set_: str, folder: Path, out: Path) -> tuple[dict[str, list[Part]], str]:
    """By the label of a row the part of each document in it, and what was wrong with the output ("" where nothing was)."""
    package = _package()
    gold = package.common.read_jsonl(folder / "gold.jsonl")
    outputs = package.common.Outputs(out, gold, by_order=False)
    module = package.sets.MODULE_OF[set_]
    if set_ == "reading-aeb":
        found = {"shingles": [_page(module, document, outputs) for document in gold]}
    elif set_ == "certainty-factuality":
        found = {"all events": [_moments(module, document, outputs) for document in gold]}
    else:
        found = _counts(module, set_, gold, outputs)
    missed = outputs.problems["documents missed"] + outputs.problems["bad items"]
    return found, outputs.summary() if missed else ""


def _package() -> types.SimpleNamespace:
    folder = str(SHARED / "documents")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return types.SimpleNamespace(**{name: importlib.import_module(f"cleweval.{name}") for name in ("common", "sets")})


def _counts(module, set_: str, gold: list[dict], outputs) -> dict[str, list[Part]]:
    """Every F1 that the scorer reports, and the averages of chains, which it reports rounded."""
    found: dict[str, list[Part]] = {}

    class Kept(module.Report):
        def add(self, label, cells):
            if hasattr(cells, "hit_p"):
                found.setdefault(label, []).append((cells.hit_p, cells.hit_r, cells.n_pred, cells.n_gold))
            super().add(label, cells)

    rounded = mock.patch.object(module, "rounded", lambda cells: cells, create=True)
    with mock.patch.object(module, "Report", Kept), rounded:
        for document in gold:
            module.score(set_, [document], outputs, OPTIONS)
    for match in ("exact", "head"):
        metrics = [found[f"{match} {metric}"] for metric in CONLL if f"{match} {metric}" in found]
        if metrics:
            found[f"{match} CoNLL"] = [sum(cells, ()) for cells in zip(*metrics)]
    return found


def _page(module, document: dict, outputs) -> Part:
    ours = module.shingles(module.story(outputs, outputs.get(document["id"])))
    gold = module.shingles(document["body"])
    return sum((ours & gold).values()), sum(ours.values()), sum(gold.values())


def _moments(module, document: dict, outputs) -> Part:
    """The last correlation that the scorer works out is that of all events."""
    with mock.patch.object(module, "pearson", wraps=module.pearson) as correlation:
        module.score("certainty-factuality", [document], outputs, OPTIONS)
    return moments(correlation.call_args.args[0])
