"""The names of the demo case: what the program reads in the files of examples/case beside examples/gold/gold.json.

The gold's text is the story alone, its white space collapsed; the program's is the document's. A block of the gold is looked for
in the program's text by its visible characters, and names are compared by where their characters stand in that block.
"""
from __future__ import annotations

import json
import pathlib
import tempfile

import bootstrap
from programs import ROOT, Programs, read_lines
from rows import NotRun, Row

CASE = ROOT / "examples" / "case"
GOLD = ROOT / "examples" / "gold" / "gold.json"
ROW = {"group": "Names, strict span and type", "what": "demo case, names of all types", "bar": 95}
Name = tuple


def measure(programs: Programs) -> list[Row]:
    """One row: names with their exact span and type, over the documents of the case."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))["documents"]
    with tempfile.TemporaryDirectory() as work:
        out = pathlib.Path(work) / "out.jsonl"
        try:
            programs.annotate_files(sorted(path.name for path in CASE.iterdir()), CASE, out)
        except NotRun as reason:
            return [Row(**ROW, figure=None, not_run=str(reason))]
        read = {file_of(record["id"]): record for record in read_lines(out)}
    parts = [_part(document, read.get(file_of_gold(document), {})) for document in gold]
    return [Row(**ROW, figure=bootstrap.figure(parts, bootstrap.f1))]


def file_of(identifier: str) -> str:
    """What the gold calls a document: its file, and for an attachment its name beside it."""
    file, is_part, part = identifier.partition("!")
    return f"{file} {part.partition('-')[2] or part}" if is_part else file


def file_of_gold(document: dict) -> str:
    return f"{document['file']} {document['part']}" if document.get("part") else document["file"]


def _part(gold: dict, read: dict) -> bootstrap.Part:
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


def places(gold: str, text: str) -> dict[int, int]:
    """Of each visible character of `text` in a block of `gold`, its place there; blocks are looked for one after another."""
    visible = [at for at, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[at] for at in visible)
    found: dict[int, int] = {}
    after = base = 0
    for block in gold.split("\n\n"):
        inside = [base + at for at, character in enumerate(block) if not character.isspace()]
        words = "".join(gold[at] for at in inside)
        start = squeezed.find(words, after)
        start = start if start >= 0 else squeezed.find(words)
        if start >= 0:
            found.update(zip(visible[start : start + len(words)], inside))
            after = start + len(words)
        base += len(block) + 2
    return found
