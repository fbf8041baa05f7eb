"""Weight files of the drum network, as the plugin reads them: `model.json` and one binary, one byte a weight."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

import drum_hits as dh
from drum_network import DrumNetwork

BINARY = "weights.bin"
#: What is smaller stays in full precision: it costs little and matters more.
SMALL = 512
LICENCE = "CC BY 4.0; attribution in models/ATTRIBUTION.md"


def named_weights(network: DrumNetwork) -> "list[tuple[str, Tensor]]":
    state = network.state_dict()
    named = [("input/kernel", state["input.weight"][: dh.INPUT])]
    for name in ("recurrent", "step"):
        named += [(f"{name}/kernel", state[f"{name}.weight"]), (f"{name}/bias", state[f"{name}.bias"])]
    named.append(("back/kernel", state["back.weight"].T))
    for name in ("drum", "velocity", "deviation"):
        for part in ("state", "out"):
            named += [
                (f"{name}_{part}/kernel", state[f"{name}.{part}.weight"]),
                (f"{name}_{part}/bias", state[f"{name}.{part}.bias"]),
            ]
        tables = len(getattr(network, name).tables)
        named += [(f"{name}_table{i}/kernel", state[f"{name}.tables.{i}.weight"]) for i in range(tables)]
    return named


def quantized(values: np.ndarray) -> "tuple[np.ndarray, dict | None]":
    if values.size < SMALL:
        return values.astype("<f4"), None
    low = float(values.min())
    scale = (float(values.max()) - low) / 255 or 1.0
    return np.rint((values - low) / scale).astype("u1"), {"dtype": "uint8", "scale": scale, "min": low}


def round_to_bytes(network: DrumNetwork) -> None:
    """Sets the weights to what their stored bytes say."""
    with torch.no_grad():
        for _, tensor in named_weights(network):
            stored, how = quantized(tensor.numpy())
            if how:
                tensor.copy_(torch.from_numpy(stored * np.float32(how["scale"]) + np.float32(how["min"])))


def write(network: DrumNetwork, folder: str, edges: dict, manifest: dict) -> None:
    specs, parts = [], []
    for name, tensor in named_weights(network):
        stored, how = quantized(tensor.contiguous().numpy())
        specs.append({"name": name, "shape": list(tensor.shape), "dtype": "float32", **({"quantization": how} if how else {})})
        parts.append(stored.tobytes())
    data = b"".join(parts)
    model = {
        "format": "drum-network",
        "userDefinedMetadata": {"name": f"drums-{network.units}"},
        "sixths": edges,
        "weightsManifest": [{"paths": [BINARY], "weights": specs}],
    }
    parameters = sum(int(np.prod(spec["shape"])) for spec in specs)
    said = {"name": f"drums-{network.units}", "licence": LICENCE, "bytes": len(data), "parameters": parameters, **manifest}
    to = Path(folder)
    to.mkdir(parents=True, exist_ok=True)
    (to / "model.json").write_text(json.dumps(model, separators=(",", ":")) + "\n")
    (to / BINARY).write_bytes(data)
    (to / "manifest.json").write_text(json.dumps(said, indent=2) + "\n")
