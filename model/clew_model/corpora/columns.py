"""Sets in columns, a word a line with its label: WNUT17, Broad Twitter Corpus, Wikigold, CrossNER."""
from __future__ import annotations

from pathlib import Path
from typing import Iterable, Iterator

from .conventions import finer
from .form import Document, layered
from .trim import trim

CROSSNER = ("politics", "science", "music", "literature", "ai")
PERSON_LABELS = {"person", "PER", "politician", "writer", "scientist", "researcher", "musicalartist"}
WORK_LABELS = {"creative-work", "book", "poem", "song", "album", "magazine", "academicjournal", "misc", "MISC", "product"}
# Wikipedia articles follow one another in Wikigold without a mark between them; so many sentences make a document.
WIKIGOLD_SENTENCES = 8


def blocks(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The sentences (or messages) of a file: pairs of word and label, parted by lines without a word."""
    block: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n") + [""]:
        parts = line.split()
        if len(parts) >= 2 and parts[0] != "-DOCSTART-":
            block.append(("".join(parts[:-1]), parts[-1]))
        elif block and not parts:
            yield block
            block = []


def label_spans(labels: Iterable[str]) -> list[tuple[int, int, str]]:
    """The stretches of B- and I- labels; an I- that continues nothing begins one (Wikigold has no B- but between neighbours)."""
    found: list[list] = []
    for index, label in enumerate(labels):
        tag, _, kind = label.partition("-")
        if tag not in ("B", "I"):
            continue
        if tag == "I" and found and found[-1][1] == index and found[-1][2] == kind:
            found[-1][1] = index + 1
        else:
            found.append([index, index + 1, kind])
    return [tuple(span) for span in found]


def document(name: str, number: int, sentences: list[list[tuple[str, str]]]) -> Document:
    """One document of labelled sentences, its names trimmed as everywhere."""
    words, spans, names = [], [], []
    for sentence in sentences:
        base = len(words)
        words += [word for word, _ in sentence]
        spans.append([base, len(words)])
        for start, end, label in label_spans(label for _, label in sentence):
            kept = trim(words, base + start, base + end, label in PERSON_LABELS, label in WORK_LABELS)
            if kept:
                names.append((*kept, finer(label, words[slice(*kept)])))
    return {"id": f"{name}-{number:04}", "set": name, "words": words, "sentences": spans, "names": layered(names)}


def joined_handles(block: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The Broad Twitter Corpus parts "@" from the account's name; they are one word everywhere else."""
    joined: list[tuple[str, str]] = []
    for word, label in block:
        if joined and joined[-1][0] == "@" and word[0].isalnum() | (word[0] == "_"):
            joined[-1] = ("@" + word, label)
        else:
            joined.append((word, label))
    return joined


def wnut17(train: Path) -> Iterator[Document]:
    """Messages with names that are rare or new (Derczynski et al. 2017)."""
    for number, block in enumerate(blocks(train / "wnut17" / "wnut17train.conll")):
        yield document("wnut17", number, [block])


def btc(train: Path) -> Iterator[Document]:
    """The Broad Twitter Corpus (Derczynski et al. 2016): messages of many years and countries."""
    number = 0
    for path in sorted((train / "more-names" / "btc").glob("*.conll")):
        for block in blocks(path):
            yield document("btc", number, [joined_handles(block)])
            number += 1


def wikigold(train: Path) -> Iterator[Document]:
    """Wikipedia articles (Balasuriya et al. 2009)."""
    sentences = list(blocks(train / "more-names" / "wikigold.conll"))
    for number, first in enumerate(range(0, len(sentences), WIKIGOLD_SENTENCES)):
        yield document("wikigold", number, sentences[first : first + WIKIGOLD_SENTENCES])


def crossner(train: Path, field: str) -> Iterator[Document]:
    """One field of CrossNER (Liu et al. 2021): single sentences of Wikipedia with labels of their own."""
    number = 0
    for part in ("train", "dev", "test"):
        for block in blocks(train / "more-names" / "crossner" / field / f"{part}.txt"):
            yield document(f"crossner-{field}", number, [block])
            number += 1
