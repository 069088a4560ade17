"""Which of a document's people are the same one's names, and what each is called anew."""
from __future__ import annotations

import random
from collections import defaultdict

from .corpora.form import Document
from .corpora.labels import table
from .edits import Edit
from .name_lists import INITIAL, Origin, PersonName, given_names, new_family, new_person, origins

PARTICLES = set("al el bin ben ibn bint abu abd abdel van von der den de da di del della dos la le du st. o' mc ter ould ait aït wa te".split())
GENDER_WORDS = {
    "male": set("he him his himself man husband father brother son boy uncle nephew grandfather mr widower king prince sir".split()),
    "female": set("she her hers herself woman wife mother sister daughter girl aunt niece grandmother mrs ms miss widow queen princess dame".split()),
}
Span = tuple[int, int]


def named(document: Document, types: set[str]) -> list[Span]:
    """The names whose label can stand for nothing but the types given."""
    labels = table().get(document["set"], {"labels": {}})["labels"]
    return [(start, end) for start, end, label, _ in document.get("names", ()) if set(labels.get(label, ("?",))) <= types]


def units(words: list[str]) -> tuple[str, ...]:
    """The parts of a name in lower case: what hyphens join, and particles with what they stand before, are one part."""
    found: list[str] = []
    glue = False
    for word in words:
        lower = word.lower()
        if (glue or lower in "-/’'") and found:
            found[-1] += " " + lower
        else:
            found.append(lower)
        glue = lower in "-/" or lower in PARTICLES
    return tuple(found)


def people_edits(document: Document, chance: random.Random) -> list[Edit]:
    """Edits that give every person of a document another name, most of one origin; an alias ("Tony") stays another name than the name."""
    spans = named(document, {"Person"})
    near = chance.sample(origins(), 2)
    families: dict[str, tuple[Origin, str]] = {}
    edits = []
    for cluster in clusters(document, spans):
        forms = {span: units(document["words"][slice(*span)]) for span in cluster}
        longest = max(forms.values(), key=len)
        source = near[0] if chance.random() < 0.8 else near[1]
        source, family = families.setdefault(longest[-1], (source, new_family(source, chance)))
        person = new_person(source, gender(document, cluster, chance), family, chance)
        other = {parts: new_person(source, "male", family, chance).given for parts in sorted(set(forms.values())) if not within(parts, longest)}
        for span, parts in forms.items():
            edits.append(Edit(*span, cased(document["words"][slice(*span)], other.get(parts) or called(person, parts, longest))))
    return edits


def clusters(document: Document, spans: list[Span]) -> list[list[Span]]:
    """The names of each person, by chain where the document has chains, else by their words; the longest names first."""
    chain_of = {(mention[0], mention[1]): mention[5] for mention in document.get("mentions", ()) if mention[4] == "name"}
    chain_of |= {(start, end): chain for start, end, chain in document.get("named_chains", ())}
    by_key: dict[object, list[Span]] = defaultdict(list)
    parts_of: dict[object, set[tuple[str, ...]]] = defaultdict(set)
    for span in sorted(spans, key=lambda span: span not in chain_of):
        parts = units(document["words"][slice(*span)])
        key = chain_of.get(span, parts)
        if key == parts:
            same = [other for other, forms in parts_of.items() if any(within(parts, form) or within(form, parts) for form in forms)]
            key = same[0] if same else parts
        by_key[key].append(span)
        parts_of[key].add(parts)
    return sorted(by_key.values(), key=lambda cluster: -max(len(units(document["words"][slice(*span)])) for span in cluster))


def within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the parts of one name stand in another in the same order; an initial stands for any."""
    rest = iter(long)
    return all(any(part == other or (INITIAL.match(part.upper()) and other[0] == part[0]) for other in rest) for part in short)


def gender(document: Document, cluster: list[Span], chance: random.Random) -> str:
    """A person's gender by pronouns and kin words of the chain, a title before the name, the given name; else by lot."""
    words = document["words"]
    chains = {mention[5] for mention in document.get("mentions", ()) if (mention[0], mention[1]) in set(cluster)}
    seen = {words[mention[2]].lower() for mention in document.get("mentions", ()) if mention[5] in chains}
    seen |= {words[start - 1].lower().rstrip(".") for start, _ in cluster if start}
    for one in ("female", "male"):
        if seen & GENDER_WORDS[one]:
            return one
    for start, _ in cluster:
        known = given_names().get(words[start].lower())
        if known:
            return known
    everywhere = {word.lower() for word in words}
    spoken = [one for one in ("male", "female") if everywhere & GENDER_WORDS[one]]
    return spoken[0] if len(spoken) == 1 else chance.choice(("male", "female"))


def called(person: PersonName, parts: tuple[str, ...], longest: tuple[str, ...]) -> tuple[str, ...]:
    """What answers to one form of the old name: in full, by the family name, by the given name, by an initial."""
    if len(parts) > 1 and INITIAL.match(parts[0].upper()) and person.family:
        return (person.given[0][0] + ".", *person.family)
    if len(longest) == 1:
        return person.given if longest[0] in given_names() else person.short
    if parts == longest:
        return person.full
    if len(parts) > 1:
        return person.full if len(person.full) < 4 else person.given + person.family
    return person.given if parts[0] == longest[0] else person.short


def cased(old: list[str], new: tuple[str, ...]) -> tuple[str, ...]:
    """New words in capitals, or without any, where the old ones were."""
    text = "".join(old)
    if len(text) > 3 and text.upper() == text and text.lower() != text:
        return tuple(word.upper() for word in new)
    return tuple(word.lower() for word in new) if text.lower() == text and text.upper() != text else new
