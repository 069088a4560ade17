"""Writes the weights file of model/FORMAT.md from a checkpoint, and what Rust is checked against.

    python -m clew_model.export --checkpoint WORK/checkpoint.pt [--earlier WORK/cycle-1.pt] --pretrained FOLDER --out FILE
        [--check DOCUMENTS --checks FILE]
"""

from __future__ import annotations

import argparse
import json
import pathlib

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from .network import N_LAYERS, PROJECTIONS, Network
from .pieces import Pieces
from .predict import attachment, load, predict

# The share of an earlier cycle's weights in the mean with the last one's (stochastic weight averaging, Izmailov et al. 2018).
EARLIER_SHARE = 0.45
LINEARS = ("qkv", "output", "up", "down")
SMALL = ("arc_bilinear", "arc_head", "arc_root", "relation_bilinear", "relation_root", "role_bilinear", "role_distance",
         "chain_bilinear", "chain_antecedent", "chain_distance")  # fmt: skip


def quantised(weight: Tensor) -> tuple[Tensor, Tensor]:
    """int8 rows and their scales: symmetric, a scale for each row."""
    scale = weight.abs().amax(-1).clamp(min=1e-9) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def tensors(network: Network, vocabulary: list[str]) -> dict[str, Tensor]:
    """Every tensor of the file, by its name there."""
    encoder = network.encoder
    found: dict[str, Tensor] = {"vocabulary": torch.tensor(list("\n".join(vocabulary).encode()), dtype=torch.uint8)}

    def put_linear(name: str, linear: nn.Linear) -> None:
        found[f"{name}.q"], found[f"{name}.scale"] = quantised(linear.weight)
        found[f"{name}.bias"] = linear.bias

    def put_norm(name: str, norm: nn.LayerNorm) -> None:
        found[f"{name}.weight"], found[f"{name}.bias"] = norm.weight, norm.bias

    found["embeddings.pieces.q"], found["embeddings.pieces.scale"] = quantised(encoder.pieces.weight)
    found["embeddings.positions"], found["embeddings.casing"] = encoder.positions, encoder.casing
    put_norm("embeddings.norm", encoder.norm)
    for n in range(N_LAYERS):
        layer = encoder.layers[n]
        for name in LINEARS:
            put_linear(f"layers.{n}.{name}", getattr(layer, name))
        for name in ("attention_norm", "output_norm"):
            put_norm(f"layers.{n}.{name}", getattr(layer, name))
    put_linear("tags", network.tags)
    put_linear("projections", network.projections)
    for name in SMALL:
        found[name.replace("_", ".", 1)] = getattr(network, name)
    return {name: tensor.detach().contiguous() for name, tensor in found.items()}


def mix(network: Network, earlier: dict[str, Tensor]) -> None:
    """Makes the weights a mean with those of an earlier cycle."""
    state = network.state_dict()
    network.load_state_dict({name: value.lerp(earlier[name], EARLIER_SHARE) for name, value in state.items()})


def write(network: Network, pieces: Pieces, out: pathlib.Path) -> None:
    """The weights file."""
    labels = network.labels
    described = {
        "tag_sets": list(labels.tag_sets.items()),
        "projections": PROJECTIONS,
        "relations": labels.relations,
        "roles": labels.roles,
    }
    metadata = {"format": "clew-language 1", "layers": str(N_LAYERS), "labels": json.dumps(described)}
    save_file(tensors(network, pieces.vocabulary()), out, metadata=metadata)


def check(network: Network, pieces: Pieces, document: dict) -> dict:
    """What Python reads in a document, in the form that the Rust example `agree` takes."""
    words, sentences = document["words"], [tuple(sentence) for sentence in document["sentences"]]
    predicted = predict(network, pieces, words, sentences)
    tags = {name: rows.argmax(-1).tolist() for name, rows in predicted.tags.items() if name != "factuality"}
    heads, relations = [], []
    for start, end in sentences:
        got = attachment(network, predicted, start, end)
        heads += got[0]
        relations += got[1]
    return {
        "sentences": [words[start:end] for start, end in sentences],
        "tags": tags, "heads": heads, "relations": relations,
        "factuality": predicted.tags["factuality"].squeeze(-1).tolist(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--earlier", help="the average at the end of an earlier cycle, for the mean of both")
    parser.add_argument("--pretrained", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--check", type=pathlib.Path, help="documents (a file of the corpora) to check Rust on")
    parser.add_argument("--checks", type=pathlib.Path, help="where to write what Python reads in them")
    arguments = parser.parse_args()
    network, pieces = load(arguments.checkpoint), Pieces(arguments.pretrained / "tokenizer.json")
    if arguments.earlier:
        mix(network, torch.load(arguments.earlier, map_location="cpu")["average"])
    write(network, pieces, arguments.out)
    if arguments.check:
        with arguments.checks.open("w", encoding="utf-8") as checks:
            for line in arguments.check.read_text("utf-8").splitlines()[:20]:
                print(json.dumps(check(network, pieces, json.loads(line))), file=checks)


if __name__ == "__main__":
    main()
