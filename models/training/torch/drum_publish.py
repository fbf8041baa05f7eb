"""Writes the weights of a training run of the drums, and what the network says of a few made-up hits, for the conformity test.

    python3 models/training/torch/drum_publish.py --run .runs/drums --groove DATA/groove/grooves.jsonl --out models/weights/drums
"""

import argparse
import json
import math
import random
from pathlib import Path

import numpy as np
import torch

import drum_hits as dh
from drum_network import DrumNetwork
from drum_weights import round_to_bytes, write
from drums import batch, prepare, validate


def made_up() -> dh.Performance:
    """Six bars with every drum, and a few triplets."""
    rng = random.Random(7)
    hits = []
    for tick in range(0, 6 * 96, 4):
        if tick % 24 not in dh.PLACE_OF:
            continue
        for drum in range(13):
            often = 0.5 if tick % 12 == 0 and drum in (0, 1, 4) else 0.03
            if rng.random() < often:
                hits.append((tick, drum, round(rng.uniform(-50, 50), 1), rng.randrange(1, 128)))
    bars = 6
    return dh.Performance(
        "made-up", 4, 0, dh.STYLES.index("funk"), 104, hits, np.array([2.0, 3.1, 3.5, 4.2, 2.7, 5.5]),
        np.array([40.0, 55.0, 60.0, 70.0, 80.0, 90.0]), np.array([0, 0, 0, 1, 0, 1]), np.array([0, 0, 1, 0, 0, 0]),
    )  # fmt: skip


def fixture(network: DrumNetwork, edges: dict) -> dict:
    p = made_up()
    dh.encode(p, edges["density"], edges["level"])
    inputs, targets, _ = batch([(p, 0, len(p.targets))])
    with torch.no_grad():
        names = ("step", "drum", "velocity", "deviation")
        said = {
            name: np.round(torch.softmax(logits[0], -1).numpy().astype(float), 6)
            for name, logits in zip(names, network.logits(inputs, targets))
        }
    shown = [0, 1, 2, 20, 40, len(p.hits) - 1]
    return {
        "bpm": p.bpm,
        "style": dh.STYLES[p.style],
        "bars": [
            {
                "density": dh.digit(p.density[b], edges["density"]),
                "level": dh.digit(p.level[b], edges["level"]),
                "fill": int(p.fill[b]),
                "feel": int(p.feel[b]),
            }
            for b in range(len(p.fill))
        ],
        "hits": [[tick, drum, velocity, deviation] for tick, drum, deviation, velocity in p.hits],
        "said": [{"hit": i, **{name: values[i].tolist() for name, values in said.items()}} for i in shown],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", required=True, help="folder of a training run")
    parser.add_argument("--groove", required=True, help="grooves.jsonl of the Groove source")
    parser.add_argument("--out", required=True, help="folder of the weights")
    parser.add_argument("--fixture", help="file for the conformity test")
    args = parser.parse_args()
    torch.set_num_threads(1)
    best = torch.load(Path(args.run) / "best.pt")
    network = DrumNetwork(best["units"])
    network.load_state_dict(best["network"])
    network.eval()
    splits, edges = prepare(args.groove)
    whole = validate(network, splits["validation"])
    round_to_bytes(network)
    stored = validate(network, splits["validation"])
    parts = dict(zip(("place", "drum", "velocity", "deviation"), (round(v, 4) for v in stored)))
    print(f"{sum(whole):.4f} bits a hit in full precision, {sum(stored):.4f} as bytes", parts)
    training = {
        "performances": len(splits["train"]),
        "hits": sum(len(p.targets) for p in splits["train"]),
        "epochs": best["epoch"],
        "validBitsPerHit": {"all": round(sum(stored), 4), **parts},
    }
    write(network, args.out, edges, {"training": training})
    if args.fixture:
        Path(args.fixture).write_text(json.dumps(fixture(network, edges)) + "\n")


if __name__ == "__main__":
    main()
