"""The network of model/FORMAT.md: a BERT encoder with casing embeddings, word-wise tags, and biaffine heads."""

from __future__ import annotations

import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from .labels import Labels
from .pieces import MAX_PIECES_A_WINDOW, N_CASINGS

WIDTH, N_HEADS, FEED_FORWARD, N_LAYERS = 384, 12, 1536, 6
ARC, RELATION, ROLE, CHAIN = 160, 64, 96, 128
PROJECTIONS = [
    ("arc_dependent", ARC), ("arc_head", ARC), ("relation_dependent", RELATION), ("relation_head", RELATION),
    ("role_predicate", ROLE), ("role_argument", ROLE), ("chain_anaphor", CHAIN), ("chain_antecedent", CHAIN),
]  # fmt: skip
# Trees come from one small set; these projections are thinned in training so as not to learn it by heart.
OF_TREES, TREE_DROPOUT = ("arc_dependent", "arc_head", "relation_dependent", "relation_head"), 0.2
N_SIGNED_BUCKETS, N_BUCKETS = 32, 16
_BUCKET_STARTS = [1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 45, 65, 100, 150, 300]


def bucket(distance: Tensor) -> Tensor:
    """The bucket of a distance in words, 0..15, sign left out."""
    return torch.bucketize(distance.abs(), torch.tensor(_BUCKET_STARTS, device=distance.device), right=True)


def signed_bucket(distance: Tensor) -> Tensor:
    """0..15 for what stands after, 17..31 for what stands before."""
    return bucket(distance) + 16 * (distance < 0)


class Layer(nn.Module):
    """One transformer layer, post-norm."""

    def __init__(self):
        super().__init__()
        self.qkv, self.output = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, FEED_FORWARD), nn.Linear(FEED_FORWARD, WIDTH)
        self.attention_norm, self.output_norm = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        n_windows, length, _ = x.shape
        query, key, value = (
            part.view(n_windows, length, N_HEADS, -1).transpose(1, 2) for part in self.qkv(x).split(WIDTH, -1)
        )
        # Written out: on a CPU two batched products are faster than the fused kernel at this width of head.
        weights = (query @ key.transpose(-1, -2) * (WIDTH // N_HEADS) ** -0.5 + mask).softmax(-1)
        attended = weights.to(value.dtype) @ value
        x = self.attention_norm(x + self.output(attended.transpose(1, 2).reshape(n_windows, length, WIDTH)))
        return self.output_norm(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Pieces and casings of windows [n, length] to vectors [n, length, WIDTH]; 0 is padding."""

    def __init__(self, vocabulary: int = 30522):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Parameter(torch.zeros(MAX_PIECES_A_WINDOW, WIDTH))
        self.casing = nn.Parameter(torch.randn(N_CASINGS, WIDTH) * 0.02)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(N_LAYERS))

    def forward(self, ids: Tensor, casings: Tensor) -> Tensor:
        x = self.norm(self.pieces(ids) + self.positions[: ids.shape[1]] + self.casing[casings])
        mask = ((ids == 0)[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_pretrained(self, path: pathlib.Path) -> None:
        """Takes over the weights of a BERT encoder in Hugging Face's naming."""
        given = load_file(path)
        own = {
            "pieces.weight": given["embeddings.word_embeddings.weight"],
            "positions": given["embeddings.position_embeddings.weight"][:MAX_PIECES_A_WINDOW]
            + given["embeddings.token_type_embeddings.weight"][0],
        }
        names = {"output": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
                 "up": "intermediate.dense", "down": "output.dense", "output_norm": "output.LayerNorm"}  # fmt: skip
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
            for n in range(N_LAYERS):
                theirs = f"encoder.layer.{n}"
                self_attention = [given[f"{theirs}.attention.self.{k}.{part}"] for k in ("query", "key", "value")]
                own[f"layers.{n}.qkv.{part}"] = torch.cat(self_attention)
                own.update({f"layers.{n}.{k}.{part}": given[f"{theirs}.{v}.{part}"] for k, v in names.items()})
        missing, unexpected = self.load_state_dict(own, strict=False)
        assert missing == ["casing"] and not unexpected, (missing, unexpected)


class Network(nn.Module):
    """The encoder and its heads; every head works on word vectors."""

    def __init__(self, labels: Labels):
        super().__init__()
        self.labels = labels
        self.encoder = Encoder()
        self.tags = nn.Linear(WIDTH, labels.n_tags)
        self.projections = nn.Linear(WIDTH, sum(width for _, width in PROJECTIONS))

        def small(*shape: int) -> nn.Parameter:
            return nn.Parameter(torch.randn(*shape) * 0.05)

        self.arc_bilinear, self.arc_head, self.arc_root = small(ARC, ARC), small(ARC), small(ARC)
        self.relation_bilinear = small(RELATION + 1, len(labels.relations), RELATION + 1)
        self.relation_root = small(RELATION)
        self.role_bilinear = small(ROLE + 1, len(labels.roles), ROLE + 1)
        self.role_distance = nn.Parameter(torch.zeros(N_SIGNED_BUCKETS, len(labels.roles)))
        self.chain_bilinear, self.chain_antecedent = small(CHAIN, CHAIN), small(CHAIN)
        self.chain_distance = nn.Parameter(torch.zeros(N_BUCKETS))

    def project(self, words: Tensor) -> dict[str, Tensor]:
        """Every projection of word vectors [n, WIDTH], by name."""
        parts = F.gelu(self.projections(words)).split([width for _, width in PROJECTIONS], -1)
        found = {name: part for (name, _), part in zip(PROJECTIONS, parts)}
        for name in OF_TREES:
            found[name] = F.dropout(found[name], TREE_DROPOUT, self.training)
        return found

    def arcs(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Arc scores of sentences [s, n, ARC]: [s, n, n + 1], the last column being the root."""
        root = self.arc_root.expand(head.shape[0], 1, -1)
        heads = torch.cat([head, root], 1)
        return dependent @ self.arc_bilinear @ heads.transpose(1, 2) + (heads @ self.arc_head)[:, None, :]

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation scores of pairs [m, RELATION]: [m, R]."""
        return torch.einsum("mi,irj,mj->mr", _one(dependent), self.relation_bilinear, _one(head))

    def roles(self, predicate: Tensor, argument: Tensor, distance: Tensor) -> Tensor:
        """Role scores of one predicate [ROLE] for words [n, ROLE] at signed distances [n]: [n, L]."""
        by_role = torch.einsum("i,ilj->lj", _one(predicate), self.role_bilinear)
        return _one(argument) @ by_role.T + self.role_distance[signed_bucket(distance)]

    def chains(self, anaphor: Tensor, antecedent: Tensor, distance: Tensor) -> Tensor:
        """Scores of antecedents [m, CHAIN] for anaphors [n, CHAIN], distances [n, m]: [n, m]."""
        scores = anaphor @ self.chain_bilinear @ antecedent.T + antecedent @ self.chain_antecedent
        return scores + self.chain_distance[bucket(distance)]


def _one(x: Tensor) -> Tensor:
    return torch.cat([x, x.new_ones(*x.shape[:-1], 1)], -1)
