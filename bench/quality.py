"""Quality on the public development sets of ../shared/eval, each figure with its interval and, where they can be run here, its peers."""
from __future__ import annotations

import gzip
import pathlib
import shutil
import sys
import tempfile
from dataclasses import dataclass

import bootstrap
import peers
import scorers
import syntax
from programs import SHARED, Programs, read_lines
from rows import NotRun, Row


@dataclass(frozen=True)
class Wanted:
    """A row of a set: the scorer's label for it, how its parts make a figure, the bar, what is known of others."""

    what: str
    label: str
    bar: float | None = None
    measure: bootstrap.Measure = bootstrap.f1
    known: str = ""


# Group, set, its rows, and the peers that can be run on it.
SETS = [
    ("Reading", "reading-aeb", [Wanted("reading-aeb, four-word runs", "shingles", 92, bootstrap.pages, "trafilatura 95.8 (published)")],
     [peers.trafilatura]),
    ("Times", "times-wikiwars", [Wanted("times-wikiwars, value", "relaxed + value", 72, known="HeidelTime 82 (whole set, published)")], []),
    ("Times", "times-recognizers", [Wanted("times-recognizers, interval", "relaxed + interval", 65, known="Recognizers-Text 60.6 (published)")],
     [peers.recognizers]),
    ("Names, strict span and type", "names-uner", [Wanted("names-uner", "strict all", 75)], [peers.compromise, peers.wink_nlp]),
    ("Names, strict span and type", "names-gum", [Wanted("names-gum", "strict all", 75)], [peers.compromise, peers.wink_nlp]),
    ("Names, strict span and type", "names-wnut17", [Wanted("names-wnut17", "strict all", 66)], [peers.compromise, peers.wink_nlp]),
    ("Chains", "chains-gum", [
        Wanted("chains-gum, exact spans, CoNLL F1", "exact CoNLL", 50, bootstrap.conll, "CoreNLP's rules 49.5 (CoNLL-2012, published)"),
        Wanted("chains-gum, by heads, CoNLL F1", "head CoNLL", 58, bootstrap.conll)], []),
    ("Chains", "pronouns-gap", [Wanted("pronouns-gap", "overall", 70, known="best baseline of the GAP paper 66.9 (test set, published)")], []),
    ("Attribution", "attribution-polnear", [
        Wanted("attribution-polnear, content, soft overlap", "content soft overlap", 65, known="every sentence taken as content 45.9"),
        Wanted("attribution-polnear, source, overlap", "source overlap", 65),
        Wanted("attribution-polnear, cue, overlap", "cue overlap", 70),
        Wanted("attribution-polnear, all three overlap", "whole, all three overlap", 50)], []),
    ("Certainty", "certainty-factuality", [Wanted("certainty-factuality, Pearson's r x 100", "all events", 62, bootstrap.pearson)], []),
    ("Claims", "events-wikievents", [
        Wanted("events-wikievents, trigger and predicate", "trigger, classified", 60, known="a list of cue stems without context 51"),
        Wanted("events-wikievents, argument", "argument, role + coreferent head", 35)], []),
    ("Claims", "incidents-muc4", [
        Wanted("incidents-muc4, role fillers, CEAF-REE", "entities (CEAF-REE) all", 45,
               known="training strings looked up 33; GTT (supervised) 50 and a zero-shot language model 21 on its test set, by the stricter template score")], []),
]  # fmt: skip
SYNTAX_BARS = {"LAS": 84}


def measure(programs: Programs) -> list[Row]:
    """The rows of every set; where the sets are not there, one row that says so."""
    if not SHARED.is_dir():
        return [Row("Public development sets", "all of them", None, not_run="the evaluation sets (../shared/eval) are not there")]
    rows = []
    for group, name, wanted, others in SETS:
        new = _rows(programs, group, name, wanted, others)
        for row in new:
            print(*row.cells()[:2], file=sys.stderr)
        rows += new
    return rows + _syntax(programs)


def _rows(programs: Programs, group: str, name: str, wanted: list[Wanted], others: list) -> list[Row]:
    folder = SHARED / "dev" / name
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        try:
            _annotate(programs, folder, work)
        except NotRun as reason:
            return [Row(group, one.what, None, one.bar, known=one.known, not_run=str(reason)) for one in wanted]
        parts, problems = scorers.parts(name, folder, work / "out.jsonl")
        rows = [Row(group, one.what, bootstrap.figure(parts[one.label], one.measure), one.bar, known=one.known) for one in wanted]
        for row in rows:
            row.what += f" ({problems})" if problems else ""
        rows[0].peers = [_peer(peer, name, folder, work, wanted[0], parts) for peer in others]
    return rows


def _annotate(programs: Programs, folder: pathlib.Path, work: pathlib.Path) -> None:
    lines = read_lines(folder / "in.jsonl")
    if "text" in lines[0]:
        programs.annotate_lines(folder / "in.jsonl", work / "out.jsonl")
    else:
        _unpack(folder, lines, work)
        programs.annotate_files([line["path"] for line in lines], work, work / "out.jsonl")


def _unpack(folder: pathlib.Path, lines: list[dict], work: pathlib.Path) -> None:
    for line in lines:
        page, target = folder / line["path"], work / line["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        packed = page.with_name(page.name + ".gz")
        if packed.exists():
            target.write_bytes(gzip.decompress(packed.read_bytes()))
        else:
            shutil.copy(page, target)


def _peer(peer, name: str, folder: pathlib.Path, work: pathlib.Path, wanted: Wanted, ours: dict) -> str:
    """A peer's figure on the same set in the same run, or why there is none."""
    called = peer.__name__.replace("_", "-")
    try:
        peer(folder, work)
    except NotRun as reason:
        return f"{called} not run: {reason}"
    parts, _ = scorers.parts(name, folder, work / "peer.jsonl")
    if peer in peers.UNTYPED:
        bare, own = (bootstrap.figure(found["strict, type ignored"], bootstrap.f1) for found in (parts, ours))
        return f"{called} {bare} by spans alone, where clew has {own.value:.1f}"
    return f"{called} {bootstrap.figure(parts[wanted.label], wanted.measure)}"


def _syntax(programs: Programs) -> list[Row]:
    names = {"UAS": "heads (UAS)", "LAS": "heads and relations (LAS)", "LAS with subtypes": "heads, relations and their subtypes", "part of speech": "part of speech", "lemma": "lemma"}
    try:
        figures = syntax.measure(programs)
    except NotRun as reason:
        return [Row("Syntax", f"syntax-gum, {names[name]}", None, SYNTAX_BARS.get(name), not_run=str(reason)) for name in names]
    return [Row("Syntax", f"syntax-gum, {names[name]}", figure, SYNTAX_BARS.get(name)) for name, figure in figures.items()]
