"""Trains networks of several architectures on equal budgets, one after another, and logs each.

    python3 models/training/torch/ablation.py --windows /data/windows --out /data/ablation --notes 1e6 [--only both,neither]

`--windows` is a prefix: PREFIX-64, PREFIX-128 and PREFIX-256 are folders of `npm run train -- --export FOLDER --steps N`.
Runs that are done are passed over, one that was stopped goes on, so the same command resumes.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

#: Look-back features. "notes" are those of the first shipped network.
HEARS = {
    "lookback": {"lookback": "all", "attention": 0},
    "both": {"lookback": "all", "attention": 1},
    "attention": {"lookback": "none", "attention": 1},
    "neither": {"lookback": "none", "attention": 0},
    "notes": {"lookback": "notes", "attention": 0},
    "notes-and-attention": {"lookback": "notes", "attention": 1},
}
#: The two that only the first rows compare.
FIRST_ONLY = ("notes", "notes-and-attention")
UNITS = (256, 192, 320)
STEPS = (64, 128, 256)


def rows() -> "dict[str, dict]":
    """Runs by name, the most informative first: look-back, then windows and widths, then all combinations."""
    found: "dict[str, dict]" = {}

    def add(hears: str, units: int, steps: int) -> None:
        found.setdefault(f"{hears}-{units}-{steps}", {**HEARS[hears], "units": units, "steps": steps})

    for hears in HEARS:
        add(hears, 256, 64)
    for steps in STEPS:
        for hears in ("both", "lookback"):
            add(hears, 256, steps)
    # About as many parameters as two LSTM layers of 256.
    found["transformer-160-128"] = {"kind": "transformer", "units": 160, "layers": 3, "lookback": "all", "steps": 128}
    found["transformer-neither-160-128"] = {**found["transformer-160-128"], "lookback": "none"}
    for units in UNITS:
        for steps in STEPS:
            for hears in HEARS:
                if hears not in FIRST_ONLY:
                    add(hears, units, steps)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--windows", required=True, help="prefix of the folders of windows")
    parser.add_argument("--out", required=True, help="a folder per run, and results.jsonl with a line for each")
    parser.add_argument("--notes", default="1e6", help="notes that each run draws")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--threads", default="1")
    parser.add_argument("--only", help="names of runs, or parts of them, separated by commas")
    given = parser.parse_args()
    train = Path(__file__).with_name("train.py")
    for name, row in rows().items():
        if given.only and not any(part in name for part in given.only.split(",")):
            continue
        out = Path(given.out) / f"{name}-seed{given.seed}"
        if (out / "done").exists():
            continue
        shape = {key: value for key, value in row.items() if key != "steps"}
        # As many notes an update, whatever the length of its windows.
        batch = 64 * 64 // row["steps"]
        options = {**shape, "windows": f"{given.windows}-{row['steps']}", "batch": batch, "notes": given.notes}
        options.update({"epoch-notes": float(given.notes) / 2, "seed": given.seed, "threads": given.threads, "out": out})
        command = [sys.executable, train, "--test", *[f"--{k}={v}" for k, v in options.items()]]
        if (out / "state.pt").exists():
            command.append("--resume")
        print(f"== {name}", flush=True)
        subprocess.run([str(part) for part in command], check=True)
        run = json.loads((out / "run.json").read_text())
        if run["notes"] < float(given.notes):
            sys.exit(f"{name} was stopped at {run['notes']} notes; the same command continues it")
        line = {"name": name, "seed": int(given.seed), "notes": run["notes"], "valid": run["best"], "test": run["test"]}
        line.update({key: run[key] for key in ("parameters", "bytes")}, seconds=round(run["seconds"]))
        with open(Path(given.out) / "results.jsonl", "a") as file:
            file.write(json.dumps(line) + "\n")
            os.fsync(file.fileno())
        (out / "done").touch()


if __name__ == "__main__":
    main()
