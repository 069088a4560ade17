"""Words and sentences of texts that come without them, cut by clew's own program (`crates/clew-language/examples/words.rs`).

The model must learn from the very words that it will be asked to read, so the cut is made there and nowhere else.
"""
from __future__ import annotations

import bisect
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
COMMAND = ["cargo", "run", "--quiet", "--release", "-p", "clew-language", "--example", "words"]
BUILT: list[str] = []
JOINED = re.compile(r"[\w.][-–/]\w")


def use_program(path: str) -> None:
    """Runs a program that is built already instead of `cargo run`."""
    BUILT[:] = [path]


@dataclass
class Cut:
    """One text in words: `places` are code points, `sentences` are numbers of words."""

    text: str
    words: list[str]
    places: list[tuple[int, int]]
    sentences: list[list[int]]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that a stretch of code points touches; None where it touches none."""
        first = bisect.bisect_right(self.places, start, key=lambda place: place[1])
        last = bisect.bisect_left(self.places, end, key=lambda place: place[0])
        return (first, last) if first < last else None


def cut(texts: list[str]) -> list[Cut]:
    """The words of each text, by one run of the program."""
    given = "".join(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n" for number, text in enumerate(texts))
    ran = subprocess.run(BUILT or COMMAND, input=given, capture_output=True, text=True, check=True, cwd=REPOSITORY)
    cuts = [made(text, json.loads(line)) for text, line in zip(texts, ran.stdout.splitlines(), strict=True)]
    return cuts


def made(text: str, record: dict) -> Cut:
    """The program's answer for one text."""
    places = [(start, end) for start, end in record["words"]]
    starts = [start for start, _ in places]
    sentences = []
    for start, end in record["sentences"]:
        span = [bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)]
        if span[0] < span[1]:
            sentences.append(span)
    return Cut(text, [text[start:end] for start, end in places], places, sentences)


def recut(documents: list[dict]) -> list[dict]:
    """The same documents with names, words that a hyphen or stroke joins parted where clew parts them ("al-Zarqawi" into three).

    Other words stay as given: the blanks around them are not the text's own, so that clew would part "'s" wrongly here.
    """
    cuts = cut([" ".join(document["words"]) for document in documents])
    return [refined(document, made.places) for document, made in zip(documents, cuts)]


def refined(document: dict, places: list[tuple[int, int]]) -> dict:
    """A document of words, sentences and names in finer words; `places` are those of the words joined by blanks."""
    words, firsts, at, finer = [], [], 0, iter(places)
    place = next(finer, None)
    for word in document["words"]:
        firsts.append(len(words))
        end = at + len(word)
        while place and place[1] <= end:
            words.append(word[place[0] - at : place[1] - at])
            place = next(finer, None)
        if not JOINED.search(word) or "".join(words[firsts[-1] :]) != word:
            words[firsts[-1] :] = [word]
        at = end + 1
    firsts.append(len(words))
    return document | {
        "words": words,
        "sentences": [[firsts[start], firsts[end]] for start, end in document["sentences"]],
        "names": [[firsts[start], firsts[end], *rest] for start, end, *rest in document["names"]],
    }
