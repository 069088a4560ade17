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

TYPES = frozenset(
    "Person Organization PublicBody Place Facility Event Work Weapon Vehicle Substance Other".split()
)
FOLDER = pathlib.Path(__file__).parents[2] / "data" / "sentences"
OPENING = re.compile(r"^\[(\w+)$")
CLOSING = re.compile(r"^(.*?[^\]\\]|\\[\[\]])(\]+)$")


class MarkError(ValueError):
    """A line whose marks cannot be read; the message says why."""


def parse(line: str) -> tuple[list[str], list[list[int]], list[list[object]]]:
    """The words of one line, its sentences [start, end) and its names [start, end, type, level], level 0 outermost.

    Raises MarkError where brackets do not pair, a type is unknown, a mark is empty or spans two sentences.
    """
    words: list[str] = []
    sentences: list[list[int]] = []
    names: list[list[object]] = []
    opened: list[tuple[int, str]] = []
    sentence = 0
    for piece in line.split():
        if piece == "||":
            if opened or len(words) == sentence:
                raise MarkError("a sentence ends inside a mark or without a word")
            sentences.append([sentence, len(words)])
            sentence = len(words)
            continue
        glued = piece
        opening = OPENING.match(glued)
        if opening:
            if opening[1] not in TYPES:
                raise MarkError(f"no such type: {opening[1]}")
            opened.append((len(words), opening[1]))
            continue
        closing = CLOSING.match(glued)
        word, closings = (closing[1], len(closing[2])) if closing else (glued, 0)
        words.append(_unescaped(word))
        for _ in range(closings):
            if not opened:
                raise MarkError(f"closed but never opened at {piece!r}")
            start, kind = opened.pop()
            names.append([start, len(words), kind, len(opened)])
    if opened:
        raise MarkError(f"opened but never closed: {opened[-1][1]} at word {opened[-1][0]}")
    if len(words) == sentence:
        raise MarkError("no words")
    sentences.append([sentence, len(words)])
    return words, sentences, sorted(names, key=lambda name: (name[0], name[3]))


def _unescaped(word: str) -> str:
    """The word as the text has it; raises MarkError where a bracket in it is neither a mark's nor escaped."""
    bare = word.replace("\\[", "").replace("\\]", "")
    if "[" in bare or "]" in bare:
        raise MarkError(f"a bracket inside {word!r}")
    return word.replace("\\[", "[").replace("\\]", "]")


def read(path: pathlib.Path) -> list[dict[str, object]]:
    """The texts of one file, in order; raises MarkError with file and line where one cannot be read."""
    texts: list[dict[str, object]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("%%"):
            continue
        try:
            words, sentences, names = parse(line)
        except MarkError as error:
            raise MarkError(f"{path.name}:{number}: {error}") from error
        identifier = f"sentences-{path.stem}-{number}"
        texts.append({"id": identifier, "set": "sentences", "words": words, "sentences": sentences, "names": names})
    return texts


def read_all(folder: pathlib.Path = FOLDER) -> list[dict[str, object]]:
    """The texts of all files of a folder, files in the order of their names."""
    return [text for path in sorted(folder.glob("*.txt")) for text in read(path)]


def main(arguments: list[str]) -> int:
    """Prints every line that cannot be read or stands twice, then what the rest holds; 1 where there was one."""
    paths = [pathlib.Path(argument) for argument in arguments] or sorted(FOLDER.glob("*.txt"))
    problems, seen = 0, {}
    counts: collections.Counter[str] = collections.Counter()
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("%%"):
                continue
            try:
                words, sentences, names = parse(line)
                if line in seen:
                    raise MarkError(f"the same as {seen[line]}")
            except MarkError as error:
                print(f"{path}:{number}: {error}", file=sys.stderr)
                problems += 1
                continue
            seen[line] = f"{path.name}:{number}"
            counts.update({"texts": 1, "words": len(words), "sentences": len(sentences), "names": len(names)})
            counts.update({"without a name": not names, "nested": sum(name[3] > 0 for name in names)})
            counts.update(str(name[2]) for name in names)
    print(", ".join(f"{count} {what}" for what, count in counts.items()) + f"; {problems} problems", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
