"""UDS-IH2 (Rudinger et al. 2018): events of web texts with how sure a reader is that they happened, -3 (not) to 3 (so)."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Iterator

from .form import Document


def factuality(train: Path) -> Iterator[Document]:
    """All sentences, one a document. A target of several words is rated at its last one, the verb itself."""
    for number, line in enumerate((train / "uds-factuality" / "train.jsonl").open(encoding="utf-8")):
        record = json.loads(line)
        words = record["text"].split()
        rated = {target["span1"][1] - 1: float(target["label"]) for target in record["targets"]}
        yield {
            "id": f"uds-factuality-{number:05}", "set": "uds-factuality", "words": words, "sentences": [[0, len(words)]],
            "factuality": sorted([word, value] for word, value in rated.items()),
        }  # fmt: skip
