"""Quality: the document sets of ../shared/eval, each with a bootstrap 95 % interval and, where it can be run here, a peer."""
import gzip
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import types

import peers

ROOT = pathlib.Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / "shared" / "eval"

# Set, the bar it has to pass, what is known of others, and who can be run here.
SETS = [
    ("reading-aeb", 92, "trafilatura 95.8 (published)", peers.trafilatura),
    ("times-wikiwars", 72, "HeidelTime 82 (whole set, published)", None),
    ("times-recognizers", 65, "Recognizers-Text 60.6 (published)", peers.recognizers),
    ("names-uner", None, "", None),
    ("names-gum", None, "", None),
    ("names-wnut17", None, "", None),
    ("chains-gum", None, "", None),
]
N_SAMPLES = 400


def measure(clew):
    """A row a set, or a row that says why there is none."""
    if not EVAL.is_dir():
        return {"not run": "the evaluation sets (../shared/eval) are not there"}
    sys.path.insert(0, str(EVAL / "documents"))
    rows = []
    for name, bar, known, peer in SETS:
        folder = EVAL / "dev" / name
        with tempfile.TemporaryDirectory() as work:
            work = pathlib.Path(work)
            annotate(clew, folder, work)
            value, low, high = scored(name, folder, work / "out.jsonl")
            row = {"set": name, "figure": value, "low": low, "high": high, "bar": bar, "known": known, "peer": None}
            if peer is not None:
                row["peer"] = run_peer(peer, name, folder, work)
            rows.append(row)
            print(f"{name}: {value:.1f} [{low:.1f}, {high:.1f}]", file=sys.stderr)
    return {"rows": rows}


def annotate(clew, folder, work):
    lines = [json.loads(line) for line in open(folder / "in.jsonl", encoding="utf-8")]
    with open(work / "out.jsonl", "w", encoding="utf-8") as out:
        if "text" in lines[0]:
            with open(folder / "in.jsonl", encoding="utf-8") as given:
                subprocess.run([clew, "annotate", "--from", "jsonl"], stdin=given, stdout=out)
        else:
            unpack(folder, lines, work)
            subprocess.run([clew, "annotate", *[line["path"] for line in lines]], stdout=out, cwd=work)


def unpack(folder, lines, work):
    for line in lines:
        page, target = folder / line["path"], work / line["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        packed = page.with_name(page.name + ".gz")
        if packed.exists():
            target.write_bytes(gzip.decompress(packed.read_bytes()))
        else:
            shutil.copy(page, target)


def scored(name, folder, out):
    """The headline figure with its 95 % interval: documents drawn again with replacement (Efron and Tibshirani 1993)."""
    from cleweval import sets
    from cleweval.common import Outputs, read_jsonl
    entry = next(e for e in json.load(open(EVAL / "dev" / "manifest.json")) if e["folder"] == name)
    gold = read_jsonl(folder / "gold.jsonl")
    options = types.SimpleNamespace(json=True, by_order=False, facility="place", match="exact")
    outputs = Outputs(out, gold, by_order=False)
    module = sets.MODULE_OF[entry["set"]]

    def figure(documents):
        report = module.score(entry["set"], documents, outputs, options)
        return headline(json.loads(report.json(outputs.problems)))

    value = figure(gold)
    draw = random.Random(7)
    samples = sorted(figure(draw.choices(gold, k=len(gold))) for _ in range(N_SAMPLES))
    return value, samples[int(0.025 * N_SAMPLES)], samples[int(0.975 * N_SAMPLES) - 1]


def headline(report):
    value = report["headline"]
    value = value.get("value", value) if isinstance(value, dict) else value
    return float(value[-1] if isinstance(value, list) else value)


def run_peer(peer, name, folder, work):
    """A peer's figure on the same set in the same run, or why there is none."""
    try:
        peer(folder, work)
    except peers.NotHere as missing:
        return f"not run: {missing}"
    value, low, high = scored(name, folder, work / "peer.jsonl")
    return f"{peer.__name__} {value:.1f} [{low:.1f}, {high:.1f}]"


def table(measured):
    lines = ["## Quality", ""]
    if "not run" in measured:
        return "\n".join([*lines, f"Not run: {measured['not run']}."])
    lines += ["Development sets; figures in per cent with a bootstrap 95 % interval.", "",
              "| set | clew | bar | peer in this run | known |", "|---|---|---|---|---|"]
    for row in measured["rows"]:
        bar = f">= {row['bar']}" if row["bar"] else "-"
        figure = f"{row['figure']:.1f} [{row['low']:.1f}, {row['high']:.1f}]"
        lines.append(f"| {row['set']} | {figure} | {bar} | {row['peer'] or '-'} | {row['known'] or '-'} |")
    return "\n".join(lines)
