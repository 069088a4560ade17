"""Writes the training sets in one form and shows what is in them."""
from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .form import faults
from .sets import SETS
from .labels import unlisted
from .show import summary
from .words import use_program


def main() -> int:
    """Reads the sets asked for; exit status 1 when a document is unsound."""
    parser = argparse.ArgumentParser(prog="clew_model.corpora", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds train/ and eval/dev/")
    parser.add_argument("--out", type=Path, required=True, help="where to write SET.jsonl")
    parser.add_argument("--only", nargs="*", default=[], help="the sets to read (default: all)")
    parser.add_argument("--show", type=int, default=0, help="so many random names of each label")
    parser.add_argument("--words", default="", help="the built program `words` (default: cargo builds it)")
    chosen = parser.parse_args()
    if chosen.words:
        use_program(chosen.words)
    chosen.out.mkdir(parents=True, exist_ok=True)
    sound = True
    for name in chosen.only or SETS:
        documents = list(SETS[name](chosen.shared))
        found = [fault for document in documents for fault in faults(document)]
        found += [f"{document['id']}: labels.toml has no {label}" for document in documents for label in unlisted(document)]
        sound = sound and not found
        for fault in found[:20]:
            print(fault, file=sys.stderr)
        part = chosen.out / f"{name}.jsonl.part"
        with part.open("w", encoding="utf-8") as out:
            for document in documents:
                out.write(json.dumps(document, ensure_ascii=False) + "\n")
        part.replace(chosen.out / f"{name}.jsonl")
        print(summary(name, documents, chosen.show), flush=True)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
