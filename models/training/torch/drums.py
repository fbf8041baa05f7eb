"""Trains the network that plays the drums on the Groove source.

    python3 models/training/torch/drums.py --groove DATA/groove/grooves.jsonl --out .runs/drums
"""

import argparse
import json
import math
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

import drum_hits as dh
from drum_network import DrumNetwork

WINDOW = 128
RATE, FINAL_RATE = 5e-3, 3e-5
#: Share of the events that are withheld from the inputs in training.
FORGET = 0.08


def windows(performances: "list[dh.Performance]", rng: random.Random) -> list:
    """Every hit once, cut at random places."""
    cut = []
    for p in performances:
        count = len(p.targets)
        start = rng.randrange(0, min(WINDOW, count))
        if start > 16:
            cut.append((p, 0, start))
        cut += [(p, a, min(count, a + WINDOW)) for a in range(start, count, WINDOW)]
    return cut


def batch(cut: list) -> "tuple[Tensor, Tensor, Tensor]":
    length = max(b - a for _, a, b in cut)
    width = max(p.inputs.shape[1] for p, _, _ in cut)
    inputs = np.full((len(cut), length, width), dh.INPUT, dtype=np.int64)
    targets = np.zeros((len(cut), length, dh.COLUMNS), dtype=np.int64)
    targets[..., dh.LAST] = -1
    counts = np.zeros((len(cut), length), dtype=np.float32)
    for i, (p, a, b) in enumerate(cut):
        inputs[i, : b - a, : p.inputs.shape[1]] = p.inputs[a:b]
        targets[i, : b - a] = p.targets[a:b]
        counts[i, : b - a] = 1
    return torch.from_numpy(inputs), torch.from_numpy(targets), torch.from_numpy(counts)


def validate(network: DrumNetwork, performances: "list[dh.Performance]") -> "list[float]":
    """Mean bits of the four parts of a hit, over whole performances."""
    network.eval()
    total, count = torch.zeros(4), 0.0
    ordered = sorted(performances, key=lambda p: len(p.targets))
    with torch.no_grad():
        for at in range(0, len(ordered), 16):
            inputs, targets, counts = batch([(p, 0, len(p.targets)) for p in ordered[at : at + 16]])
            total += (network.bits(inputs, targets) * counts[..., None]).sum((0, 1))
            count += counts.sum().item()
    return (total / count).tolist()


def save(file: Path, **state) -> None:
    """Never leaves half a file."""
    torch.save(state, f"{file}.new")
    os.replace(f"{file}.new", file)


def train(args: argparse.Namespace, splits: dict, edges: dict) -> None:
    torch.manual_seed(args.seed)
    network = DrumNetwork(args.units)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    epoch, best, log = 0, math.inf, []
    if args.resume and (out / "state.pt").exists():
        state = torch.load(out / "state.pt")
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        epoch, best, log = state["epoch"], state["best"], state["log"]
    print(sum(p.numel() for p in network.parameters()), "parameters", flush=True)
    while epoch < args.epochs:
        rng = random.Random(args.seed * 1000 + epoch)
        torch.manual_seed(args.seed * 1000 + epoch)
        begun = time.time()
        network.train()
        cut = windows(splits["train"], rng)
        cut.sort(key=lambda w: w[2] - w[1] + rng.random() * 30)
        batches = [cut[i : i + args.batch] for i in range(0, len(cut), args.batch)]
        rng.shuffle(batches)
        total, count = 0.0, 0.0
        for number, some in enumerate(batches):
            share = (epoch + number / len(batches)) / args.epochs
            warm = min(1.0, (epoch * len(batches) + number + 1) / 50)
            for group in optimizer.param_groups:
                group["lr"] = (FINAL_RATE + (RATE - FINAL_RATE) * (1 + math.cos(math.pi * share)) / 2) * warm
            inputs, targets, counts = batch(some)
            inputs = inputs.masked_fill((torch.rand(inputs.shape) < FORGET) & (inputs < dh.TOLD), dh.INPUT)
            bits = network.bits(inputs, targets) * counts[..., None]
            loss = bits.sum() / counts.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            total += bits.sum().item()
            count += counts.sum().item()
        parts = validate(network, splits["validation"])
        epoch += 1
        log.append({"epoch": epoch, "train": round(total / count, 4), "valid": [round(v, 4) for v in parts]})
        said = f"{epoch} train {total / count:.3f} valid {sum(parts):.4f}"
        print(said, log[-1]["valid"], f"{time.time() - begun:.0f} s", flush=True)
        if sum(parts) < best:
            best = sum(parts)
            save(out / "best.pt", network=network.state_dict(), edges=edges, bits=parts, epoch=epoch, units=args.units)
        progress = {"epoch": epoch, "best": best, "log": log}
        save(out / "state.pt", network=network.state_dict(), optimizer=optimizer.state_dict(), **progress)
        (out / "run.json").write_text(json.dumps({"settings": vars(args), "log": log}, indent=1) + "\n")


def prepare(groove: str) -> "tuple[dict[str, list[dh.Performance]], dict[str, list[float]]]":
    """The performances of each split, encoded, and the edges of the sixths that they are told by."""
    splits = dh.read(groove)
    edges = {
        "density": dh.sixths([p.density for p in splits["train"]]),
        "level": dh.sixths([p.level for p in splits["train"]]),
    }
    for performances in splits.values():
        for p in performances:
            dh.encode(p, edges["density"], edges["level"])
    return splits, edges


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--groove", required=True, help="grooves.jsonl of the Groove source")
    parser.add_argument("--out", default=".runs/drums", help="folder of checkpoints and log")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--units", type=int, default=112)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="continue the run in --out")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    train(args, *prepare(args.groove))


if __name__ == "__main__":
    main()
