"""The picture of the demo case beside its gold: how findings stand, who knew what and by when, the steps in proceedings.

A gold claim is found where the program has a claim of a like predicate at its trigger; a gold entity is those of the program's whose
mentions stand over its own. The gold's rows must be found; more than these may be.
"""
from __future__ import annotations

import datetime
import json
import pathlib
import subprocess
import tempfile
from collections import Counter, defaultdict

from blocks import places
from bootstrap import figure, share
from demo import CASE, GOLD, file_of, file_of_gold
from programs import Programs, read_lines
from rows import NotRun, Row

GROUP = "One picture"
STANDING = {"group": GROUP, "what": "demo case, standing of a finding", "bar": 100}
KNOWN = {"group": GROUP, "what": "demo case, who knew what, and by when", "bar": 100}
STEPS = {"group": GROUP, "what": "demo case, steps in proceedings"}
# Predicates that tell of the same, where two readers would not choose the same one.
LIKE = {
    "Arrest": {"Detain", "Status"}, "Warn": {"Learn", "Contact"}, "Learn": {"Warn", "Contact"}, "Contact": {"Warn", "Learn"},
    "Count": {"Die", "Injure"}, "Die": {"Count", "Status"}, "Status": {"Arrest", "Detain"}, "Publish": {"Transfer"}, "SeenTogether": {"Meet"},
}  # fmt: skip
# Steps that are one, by other words.
SAME_STEPS = [{"suspended", "dismissed"}, {"court date planned", "trial planned"}]
# The most entities of the program that one of the gold may have come apart into.
PIECES = 4


def measure(programs: Programs) -> list[Row]:
    """Three rows; each says why where the case cannot be made."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as work:
        try:
            records, texts = read(programs, pathlib.Path(work))
        except NotRun as reason:
            return [Row(**row, figure=None, not_run=str(reason)) for row in (STANDING, KNOWN, STEPS)]
    beside = Beside(gold, records, texts)
    return [
        Row(**STANDING, figure=figure([(beside.stands(one), 1) for one in gold["findings"]], share)),
        Row(**KNOWN, figure=figure([(beside.knows(one), 1) for one in gold["knowledge"]], share)),
        Row(**STEPS, figure=figure([beside.steps(one) for one in gold["statuses"]], share)),
    ]  # fmt: skip


def read(programs: Programs, work: pathlib.Path) -> tuple[list[dict], dict[str, str]]:
    """The records of the case, and the text of each document by its file."""
    files = sorted(path.name for path in CASE.iterdir())
    case, out = work / "demo.clew", work / "out.jsonl"
    added = subprocess.run([programs.whole(), "add", case, *files], cwd=CASE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(out, "wb") as records:
        exported = subprocess.run([programs.whole(), "export", case, "--format", "jsonl"], stdout=records)
    if added.returncode not in (0, 1) or exported.returncode:
        raise NotRun(f"clew add ended with status {added.returncode}, clew export with {exported.returncode}")
    programs.annotate_files(files, CASE, work / "read.jsonl")
    texts = {file_of(record["id"]): record["text"] for record in read_lines(work / "read.jsonl") if "text" in record}
    return read_lines(out), texts


class Beside:
    """The program's records beside the gold's, with the places of both in the gold's texts."""

    def __init__(self, gold: dict, records: list[dict], texts: dict[str, str]):
        of = lambda kind: [record for record in records if record["record"] == kind]  # noqa: E731
        place = {document["id"]: places(document["text"], texts.get(file_of_gold(document), "")) for document in gold["documents"]}
        number = {file_of_gold(document): document["id"] for document in gold["documents"]}
        self.findings = {one["id"]: one for one in of("finding")}
        self.knowledge = of("knowledge")
        self.statuses = {one["id"]: one.get("status") or [] for one in of("entity")}
        self.gold_claims = {claim["id"]: (document["id"], claim) for document in gold["documents"] for claim in document["claims"]}
        self.gold_findings = {one["id"]: one for one in gold["findings"]}
        self.claims = defaultdict(list)
        for claim in of("claim"):
            document = number.get(file_of(claim["document"]))
            span = _placed(place.get(document, {}), *claim["trigger"])
            if span:
                self.claims[document].append((span, claim))
        mentions = [(number.get(file_of(one["document"])), one, entity["id"]) for entity in of("entity") for one in entity["mentions"]]
        self.entities = _entities(gold, place, mentions)

    def found(self, reference: str) -> list[dict]:
        """The program's claims at a gold claim's trigger."""
        document, gold = self.gold_claims[reference]
        like = {gold["predicate"], "Statement"} | LIKE.get(gold["predicate"], set())
        start, end = gold["trigger"]["start"], gold["trigger"]["end"]
        return [claim for (first, last), claim in self.claims[document] if first < end and start < last and claim["predicate"] in like]

    def stands(self, gold: dict) -> bool:
        """Whether the finding that holds most of a gold finding's claims stands as it should."""
        mine = {claim["id"] for reference in gold["claims"] for claim in self.found(reference)}
        low = next((argument["value"] for argument in gold["arguments"] if argument["role"] == "Low"), None)
        fits = lambda one: low is None or one["predicate"] in ("Die", "Injure") or (one["quantity"] or {}).get("low") == low  # noqa: E731
        ranked = [(len(mine & set(one["claims"])), -len(one["claims"]), one["standing"]) for one in self.findings.values() if fits(one)]
        best = max((one for one in ranked if one[0]), key=lambda one: one[:2], default=None)
        return best is not None and best[2] in [gold["standing"], *gold.get("standing_accepted", [])]

    def knows(self, gold: dict) -> bool:
        """Whether a row of knowledge is there: the actor, a claim or finding that shows the matter, the day but for one."""
        matter = self.gold_findings[gold["matter"]["finding"]]["claims"] if "finding" in gold["matter"] else []
        shown = {claim["id"] for reference in [*gold["shown_by"], *matter] for claim in self.found(reference)}
        theirs = [one for one in self.knowledge if one["who"] in self.entities[gold["who"]]]
        of_matter = lambda one: set((self.findings.get(str(one["matter"])) or {"claims": []})["claims"])  # noqa: E731
        return any(one["shown_by"] in shown or of_matter(one) & shown for one in theirs if _is_day(one["no_later_than"], gold["no_later_than"]))

    def steps(self, gold: dict) -> tuple[int, int]:
        """How many of a person's steps are there, at a time that can be the same; of how many."""
        mine = [step for entity in self.entities[gold["entity"]] for step in self.statuses.get(entity, [])]
        return sum(any(_is_step(one, step) for one in mine) for step in gold["history"]), len(gold["history"])


def _entities(gold: dict, place: dict, mentions: list) -> dict[str, set[str]]:
    """Of each gold entity those of the program whose mentions stand most often over its own."""
    by_document = defaultdict(list)
    for document, mention, entity in mentions:
        span = _placed(place.get(document, {}), mention["start"], mention["end"])
        if span:
            by_document[document].append((span, entity))
    counted: dict[str, Counter] = defaultdict(Counter)
    for document in gold["documents"]:
        for mention in document["mentions"]:
            for (start, end), entity in by_document[document["id"]]:
                shared = min(end, mention["end"]) - max(start, mention["start"])
                if mention.get("entity") and shared > 0 and 4 * shared >= end - start + mention["end"] - mention["start"]:
                    counted[mention["entity"]][entity] += 1
    return defaultdict(set, {name: {entity for entity, _ in of.most_common(PIECES)} for name, of in counted.items()})


def _placed(place: dict[int, int], start: int, end: int) -> tuple[int, int] | None:
    return (place[start], place[end - 1] + 1) if start in place and end - 1 in place else None


def _is_day(found: str | None, wanted: str) -> bool:
    days = datetime.date.fromisoformat
    return found is not None and abs((days(found) - days(wanted)).days) <= 1


def _is_step(found: dict, wanted: dict) -> bool:
    is_same = found["what"] == wanted["what"] or {found["what"], wanted["what"]} in SAME_STEPS
    earliest, latest = (found.get("time") or {}).get("earliest"), (found.get("time") or {}).get("latest")
    return is_same and (not earliest or earliest <= wanted["time"]["latest"]) and (not latest or latest >= wanted["time"]["earliest"])
