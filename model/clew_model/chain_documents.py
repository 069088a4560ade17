"""Documents with their chains in letters, for the scorer of chains: GUM's training part and our own marked stories.

    python -m clew_model.chain_documents --shared FOLDER > documents.jsonl

A line holds `id`, `text` and `chains`, each a list of mentions with `start`, `end` and, where the set tells it, `head`
[start, end], all in code points. `partial` is true where it has more chains than are told. GAP's
passages are given where they are asked for: learnt from too, they gave `pronouns-gap` less. Mentions that stand alone are left out; our own stories that are held back are too.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sys
from pathlib import Path
from typing import Iterator

from .corpora.gum import Text, read
from .corpora.gum_chains import given_chains, mentions
from .corpora.own import FOLDER
from .train import is_held_back


def gum(shared: Path) -> Iterator[dict]:
    """GUM's documents, their chains in the OntoNotes manner."""
    given = given_chains(shared / "eval" / "dev" / "chains-gum-train")
    for path in sorted((shared / "train" / "gum" / "train").glob("*.conllu")):
        text = read(path)
        chains: dict[int, list[dict]] = {}
        for start, end, head, _, _, chain in mentions(text, given.get(text.name)):
            chains.setdefault(chain, []).append(place(text, start, end, head))
        yield {"id": text.name, "text": text.text, "chains": [chain for chain in chains.values() if len(chain) > 1]}


def place(text: Text, start: int, end: int, head: int) -> dict:
    """A mention by its code points."""
    return {"start": text.places[start][0], "end": text.places[end - 1][1], "head": list(text.places[head])}


def own() -> Iterator[dict]:
    """Our own stories that are learnt from."""
    specification = importlib.util.spec_from_file_location("check", FOLDER / "check.py")
    check = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(check)
    records = (check.read(path)[0] for path in sorted(FOLDER.rglob("*.xml")))
    for record in records:
        if record is None or is_held_back({"set": "own", "id": record["id"]}):
            continue
        chains: dict[str, list[dict]] = {}
        for mention in record["mentions"]:
            chains.setdefault(mention["chain"], []).append({"start": mention["start"], "end": mention["end"]})
        yield {"id": record["id"], "text": record["text"], "chains": [chain for chain in chains.values() if len(chain) > 1]}


def gap(shared: Path) -> Iterator[dict]:
    """GAP's passages for development, the pronoun in one chain with those of the two names that it means; without those it means none of."""
    with (shared / "train" / "gap" / "gap-development.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        parts = ["Pronoun"] + [name for name in "AB" if row[f"{name}-coref"] == "TRUE"]
        starts = [int(row[f"{part}-offset"]) for part in parts]
        chain = [{"start": start, "end": start + len(row[part])} for start, part in zip(starts, parts)]
        if len(chain) > 1:
            yield {"id": row["ID"], "text": row["Text"], "chains": [chain], "partial": True}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--only", choices=("gum", "own", "gap"))
    options = parser.parse_args()
    for name, documents in (("gum", gum(options.shared)), ("own", own()), ("gap", gap(options.shared))):
        if options.only == name or options.only is None and name != "gap":
            for document in documents:
                sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
