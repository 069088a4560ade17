"""Reader of `model/data/sentences/*.txt`: short texts with their names marked in brackets.

    [Person Jonas Weil] flew to [Place Varn] . || [Facility [Place Hallam] bridge] is shut .

One text a line, its words parted by blanks as in a treebank, its sentences by `||`. A mark opens with a bracket and a
type and closes right after its last word; marks nest. A bracket of the text itself is written `\\[` or `\\]`.
`%%` begins a line of remarks. Reads nothing but these files; `python3 sentences.py [FILE ...]` checks them.
"""

from __future__ import annotations

import collections
import pathlib
import re
import sys
from collections.abc import Iterator

TYPES = frozenset(
    "Person Organization PublicBody Place Facility Event Work Weapon Vehicle Substance Other".split()
)
FOLDER = pathlib.Path(__file__).parents[2] / "data" / "sentences"
OPENING = re.compile(r"^\[(\w+)$")
CLOSING = re.compile(r"^(.*?(?:[^\]\\]|\\[\[\]]))(\]+)$")


Document = dict


class MarkError(ValueError):
    """A line whose marks cannot be read; the message says why."""


def parse(line: str) -> tuple[list[str], list[list[int]], list[list]]:
    """The words of one line, its sentences [start, end) and its names [start, end, type, level]: level 0 outermost, 1 inside.

    A name deeper than level 1 is left out. Raises MarkError where brackets do not pair, a type is unknown, a mark is
    empty or spans two sentences.
    """
    words: list[str] = []
    sentences: list[list[int]] = []
    names: list[list] = []
    for sentence in line.split("||"):
        start = len(words)
        names += _parse_sentence(sentence, words)
        if len(words) == start:
            raise MarkError("a sentence without a word")
        sentences.append([start, len(words)])
    shallow = [name for name in names if name[3] <= 1]
    return words, sentences, sorted(shallow, key=lambda name: (name[0], name[3]))


def _parse_sentence(sentence: str, words: list[str]) -> list[list]:
    """Appends the sentence's words to `words` and gives its names, with places in `words`."""
    names: list[list] = []
    opened: list[tuple[int, str]] = []
    for piece in sentence.split():
        opening = OPENING.match(piece)
        if opening:
            if opening[1] not in TYPES:
                raise MarkError(f"no such type: {opening[1]}")
            opened.append((len(words), opening[1]))
            continue
        closing = CLOSING.match(piece)
        word, closings = (closing[1], len(closing[2])) if closing else (piece, 0)
        words.append(_unescaped(word))
        for _ in range(closings):
            if not opened:
                raise MarkError(f"closed but never opened at {piece!r}")
            start, kind = opened.pop()
            names.append([start, len(words), kind, len(opened)])
    if opened:
        raise MarkError(f"opened but never closed: {opened[-1][1]} at word {opened[-1][0]}")
    return names


def _unescaped(word: str) -> str:
    """The word as the text has it; raises MarkError where a bracket in it is neither a mark's nor escaped."""
    bare = word.replace("\\[", "").replace("\\]", "")
    if "[" in bare or "]" in bare:
        raise MarkError(f"a bracket inside {word!r}")
    return word.replace("\\[", "[").replace("\\]", "]")


def _texts(path: pathlib.Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that hold a text, each with its number from 1."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("%%"):
            yield number, line


def read(path: pathlib.Path) -> list[Document]:
    """The texts of one file, in order; raises MarkError with file and line where one cannot be read."""
    texts: list[Document] = []
    for number, line in _texts(path):
        try:
            words, sentences, names = parse(line)
        except MarkError as error:
            raise MarkError(f"{path.name}:{number}: {error}") from error
        identifier = f"sentences-{path.stem}-{number}"
        texts.append({"id": identifier, "set": "sentences", "words": words, "sentences": sentences, "names": names})
    return texts


def read_all(folder: pathlib.Path = FOLDER) -> list[Document]:
    """The texts of all files of a folder, files in the order of their names."""
    return [text for path in sorted(folder.glob("*.txt")) for text in read(path)]


def problems(path: pathlib.Path, seen: dict[str, str], counts: collections.Counter[str]) -> list[str]:
    """Every line of a file that cannot be read or stands twice; counts what the other lines hold."""
    found: list[str] = []
    for number, line in _texts(path):
        try:
            words, sentences, names = parse(line)
        except MarkError as error:
            found.append(f"{path}:{number}: {error}")
            continue
        if line in seen:
            found.append(f"{path}:{number}: the same as {seen[line]}")
        seen[line] = f"{path.name}:{number}"
        counts.update({"texts": 1, "words": len(words), "sentences": len(sentences), "names": len(names)})
        counts.update({"texts without a name": not names, "inside another": sum(name[3] for name in names)})
        counts.update(str(name[2]) for name in names)
    return found


def main(arguments: list[str]) -> int:
    """Prints the problems of the given files, or of all, then what they hold; 1 where there was a problem."""
    seen: dict[str, str] = {}
    counts: collections.Counter[str] = collections.Counter()
    paths = [pathlib.Path(argument) for argument in arguments] or sorted(FOLDER.glob("*.txt"))
    found = [problem for path in paths for problem in problems(path, seen, counts)]
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    print(", ".join(f"{count} {what}" for what, count in counts.items()) + f"; {len(found)} problems", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
