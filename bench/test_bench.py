"""Tests of the measures themselves: `python3 -m unittest discover -s bench -t bench`."""
import tempfile
import unittest
from pathlib import Path

import bootstrap
import demo
import names
import origins
import own
import quality
import scorers
import speed
import syntax
from bootstrap import Figure
from programs import SHARED, read_lines, write_lines
from rows import Row, table


class Measures(unittest.TestCase):
    def test_f1_adds_up_documents(self):
        # Precision 3/4, recall 3/6.
        self.assertAlmostEqual(bootstrap.f1([(1, 1, 1, 4), (2, 2, 3, 2)]), 60.0)
        self.assertEqual(bootstrap.f1([(0, 0, 0, 3)]), 0.0)

    def test_pages_weigh_the_same(self):
        # Precisions 1 and 1/2, recalls 1/2 and 1; a page without output has no precision, and recall 0.
        self.assertAlmostEqual(bootstrap.pages([(5, 5, 10), (2, 4, 2)]), 75.0)
        self.assertAlmostEqual(bootstrap.pages([(5, 5, 10), (2, 4, 2), (0, 0, 9)]), 60.0)

    def test_correlation_from_moments(self):
        parts = [bootstrap.moments([(1, 2), (2, 4)]), bootstrap.moments([(3, 6)])]
        self.assertAlmostEqual(bootstrap.pearson(parts), 100.0)
        self.assertAlmostEqual(bootstrap.pearson([bootstrap.moments([(0, 0), (0, 1), (1, 0), (1, 1)])]), 0.0)

    def test_an_interval_holds_its_figure_and_narrows_with_documents(self):
        few, many = (bootstrap.figure([(1, 2), (2, 2)] * n, bootstrap.share) for n in (3, 300))
        self.assertEqual((few.value, many.value), (75.0, 75.0))
        self.assertTrue(few.low < many.low < 75.0 < many.high < few.high)

    def test_bars(self):
        figure = Figure(74.9, 70.0, 80.0, 8)
        self.assertFalse(Row("g", "names", figure, 75).is_met)
        self.assertTrue(Row("g", "memory", 399.0, 400, "MB", at_most=True).is_met)
        self.assertIsNone(Row("g", "names", None, 75, not_run="no weights").is_met)
        self.assertIn("| names | 74.9 [70.0, 80.0] | >= 75 | no |", table([Row("g", "names", figure, 75)]))


class Names(unittest.TestCase):
    def test_unsure_is_neither_found_nor_wrong(self):
        # Two the same, one found; one said to be the same and different: precision 1/2, recall 1/2.
        outcomes = [(True, "same"), (True, "unsure"), (False, "same"), (False, "different")]
        self.assertAlmostEqual(bootstrap.f1([names.part(*one) for one in outcomes]), 50.0)
        self.assertEqual([names.is_wrong(*one) for one in outcomes], [False, False, True, False])
        self.assertTrue(names.is_wrong(True, "different"))


class Texts(unittest.TestCase):
    def test_a_block_of_gold_is_found_in_a_text_laid_out_otherwise(self):
        gold, text = "Port Orrin burns\n\nMara Dahl left.", "HOME\nPort  Orrin\nburns\n\nShare\n\nMara\nDahl left."
        read = {"text": text, "mentions": [
            {"start": text.index("Port"), "end": text.index("\nburns"), "type": "Place", "kind": "name"},
            {"start": text.index("Mara"), "end": text.index(" left"), "type": "Person", "kind": "name"},
            {"start": 0, "end": 4, "type": "Place", "kind": "name"}]}  # fmt: skip
        self.assertEqual(demo._found(gold, read), [(0, 10, "Place"), (18, 27, "Person")])

    def test_a_chain_is_right_with_every_link(self):
        # "The road is shut, a file says, Dahl said.": Dahl <- a file.
        text = "The road is shut, a file says, Dahl said."
        anchor = lambda words: {"start": text.index(words), "end": text.index(words) + len(words)}
        one = lambda id_, source, content, within: {"id": id_, "source": source, "content": content, "within": within}
        said = "The road is shut, a file says"
        gold = {"text": text, "attributions": [
            one("1", [anchor("Dahl")], [anchor(said)], None), one("2", [anchor("a file")], [anchor("The road is shut")], "1")]}  # fmt: skip
        span = lambda words: [*anchor(words).values()]
        inner = lambda within: one(0, anchor("a file"), [span("The road is shut")], within)
        outer = one(1, anchor("Dahl"), [span(said)], None)
        self.assertEqual(demo._chains(gold, {"text": text, "attributions": [inner(1), outer]}), (2, 2))
        self.assertEqual(demo._chains(gold, {"text": text, "attributions": [inner(None), outer]}), (1, 2))
        self.assertEqual(demo._chains(gold, {"text": text, "attributions": [inner(1), outer | {"source": None}]}), (0, 2))

    def test_documents_of_the_demo_case_go_by_the_gold_s_names(self):
        self.assertEqual(demo.file_of("a.eml"), demo.file_of_gold({"file": "a.eml"}))
        self.assertEqual(demo.file_of("a.eml!1-memo.txt"), demo.file_of_gold({"file": "a.eml", "part": "memo.txt"}))

    def test_trees(self):
        row = lambda number, lemma, part, head, relation: [number, "w", lemma, part, "_", "_", head, relation, "_", "_"]
        gold = [row("1", "a", "NOUN", "2", "nsubj:pass"), row("2", "b", "VERB", "0", "root")]
        ours = [row("1", "a", "NOUN", "2", "nsubj"), row("2", "c", "VERB", "0", "root")]
        self.assertEqual(syntax.part(gold, ours), (2, 2, 2, 1, 2, 1))
        self.assertEqual(syntax.part(gold[:1], [row("1", "a", "NOUN", "2", "obj")]), (1, 1, 0, 0, 1, 1))

    def test_origins(self):
        self.assertEqual(origins.origins_of("Yasin al-Tikrouti"), {"arabic"})
        self.assertEqual(origins.origins_of("Zzyzx Qqqq"), {origins.UNLISTED})


class Speed(unittest.TestCase):
    def test_what_speed_prints_is_read(self):
        said = """load                   15 ms, 14 of the processor
1 of the cores       9174 pieces (8213 words, 10.0 articles) a second of wall time
                    14542 pieces (15.9 articles) a second of processor time
2 of the cores      18492 pieces (16021 words, 20.2 articles) a second of wall time
                    27108 pieces (29.6 articles) a second of processor time
heads                21.1 % of the time
ceiling               987 GOP/s of int8 on one core
encoder               370 GOP/s, 37 % of the ceiling
with all heads         30 % of the ceiling
memory                 93 MB at most
"""
        expected = {"cores": 2, "wall": 18492, "processor": 27108, "load": 15, "ceiling": 987, "encoder": 37, "with all heads": 30}
        self.assertEqual(speed.said_by_speed(said), expected)


class OwnTexts(unittest.TestCase):
    def test_kin_and_possessor_are_not_alike(self):
        self.assertFalse(own.alike((0, 3), (0, 10)))
        self.assertTrue(own.alike((4, 10), (0, 10)))

    def test_a_nested_attribution_must_stand_in_the_right_one(self):
        # "A said B wrote it": 2 stands within 1.
        gold = [{"id": "1", "source": [[0, 1]], "cue": [[2, 6]], "content": [[7, 17]], "within": None},
                {"id": "2", "source": [[7, 8]], "cue": [[9, 14]], "content": [[15, 17]], "within": "1"}]  # fmt: skip
        outer = {"id": 0, "source": {"start": 0, "end": 1}, "cue": [[2, 6]], "content": [[7, 17]], "within": None}
        inner = {"id": 1, "source": {"start": 7, "end": 8}, "cue": [[9, 14]], "content": [[15, 17]], "within": 0}
        shares = lambda found: [row.figure.value for row in own._attributions([{"id": "d", "attributions": gold}], {"d": {"attributions": found}})]
        self.assertEqual(shares([outer, inner]), [100.0, 100.0, 100.0])
        self.assertEqual(shares([outer, inner | {"within": None}]), [100.0, 0.0, 0.0])
        self.assertEqual(shares([inner | {"within": None}])[1:], [0.0, 0.0])

    def test_kinship_asks_for_both_people(self):
        document = {"mentions": [{"start": 0, "end": 3, "roles": [["e1", "Person"]]}, {"start": 0, "end": 10, "roles": [["e1", "Relative"]]}]}
        gold = [{"id": "e1", "t": "Family", "start": 4, "end": 10}]
        person, relative = {"role": "Person", "start": 0, "end": 3}, {"role": "Relative", "start": 0, "end": 10}
        found = lambda *roles: [{"predicate": "Family", "trigger": [4, 10], "roles": list(roles)}]
        self.assertEqual(own._kin_and_people(document, gold, found(person, relative)), (1, 1, 1, 1))
        self.assertEqual(own._kin_and_people(document, gold, found(relative)), (0, 0, 1, 1))

    def test_tolls_are_their_number_words(self):
        document = {"text": "a dozen people died"}
        gold = [{"t": "Count", "what": "killed", "start": 0, "end": 7}]
        self.assertEqual(own._tolls(document, gold, [{"predicate": "Count", "trigger": [2, 7]}]), (1, 1))
        self.assertEqual(own._tolls(document, gold, [{"predicate": "Count", "trigger": [2, 14]}]), (0, 1))

    def test_every_fifth_is_held_back(self):
        held, told = len(own.stories()), len(list((own.MODEL / "data" / "own").rglob("*.xml")))
        self.assertTrue(0.15 < held / told < 0.25, (held, told))


@unittest.skipUnless(SHARED.is_dir(), "the evaluation sets (../shared/eval) are not there")
class Scorers(unittest.TestCase):
    def test_parts_of_documents_add_up_to_the_scorer_s_own_figure(self):
        package = scorers._package()
        for _, name, wanted, _ in quality.SETS:
            folder = SHARED / "dev" / name
            gold = read_lines(folder / "gold.jsonl")[:40]
            given = read_lines(folder / "in.jsonl")[: len(gold)]
            module = package.sets.MODULE_OF[name]
            # Flawless readings of every other document.
            out = [{"id": one["id"], "text": line.get("text", ""), **module.perfect(one, line)} for one, line in list(zip(gold, given))[::2]]
            with tempfile.TemporaryDirectory() as work:
                write_lines(Path(work) / "gold.jsonl", gold)
                write_lines(Path(work) / "out.jsonl", out)
                parts, problems = scorers.parts(name, Path(work), Path(work) / "out.jsonl")
                outputs = package.common.Outputs(Path(work) / "out.jsonl", gold)
            expected = module.score(name, gold, outputs, scorers.OPTIONS).headline[1]
            self.assertAlmostEqual(wanted[0].measure(parts[wanted[0].label]), expected, msg=name)
            self.assertIn("missed", problems)


if __name__ == "__main__":
    unittest.main()
