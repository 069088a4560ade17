"""Labels that are made finer before training, because one label of a set holds what clew keeps apart.

    demonym       "German", "Kurds": no name                     (Re-DocRED: LOC, Wikigold and CrossNER: MISC)
    handle        "@colgo": an account's name, no person's       (Broad Twitter Corpus: PER)
    hashtag       "#Russia": a topic                             (Broad Twitter Corpus: what it speaks of)
    partisan      "Liberal", "Republicans": no party's name      (CrossNER: politicalparty)
    institution   "Maynooth University" marked as a place        (all sets)
    nation        "North Korea" marked as an organization        (GUM)
    periodical    "Edmonton Journal" marked as a work            (Wikigold, CrossNER)
"""
from __future__ import annotations

from .peoples import countries, is_people

PLACE_LABELS = {"LOC", "location", "place", "Location"}
ORGANIZATION_LABELS = {"ORG", "organization", "organisation", "Organisation", "corporation", "group"}
WORK_LABELS = {"MISC", "misc", "magazine", "academicjournal", "object", "abstract"}
INSTITUTIONS = set("university college school academy institute universität université universidad polytechnic seminary conservatory".split())
PARTISANS = set("liberal liberals republican republicans democrat democrats conservative conservatives socialist socialists tory tories democratic".split())
PERIODICALS = set("times gazette herald tribune guardian telegraph journal chronicle observer courier inquirer post magazine review".split())


def finer(label: str, words: list[str]) -> str:
    """The label of a name, made finer where the conventions above ask for it."""
    if words[0].startswith("@"):
        return "handle"
    if words[0].startswith("#"):
        return "hashtag"
    if is_people(words):
        return "demonym"
    lower = [word.lower() for word in words]
    if label == "politicalparty" and len(words) == 1 and lower[0] in PARTISANS:
        return "partisan"
    if label in PLACE_LABELS and INSTITUTIONS & set(lower):
        return "institution"
    if label in ORGANIZATION_LABELS and " ".join(lower) in nations():
        return "nation"
    if label in WORK_LABELS and len(words) > 1 and lower[-1] in PERIODICALS:
        return "periodical"
    return label


def nations() -> frozenset[str]:
    """The names of all countries, in lower case."""
    return frozenset(name.lower() for names, _, _ in countries() for name in names)
