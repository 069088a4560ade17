"""Words to WordPiece ids and casing classes, as model/FORMAT.md says."""

from __future__ import annotations

import functools
import pathlib

from tokenizers import Tokenizer

CLS, SEP, UNKNOWN, MASK = 101, 102, 100, 103
MAX_PIECES_A_WORD = 16
MAX_PIECES_A_WINDOW = 256
N_CASINGS = 9


def casing(word: str) -> int:
    """The casing class of a word, 1..8 (0 is for the marks at a window's ends)."""
    if word.isdigit():
        return 5
    if any(c.isdigit() for c in word):
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 7
    if not any(c.isupper() for c in letters):
        return 1
    if len(letters) == 1:
        return 8
    if all(c.isupper() for c in letters):
        return 3
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 2
    return 4


class Pieces:
    """The tokenizer of the pretrained encoder, word by word."""

    def __init__(self, tokenizer_json: pathlib.Path):
        self.tokenizer = Tokenizer.from_file(str(tokenizer_json))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    @functools.lru_cache(maxsize=400_000)
    def of(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one, at most MAX_PIECES_A_WORD."""
        return tuple(self.tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES_A_WORD]) or (UNKNOWN,)

    def vocabulary(self) -> list[str]:
        """The pieces in the order of their ids."""
        by_id = {number: piece for piece, number in self.tokenizer.get_vocab().items()}
        return [by_id[number] for number in range(len(by_id))]
