"""Tests of the marked short texts' reader: `python -m unittest discover tests` in model/."""
import unittest

from clew_model.corpora import sentences


class Parse(unittest.TestCase):
    def check(self, line, words, names, cuts=None):
        given = sentences.parse(line)
        self.assertEqual(given, (words.split(), cuts or [[0, len(words.split())]], names))

    def test_marks(self):
        self.check("no names here .", "no names here .", [])
        self.check("Dr [Person Ana Seck] 's car", "Dr Ana Seck 's car", [[1, 3, "Person", 0]])
        self.check("[Facility [Place Hallam] bridge] .", "Hallam bridge .", [[0, 2, "Facility", 0], [0, 1, "Place", 1]])
        self.check("[Work A] [Work B]", "A B", [[0, 1, "Work", 0], [1, 2, "Work", 0]])

    def test_a_name_inside_an_inner_name_is_left_out(self):
        line = "[Organization [Organization University of [Place Porto]] Library]"
        self.check(line, "University of Porto Library", [[0, 4, "Organization", 0], [0, 3, "Organization", 1]])

    def test_sentences(self):
        self.check("Hi [Person Jo] . || Bye .", "Hi Jo . Bye .", [[1, 2, "Person", 0]], [[0, 3], [3, 5]])

    def test_brackets_of_the_text(self):
        self.check(r"\[1\] [Person Weil \[sic\]]", "[1] Weil [sic]", [[1, 3, "Person", 0]])

    def test_what_cannot_be_read(self):
        for line in ("[Person a", "a]", "[Foo a]", "[Person a || b]", "a || ", "", "[Person a]b", "a[b"):
            with self.subTest(line), self.assertRaises(sentences.MarkError):
                sentences.parse(line)


class Files(unittest.TestCase):
    def test_all_files_are_sound(self):
        self.assertEqual(sentences.main([]), 0)

    def test_an_id_for_each_text(self):
        ids = [text["id"] for text in sentences.read_all()]
        self.assertEqual(len(ids), len(set(ids)))
