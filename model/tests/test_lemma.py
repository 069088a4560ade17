"""Edit scripts: known pairs, and exact inversion of any pair."""

import random
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from clew_model.lemma import apply, derive  # noqa: E402

PAIRS = [
    ("walked", "walk", "lower -2"),
    ("Walked", "walk", "lower -2"),
    ("the", "the", "lower"),
    ("worried", "worry", "lower -3 +y"),
    ("women", "woman", "lower -2 +an"),
    ("Oslo", "Oslo", "keep"),
    ("OSLO", "Oslo", "title"),
    ("Norwegians", "Norwegian", "keep -1"),
    ("was", "be", "=be"),
    ("went", "go", "=go"),
    ("I", "I", "keep"),
    ("me", "I", "=I"),
    ("ca", "can", "lower +n"),
    ("n't", "not", "lower -2 +ot"),
    ("etc", "and so on", "=and so on"),
    ("C++", "C++", "keep"),
    ("=", "=", "lower"),
    ("x", "x + y", "=x + y"),
    ("a", "a+", "lower ++"),
]


class Lemma(unittest.TestCase):
    def test_known_pairs(self) -> None:
        for word, lemma, script in PAIRS:
            with self.subTest(word=word, lemma=lemma):
                self.assertEqual(derive(word, lemma), script)
                self.assertEqual(apply(script, word), lemma)

    def test_any_pair_is_inverted_exactly(self) -> None:
        chance = random.Random(7)
        alphabet = "abAB'-+= 1éÉßİΣσ😀"
        for _ in range(20_000):
            word, lemma = ("".join(chance.choices(alphabet, k=chance.randrange(6))) for _ in range(2))
            self.assertEqual(apply(derive(word, lemma), word), lemma, (word, lemma))

    def test_a_script_that_leaves_nothing_gives_the_word(self) -> None:
        self.assertEqual(apply("keep -3 +y", "Die"), "die")


if __name__ == "__main__":
    unittest.main()
