"""A first look at a checkpoint on the development sets; the figures that count are `make bench`'s, of the Rust program.

    python -m clew_model.evaluate --checkpoint WORK/checkpoint.pt --pretrained FOLDER --shared ../../shared --words PROGRAM
"""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import torch

from .labels import Labels
from .network import Network
from .pieces import Pieces
from .predict import attachment, load, names, predict

NAME_SETS = ("names-uner", "names-gum", "names-wnut17")


def name_figures(network: Network, pieces: Pieces, folder: pathlib.Path, cutter: str, scorer: pathlib.Path) -> str:
    """The scorer's last line for the outer names of one development set."""
    given = (folder / "in.jsonl").read_text("utf-8")
    cut = subprocess.run([cutter], input=given, capture_output=True, text=True, check=True).stdout
    texts = {record["id"]: record["text"] for record in map(json.loads, given.splitlines())}
    lines = []
    for record in map(json.loads, cut.splitlines()):
        text, spans = texts[record["id"]], record["words"]
        words = [text[start:end] for start, end in spans]
        sentences = _in_words(record["sentences"], spans)
        found = []
        if words:
            logits = predict(network, pieces, words, sentences).tags["outer"]
            found = names(logits, network.labels.tag_sets["outer"], sentences)
        mentions = [
            {"start": spans[first][0], "end": spans[last - 1][1], "type": kind, "kind": "name", "chain": n}
            for n, (first, last, kind, _) in enumerate(f for f in found if f[2] != "Other")
        ]
        lines.append(json.dumps({"id": record["id"], "text": text, "mentions": mentions, "chains": []}))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        out.write("\n".join(lines))
        out.flush()
        command = [sys.executable, str(scorer), folder.name.replace("-train", ""), str(folder / "gold.jsonl"), out.name]
        scored = subprocess.run(command, capture_output=True, text=True)
    return (scored.stdout.strip() or scored.stderr).splitlines()[-1]


def _in_words(sentences: list[list[int]], words: list[list[int]]) -> list[tuple[int, int]]:
    found, word = [], 0
    for _, end in sentences:
        first = word
        while word < len(words) and words[word][1] <= end:
            word += 1
        if word > first:
            found.append((first, word))
    return found


def tree_figures(network: Network, pieces: Pieces, folder: pathlib.Path) -> str:
    """Unlabelled and labelled attachment over the words of CoNLL-U files, greedy heads."""
    right = labelled = n_words = 0
    for path in sorted(folder.glob("*.conllu")):
        words, sentences, heads, relations = _conllu(path)
        predicted = predict(network, pieces, words, sentences)
        for start, end in sentences:
            got, got_relations = attachment(network, predicted, start, end)
            for word, head, relation in zip(range(start, end), got, got_relations):
                right += head == heads[word]
                labelled += head == heads[word] and network.labels.relations[relation] == relations[word]
        n_words += len(words)
    return f"UAS {100 * right / n_words:.1f} LAS {100 * labelled / n_words:.1f}"


def _conllu(path: pathlib.Path) -> tuple[list[str], list[tuple[int, int]], list[int], list[str]]:
    words, sentences, heads, relations = [], [], [], []
    start = 0
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if columns[0].isdigit():
            words.append(columns[1])
            heads.append(start + int(columns[6]) - 1 if int(columns[6]) else -1)
            relations.append(columns[7])
        elif not line and len(words) > start:
            sentences.append((start, len(words)))
            start = len(words)
    return words, sentences, heads, relations


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--pretrained", type=pathlib.Path, required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--words", required=True, help="the built example `words` of clew-language")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    network, pieces = load(arguments.checkpoint), Pieces(arguments.pretrained / "tokenizer.json")
    scorer, dev = arguments.shared / "eval/documents/score.py", arguments.shared / "eval/dev"
    for name in NAME_SETS:
        print(name, name_figures(network, pieces, dev / name, arguments.words, scorer), flush=True)
    print("syntax-gum", tree_figures(network, pieces, dev / "syntax-gum"), flush=True)


if __name__ == "__main__":
    main()
