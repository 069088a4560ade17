"""The claims of the demo case beside its gold: found by predicate and trigger, with their counts and times.

A found claim is a gold one's where it has its predicate and their triggers overlap. Statements are left out on both sides: the gold
keeps what is ascribed as attributions, and marks as statements what no predicate fits.
"""
from __future__ import annotations

import bootstrap
from blocks import places
from rows import Row

GROUP = "Claims"
F1 = {"group": GROUP, "what": "demo case, predicate and trigger", "bar": 80}
PRECISION = {"group": GROUP, "what": "demo case, share of the found that is marked", "bar": 90}
COUNTS = {"group": GROUP, "what": "demo case, both bounds of the counts found", "bar": 100}
TIMES = {"group": GROUP, "what": "demo case, times of the claims found that have one", "bar": 90}
ROWS = (F1, PRECISION, COUNTS, TIMES)


def measure(pairs: list[tuple[dict, dict]]) -> list[Row]:
    """Four rows, over (gold document, what the program printed of it)."""
    matched = [_matched(gold, read) for gold, read in pairs]
    found = [len(_claims(read)) if "text" in read else 0 for _, read in pairs]
    expected = [len(_claims(gold)) for gold, _ in pairs]
    right = [len(pairs_of) for pairs_of in matched]
    counts = [[_bounds(one) == _bounds(other) for one, other in of if one["quantity"]] for of in matched]
    times = [[_days(one) == _days(other) for one, other in of if one["time"]] for of in matched]
    share = lambda parts: bootstrap.figure([(sum(part), len(part)) for part in parts], bootstrap.share)  # noqa: E731
    return [
        Row(**F1, figure=bootstrap.figure(list(zip(right, right, found, expected)), bootstrap.f1)),
        Row(**PRECISION, figure=bootstrap.figure(list(zip(right, found)), bootstrap.share)),
        Row(**COUNTS, figure=share(counts)),
        Row(**TIMES, figure=share(times)),
    ]


def _claims(document: dict) -> list[dict]:
    return [claim for claim in document["claims"] if claim["predicate"] != "Statement"]


def _matched(gold: dict, read: dict) -> list[tuple[dict, dict]]:
    """Each gold claim with the first found one of its predicate at its trigger, one to one."""
    if "text" not in read:
        return []
    place = places(gold["text"], read["text"])
    left = [(claim, _placed(place, claim["trigger"])) for claim in _claims(read)]
    pairs = []
    for one in _claims(gold):
        start, end = one["trigger"]["start"], one["trigger"]["end"]
        same = (nth for nth, (claim, span) in enumerate(left) if span and claim["predicate"] == one["predicate"] and span[0] < end and start < span[1])
        nth = next(same, None)
        if nth is not None:
            pairs.append((one, left.pop(nth)[0]))
    return pairs


def _placed(place: dict[int, int], span: list[int]) -> tuple[int, int] | None:
    start, end = span
    return (place[start], place[end - 1] + 1) if start in place and end - 1 in place else None


def _bounds(claim: dict) -> tuple:
    quantity = claim["quantity"] or {}
    return quantity.get("low"), quantity.get("high")


def _days(claim: dict) -> tuple:
    time = claim["time"] or {}
    return time.get("earliest"), time.get("latest")
