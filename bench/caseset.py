"""One picture out of many documents: the case sets of ../shared/eval, read by `clew add` and `clew export` and scored by their own scorers.

The scorers' parts are taken apart by incident, topic, finding or claim, so that each figure has its interval; where all parts are drawn once,
the figure is the scorer's own.
"""
from __future__ import annotations

import pathlib
import sys
import tempfile
from typing import Callable

import bootstrap
from bootstrap import Part, figure, share
from programs import SHARED, Programs, read_lines
from rows import NotRun, Row

GROUP = "One picture"
DATA = SHARED / "dev-cases"
FLOOR_OF_GVA = "word overlap with a few patterns 66"
FLOOR_OF_DATES = "the day before publication but one 91"
FLOOR_OF_ECB = "stemmed words and name tails alone 57.8"


def measure(programs: Programs) -> list[Row]:
    """The rows of the sets; one for each that cannot be run, which says why."""
    rows = []
    for part in (of_gva, of_ecb, of_conflicts):
        try:
            with tempfile.TemporaryDirectory() as work:
                rows += part(scorers(programs, pathlib.Path(work)))
        except NotRun as reason:
            rows.append(Row(GROUP, part.__doc__, None, not_run=str(reason)))
    return rows


def scorers(programs: Programs, work: pathlib.Path):
    """The program as the scorers run it; raises `NotRun` where they or their data are not there."""
    if not (SHARED / "cases" / "caseeval").is_dir() or not DATA.is_dir():
        raise NotRun("the evaluation sets (../shared/eval) are not there")
    if str(SHARED / "cases") not in sys.path:
        sys.path.insert(0, str(SHARED / "cases"))
    from caseeval.run import Clew

    return Clew(programs.whole(), work)


def of_gva(clew) -> list[Row]:
    """gva"""
    from caseeval.case import Case, claims_by_document
    from caseeval.sets import gva_score

    inputs, gold = read_lines(DATA / "gva" / "in.jsonl"), read_lines(DATA / "gva" / "gold.jsonl")
    case = Case(read_lines(clew.case("gva", DATA / "gva" / "in.jsonl")), inputs)
    clusters = gva_score.clusters_of(gva_score.main_events(case))
    texts = {line["id"]: f"{line.get('title', '')}\n{line['text']}" for line in inputs}
    by_document = claims_by_document(case)
    outcomes = []
    for incident in gold:
        key = gva_score.event_for(incident, clusters)
        documents = clusters.get(key, set()) | set(incident["documents"])
        outcomes.append((incident, gva_score.score_incident(case, incident, key, documents, by_document, texts)))
    identity = identities([set(incident["documents"]) for incident in gold], list(clusters.values()))
    parts = [gva_part(outcome, of) for (_, outcome), of in zip(outcomes, identity)]
    killed = [(outcome["killed"], 1) for incident, outcome in outcomes if incident["killed_in_text"]]
    return [
        Row(GROUP, "gva, headline", figure(parts, gva_headline), 80, known=FLOOR_OF_GVA),
        Row(GROUP, "gva, number killed where the texts give it", figure(killed, share), 90),
        Row(GROUP, "gva, date within 3 days", figure([(out["date"], 1) for _, out in outcomes], share), 95, known=FLOOR_OF_DATES),
        Row(GROUP, "gva, people with their role", figure([(out["right"], out["named"]) for _, out in outcomes], share), 75),
    ]  # fmt: skip


def identities(key: list[set], response: list[set]) -> list[Part]:
    """Of each set of the key its documents' share in B3 and in the pairs: what precision and recall add up from."""
    in_response = {one: group for group in response for one in group}
    parts = []
    for group in key:
        alone = [in_response.get(one, set()) for one in group]
        b3_precision = sum(len(theirs & group) / len(theirs) for theirs in alone if theirs)
        b3_recall = sum(len(theirs & group) / len(group) for theirs in alone)
        # A pair of the response that the key parts is half each one's.
        pairs = [len(theirs) - 1 for theirs in alone if theirs]
        right = sum(len(theirs & group) - 1 for theirs in alone if theirs) / 2
        parts.append((b3_precision, sum(1 for theirs in alone if theirs), b3_recall, len(group), right, sum(pairs) / 2, len(group) * (len(group) - 1) / 2))
    return parts  # fmt: skip


def gva_part(outcome: dict, identity: Part) -> Part:
    """An incident's part in the headline."""
    of = [outcome[name] for name in ("killed", "injured", "date", "place", "right", "named", "supported", "extracted")]
    return (*identity, 1, *of)


def gva_headline(parts: list[Part]) -> float:
    """40 % identity, 20 % counts, 10 % date, 10 % place, 20 % people, as caseeval weighs them."""
    b3_right, b3_found, b3_recalled, b3_all, pairs, pairs_found, pairs_all, n, killed, injured, date, place, right, named, supported, extracted = bootstrap.sums(parts)
    ratio = lambda top, bottom: top / bottom if bottom else 0.0  # noqa: E731
    b3 = f1(ratio(b3_right, b3_found), ratio(b3_recalled, b3_all))
    paired = f1(ratio(pairs, pairs_found), ratio(pairs, pairs_all))
    people = f1(ratio(supported, extracted), ratio(right, named))
    of_incidents = 20 * (killed + injured) / 2 + 10 * date + 10 * place
    return 40 * (b3 + paired) / 2 + of_incidents / n + 20 * people


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of the two."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def of_ecb(clew) -> list[Row]:
    """ecb"""
    from caseeval import coref, mentions
    from caseeval.case import Case
    from caseeval.records import read_json
    from caseeval.sets.coref_command import topics_in

    kinds: dict[str, list[Part]] = {kind: [] for kind in mentions.KINDS}
    found, n_sentences = [], 0
    for topic in topics_in(DATA / "ecb"):
        given = DATA / "ecb" / topic / "in.jsonl"
        inputs, gold = read_lines(given), read_json(DATA / "ecb" / topic / "gold.json")
        case = Case(read_lines(clew.case(topic, given)), inputs)
        for kind in mentions.KINDS:
            key, response, (_, _, n_found) = mentions.score_topic(gold[kind], mentions.predicted(case, kind))
            company = coref.add({}, mentions.without_singletons(key), mentions.drop_alone(key, response))
            kinds[kind].append(tuple(number for name in ("MUC", "B3", "CEAFe") for number in company[name]))
            found.append(n_found)
        n_sentences += sum(1 for line in read_lines(clew.annotate(topic, given)) for _ in line.get("sentences", []))
    both = [entities + events for entities, events in zip(kinds["entities"], kinds["events"])]
    per_sentence = sum(found) / max(n_sentences, 1)
    return [
        Row(GROUP, "ecb, mean CoNLL F1 of entities and events", figure(both, mean_conll), 63, known=FLOOR_OF_ECB),
        *(Row(GROUP, f"ecb, CoNLL F1 of {kind}", figure(parts, coref_conll)) for kind, parts in kinds.items()),
        Row(GROUP, "ecb, mentions that clew gives, a sentence", round(per_sentence, 2)),
    ]  # fmt: skip


def coref_conll(parts: list[Part]) -> float:
    """Parts of three measures, each precision's and recall's numerator and denominator: the mean F1 in per cent."""
    total = bootstrap.sums(parts)
    ratio = lambda at: total[at] / total[at + 1] if total[at + 1] else 0.0  # noqa: E731
    return 100 * sum(f1(ratio(at), ratio(at + 2)) for at in (0, 4, 8)) / 3


def mean_conll(parts: list[Part]) -> float:
    """Parts of entities and then of events."""
    return (coref_conll([part[:12] for part in parts]) + coref_conll([part[12:] for part in parts])) / 2


def of_conflicts(clew) -> list[Row]:
    """conflicts"""
    from caseeval.records import read_json
    from caseeval.sets import conflicts

    parts: dict[str, list[Part]] = {name: [] for name in CONFLICTS}
    for name in conflicts.cases_in(DATA / "conflicts"):
        given = DATA / "conflicts" / name / "in.jsonl"
        gold = read_json(DATA / "conflicts" / name / "gold.json")
        export, annotated = read_lines(clew.case(name, given)), read_lines(clew.annotate(name, given))
        for part, outcomes in outcomes_of(conflicts.Reading(read_lines(given), gold, export, annotated)).items():
            parts[part] += [(float(outcome), 1) for outcome in outcomes]
    return [Row(GROUP, f"conflicts, {what}", figure(parts[part], share), bar) for part, (what, bar) in CONFLICTS.items()]


CONFLICTS = {
    "copies": ("copies, F1", 100), "origins": ("number of origins of a finding", 90), "standing": ("standing of a finding", 90),
    "chains": ("attribution chains, whole", 85), "apart": ("people kept apart", 100), "knowledge": ("who knew what, and by when", 80),
}  # fmt: skip


def outcomes_of(reading) -> dict[str, list]:
    """What came of each finding, claim, pair and row of knowledge of one case; of copies the score alone."""
    from caseeval.sets import conflicts

    found: dict[str, list] = {"copies": [conflicts.score_copies(reading)], "origins": [], "standing": [], "chains": [], "apart": [], "knowledge": []}
    for gold in reading.gold["findings"]:
        finding = conflicts.finding_for(reading, gold)
        n_origins = len(finding["origins"]) if finding else None
        found["origins"].append(n_origins in conflicts.accepted(gold["origins"]))
        found["standing"].append(bool(finding) and finding["standing"] in conflicts.accepted(gold["standing"]))
        wanted = [*gold["predicates"], "Statement"]
        for place in gold["claims"]:
            claims = reading.claims_at(place)
            claims = [claim for claim in claims if claim["predicate"] in wanted] or claims
            found["chains"].append(conflicts.chain_right(reading, place, claims))
    found["apart"] = each_of(reading, "apart", conflicts.score_apart)
    found["knowledge"] = each_of(reading, "knowledge", lambda one: sum(conflicts.score_knowledge(one)) / 2)
    return found


def each_of(reading, part: str, score: Callable) -> list[float]:
    """The score of each item of a part of the gold alone."""
    whole = reading.gold
    scores = []
    for item in whole[part]:
        reading.gold = {**whole, part: [item]}
        scores.append(score(reading))
    reading.gold = whole
    return scores
