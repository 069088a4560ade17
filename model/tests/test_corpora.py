"""Tests of the readers' rules: `python -m unittest discover tests` in model/."""
import random
import unittest

from clew_model.corpora import columns, conventions, gum_attribution, gum_chains, gum_names, labels, own, peoples, re3d, rolls, trim, words
from clew_model.corpora.form import faults, layered
from clew_model.corpora.gum import Entity, Text
from clew_model.corpora.sets import SETS


def text_of(rows, entities):
    """A text of (word, tag, part of speech, head, relation) rows, heads from 0 and -1 for the root, in one sentence."""
    text = Text("test", sentences=[[0, len(rows)]])
    for word, tag, part, head, relation in rows:
        text.words.append(word)
        text.lemmas.append(word.lower())
        text.tags.append(tag)
        text.parts.append(part)
        text.heads.append(head)
        text.relations.append(relation)
    text.entities = [Entity(*entity) for entity in entities]
    return text


class Trim(unittest.TestCase):
    def check(self, given, expect, person=False, work=False):
        parts = given.split()
        span = trim.trim(parts, 0, len(parts), person, work)
        self.assertEqual(" ".join(parts[slice(*span)]) if span else None, expect, given)

    def test_names_lose_article_title_and_possessive(self):
        self.check("The Mad Capsule Markets", "Mad Capsule Markets")
        self.check("The Hague", "The Hague")
        self.check("The Lord of the Rings", "The Lord of the Rings", work=True)
        self.check("President Vladimir Putin", "Vladimir Putin", person=True)
        self.check("Attorney General Ana Ruiz", "Attorney General Ana Ruiz", person=True)  # "attorney" alone may be a name
        self.check("Lt. Gen. Omar Saleh 's", "Omar Saleh", person=True)
        self.check("Prince", "Prince", person=True)
        self.check('" Echo "', "Echo")
        self.check("Yahoo !", "Yahoo")

    def test_quotation_marks_inside_a_name_stay(self):
        self.check('Wilfried " Willi " Schneider', 'Wilfried " Willi " Schneider', person=True)


class Conventions(unittest.TestCase):
    def test_labels_are_made_finer(self):
        for label, name, expect in [
            ("LOC", "German", "demonym"), ("MISC", "Franco - German", "demonym"), ("LOC", "Germany", "LOC"), ("PER", "@colgo", "handle"),
            ("LOC", "#Russia", "hashtag"), ("politicalparty", "Liberals", "partisan"), ("politicalparty", "Liberal Party", "politicalparty"),
            ("LOC", "Maynooth University", "institution"), ("ORG", "Maynooth University", "ORG"), ("organization", "North Korea", "nation"),
            ("magazine", "Edmonton Journal", "periodical"), ("person", "Scots", "demonym"),
        ]:  # fmt: skip
            self.assertEqual(conventions.finer(label, name.split()), expect, name)

    def test_a_peoples_word_is_no_place(self):
        self.assertTrue(peoples.is_people(["South", "Koreans"]))
        self.assertFalse(peoples.is_people(["South", "Korea"]))

    def test_the_table_speaks_of_types_that_exist(self):
        for name, entry in labels.table().items():
            self.assertLessEqual(entry["marks"], set(labels.TYPES), name)
            for label, values in entry["labels"].items():
                self.assertTrue(values and set(values) <= set(labels.TYPES) | {labels.NO_NAME, labels.UNKNOWN}, (name, label))

    def test_no_type_is_left_open_where_others_are_marked(self):
        for name, entry in labels.table().items():
            self.assertIn(entry["marks"], (frozenset(), frozenset(labels.TYPES)), name)

    def test_every_set_with_names_has_a_row(self):
        self.assertEqual(set(SETS) - set(labels.table()), {"uds-factuality", "gap"})


class Form(unittest.TestCase):
    def test_of_two_names_the_longer_is_outer(self):
        self.assertEqual(layered([(2, 3, "Place"), (2, 5, "Facility")]), [[2, 5, "Facility", 0], [2, 3, "Place", 1]])

    def test_names_that_cross_or_stand_third_are_left_out(self):
        self.assertEqual(layered([(0, 3, "A"), (2, 4, "B")]), [[0, 3, "A", 0]])
        self.assertEqual(len(layered([(0, 4, "A"), (0, 3, "B"), (0, 2, "C")])), 2)

    def test_faults_are_found(self):
        sound = {"id": "x", "set": "own", "words": ["a", "b", "c"], "sentences": [[0, 2], [2, 3]]}
        self.assertEqual(faults(sound), [])
        for wrong in (
            {"words": ["a", "", "c"]}, {"sentences": [[0, 2]]}, {"names": [[1, 3, "A", 0]]}, {"names": [[0, 1, "A", 1]]}, {"names": [[0, 4, "A", 0]]},
            {"mentions": [[0, 1, 1, "Person", "name", 0]]}, {"factuality": [[0, 4.0]]},
            {"trees": {"pos": ["X"] * 3, "lemma": ["x"] * 3, "head": [-1, 0, 0], "relation": ["dep"] * 3}},
        ):  # fmt: skip
            self.assertTrue(faults(sound | wrong), wrong)


class Columns(unittest.TestCase):
    def test_labels_with_and_without_b(self):
        self.assertEqual(columns.label_spans(["I-ORG", "I-ORG", "O", "B-PER", "B-PER", "I-PER"]), [(0, 2, "ORG"), (3, 4, "PER"), (4, 6, "PER")])

    def test_handles_are_one_word(self):
        self.assertEqual(columns.joined_handles([("@", "B-PER"), ("colgo", "B-PER"), ("hey", "O")]), [("@colgo", "B-PER"), ("hey", "O")])

    def test_joined_words_are_parted_and_names_move(self):
        document = {"words": ["U.S.-led", "do", "n't", "al-Ani"], "sentences": [[0, 4]], "names": [[3, 4, "PER", 0]]}
        places = [(0, 4), (4, 5), (5, 8), (9, 11), (12, 13), (13, 15), (16, 18), (18, 19), (19, 22)]
        found = words.refined(document, places)
        self.assertEqual(found["words"], ["U.S.", "-", "led", "do", "n't", "al", "-", "Ani"])
        self.assertEqual((found["names"], found["sentences"]), ([[5, 8, "PER", 0]], [[0, 8]]))

    def test_a_mark_grows_to_whole_words(self):
        made = words.made("Mr Weil's", {"words": [[0, 2], [3, 7], [7, 9]], "sentences": [[0, 9]]})
        self.assertEqual((made.span(4, 6), made.span(0, 7), made.span(2, 3)), ((1, 2), (0, 2), None))


class Own(unittest.TestCase):
    def test_heads_of_phrases(self):
        for phrase, kind, expect in [
            ("the director of Docas do Sado", "nominal", "director"), ("a defence lawyer", "nominal", "lawyer"), ("vice - president", "nominal", "president"),
            ("Jonas Weil", "name", "Jonas"), ("a man , 32 , from Bor", "nominal", "man"), ("fourteen phones", "nominal", "phones"),
        ]:  # fmt: skip
            parts = phrase.split()
            self.assertEqual(parts[own.head(parts, (0, len(parts)), {"kind": kind, "type": "Person"})], expect, phrase)


    def test_a_content_begins_after_that(self):
        for text, start, expect in [("he said that she left", 2, 3), ("he said , that night she left", 3, 3), ("that is a lie , he said", 0, 0)]:
            self.assertEqual(own.without_conjunction(text.split(), [start, len(text.split())])[0], expect, text)


class Re3d(unittest.TestCase):
    def test_names_are_told_from_descriptions(self):
        for given, kind, expect in [
            ("northern Iraq", "Location", "Iraq"), ("The former leader of Al Qaeda in Iraq", "Person", None), ("Prime Minister Haider al - Abadi", "Person", "Haider al - Abadi"),
            ("our forces", "Organisation", None), ("It", "Location", None), ("the Islamic State of Iraq", "Organisation", "Islamic State of Iraq"),
        ]:  # fmt: skip
            parts = given.split()
            span = re3d.name_in(parts, 0, len(parts), kind)
            self.assertEqual(" ".join(parts[slice(*span)]) if span else None, expect, given)


class Rolls(unittest.TestCase):
    def test_slots_of_one_number_are_one_name(self):
        text = rolls.filled("Thanks , [Person GIVEN1] [Person FULL1] of [Place TOWN2]", random.Random(2))
        words, _, names = rolls.parse(text)
        self.assertEqual([name[2] for name in names], ["Person", "Person", "Place"])
        self.assertTrue(set(words[slice(*names[0][:2])]) <= set(words[slice(*names[1][:2])]), text)

    def test_all_forms_make_sound_documents(self):
        found = list(rolls.rolls())
        self.assertEqual([fault for document in found for fault in faults(document)], [])
        self.assertEqual(len({document["id"] for document in found}), len(found))
        self.assertFalse(any(rolls.SLOT.search(" ".join(document["words"])) for document in found))


class Gum(unittest.TestCase):
    def test_the_name_in_a_phrase(self):
        rows = [("US", "NNP", "PROPN", 1, "compound"), ("President", "NNP", "PROPN", 2, "compound"), ("Ada", "NNP", "PROPN", 4, "nsubj"), ("Weil", "NNP", "PROPN", 2, "flat"), ("left", "VBD", "VERB", -1, "root")]
        text = text_of(rows, [(0, 4, "1", "person", "sgl"), (0, 1, "2", "place", "sgl")])
        self.assertEqual(gum_names.names(text), [[0, 1, "place", 0], [2, 4, "person", 0]])

    def test_a_common_noun_is_no_name(self):
        rows = [("the", "DT", "DET", 1, "det"), ("Afghans", "NNPS", "PROPN", 2, "nsubj"), ("left", "VBD", "VERB", -1, "root")]
        self.assertEqual(gum_names.names(text_of(rows, [(0, 2, "1", "person", "sgl")])), [])

    def test_an_indefinite_phrase_begins_a_chain_anew(self):
        rows = [("birds", "NNS", "NOUN", 1, "nsubj"), ("sing", "VBP", "VERB", -1, "root"), ("they", "PRP", "PRON", 3, "nsubj"), ("sing", "VBP", "VERB", 1, "conj"), ("birds", "NNS", "NOUN", 5, "nsubj"), ("fly", "VBP", "VERB", 1, "conj")]
        text = text_of(rows, [(0, 1, "1", "animal", "ana"), (2, 3, "1", "animal", "coref"), (4, 5, "1", "animal", "coref")])
        self.assertEqual(gum_chains.chains_made(text), [[(0, 1), (2, 3)]])

    def test_who_said_what(self):
        rows = [("Ada", "NNP", "PROPN", 1, "nsubj"), ("denied", "VBD", "VERB", -1, "root"), ("she", "PRP", "PRON", 3, "nsubj"), ("left", "VBD", "VERB", 1, "ccomp"), (".", ".", "PUNCT", 1, "punct")]
        text = text_of(rows, [])
        text.lemmas[1] = "deny"
        text.discourse = {0: "attribution-positive:1->2:0:_", 2: "ROOT:2:0"}
        self.assertEqual(gum_attribution.attributions(text), [{"cue": [[1, 2]], "source": [[0, 1]], "content": [[2, 4]], "act": "denied", "source_kind": "named", "within": None}])


if __name__ == "__main__":
    unittest.main()
