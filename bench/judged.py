#!/usr/bin/env python3
"""How many of the claims that clew shows are right, by two readers who judge each against its text.

    bench/judged.py draw CLAIMS... --to FOLDER      200 sentences with claims, drawn by a seed: for the judges FOLDER/sheet.jsonl
    bench/judged.py keep FOLDER A B                 the verdicts of two judges into bench/judged.tsv, without the sentences

CLAIMS are outputs of `clew annotate --from jsonl` over news texts, NAME=PATH. A judge's file has a line "number right" or "number wrong
REASON" a claim. bench/run.py prints what judged.tsv says: the share of claims that both, or one, call right, and how well `score` is calibrated.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import pathlib

import bootstrap
from programs import ROOT, NotRun, read_lines
from rows import Row

SHEET = ROOT / "bench" / "judged.tsv"
COLUMNS = ("text", "sentence", "claim", "predicate", "score", "a", "b", "reason_a", "reason_b")
SEED = "clew claims 7"
N_SENTENCES = 200
PER_DOCUMENT = 3
GROUP = "Claims"
PRECISION = {"group": GROUP, "what": "claims of 200 news sentences that are right, by two judges", "bar": 85}
BOTH = {"group": GROUP, "what": "the same, where both judges say so"}
CALIBRATION = {"group": GROUP, "what": "expected calibration error of `score` on these", "bar": 10, "at_most": True}


def draw(sources: dict[str, list[dict]]) -> list[tuple[str, dict, int]]:
    """Sentences with claims: of each source in turn the next document by a hash, at most three of its sentences."""
    queues = {name: sorted(documents, key=lambda one, name=name: _hash(name, one["id"])) for name, documents in sources.items()}
    drawn: list[tuple[str, dict, int]] = []
    while len(drawn) < N_SENTENCES and any(queues.values()):
        for name, queue in queues.items():
            if not queue or len(drawn) >= N_SENTENCES:
                continue
            document = queue.pop(0)
            sentences = sorted({claim["sentence"] for claim in document["claims"]}, key=lambda at: _hash(name, document["id"], at))
            drawn += [(name, document, at) for at in sentences[:PER_DOCUMENT]][: N_SENTENCES - len(drawn)]
    return drawn


def _hash(*words) -> str:
    return hashlib.sha256(":".join(map(str, (SEED, *words))).encode()).hexdigest()


def sheet(drawn: list[tuple[str, dict, int]]) -> list[dict]:
    """What a judge reads: each claim of each sentence with its words, and the sentences before and after."""
    rows = []
    for name, document, at in drawn:
        for claim in (one for one in document["claims"] if one["sentence"] == at):
            rows.append({"number": len(rows), "text": f"{name}:{document['id']}", "sentence": at, "claim": claim["id"], "score": claim["score"],
                         "before": _sentences(document, max(0, at - 3), at), "said": _sentences(document, at, at + 1),
                         "after": _sentences(document, at + 1, at + 2), "read": told(document, claim)})  # fmt: skip
    return rows


def _sentences(document: dict, first: int, last: int) -> str:
    spans = [_ends(span) for span in document["sentences"][first:last]]
    return " ".join(" ".join(document["text"][start:end].split()) for start, end in spans)


def _ends(span) -> tuple[int, int]:
    return (span["start"], span["end"]) if isinstance(span, dict) else tuple(span)


def told(document: dict, claim: dict) -> dict:
    """A claim by its words."""
    words = lambda span: document["text"][slice(*_ends(span))]  # noqa: E731
    by_id = {one["id"]: one for one in document["attributions"]}
    names = {chain["id"]: chain["name"] for chain in document["chains"]}
    sources, at = [], claim["attribution"]
    while at is not None and at in by_id and len(sources) < 5:
        source = by_id[at]["source"]
        sources.insert(0, f"{words(source.get('span', source)) if source else 'somebody'} ({by_id[at]['act']})")
        at = by_id[at]["within"]
    arguments = [{"role": one["role"], "words": words(one), "refers_to": names.get(one.get("chain"))} for one in claim["arguments"]]
    kept = ("predicate", "subtype", "polarity", "modality", "quantity", "opinion", "carried_from")
    return {key: claim.get(key) for key in kept} | {
        "trigger": words(claim["trigger"]), "arguments": arguments, "time": claim["time"], "certainty": claim["certainty"]["level"],
        "said_by": sources, "evidence": [one["kind"] for one in claim["evidence"]]}  # fmt: skip


def verdicts(path: pathlib.Path) -> dict[int, tuple[bool, str]]:
    """Of each claim's number whether it is right, and why not."""
    lines = [line.split(maxsplit=2) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {int(line[0]): (line[1] == "right", line[2].split(";")[0].strip() if len(line) > 2 else "") for line in lines}


def keep(folder: pathlib.Path, a: pathlib.Path, b: pathlib.Path) -> None:
    """Writes judged.tsv; a claim that a judge left out is an error."""
    of_a, of_b = verdicts(a), verdicts(b)
    lines = ["\t".join(COLUMNS)]
    for row in read_lines(folder / "sheet.jsonl"):
        (right_a, reason_a), (right_b, reason_b) = of_a[row["number"]], of_b[row["number"]]
        word = {True: "right", False: "wrong"}
        cells = (row["text"], row["sentence"], row["claim"], row["read"]["predicate"], f"{row['score']:.2f}", word[right_a], word[right_b])
        lines.append("\t".join(map(str, (*cells, reason_a, reason_b))))
    SHEET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure() -> list[Row]:
    """Precision by sentences drawn again, each judge's verdict counting half; and the expected calibration error over ten bins of score
    (Naeini et al. 2015)."""
    try:
        lines = [line.split("\t") for line in SHEET.read_text(encoding="utf-8").splitlines()[1:]]
    except OSError:
        return [Row(**row, figure=None, not_run=str(NotRun("bench/judged.tsv is not there"))) for row in (PRECISION, BOTH, CALIBRATION)]
    claims = [dict(zip(COLUMNS, line)) for line in lines]
    by_sentence: dict[tuple, list[dict]] = {}
    for claim in claims:
        by_sentence.setdefault((claim["text"], claim["sentence"]), []).append(claim)
    half = [(sum(_right(claim) for claim in group), len(group)) for group in by_sentence.values()]
    both = [(sum(_right(claim) == 1 for claim in group), len(group)) for group in by_sentence.values()]
    return [
        Row(**PRECISION, figure=bootstrap.figure(half, bootstrap.share)),
        Row(**BOTH, figure=bootstrap.figure(both, bootstrap.share)),
        Row(**CALIBRATION, figure=calibration([(float(claim["score"]), _right(claim)) for claim in claims]), unit="%"),
    ]


def _right(claim: dict) -> float:
    return ((claim["a"] == "right") + (claim["b"] == "right")) / 2


def calibration(scored: list[tuple[float, float]], n_bins: int = 10) -> float:
    """The expected calibration error of (score, share right) pairs, in per cent."""
    bins: dict[int, list[tuple[float, float]]] = {}
    for score, right in scored:
        bins.setdefault(min(int(score * n_bins), n_bins - 1), []).append((score, right))
    gaps = [abs(sum(score for score, _ in inside) - sum(right for _, right in inside)) for inside in bins.values()]
    return 100 * sum(gaps) / len(scored) if scored else 0.0


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = ask.add_subparsers(dest="step", required=True)
    drawing = steps.add_parser("draw")
    drawing.add_argument("claims", nargs="+", metavar="NAME=PATH")
    drawing.add_argument("--to", type=pathlib.Path, required=True)
    keeping = steps.add_parser("keep")
    for name in ("folder", "a", "b"):
        keeping.add_argument(name, type=pathlib.Path)
    given = ask.parse_args()
    if given.step == "keep":
        return keep(given.folder, given.a, given.b)
    sources = {name: read_lines(pathlib.Path(path)) for name, _, path in (one.partition("=") for one in given.claims)}
    given.to.mkdir(parents=True, exist_ok=True)
    rows = sheet(draw(sources))
    (given.to / "sheet.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} claims in {len({(row['text'], row['sentence']) for row in rows})} sentences")


if __name__ == "__main__":
    main()
