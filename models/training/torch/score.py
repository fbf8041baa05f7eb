"""Scores the weights of a model folder on exported windows: bits per note, as `npm run evaluate` counts them.

    python3 models/training/torch/score.py --weights models/weights/default --windows windows [--word whole-test]
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from train import Processes, bits
from weights_file import read_weights
from windows import Windows, read_info


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--windows", required=True)
    parser.add_argument("--word", default="whole-test", help="which windows: valid, whole-valid or whole-test")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--probabilities", help="file for the probabilities of the first window's steps, as JSON")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    network = read_weights(given.weights, read_info(given.windows))
    windows = Windows(given.windows, given.word)
    print(json.dumps(bits(network, windows, Processes())))
    if given.probabilities:
        network.eval()
        with torch.no_grad():
            logits = network(windows.batch(np.array([0])))
        durations, pitches = (torch.softmax(each[0], dim=-1).tolist() for each in logits)
        Path(given.probabilities).write_text(json.dumps({"durations": durations, "pitches": pitches}))


if __name__ == "__main__":
    main()
