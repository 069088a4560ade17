"""Trains the network: one seeded command that can be stopped and taken up again.

    python -m clew_model.train --corpora WORK/corpora --pretrained FOLDER --out WORK [--minutes 55]
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import random
import shutil
import time
import tomllib
import zlib

import torch
from torch import nn

from . import augment
from .batches import Batch, Collator, epoch
from .examples import Example, Reader
from .labels import Labels, read_set_labels
from .losses import WEIGHTS, Losses
from .network import Network
from .pieces import Pieces

HERE = pathlib.Path(__file__).resolve().parent.parent
ENCODER_RATE, HEAD_RATE, WARM_UP, DECAY = 1.5e-4, 1e-3, 0.06, 0.01
AVERAGE = 0.998
SAVE_EVERY_S = 120


def is_held_back(document: dict) -> bool:
    """Every fifth of our own documents and sentences, told by its id, is a test and never learnt from."""
    return document["set"] in ("own", "sentences") and zlib.crc32(document["id"].encode()) % 5 == 0


def read_corpora(folder: pathlib.Path) -> dict[str, list[dict]]:
    """Every document of the corpora, by set; what is held back is left out."""
    corpora: dict[str, list[dict]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            document = json.loads(line)
            if not is_held_back(document):
                corpora.setdefault(document["set"], []).append(document)
    return corpora


class Mixture:
    """How often each set is met in a round, and how its documents are varied."""

    def __init__(self, path: pathlib.Path):
        table = tomllib.loads(path.read_text("utf-8"))
        self.times = table["times"]
        self.varied = table["varied"]

    def round(self, corpora: dict[str, list[dict]], reader: Reader, seed: int) -> list[Example]:
        """The examples of one round."""
        rng = random.Random(seed)
        examples = []
        for name, documents in corpora.items():
            times = self.times.get(name, 1.0)
            whole = int(times)
            chosen = documents * whole + rng.sample(documents, round((times - whole) * len(documents)))
            examples += [reader.read(self._vary(document, rng)) for document in chosen]
        return examples

    def _vary(self, document: dict, rng: random.Random) -> dict:
        chance = rng.random()
        for name, share in self.varied.items():
            if chance < share:
                vary = getattr(augment, name)
                return vary(document, rng) if name == "swap" else vary(document)
            chance -= share
        return document


class Trainer:
    """Network, optimiser, running average and clock; everything that a later run takes up again."""

    def __init__(self, network: Network, out: pathlib.Path, n_pieces_total: int, n_cycles: int):
        self.network, self.out, self.n_pieces_total, self.n_cycles = network, out, n_pieces_total, n_cycles
        self.encode = torch.compile(network.encoder, dynamic=False) if _can_compile() else network.encoder
        encoder = [p for name, p in network.encoder.named_parameters() if name != "casing"]
        rest = [network.encoder.casing, *(p for n, p in network.named_parameters() if not n.startswith("encoder."))]
        self.optimiser = torch.optim.AdamW(
            [{"params": encoder, "lr": ENCODER_RATE}, {"params": rest, "lr": HEAD_RATE}], weight_decay=DECAY, fused=True
        )
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.average = {name: value.clone() for name, value in network.state_dict().items()}
        self.n_pieces = self.n_steps = self.round = self.step_of_round = self.cycle = 0
        self.saved_at = time.monotonic()

    @property
    def share(self) -> float:
        return self.n_pieces / self.n_pieces_total

    def rate_scale(self) -> float:
        """Rises over the first part of a cycle and falls to its end; then again (warm restarts, Loshchilov and Hutter 2017)."""
        share = self.share * self.n_cycles % 1.0
        return min(1.0, min(1.0, share / WARM_UP + 0.01) * max(0.02, (1 - share) / (1 - WARM_UP)))

    def step(self, batch: Batch, losses: Losses) -> dict[str, float]:
        """One step; the losses by head."""
        for group, rate in zip(self.optimiser.param_groups, self.rates):
            group["lr"] = rate * self.rate_scale()
        with torch.autocast(batch.ids.device.type, dtype=torch.bfloat16):
            encoded = self.encode(batch.ids, batch.casings)
        vectors = encoded.float().flatten(0, 1)[batch.first_pieces]
        found = losses.of(self.network, vectors, batch)
        total = sum(WEIGHTS[name] * value for name, value in found.items())
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.n_pieces += int((batch.ids != 0).sum())
        self.n_steps += 1
        if self.n_steps % 5 == 0:
            self._average()
        return {name: value.item() for name, value in found.items()}

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(AVERAGE**5, self.n_steps / (self.n_steps + 50))
        for name, value in self.network.state_dict().items():
            self.average[name].lerp_(value, 1 - keep)

    def save(self) -> None:
        state = {
            "network": self.network.state_dict(), "average": self.average, "optimiser": self.optimiser.state_dict(),
            "n_pieces": self.n_pieces, "n_steps": self.n_steps, "round": self.round, "step_of_round": self.step_of_round,
            "labels": self.network.labels.to_json(),
        }  # fmt: skip
        torch.save(state, self.out / "checkpoint.part")
        os.replace(self.out / "checkpoint.part", self.out / "checkpoint.pt")
        self.saved_at = time.monotonic()

    def cycle_ended(self) -> bool:
        """Whether the last step was the last one of a cycle."""
        cycle = int(self.share * self.n_cycles)
        ended = cycle > self.cycle
        self.cycle = cycle
        return ended

    def keep_cycle(self) -> None:
        """Keeps the average at the end of a cycle: the weights that are shipped are a mean over them (model/clew_model/export.py)."""
        torch.save({"average": self.average, "labels": self.network.labels.to_json()}, self.out / f"cycle-{self.cycle}.pt")

    def take_up(self) -> None:
        """Goes on from the last checkpoint, where there is one."""
        path = self.out / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, map_location=self.network.arc_head.device)
            self.network.load_state_dict(state["network"])
            self.average = state["average"]
            self.optimiser.load_state_dict(state["optimiser"])
            for name in ("n_pieces", "n_steps", "round", "step_of_round"):
                setattr(self, name, state[name])
            self.cycle = int(self.share * self.n_cycles)


def _can_compile() -> bool:
    """Compiling needs a C++ compiler; without one training is a third slower."""
    return shutil.which("g++") is not None


def train(arguments: argparse.Namespace) -> None:
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    if torch.cuda.is_available():
        torch.set_default_device("cuda")
    torch._dynamo.config.cache_size_limit = 64
    corpora = read_corpora(arguments.corpora)
    labels = Labels.of([document for documents in corpora.values() for document in documents])
    pieces = Pieces(arguments.pretrained / "tokenizer.json")
    reader = Reader(labels, read_set_labels(HERE / "data" / "labels.toml"), pieces)
    mixture = Mixture(HERE / "data" / "mixture.toml")
    network = Network(labels)
    network.encoder.load_pretrained(arguments.pretrained / "model.safetensors")
    trainer = Trainer(network, arguments.out, arguments.pieces, arguments.cycles)
    trainer.take_up()
    log = (arguments.out / "log.tsv").open("a", encoding="utf-8")
    collator = Collator([name for name in labels.tag_sets if name != "factuality"], mask_rate=0.08)
    started, running, n_before = time.monotonic(), {}, trainer.n_pieces
    while trainer.share < 1:
        seed = arguments.seed * 1000 + trainer.round
        examples = mixture.round(corpora, reader, seed)
        losses = Losses(reader.allowed)
        for number, (length, units, rng) in enumerate(epoch(examples, collator, seed)):
            if number < trainer.step_of_round:
                continue
            found = trainer.step(collator.collate(length, units, rng), losses)
            trainer.step_of_round = number + 1
            for name, value in found.items():
                running[name] = running.get(name, value) * 0.98 + value * 0.02
            if trainer.n_steps % 50 == 0:
                speed = (trainer.n_pieces - n_before) / (time.monotonic() - started)
                figures = " ".join(f"{name} {value:.3f}" for name, value in sorted(running.items()))
                line = f"{time.strftime('%H:%M:%S')}\t{100 * trainer.share:.1f} %\t{speed:.0f} pieces/s\t{figures}"
                print(line, flush=True)
                print(line, file=log, flush=True)
            if time.monotonic() - trainer.saved_at > SAVE_EVERY_S:
                trainer.save()
            if trainer.cycle_ended():
                trainer.keep_cycle()
            if trainer.share >= 1:
                break
        else:
            trainer.round, trainer.step_of_round = trainer.round + 1, 0
    trainer.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--pretrained", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--pieces", type=int, default=10_600_000, help="word pieces to learn from, all rounds together")
    parser.add_argument("--cycles", type=int, default=2, help="how often the rate of learning rises and falls")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    train(arguments)


if __name__ == "__main__":
    main()
