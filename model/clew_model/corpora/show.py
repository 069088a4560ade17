"""What is in a set, for a person to look over: counts of every layer, and names drawn at random."""
from __future__ import annotations

import random
from collections import Counter, defaultdict

from .form import LAYERS, Document


def summary(name: str, documents: list[Document], sample: int) -> str:
    """A few lines on one set: documents, words, items of each layer, names by label, and `sample` names of each."""
    words = sum(len(document["words"]) for document in documents)
    lines = [f"{name}: {len(documents)} documents, {words} words, {sum(len(d['sentences']) for d in documents)} sentences"]
    counts = {layer: sum(len(document.get(layer, ())) for document in documents) for layer in LAYERS if layer != "trees"}
    counts["trees"] = sum(len(document["words"]) for document in documents if "trees" in document)
    lines.append("  " + ", ".join(f"{count} {layer}" for layer, count in counts.items() if count))
    names: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for start, end, label, level in document.get("names", ()):
            names[label + "'" * level].append(" ".join(document["words"][start:end]))
    for label, texts in sorted(names.items(), key=lambda item: -len(item[1])):
        lines.append(f"  {label} {len(texts)}" + (": " + "; ".join(drawn(texts, sample)) if sample else ""))
    return "\n".join(lines)


def drawn(texts: list[str], sample: int) -> list[str]:
    """The same random names each time; those seen more than once with their number."""
    counted = Counter(texts)
    some = random.Random(0).sample(sorted(counted), min(sample, len(counted)))
    return [text if counted[text] == 1 else f"{text} ({counted[text]})" for text in some]
