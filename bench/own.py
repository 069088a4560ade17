"""Our own marked texts that are held back from training: every fifth document of model/data/own and line of model/data/sentences.

Needs nothing but this repository. What the marks mean stands in model/data/own/README.md; events are what the example program
`events` of clew-language prints, as no command prints them yet.
"""
from __future__ import annotations

import importlib.util
import pathlib
import sys
import tempfile
import zlib
from collections import defaultdict

import bootstrap
from bootstrap import Part
from programs import ROOT, Programs, read_lines, write_lines
from rows import NotRun, Row

MODEL = ROOT / "model"
sys.path.insert(0, str(MODEL))
from clew_model.corpora import sentences  # noqa: E402
from clew_model.corpora.peoples import is_people  # noqa: E402

GROUP = "Our own held-back fifth"
# What a toll counts; the marks say it in plain words ("injured firefighters").
TOLL = ("killed", "dead", "injured", "wounded", "missing", "bodies")
ARTICLES = {"a", "an", "the"}
Span = tuple


def is_held_back(identifier: str) -> bool:
    """The rule of `clew_model.train.is_held_back`, which cannot be loaded without PyTorch."""
    return zlib.crc32(identifier.encode()) % 5 == 0


def stories() -> list[dict]:
    """The held-back documents of model/data/own, as its check.py reads them, each with its `names`."""
    specification = importlib.util.spec_from_file_location("check", MODEL / "data" / "own" / "check.py")
    check = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(check)
    records = [check.read(path)[0] for path in sorted((MODEL / "data" / "own").rglob("*.xml"))]
    kept = [record for record in records if record and is_held_back(record["id"])]
    for record in kept:
        named = [mention for mention in record["mentions"] if mention["kind"] == "name" and mention.get("form") != "adjective"]
        spans = [(mention["start"], mention["end"], mention["type"]) for mention in named]
        record["names"] = {name for name in spans if not is_people(record["text"][name[0] : name[1]].split())}
    return kept


def lines() -> list[dict]:
    """The held-back lines of model/data/sentences with their names; those of no type of clew's are left out."""
    kept = []
    for document in sentences.read_all():
        if is_held_back(document["id"]):
            ends, length = [], -1
            for word in document["words"]:
                length += 1 + len(word)
                ends.append(length)
            starts = [end - len(word) for end, word in zip(ends, document["words"])]
            names = {(starts[first], ends[last - 1], type_) for first, last, type_, _ in document["names"] if type_ != "Other"}
            kept.append({"id": document["id"], "text": " ".join(document["words"]), "names": names})
    return kept


def measure(programs: Programs) -> tuple[list[Row], list[Row]]:
    """The rows of the table, and those of names by origin."""
    import origins

    told, short = stories(), lines()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        given = [{key: record[key] for key in ("id", "text", "date") if key in record} for record in told + short]
        write_lines(work / "in.jsonl", given)
        try:
            programs.annotate_lines(work / "in.jsonl", work / "out.jsonl")
        except NotRun as reason:
            return [Row(GROUP, "all of it", None, not_run=str(reason))], []
        read = {record["id"]: record for record in read_lines(work / "out.jsonl")}
        rows = [*_names(told, short, read), *_attributions(told, read)]
        rows += _events(programs, told, work)
    return rows, origins.rows(told + short, read)


def names_of(record: dict) -> set[Span]:
    """The names that clew found in a document: start, end, type."""
    return {(mention["start"], mention["end"], mention["type"]) for mention in record.get("mentions", ()) if mention["kind"] == "name"}


def outermost(names: set[Span]) -> set[Span]:
    """The names that stand in no longer one."""
    return {name for name in names if not any(_holds(other, name) for other in names)}


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[:2] != inner[:2]


def counts(found: set, gold: set) -> Part:
    """The part of two sets in an F1."""
    right = len(found & gold)
    return right, right, len(found), len(gold)


def _names(told: list[dict], short: list[dict], read: dict) -> list[Row]:
    def row(what: str, documents: list[dict], choose) -> Row:
        parts = [counts(choose(names_of(read.get(document["id"], {}))), choose(document["names"])) for document in documents]
        return Row(GROUP, what, bootstrap.figure(parts, bootstrap.f1))

    return [
        row("names of all types, stories", told, outermost),
        row("names of all types, short texts", short, outermost),
        row("names inside names", told + short, lambda names: names - outermost(names)),
    ]


def overlaps(one: list[Span], other: list[Span]) -> bool:
    """Whether two lists of stretches share a code point."""
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def agree(gold: dict, found: dict) -> bool:
    """Whether two attributions are of the same words: cues overlap, and contents."""
    return overlaps(gold["cue"], found["cue"]) and overlaps(gold["content"], found["content"])


def same_source(gold: dict, found: dict) -> bool:
    """Whether the sources of two attributions overlap, or neither has one."""
    source = found["source"]
    if not gold["source"] or not source:
        return not gold["source"] and not source
    return overlaps(gold["source"], [(source["start"], source["end"])])


def paired(gold: list, found: list, fits) -> list[tuple]:
    """Pairs that fit, one to one, each gold one with the first that is free."""
    free, pairs = list(found), []
    for one in gold:
        other = next((other for other in free if fits(one, other)), None)
        if other is not None:
            free.remove(other)
            pairs.append((one, other))
    return pairs


def _attributions(told: list[dict], read: dict) -> list[Row]:
    whole, nested = [], []
    for document in told:
        gold, found = document["attributions"], read.get(document["id"], {}).get("attributions") or []
        pairs = paired(gold, found, lambda a, b: agree(a, b) and same_source(a, b))
        whole.append((len(pairs), len(pairs), len(found), len(gold)))
        pairs = paired(gold, found, agree)
        numbers = {ours["id"]: theirs["id"] for theirs, ours in pairs}
        right = sum(bool(theirs["within"]) and numbers.get(ours["within"]) == theirs["within"] for theirs, ours in pairs)
        nested.append((right, right, sum(one["within"] is not None for one in found), sum(bool(one["within"]) for one in gold)))
    recall = [(right, gold) for _, right, _, gold in nested]
    return [
        Row(GROUP, "attributions, source, cue and content overlap", bootstrap.figure(whole, bootstrap.f1)),
        Row(GROUP, "nested attributions found, standing in the right one", bootstrap.figure(recall, bootstrap.share)),
        Row(GROUP, "nested attributions, F1", bootstrap.figure(nested, bootstrap.f1)),
    ]


def _events(programs: Programs, told: list[dict], work: pathlib.Path) -> list[Row]:
    kinds = {
        "kinship, trigger": ("Family", _kin, bootstrap.f1),
        "kinship, trigger and both people": ("Family", _kin_and_people, bootstrap.f1),
        "counts, the very number words": ("Count", _numbers, bootstrap.f1),
        "tolls (killed, injured, missing) found, the very number words": ("Count", _tolls, bootstrap.share),
        "events and relations of all kinds, trigger and predicate": (None, _triggers, bootstrap.f1),
    }
    try:
        programs.run_example("events", work / "in.jsonl", work / "events.jsonl")
    except NotRun as reason:
        return [Row(GROUP, what, None, not_run=str(reason)) for what in kinds]
    read = {record["id"]: record["events"] for record in read_lines(work / "events.jsonl")}
    rows = []
    for what, (predicate, part, measure_) in kinds.items():
        parts = []
        for document in told:
            gold = [event for event in document["events"] if predicate in (None, event["t"])]
            found = [event for event in read.get(document["id"], ()) if predicate in (None, event["predicate"])]
            parts.append(part(document, gold, found))
        rows.append(Row(GROUP, what, bootstrap.figure(parts, measure_)))
    return rows


def same_trigger(gold: dict, found: dict) -> bool:
    """Whether two events have a predicate and a word of their trigger in common."""
    return gold["t"] == found["predicate"] and overlaps([(gold["start"], gold["end"])], [found["trigger"]])


def _triggers(document: dict, gold: list[dict], found: list[dict]) -> Part:
    pairs = paired(gold, found, same_trigger)
    return len(pairs), len(pairs), len(found), len(gold)


_kin = _triggers


def _kin_and_people(document: dict, gold: list[dict], found: list[dict]) -> Part:
    """Only kinships whose marks name both people can be right, and only these are asked for."""
    people = {event["id"]: defaultdict(list) for event in gold}
    for mention in document["mentions"]:
        for event, role in mention["roles"]:
            if event in people:
                people[event][role].append((mention["start"], mention["end"]))
    whole = [event for event in gold if {"Person", "Relative"} <= set(people[event["id"]])]

    def fits(one: dict, other: dict) -> bool:
        fillers = defaultdict(list)
        for filler in other["roles"]:
            fillers[filler["role"]].append((filler["start"], filler["end"]))
        roles = people[one["id"]]
        return same_trigger(one, other) and all(any(alike(a, b) for a in roles[role] for b in fillers[role]) for role in ("Person", "Relative"))

    pairs = paired(whole, found, fits)
    # What is found of a kinship that is not asked for is neither right nor wrong.
    others = len(paired([event for event in gold if event not in whole], [one for one in found if one not in [b for _, b in pairs]], same_trigger))
    return len(pairs), len(pairs), len(found) - others, len(whole)


def alike(one: Span, other: Span) -> bool:
    """Whether two stretches share more than half of what they hold together ("his" and "his cousin" do not)."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared > max(one[1], other[1]) - min(one[0], other[0])


def _number(text: str, start: int, end: int) -> Span:
    first, _, rest = text[start:end].partition(" ")
    return (end - len(rest), end) if rest and first.lower() in ARTICLES else (start, end)


def _number_words(document: dict, gold: list[dict], found: list[dict]) -> tuple[set, set]:
    text = document["text"]
    return {_number(text, *event["trigger"]) for event in found}, {_number(text, event["start"], event["end"]) for event in gold}


def _numbers(document: dict, gold: list[dict], found: list[dict]) -> Part:
    return counts(*_number_words(document, gold, found))


def _tolls(document: dict, gold: list[dict], found: list[dict]) -> Part:
    tolls = [event for event in gold if any(word in event.get("what", "") for word in TOLL)]
    ours, theirs = _number_words(document, tolls, found)
    return len(ours & theirs), len(theirs)
