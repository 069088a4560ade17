"""Re-DocRED (Tan et al. 2022): Wikipedia passages with names and which of them are the same thing's."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Iterator

from .conventions import finer
from .form import Document, layered
from .trim import trim

# Labels of names that refer to a thing; "German" does not.
REFERS = {"PER", "ORG", "LOC", "MISC", "institution", "nation", "periodical"}
MARKED = {"PER", "ORG", "LOC", "MISC"}


def redocred(train: Path) -> Iterator[Document]:
    """All passages. Only names are marked, neither descriptions nor pronouns: their chains are a layer of their own."""
    for number, passage in enumerate(json.loads((train / "redocred" / "dev_revised.json").read_text(encoding="utf-8"))):
        words, sentences = passage_words(passage["sents"])
        marks = passage_marks(passage, words, sentences)
        names = layered([(start, end, label) for start, end, label, _ in marks])
        kept = {(start, end) for start, end, *_ in names}
        chains = [[start, end, chain] for start, end, label, chain in sorted(marks) if (start, end) in kept and label in REFERS]
        yield {
            "id": f"redocred-{number:04}", "set": "redocred", "words": words, "sentences": sentences,
            "names": names, "named_chains": chains,
        }  # fmt: skip


def passage_words(given: list[list[str]]) -> tuple[list[str], list[list[int]]]:
    """The words of a passage and its sentences; words that are but white space become a replacement sign."""
    words: list[str] = []
    sentences = []
    for sentence in filter(None, given):
        start = len(words)
        words += ["".join(word.split()) or "\ufffd" for word in sentence]
        sentences.append([start, len(words)])
    return words, sentences


def passage_marks(passage: dict, words: list[str], sentences: list[list[int]]) -> list[tuple[int, int, str, int]]:
    """Names with label and chain."""
    starts = {index: sentences[at][0] for at, index in enumerate(i for i, sentence in enumerate(passage["sents"]) if sentence)}
    marks: dict[tuple[int, int], tuple[str, int]] = {}
    for chain, vertex in enumerate(passage["vertexSet"]):
        for mark in vertex:
            if mark["type"] not in MARKED:
                continue
            base = starts[mark["sent_id"]]
            span = trim(words, base + mark["pos"][0], base + mark["pos"][1], mark["type"] == "PER", mark["type"] == "MISC")
            if span:
                marks.setdefault(span, (finer(mark["type"], words[slice(*span)]), chain))
    return [(*span, label, chain) for span, (label, chain) in marks.items()]
