"""The trained network over documents, in Python: what export checks Rust against, and a first look at quality."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from .batches import windows
from .examples import Example
from .labels import Labels
from .network import Network
from .pieces import CLS, MAX_PIECES_A_WINDOW, SEP, Pieces, casing


@dataclass
class Predicted:
    """The logits of every tag set, one row a word, and the projections."""

    tags: dict[str, Tensor]
    parts: dict[str, Tensor]
    n_words: int


@torch.no_grad()
def predict(network: Network, pieces: Pieces, words: list[str], sentences: list[tuple[int, int]]) -> Predicted:
    """All heads' scores for one document; the words of a sentence beyond a window get the vectors of its last word."""
    example = Example("", "", words, sentences, [pieces.of(word) for word in words], [casing(word) for word in words])
    vectors = torch.zeros(len(words), network.tags.in_features)
    for start, end in windows(example, MAX_PIECES_A_WINDOW):
        ids, casings, firsts = [CLS], [0], []
        for word in range(start, end):
            firsts.append(len(ids))
            ids += example.pieces[word]
            casings += [example.casings[word]] * len(example.pieces[word])
        encoded = network.encoder(torch.tensor([[*ids, SEP]]), torch.tensor([[*casings, 0]]))[0]
        vectors[start:end] = encoded[firsts]
    logits = network.tags(vectors)
    tags = {name: logits[:, part] for name, part in network.labels.slices().items()}
    return Predicted(tags, network.project(vectors), len(words))


def names(logits: Tensor, labels: list[str], sentences: list[tuple[int, int]]) -> list[tuple[int, int, str, float]]:
    """Names by Viterbi under BIO's rule that I-X follows B-X or I-X: first word, end, type, lowest probability."""
    if not len(logits):
        return []
    scores = logits.log_softmax(-1)
    kind = [label[2:] for label in labels]
    may_follow = torch.tensor(
        [[label[0] != "I" or kind[p] == label[2:] for label in labels] for p in range(len(labels))]
    )
    barred = torch.where(may_follow, 0.0, -math.inf)
    found = []
    for start, end in sentences:
        best, back = scores[start].clone(), []
        best[[n for n, label in enumerate(labels) if label[0] == "I"]] = -math.inf
        for word in range(start + 1, end):
            value, previous = (best[:, None] + barred).max(0)
            back.append(previous)
            best = value + scores[word]
        path = [int(best.argmax())]
        for previous in reversed(back):
            path.append(int(previous[path[-1]]))
        path.reverse()
        word = start
        while word < end:
            label = labels[path[word - start]]
            first, word = word, word + 1
            if label != "O":
                while word < end and labels[path[word - start]] == f"I-{label[2:]}":
                    word += 1
                sure = min(float(scores[w, path[w - start]].exp()) for w in range(first, word))
                found.append((first, word, label[2:], sure))
    return found


def attachment(network: Network, predicted: Predicted, start: int, end: int) -> tuple[list[int], list[int]]:
    """Greedy heads (in the document; -1 the root) and relations of one sentence."""
    parts = {name: part[start:end] for name, part in predicted.parts.items()}
    scores = network.arcs(parts["arc_dependent"][None], parts["arc_head"][None])[0]
    scores.fill_diagonal_(-math.inf)
    best = scores.argmax(-1)
    at_head = torch.where(
        (best == end - start)[:, None],
        network.relation_root,
        parts["relation_head"][best.clamp(max=end - start - 1)],
    )
    relations = network.relations(parts["relation_dependent"], at_head).argmax(-1)
    return [-1 if head == end - start else start + int(head) for head in best], relations.tolist()


def load(path: str, average: bool = True) -> Network:
    """The network of a checkpoint."""
    state = torch.load(path, map_location="cpu")
    network = Network(Labels.from_json(state["labels"]))
    network.load_state_dict(state["average" if average else "network"])
    return network.eval()
