"""Weight files as the plugin and `tf.loadLayersModel` read them: `model.json` and one binary. LSTM networks only."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from network import PhraseNetwork, Shape

BINARY = "group1-shard1of1.bin"
#: What is smaller stays in full precision: it costs little and matters more.
SMALL = 1024
#: The topologies with and without attention, but for their sizes, as the trainer in TypeScript writes them.
TOPOLOGIES = Path(__file__).parent / "topologies.json"
LICENCE = "MIT; attribution in models/README.md"


def named_weights(network: PhraseNetwork) -> "list[tuple[str, Tensor]]":
    """The network's weights with the names, shapes and order of the layers model. The order of gates is the same."""
    state = network.state_dict()

    def dense(name: str) -> "list[tuple[str, Tensor]]":
        return [(f"{name}/kernel", state[f"{name}.weight"].T), (f"{name}/bias", state[f"{name}.bias"])]

    def lstm(name: str) -> "list[tuple[str, Tensor]]":
        return [
            (f"{name}/kernel", state[f"{name}.weight_ih_l0"].T),
            (f"{name}/recurrent_kernel", state[f"{name}.weight_hh_l0"].T),
            (f"{name}/bias", state[f"{name}.bias_ih_l0"] + state[f"{name}.bias_hh_l0"]),
        ]

    embed = [("embed/kernel", state["embed.weight"]), ("embed/bias", state["embed_bias"])]
    plain = embed + lstm("lstm1") + lstm("lstm2") + dense("duration") + dense("pitch_hidden") + dense("pitch")
    return plain + [(f"attention/{name}", tensor) for name, tensor in attention_weights(network).items()]


def attention_weights(network: PhraseNetwork) -> "dict[str, Tensor]":
    """Attention's weights by name, in the order of the layers model; empty without attention."""
    if not network.attention:
        return {}
    attention = network.attention
    query = {"query_kernel": attention.query.weight.T, "query_bias": attention.query.bias}
    learnt = {"distance": attention.distance, "age": attention.age, "nothing": attention.nothing, "copy": network.copy}
    return {"key": attention.key.weight, **query, **learnt}


def stored_bytes(network: torch.nn.Module) -> int:
    """Size in bytes of any network, stored as by `write_weights`."""
    return sum(p.numel() * (1 if p.numel() >= SMALL else 4) for p in network.parameters() if p.requires_grad)


def write_weights(network: PhraseNetwork, folder: str, name: str, precision: str, manifest: dict) -> None:
    """Writes a model folder. `precision` is uint8, uint16 or float32; `manifest` are further fields of its manifest."""
    if network.shape.kind != "lstm" or network.shape.lookback == "none":
        raise ValueError("only LSTM networks with look-back have weight files")
    specs, parts = [], []
    for key, tensor in named_weights(network):
        values = tensor.detach().cpu().contiguous().numpy().astype("<f4")
        spec: dict = {"name": key, "shape": list(values.shape), "dtype": "float32"}
        if precision != "float32" and values.size >= SMALL:
            top = 255 if precision == "uint8" else 65_535
            low = float(values.min())
            scale = (float(values.max()) - low) / top or 1.0
            values = np.rint((values - low) / scale).astype("u1" if precision == "uint8" else "<u2")
            spec["quantization"] = {"dtype": precision, "scale": scale, "min": low}
        specs.append(spec)
        parts.append(values.tobytes())
    data = b"".join(parts)
    shape = network.shape
    model = {"format": "layers-model", "generatedBy": "phaser-adaptive-music", "convertedBy": None}
    model["modelTopology"] = json.loads(TOPOLOGIES.read_text())["attention" if shape.attention else "plain"]
    attention = {"heads": shape.heads, "width": shape.width, "reach": shape.reach} if shape.attention else {}
    sizes = {"embed": shape.embed, "lstm1": shape.units, "lstm2": shape.units, "pitch_hidden": shape.hidden}
    for layer in model["modelTopology"]["config"]["layers"]:
        if layer["name"] in sizes:
            layer["config"]["units"] = sizes[layer["name"]]
        if layer["name"] == "features":
            layer["config"]["batch_input_shape"] = [None, None, network.embed.num_embeddings]
        if layer["name"] == "attention":
            layer["config"].update(attention)
    model["userDefinedMetadata"] = {"name": name, **({"reach": shape.reach} if shape.attention else {})}
    model["weightsManifest"] = [{"paths": [BINARY], "weights": specs}]
    sizes = {"embed": shape.embed, "units": shape.units, "pitchHidden": shape.hidden}
    if shape.attention:
        sizes["attention"] = attention
    parameters = sum(int(np.prod(spec["shape"])) for spec in specs)
    said = {"name": name, "licence": LICENCE, "precision": precision, "bytes": len(data), "parameters": parameters}
    to = Path(folder)
    to.mkdir(parents=True, exist_ok=True)
    (to / "model.json").write_text(json.dumps(model, separators=(",", ":")))
    (to / BINARY).write_bytes(data)
    (to / "manifest.json").write_text(json.dumps({**said, "size": sizes, **manifest}, indent=2) + "\n")


def read_weights(folder: str, info: dict, shape: Shape = Shape()) -> PhraseNetwork:
    """A network with the weights of a model folder. If `shape` has attention and they have none, its output starts at zero."""
    read = read_arrays(folder)
    if "attention/key" in read:
        heads, _, width = read["attention/distance"].shape
        reach = json.loads((Path(folder) / "model.json").read_text())["userDefinedMetadata"]["reach"]
        shape = replace(shape, attention=True, heads=heads, width=width, reach=reach)
    embed, units = read["embed/kernel"].shape[1], read["lstm1/recurrent_kernel"].shape[0]
    hidden = read["pitch_hidden/kernel"].shape[1]
    styles = shape.styles or len(read["embed/kernel"]) > info["features"]
    sizes = {"embed": embed, "units": units, "hidden": hidden, "styles": styles}
    network = PhraseNetwork(replace(shape, kind="lstm", **sizes), info)
    told = units + embed
    with torch.no_grad():
        # Weights may be older than some features: they know nothing of them.
        known = min(len(network.embed.weight), len(read["embed/kernel"]))
        network.embed.weight.zero_()
        network.embed.weight[:known].copy_(read["embed/kernel"][:known])
        network.embed_bias.copy_(read["embed/bias"])
        for name, lstm in (("lstm1", network.lstm1), ("lstm2", network.lstm2)):
            lstm.weight_ih_l0.copy_(read[f"{name}/kernel"].T)
            lstm.weight_hh_l0.copy_(read[f"{name}/recurrent_kernel"].T)
            lstm.bias_ih_l0.copy_(read[f"{name}/bias"])
        for name in ("duration", "pitch_hidden", "pitch"):
            layer, kernel = getattr(network, name), read[f"{name}/kernel"].T
            layer.bias.copy_(read[f"{name}/bias"])
            if layer.weight.shape == kernel.shape:
                layer.weight.copy_(kernel)
                continue
            # What attention finds stands between what is told and the duration taken.
            layer.weight.zero_()
            layer.weight[:, :told].copy_(kernel[:, :told])
            if name == "pitch_hidden":
                layer.weight[:, -network.durations :].copy_(kernel[:, told:])
        if "attention/key" in read:
            for name, tensor in attention_weights(network).items():
                tensor.copy_(read[f"attention/{name}"])
        elif network.attention:
            network.copy.zero_()
    return network


def read_arrays(folder: str) -> "dict[str, Tensor]":
    """The weights of a model folder by name, in full precision."""
    model = json.loads((Path(folder) / "model.json").read_text())
    data = b"".join((Path(folder) / p).read_bytes() for group in model["weightsManifest"] for p in group["paths"])
    read, at = {}, 0
    for spec in (spec for group in model["weightsManifest"] for spec in group["weights"]):
        how = spec.get("quantization")
        kind = np.dtype({"uint8": "u1", "uint16": "<u2", "float16": "<f2"}[how["dtype"]] if how else "<f4")
        size = int(np.prod(spec["shape"]))
        values = np.frombuffer(data, kind, size, at).astype("f4")
        at += size * kind.itemsize
        if how and how["dtype"] != "float16":
            values = values * np.float32(how["scale"]) + np.float32(how["min"])
        read[spec["name"]] = torch.from_numpy(values.reshape(spec["shape"]).copy())
    return read
