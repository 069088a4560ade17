"""Mentions and chains of GUM in the manner of OntoNotes (OntoGUM, Zhu et al. 2021): no predicate nouns, appositions in one.

Where OntoGUM's own chains are given they are taken; elsewhere they are made alike. Mentions that stand in no chain are
kept too, each with a chain of its own, so that training sees what stands alone.
"""
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .gum import Entity, Text

# An object may be a work, a vehicle, a weapon; of what is abstract, nothing is known but that it may be a work.
TYPES = {"person": "Person", "organization": "Organization", "place": "Place", "event": "Event", "object": "Object",
         "substance": "Substance"}  # fmt: skip
# Links of GUM whose mention is no mention in OntoNotes: appositions belong to the phrase that they explain.
NO_LINKS = {"appos", "pred"}


def given_chains(folder: Path) -> dict[str, dict]:
    """OntoGUM's chains by document: {"text", "chains": [[{"start", "end"}]]}; empty where the folder is not there."""
    if not folder.is_dir():
        return {}
    texts = {record["id"]: record["text"] for record in map(json.loads, (folder / "in.jsonl").open(encoding="utf-8"))}
    return {
        record["id"]: {"text": texts[record["id"]], "chains": record["chains"]}
        for record in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))
    }


def mentions(text: Text, given: dict | None) -> list[list]:
    """All mentions in the order of the text: [start, end, head, type, kind, chain]."""
    chains = chains_given(text, given) if given else chains_made(text)
    by_span = {(entity.start, entity.end): entity for entity in text.entities if entity.end}
    by_head = {}
    for entity in sorted(text.entities, key=lambda entity: entity.start - entity.end):
        if entity.end:
            by_head[text.head_of(entity.start, entity.end)] = entity  # the narrowest one stays
    found: dict[tuple[int, int], list] = {}
    for chain, spans in enumerate(chains):
        for start, end in spans:
            head = text.head_of(start, end)
            entity = by_span.get((start, end)) or by_head.get(head)
            found[start, end] = [start, end, head, thing(entity), kind(text, head), chain]
    alone = len(chains)
    heads = {mention[2] for mention in found.values()}
    for (start, end), entity in by_span.items():
        head = text.head_of(start, end)
        if head not in heads and entity.kind != "time" and entity.link not in NO_LINKS:
            heads.add(head)
            found[start, end] = [start, end, head, thing(entity), kind(text, head), alone]
            alone += 1
    return sorted(found.values(), key=lambda mention: (mention[0], -mention[1]))


def thing(entity: Entity | None) -> str:
    """clew's type of an entity, or `Object`; whatever has none is a Thing."""
    return TYPES.get(entity.kind, "Thing") if entity else "Thing"


def kind(text: Text, head: int) -> str:
    """Whether a mention is a name, a nominal or a pronoun, by its head."""
    if text.parts[head] in ("PRON", "DET"):
        return "pronoun"
    return "name" if text.parts[head] == "PROPN" else "nominal"


def chains_given(text: Text, given: dict) -> list[list[tuple[int, int]]]:
    """OntoGUM's chains in words. The texts are the same, letter by letter."""
    if given["text"] != text.text:
        raise ValueError(f"{text.name}: the chains are of another text")
    starts = {place[0]: word for word, place in reversed(list(enumerate(text.places)))}
    ends = {place[1]: word + 1 for word, place in enumerate(text.places)}
    return [[(starts[mark["start"]], ends[mark["end"]]) for mark in chain] for chain in given["chains"]]


def chains_made(text: Text) -> list[list[tuple[int, int]]]:
    """Chains of two and more mentions out of GUM's groups, without appositions, predicates and bare compounds."""
    groups: dict[str, dict[int, tuple[int, int]]] = {}
    for entity in text.entities:
        if not entity.end or entity.link in NO_LINKS:
            continue
        head = text.head_of(entity.start, entity.end)
        if is_predicate(text, head) or is_bare_compound(text, head):
            continue
        spans = groups.setdefault(entity.group, {})
        if head not in spans or entity.end - entity.start > spans[head][1] - spans[head][0]:
            spans[head] = (entity.start, entity.end)
    parted = [part for spans in groups.values() for part in parted_at_indefinites(text, sorted(spans.values()))]
    return [part for part in parted if len(part) > 1]


def parted_at_indefinites(text: Text, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """A group, begun anew at each indefinite noun phrase: "dinosaurs" never refers back, "they" and "these dinosaurs" do."""
    parts: list[list[tuple[int, int]]] = []
    for start, end in spans:
        if not parts or is_indefinite(text, start, end):
            parts.append([])
        parts[-1].append((start, end))
    return parts


def is_indefinite(text: Text, start: int, end: int) -> bool:
    """Whether a phrase with a common noun for its head has no word that makes it definite."""
    head = text.head_of(start, end)
    if text.parts[head] not in ("NOUN", "ADJ", "NUM", "VERB"):
        return False
    under = [word for word in range(start, end) if text.heads[word] == head]
    definite = ("the", "this", "that", "these", "those", "such", "both", "each", "all")
    return not any(
        text.relations[word] == "nmod:poss" or (text.relations[word].startswith("det") and text.words[word].lower() in definite)
        for word in under
    )


def is_predicate(text: Text, head: int) -> bool:
    """Whether a word is what its subject is said to be: "he was [the manager]"."""
    sentence = next(span for span in text.sentences if span[0] <= head < span[1])
    return any(text.heads[word] == head and text.relations[word] == "cop" for word in range(*sentence))


def is_bare_compound(text: Text, head: int) -> bool:
    """Whether a common noun only qualifies another: "[tax] reform"."""
    return text.relations[head] == "compound" and text.parts[head] == "NOUN"
