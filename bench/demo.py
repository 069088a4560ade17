"""The names, chains of attributions and claims of the demo case: what the program reads in the files of examples/case beside
examples/gold/gold.json.

The gold's text is the story alone, its white space collapsed; the program's is the document's. A block of the gold is looked for
in the program's text by its visible characters, and spans are compared by where their characters stand in that block.
"""
from __future__ import annotations

import json
import pathlib
import tempfile
from dataclasses import dataclass

import bootstrap
import demo_claims
import own
from blocks import places
from programs import ROOT, Programs, read_lines
from rows import NotRun, Row

CASE = ROOT / "examples" / "case"
GOLD = ROOT / "examples" / "gold" / "gold.json"
NAMES = {"group": "Names, strict span and type", "what": "demo case, names of all types", "bar": 95}
CHAINS = {"group": "Attribution", "what": "demo case, nested chains, whole and in order", "bar": 80}
Name = tuple
Spans = list


def measure(programs: Programs) -> list[Row]:
    """Rows over the documents of the case: names with their exact span and type, chains of attributions with every link, claims."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))["documents"]
    with tempfile.TemporaryDirectory() as work:
        out = pathlib.Path(work) / "out.jsonl"
        try:
            programs.annotate_files(sorted(path.name for path in CASE.iterdir()), CASE, out)
        except NotRun as reason:
            return [Row(**row, figure=None, not_run=str(reason)) for row in (NAMES, CHAINS, *demo_claims.ROWS)]
        read = {file_of(record["id"]): record for record in read_lines(out)}
    pairs = [(document, read.get(file_of_gold(document), {})) for document in gold]
    names = bootstrap.figure([_names(*pair) for pair in pairs], bootstrap.f1)
    chains = bootstrap.figure([_chains(*pair) for pair in pairs], bootstrap.share)
    return [Row(**NAMES, figure=names), Row(**CHAINS, figure=chains), *demo_claims.measure(pairs)]


def file_of(identifier: str) -> str:
    """What the gold calls a document: its file, and for an attachment its name beside it."""
    file, is_part, part = identifier.partition("!")
    return f"{file} {part.partition('-')[2] or part}" if is_part else file


def file_of_gold(document: dict) -> str:
    return f"{document['file']} {document['part']}" if document.get("part") else document["file"]


def _names(gold: dict, read: dict) -> bootstrap.Part:
    expected = {(mention["start"], mention["end"], mention["type"]) for mention in gold["mentions"] if mention["kind"] == "name"}
    found = set(_found(gold["text"], read)) if "text" in read else set()
    right = len(expected & found)
    return right, right, len(found), len(expected)


def _found(gold: str, read: dict) -> list[Name]:
    """The program's names in the blocks of the gold's text, with their places there."""
    names = [mention for mention in read["mentions"] if mention["kind"] == "name"]
    place = places(gold, read["text"])
    return [(place[name["start"]], place[name["end"] - 1] + 1, name["type"]) for name in names
            if name["start"] in place and name["end"] - 1 in place]  # fmt: skip


def _chains(gold: dict, read: dict) -> bootstrap.Part:
    """Of the gold's attributions that stand in another or hold one, how many the program has with the same links, outermost first."""
    expected = {one["id"]: _Link(one["within"], _anchored(one["source"]), _anchored(one["content"])) for one in gold["attributions"]}
    holders = {link.within for link in expected.values()}
    nested = [chain_of(expected, id_) for id_, link in expected.items() if link.within or id_ in holders]
    if not nested or "text" not in read:
        return 0, len(nested)
    place = places(gold["text"], read["text"])
    found = {one["id"]: _Link(one["within"], _placed(place, _source(one)), _placed(place, one["content"])) for one in read["attributions"]}
    ours = [chain_of(found, id_) for id_ in found]
    return sum(any(_is_same(chain, other) for other in ours) for chain in nested), len(nested)


@dataclass(frozen=True)
class _Link:
    """An attribution as a link of chains: the one that it stands in, and its spans in the gold's text."""

    within: int | str | None
    source: Spans
    content: Spans


def chain_of(links: dict, id_) -> list:
    """A link and those that it stands in, the outermost first."""
    chain = []
    while id_ is not None and links[id_] not in chain:
        chain.insert(0, links[id_])
        id_ = links[id_].within
    return chain


def _is_same(expected: list[_Link], found: list[_Link]) -> bool:
    """Whether two chains have as many links, each with overlapping contents and sources, or neither with a source."""
    return len(expected) == len(found) and all(
        own.overlaps(one.content, other.content) and (own.overlaps(one.source, other.source) or not one.source and not other.source)
        for one, other in zip(expected, found)
    )


def _source(attribution: dict) -> Spans:
    source = attribution["source"]
    return [(source["start"], source["end"])] if source else []


def _anchored(anchors: list[dict]) -> Spans:
    return [(anchor["start"], anchor["end"]) for anchor in anchors]


def _placed(place: dict[int, int], spans: Spans) -> Spans:
    """Spans of the program's text in the gold's, as far as their ends stand in its blocks."""
    return [(place[start], place[end - 1] + 1) for start, end in spans if start in place and end - 1 in place]
