"""GUM (Zeldes 2017): trees, names, mentions with chains, and attribution, out of its CoNLL-U files.

Only the genres whose texts are CC BY or CC BY-SA are read. The entity column is written
GROUP-type-information-salience-centering-minimum-link-article; discourse relations are read by `gum_attribution`.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

from .form import Document
from .gum_attribution import attributions
from .gum_chains import given_chains, mentions
from .gum_names import names

PART = re.compile(r"\([^()]*\)?|[^()]+\)")


@dataclass
class Entity:
    """A marked noun phrase: words `[start, end)`, its group (the same thing's), type, link and Wikipedia article."""

    start: int
    end: int
    group: str
    kind: str
    link: str
    article: str = ""


@dataclass
class Text:
    """One document as the file has it; `heads` are words of the document, -1 the root; `discourse` the column by word."""

    name: str
    date: str | None = None
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    sentences: list[list[int]] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    discourse: dict[int, str] = field(default_factory=dict)
    places: list[tuple[int, int]] = field(default_factory=list)
    text: str = ""

    def head_of(self, start: int, end: int) -> int:
        """The first word of a stretch whose governor lies outside it."""
        return next((word for word in range(start, end) if not start <= self.heads[word] < end), end - 1)

    def subtree(self, root: int) -> set[int]:
        """A word and all that hang from it."""
        start, end = next(span for span in self.sentences if span[0] <= root < span[1])
        found = {root}
        while True:
            more = {word for word in range(start, end) if self.heads[word] in found} - found
            if not more:
                return found
            found |= more


def gum(shared: Path) -> Iterator[Document]:
    """The documents of GUM's training part, chains in the OntoNotes manner."""
    chains = given_chains(shared / "eval" / "dev" / "chains-gum-train")
    for path in sorted((shared / "train" / "gum" / "train").glob("*.conllu")):
        text = read(path)
        document: Document = {"id": text.name, "set": "gum"}
        if text.date:
            document["date"] = text.date
        yield document | {
            "words": text.words, "sentences": text.sentences,
            "names": names(text),
            "mentions": mentions(text, chains.get(text.name)), "coreference": True,
            "trees": {"pos": text.parts, "lemma": text.lemmas, "head": text.heads, "relation": text.relations},
            "attributions": attributions(text),
        }  # fmt: skip


def read(path: Path) -> Text:
    """One CoNLL-U file. The text is its "# text" lines: a blank line between paragraphs, one blank between sentences."""
    text = Text(path.stem)
    opened: dict[str, list[Entity]] = {}
    articles: dict[str, str] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        date = next((line[22:] for line in lines if line.startswith("# meta::dateCreated = ")), "")
        text.date = date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else text.date
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        if rows:
            sentence = next(line[9:] for line in lines if line.startswith("# text = "))
            paragraph = any(re.match(r"# newpar(\s|$)", line) for line in lines)
            add_sentence(text, rows, sentence, paragraph, opened, articles)
    for entity in text.entities:
        entity.article = articles.get(entity.group, "")
    return text


def add_sentence(text: Text, rows: list[list[str]], sentence: str, paragraph: bool, opened: dict, articles: dict) -> None:
    """The words of one sentence, with their places in the text, trees and entities."""
    text.text += ("\n\n" if paragraph else " ") if text.text else ""
    base, first, at = len(text.text), len(text.words), 0
    text.text += sentence
    fused = (0, 0, -1)  # where a fused token ("boy's") begins and ends, and its last part
    for row in rows:
        number = row[0]
        if "." in number:
            continue
        if "-" in number:
            begin = sentence.index(row[1], at)
            fused = (begin, begin + len(row[1]), int(number.split("-")[1]))
            continue
        inside = int(number) <= fused[2]
        begin = sentence.find(row[1], at, fused[1] if inside else len(sentence))
        begin, end = (begin, begin + len(row[1])) if begin >= 0 else (at, fused[1])
        at = fused[1] if int(number) == fused[2] else end
        text.places.append((base + begin, base + end))
        add_word(text, row, first, opened, articles)
    text.sentences.append([first, len(text.words)])


def add_word(text: Text, row: list[str], first: int, opened: dict, articles: dict) -> None:
    """One row's columns, and the entities that open or close at it."""
    here = len(text.words)
    text.words.append("".join(row[1].split()))
    text.lemmas.append(row[2])
    text.parts.append(row[3])
    text.tags.append(row[4])
    text.heads.append(first + int(row[6]) - 1 if row[6] != "0" else -1)
    text.relations.append(row[7])
    columns = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
    if "Discourse" in columns:
        text.discourse[here] = columns["Discourse"]
    for part in PART.findall(columns.get("Entity", "")):
        if part[0] == "(":
            fields = part.strip("()").split("-", 7)
            entity = Entity(here, 0, fields[0], fields[1], fields[6])
            if len(fields) > 7:
                articles[fields[0]] = fields[7].split("_(")[0].replace("_", " ")
            text.entities.append(entity)
            opened.setdefault(fields[0], []).append(entity)
        if part[-1] == ")":
            group = part.strip("()").split("-")[0]
            if opened.get(group):
                opened[group].pop().end = here + 1
