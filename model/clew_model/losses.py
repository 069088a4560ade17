"""The loss of each head over one batch. Each is a mean over what the batch marks, or nothing where it marks nothing."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from .batches import Batch
from .examples import IGNORED, AllowedSets
from .network import Network

WEIGHTS = {
    "outer": 1.5, "inner": 0.3, "mention": 0.5, "part_of_speech": 0.2, "lemma": 0.2, "trigger": 0.6, "cue": 0.6,
    "source_kind": 0.1, "polarity": 0.1, "modality": 0.15, "certainty": 0.15, "factuality": 0.3,
    "arc": 1.0, "relation": 0.6, "role": 1.0, "chain": 0.4, "pronoun": 0.4,
}  # fmt: skip


class Losses:
    """Keeps the tables of allowed label sets, and weighs the losses."""

    def __init__(self, allowed: dict[str, AllowedSets]):
        self.allowed = {name: torch.tensor(sets.rows()).log().clamp(min=-1e4) for name, sets in allowed.items()}

    def of(self, network: Network, vectors: Tensor, batch: Batch) -> dict[str, Tensor]:
        """Every loss, by its head's name; `vectors` are the word vectors [n, WIDTH] of the batch."""
        found = self._tags(network, vectors, batch)
        parts = network.project(vectors)
        if batch.trees:
            found["arc"], found["relation"] = _trees(network, parts, batch)
        if batch.predicates:
            found["role"] = _roles(network, parts, batch)
        if batch.chains:
            found["chain"] = torch.stack([_chains(network, parts, *unit) for unit in batch.chains]).mean()
        if batch.pronouns:
            found["pronoun"] = torch.stack([_pronoun(network, parts, *given) for given in batch.pronouns]).mean()
        return found

    def _tags(self, network: Network, vectors: Tensor, batch: Batch) -> dict[str, Tensor]:
        logits = network.tags(vectors)
        found = {}
        for name, part in network.labels.slices().items():
            if name == "factuality":
                marked = ~batch.factuality.isnan()
                if marked.any():
                    found[name] = F.smooth_l1_loss(logits[marked, part].squeeze(-1), batch.factuality[marked])
                continue
            target = batch.tags[name]
            marked = target != IGNORED
            if not marked.any():
                continue
            chosen, target = logits[:, part][marked], target[marked]
            if name in self.allowed:
                likely = (chosen + self.allowed[name][target]).logsumexp(-1)
                found[name] = (chosen.logsumexp(-1) - likely).mean()
            else:
                found[name] = F.cross_entropy(chosen, target)
        return found


def _trees(network: Network, parts: dict[str, Tensor], batch: Batch) -> tuple[Tensor, Tensor]:
    longest = max(len(words) for words, _, _ in batch.trees)
    index = torch.zeros(len(batch.trees), longest, dtype=torch.long)
    head = torch.full((len(batch.trees), longest), IGNORED)
    present = torch.zeros(len(batch.trees), longest + 1, dtype=torch.bool)
    present[:, longest] = True
    pairs: list[tuple[int, int, int]] = []
    for n, (words, heads, relations) in enumerate(batch.trees):
        length = len(words)
        index[n, :length] = torch.tensor(words)
        present[n, :length] = True
        head[n, :length] = torch.tensor([longest if h == length else h for h in heads])
        pairs += [
            (words[d], -1 if h == length else words[h], r) for d, (h, r) in enumerate(zip(heads, relations)) if r >= 0
        ]
    scores = network.arcs(parts["arc_dependent"][index], parts["arc_head"][index])
    scores = scores.masked_fill(~present[:, None, :], -1e4)
    arc = F.cross_entropy(scores.flatten(0, 1), head.flatten(), ignore_index=IGNORED)
    dependents, heads, relations = (torch.tensor(column) for column in zip(*pairs))
    at_head = torch.where(heads[:, None] < 0, network.relation_root, parts["relation_head"][heads.clamp(min=0)])
    relation = F.cross_entropy(network.relations(parts["relation_dependent"][dependents], at_head), relations)
    return arc, relation


def _roles(network: Network, parts: dict[str, Tensor], batch: Batch) -> Tensor:
    """All predicates at once: a table of predicate by word, padded at the right."""
    longest = max(len(targets) for _, _, _, targets in batch.predicates)
    words = torch.tensor([word for word, _, _, _ in batch.predicates])
    starts = torch.tensor([start for _, _, start, _ in batch.predicates])
    target = torch.full((len(words), longest), IGNORED)
    for n, (_, _, _, targets) in enumerate(batch.predicates):
        target[n, : len(targets)] = torch.tensor(targets)
    reach = (starts[:, None] + torch.arange(longest)).clamp(max=len(parts["role_argument"]) - 1)
    n_roles = len(network.labels.roles)
    scores = torch.vmap(network.roles)(
        parts["role_predicate"][words], parts["role_argument"][reach], reach - words[:, None]
    )
    is_cue = torch.tensor([cue for _, cue, _, _ in batch.predicates])
    role = torch.arange(n_roles)
    barred = torch.where(is_cue[:, None], role >= 3, (role == 1) | (role == 2))
    scores = scores.masked_fill(barred[:, None, :], -1e4)
    losses = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum")
    # A predicate has some twenty words in roles; the many words beside them must not drown them.
    return losses / (20 * len(words))


def _chains(network: Network, parts: dict[str, Tensor], words: list[int], chains: list[int]) -> Tensor:
    """Marginal likelihood of the right antecedents; standing alone has the score 0 (Lee et al. 2017)."""
    index, chain = torch.tensor(words), torch.tensor(chains)
    distance = index[:, None] - index
    scores = network.chains(parts["chain_anaphor"][index], parts["chain_antecedent"][index], distance)
    before = distance > 0
    scores = torch.cat([scores.masked_fill(~before, -1e4), scores.new_zeros(len(words), 1)], 1)
    right = before & (chain[:, None] == chain) & (chain[:, None] >= 0)
    right = torch.cat([right, ~right.any(1, keepdim=True)], 1)
    return (scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)).mean()


def _pronoun(network: Network, parts: dict[str, Tensor], pronoun: int, names: list[int], same: list[bool]) -> Tensor:
    """A pronoun between two names: the right one, or neither."""
    scores = [parts["chain_anaphor"].new_zeros(1)]
    for name in names:
        late, early = max(pronoun, name), min(pronoun, name)
        distance = torch.tensor([[late - early]])
        anaphor, antecedent = parts["chain_anaphor"][late : late + 1], parts["chain_antecedent"][early : early + 1]
        scores.append(network.chains(anaphor, antecedent, distance)[0])
    target = 1 + same.index(True) if any(same) else 0
    return F.cross_entropy(torch.cat(scores)[None], torch.tensor([target]))
