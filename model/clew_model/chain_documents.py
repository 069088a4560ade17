"""Documents with their chains in letters, for the scorer of chains: GUM's training part and our own marked stories.

    python -m clew_model.chain_documents --shared FOLDER > documents.jsonl

A line holds `id`, `text` and `chains`, each a list of mentions with `start`, `end` and, where the set tells it, `head`
[start, end], all in code points. Mentions that stand alone are left out; our own stories that are held back are too.
"""

from __future__ import annotations

import argparse
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--only", choices=("gum", "own"))
    options = parser.parse_args()
    for name, documents in (("gum", gum(options.shared)), ("own", own())):
        if options.only in (None, name):
            for document in documents:
                sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
