"""Writes the best weights of a run as a model folder: `model.json`, one binary, `manifest.json` and the training log.

    python3 models/training/torch/publish.py --run .runs/torch --out models/weights/default

The run may still be going on. `train.py --publish` does the same at the end of a run.
"""

import argparse
import json
from pathlib import Path

import torch

from network import PhraseNetwork, Shape
from weights_file import write_weights
from windows import read_info


def publish(network: PhraseNetwork, info: dict, run: dict, folder: str, precision: str) -> None:
    """Writes a model folder. `run` is the log of the run, as in its `run.json`."""
    # Folders of this machine mean nothing elsewhere.
    settings = {**run["settings"], "windows": [Path(each).name for each in run["settings"]["windows"].split(",")]}
    training = {"hours": round(run["seconds"] / 3600, 2), "notes": run["notes"], "updates": run["update"]}
    training.update(validBitsPerNote=run["best"], settings=settings)
    inputs = {key: info[key] for key in ("layout", "durations", "pitches", "styles") if key in info}
    inputs["features"] = network.embed.num_embeddings
    write_weights(network, folder, Path(folder).name, precision, {"inputs": inputs, "training": training})
    log = {"settings": settings, "epochs": run["log"]}
    Path(folder, "training-log.json").write_text(json.dumps(log, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", required=True, help="folder of the run: run.json and best.pt")
    parser.add_argument("--out", required=True, help="the model folder to write; its name becomes the model's")
    parser.add_argument("--windows", help="folder of the windows, if they are no longer where the run read them")
    parser.add_argument("--precision", default="uint8", choices=("uint8", "uint16", "float32"))
    given = parser.parse_args()
    run = json.loads(Path(given.run, "run.json").read_text())
    info = read_info(given.windows or run["settings"]["windows"].split(",")[0])
    network = PhraseNetwork(Shape(**run["settings"]["shape"]), info)
    network.load_state_dict(torch.load(Path(given.run, "best.pt"), map_location="cpu"))
    publish(network, info, run, given.out, given.precision)
    size = Path(given.out, "group1-shard1of1.bin").stat().st_size
    print(json.dumps({"validBitsPerNote": run["best"], "notes": run["notes"], "bytes": size}))


if __name__ == "__main__":
    main()
