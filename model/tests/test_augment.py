"""Tests of changed documents: positions move rightly whatever is replaced."""
import random
import unittest

from clew_model import augment, edits, name_lists, people
from clew_model.corpora.form import faults
from clew_model.edits import Edit

STORY = {
    "id": "s", "set": "own",
    "words": "Mrs Ada Weil of Berlin , an Iraqi , met Omar al - Rawi and nine men on 3 May 2019 . Weil told X Bank she left Iraq .".split(),
    "sentences": [[0, 22], [22, 30]],
    "names": [[1, 3, "Person", 0], [4, 5, "Place", 0], [7, 8, "demonym", 0], [10, 14, "Person", 0], [22, 23, "Person", 0], [24, 26, "Organization", 0], [28, 29, "Place", 0]],
    "mentions": [[1, 3, 1, "Person", "name", 0], [10, 14, 10, "Person", "name", 1], [22, 23, 22, "Person", "name", 0], [26, 27, 26, "Person", "pronoun", 0]],
    "coreference": True,
    "attributions": [{"cue": [[23, 24]], "source": [[22, 23]], "content": [[26, 29]], "act": "said", "source_kind": "named", "within": None}],
    "events": [
        {"start": 9, "end": 10, "type": "Meet", "polarity": "asserted", "modality": "actual", "certainty": "asserted", "roles": [[1, 3, "Participant"], [10, 14, "Participant"]]},
        {"start": 15, "end": 16, "type": "Count", "what": "men", "low": "9", "high": "9", "polarity": "asserted", "modality": "actual", "certainty": "asserted", "roles": []},
    ],
}  # fmt: skip


def random_document(chance):
    """Words w0, w1 ... with spans of every layer and random trees."""
    count = chance.randint(3, 25)
    cutting = sorted({0, count, *(chance.randint(0, count) for _ in range(2))})
    sentences = [list(pair) for pair in zip(cutting, cutting[1:])]
    heads = []
    for start, end in sentences:
        order = chance.sample(range(start, end), end - start)
        parents = {word: chance.choice(order[:place]) if place else -1 for place, word in enumerate(order)}
        heads += [parents[word] for word in range(start, end)]
    return {
        "id": "r", "set": "own", "words": [f"w{word}" for word in range(count)], "sentences": sentences,
        "mentions": [[start, end, chance.randrange(start, end), "Person", "name", 0] for start, end in spans(count, 5, chance)],
        "factuality": [[chance.randrange(count), 1.0]],
        "trees": {"pos": ["X"] * count, "lemma": ["x"] * count, "head": heads, "relation": ["dep"] * count},
    }  # fmt: skip


def spans(count, number, chance):
    """Random stretches of a text."""
    return [tuple(sorted(chance.sample(range(count + 1), 2))) for _ in range(number)]


def acyclic(heads):
    """Whether every word comes to a root."""
    for word in range(len(heads)):
        for _ in heads:
            word = heads[word] if word >= 0 else -1
        if word >= 0:
            return False
    return True


class Edits(unittest.TestCase):
    def test_whatever_is_replaced_positions_stay_right(self):
        chance = random.Random(1)
        for _ in range(2000):
            old = random_document(chance)
            inside = [span for span in spans(len(old["words"]), 4, chance) if any(a <= span[0] and span[1] <= b for a, b in old["sentences"])]
            made = edits.disjoint([Edit(*span, tuple(f"n{span[0]}.{n}" for n in range(chance.randint(1, 4)))) for span in inside])
            new = edits.apply(old, made)
            self.assertEqual(faults(new), [])
            self.assertTrue(acyclic(new["trees"]["head"]), (old, made))
            touched = {word for edit in made for word in range(edit.start, edit.end)}
            for before, after in zip(old["mentions"], new["mentions"]):
                kept = [word for word in new["words"][after[0] : after[1]] if word[0] == "w"]
                self.assertEqual(kept, [f"w{word}" for word in range(before[0], before[1]) if word not in touched])
                if before[2] not in touched:
                    self.assertEqual(new["words"][after[2]], f"w{before[2]}")
            for word in set(range(len(old["words"]))) - touched:
                head = old["trees"]["head"][word]
                if head not in touched:
                    at = new["words"].index(f"w{word}")
                    self.assertEqual(new["words"][new["trees"]["head"][at]] if head >= 0 else -1, f"w{head}" if head >= 0 else new["trees"]["head"][at])

    def test_of_two_overlapping_edits_the_first_stays(self):
        self.assertEqual(edits.disjoint([Edit(2, 4, ("a",)), Edit(3, 5, ("b",)), Edit(0, 1, ("c",))]), [Edit(0, 1, ("c",)), Edit(2, 4, ("a",))])


class Swap(unittest.TestCase):
    def test_every_layer_moves_along(self):
        for seed in range(300):
            new = augment.swap(STORY, random.Random(seed))
            self.assertEqual(faults(new), [])
            words = new["words"]
            self.assertNotIn("Weil", words)
            first, _, second, pronoun = new["mentions"]
            self.assertEqual(words[first[0] - 1], "Mrs")
            self.assertTrue(set(words[second[0] : second[1]]) <= set(words[first[0] : first[1]]), words)
            self.assertEqual(words[pronoun[2]], "she")
            self.assertEqual(words[slice(*new["attributions"][0]["cue"][0])], ["told"])
            self.assertEqual([words[new["events"][0]["start"]], words[new["events"][1]["end"]]], ["met", "men"])
            people = new["names"][2]
            self.assertEqual(words[people[0] - 1], "an" if words[people[0]][0] in "AEIO" else "a")

    def test_a_woman_stays_one(self):
        women = {word for origin in name_lists.origins() for name in origin.female for word in name_lists.cut(name)}
        for seed in range(100):
            new = augment.swap(STORY, random.Random(seed))
            first = new["mentions"][0]
            self.assertTrue(women & set(new["words"][first[0] : first[1]]), new["words"])

    def test_the_given_document_stays_as_it_was(self):
        before = repr(STORY)
        augment.swap(STORY, random.Random(0))
        self.assertEqual(repr(STORY), before)

    def test_counts_keep_their_bounds(self):
        for seed in range(50):
            new = augment.swap(STORY, random.Random(seed))
            count = new["events"][1]
            self.assertEqual(augment.number_of(new["words"][count["start"]]), int(count["low"]))

    def test_casing_keeps_the_number_of_words(self):
        for change in (augment.uppercase, augment.lowercase, augment.headline):
            self.assertEqual(len(change(STORY)["words"]), len(STORY["words"]))
        self.assertEqual(augment.headline({"words": ["he", "fell", "off", "a", "roof"], "sentences": [[0, 5]]})["words"], ["He", "Fell", "Off", "a", "Roof"])


class Lists(unittest.TestCase):
    def test_every_origin_gives_whole_names(self):
        chance = random.Random(3)
        for origin in name_lists.origins():
            for form in range(60):
                person = name_lists.new_person(origin, ("male", "female")[form % 2], name_lists.new_family(origin, chance), chance)
                self.assertTrue(person.full and person.short and all(word.strip() == word and word for word in person.full), person)
                self.assertTrue(any(word in person.full for word in person.given), person)

    def test_names_are_cut_as_clew_cuts_them(self):
        for name, expect in [("al-Hadithi", "al - Hadithi"), ("O'Brien", "O'Brien"), ("van der Berg", "van der Berg"), ("Kin-fai", "Kin - fai")]:
            self.assertEqual(" ".join(name_lists.cut(name)), expect)

    def test_parts_of_a_name(self):
        self.assertEqual(people.units("Omar al - Rawi".split()), ("omar", "al - rawi"))
        self.assertEqual(people.units("Jan van der Berg".split()), ("jan", "van der berg"))


if __name__ == "__main__":
    unittest.main()
