"""Attribution in GUM: who says what, out of its discourse relations (eRST) and trees.

A relation `attribution-positive:3->4` says that unit 3 ("he said") ascribes unit 4 and all that hangs from it. The cue is the
unit's verb (or "according to"), the source its subject, the content what unit 4 holds in the same sentence.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .gum import Text

RELATION = re.compile(r"([a-zA-Z_-]+):(\d+)->(\d+)")
ACTS = {
    "said": """say tell add announce state claim argue note report explain insist maintain assert declare reply answer ask comment remark mention
        admit acknowledge warn stress emphasize emphasise suggest propose promise pledge vow complain allege testify quote cite read speak
        describe express conclude contend urge advise inform respond observe point predict estimate accuse confess boast joke shout cry exclaim
        whisper repeat recall recount relate confirm affirm agree demand request order call swear""".split(),
    "wrote": "write tweet post publish blog pen".split(),
    "believed": """think believe know feel hope expect fear suspect assume imagine guess understand realize realise consider doubt wonder
        remember decide presume suppose figure anticipate recognize worry hold judge learn forget wish hear""".split(),
    "denied": "deny dispute reject refute dismiss contradict".split(),
    "showed": "show indicate find demonstrate reveal prove see imply illustrate signal mean discover establish notice".split(),
}
ACT_OF = {lemma: act for act, lemmas in ACTS.items() for lemma in lemmas}
DOCUMENTS = set(
    """report study survey article paper statement letter document poll book analysis research data evidence result results finding findings record
    records census website review theory figure table section model work experiment case""".split())


def attributions(text: Text) -> list[dict]:
    """The attributions of a document whose cue and content are plain to see; others are left out."""
    units, parents, ascribed = read_units(text)
    found = []
    for unit, target in ascribed:
        satellite, sentence = units[unit], sentence_of(text, units[unit][0])
        content = content_words(units, parents, unit, target, sentence)
        parts = cue_and_source(text, satellite)
        if parts and content:
            cue, source = parts
            content = [word for word in content if word not in set(cue) | set(source)]
            if content:
                found.append(record(text, cue, source, content))
    return nested(sorted(found, key=lambda one: one["cue"]))


def read_units(text: Text) -> tuple[dict[int, range], dict[int, int], list[tuple[int, int]]]:
    """The words of each discourse unit, the unit it hangs from, and (unit, ascribed unit) pairs. Units are numbered in order from 1."""
    starts = sorted(text.discourse)
    units = {number: range(at, end) for number, (at, end) in enumerate(zip(starts, starts[1:] + [len(text.words)]), 1)}
    parents: dict[int, int] = {}
    ascribed = []
    for start in starts:
        for number, relation in enumerate(text.discourse[start].split(";")):
            match = RELATION.match(relation)
            if not match:
                continue
            unit, target = int(match[2]), int(match[3])
            if number == 0:
                parents[unit] = target
            if match[1].startswith("attribution"):
                ascribed.append((unit, target))
    return units, parents, ascribed


def sentence_of(text: Text, word: int) -> list[int]:
    """The sentence that holds a word."""
    return next(span for span in text.sentences if span[0] <= word < span[1])


def content_words(units: dict[int, range], parents: dict[int, int], unit: int, target: int, sentence: list[int]) -> list[int]:
    """The words in one sentence of the target unit and what hangs from it, without the ascribing unit and what hangs from that."""

    def hangs(number: int) -> bool:
        seen = set()
        while number in parents and number not in seen and number not in (unit, target):
            seen.add(number)
            number = parents[number]
        return number == target

    return [word for number, words in units.items() if hangs(number) for word in words if sentence[0] <= word < sentence[1]]


def cue_and_source(text: Text, unit: range) -> tuple[list[int], list[int]] | None:
    """The words of cue and source in an ascribing unit."""
    inside = set(unit)
    for word in unit:
        if text.words[word].lower() == "according" and word + 1 in inside and text.words[word + 1].lower() == "to":
            noun = text.heads[word]
            source = trimmed(text, sorted(text.subtree(noun) & inside - {word, word + 1})) if noun in inside else []
            return ([word, word + 1], source) if source else None
    verbs = [word for word in unit if text.parts[word] == "VERB" and (text.heads[word] not in inside or text.relations[word] in ("ccomp", "conj"))]
    verb = next((word for word in verbs if text.heads[word] not in inside), verbs[-1] if verbs else None)
    if verb is None or text.lemmas[verb] not in ACT_OF:
        return None
    cue = [verb] + [word for word in unit if text.heads[word] == verb and text.relations[word] == "compound:prt"]
    subject = subject_of(text, verb, inside)
    if subject is None:
        return sorted(cue), []
    return sorted(cue), trimmed(text, sorted(text.subtree(subject) & inside - set(cue)))


def subject_of(text: Text, verb: int, inside: set[int]) -> int | None:
    """A verb's own subject in the unit; of a passive the agent ("told by police")."""
    under = {text.relations[word]: word for word in sorted(inside, reverse=True) if text.heads[word] == verb}
    return under.get("nsubj", under.get("obl:agent"))


def trimmed(text: Text, words: list[int]) -> list[int]:
    """Words without marks and joining words at their ends."""
    def loose(word: int) -> bool:
        return text.parts[word] in ("PUNCT", "CCONJ") or text.relations[word] in ("mark", "case") and word == words[0]

    while words and loose(words[0]):
        words = words[1:]
    while words and text.parts[words[-1]] in ("PUNCT", "CCONJ"):
        words = words[:-1]
    return words


def record(text: Text, cue: list[int], source: list[int], content: list[int]) -> dict:
    """One attribution in the common form."""
    return {
        "cue": runs(cue), "source": runs(source), "content": [span for run in runs(content) for span in [bare(text, run)] if span],
        "act": act_of(text, cue), "source_kind": source_kind(text, source), "within": None,
    }  # fmt: skip


def act_of(text: Text, cue: list[int]) -> str:
    """The act of a cue's verb; all that is no other is `said`."""
    lemma = next((text.lemmas[word] for word in cue if text.parts[word] == "VERB"), text.lemmas[cue[0]])
    return ACT_OF.get(lemma, "said")


def source_kind(text: Text, source: list[int]) -> str:
    """named, unnamed, document or none, by the head of the source."""
    if not source:
        return "none"
    head = text.head_of(source[0], source[-1] + 1)
    if text.lemmas[head].lower() in DOCUMENTS:
        return "document"
    return "named" if text.parts[head] in ("PROPN", "PRON") or any(text.parts[word] == "PROPN" for word in source) else "unnamed"


def runs(words: list[int]) -> list[list[int]]:
    """Words as stretches."""
    found: list[list[int]] = []
    for word in sorted(words):
        if found and found[-1][1] == word:
            found[-1][1] = word + 1
        else:
            found.append([word, word + 1])
    return found


def bare(text: Text, span: list[int]) -> list[int] | None:
    """A stretch without marks at its ends and without the "that" that joins it to its cue."""
    start, end = span
    while start < end and (text.parts[start] == "PUNCT" or (text.lemmas[start] == "that" and text.relations[start] == "mark")):
        start += 1
    while start < end and text.parts[end - 1] == "PUNCT":
        end -= 1
    return [start, end] if start < end else None


def nested(found: list[dict]) -> list[dict]:
    """The attributions, each `within` the narrowest other one whose content holds its cue."""
    kept = [one for one in found if one["content"]]
    for one in kept:
        cue = one["cue"][0][0]
        around = [
            (sum(end - start for start, end in other["content"]), index)
            for index, other in enumerate(kept)
            if other is not one and any(start <= cue < end for start, end in other["content"])
        ]
        one["within"] = min(around)[1] if around else None
    return kept
