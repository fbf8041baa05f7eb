"""Training windows as `npm run train -- --export` writes them: NumPy arrays, read from disk on demand."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional

import numpy as np
import torch
from torch import Tensor

# What files say that were written before windows.json was.
FIRST_INFO = {"features": 1340, "durations": 33, "pitches": 49, "lookback": 257, "sequence": 1340}

# The byte of a window without a style.
NO_STYLE = 255


@dataclass
class Batch:
    """A batch of windows. Features are sparse: those of row r are `index[offset[r] : offset[r + 1]]`."""

    index: Tensor
    value: Tensor
    offset: Tensor
    #: [windows, steps]: symbols to predict, and 1 where there is an event.
    duration: Tensor
    pitch: Tensor
    mask: Tensor
    #: [windows, past + steps, 4]: pitch, duration, place, bar of the line; -1 where there is nothing.
    line: Optional[Tensor]
    #: [windows]: index of the style that the network is told, -1 if none; None if the windows name no styles.
    style: Optional[Tensor] = None

    def to(self, device: torch.device) -> "Batch":
        """The same batch on the network's device."""
        moved = {name: tensor.to(device) for name, tensor in vars(self).items() if tensor is not None}
        return Batch(**{"line": None, **moved})


class Windows:
    """The arrays of a folder with one prefix (`train`, `valid`, `whole-test`)."""

    def __init__(self, folder: str, word: str):
        def load(name: str) -> np.ndarray:
            return np.load(Path(folder) / f"{word}-{name}.npy", mmap_mode="r")

        self.start, self.index, self.value = load("start"), load("index"), load("value")
        self.duration, self.pitch, self.mask = load("duration"), load("pitch"), load("mask")
        has_line = (Path(folder) / f"{word}-line.npy").exists()
        self.line = load("line") if has_line else None
        has_style = (Path(folder) / f"{word}-style.npy").exists()
        self.style = load("style") if has_style else None
        self.count, self.steps = self.pitch.shape
        self.notes = int(self.mask.sum())

    def batch(self, windows: np.ndarray, steps: Optional[int] = None) -> Batch:
        """A batch of windows, truncated to a number of steps."""
        steps = steps or self.steps
        index, value, counts = [], [], []
        for window in windows:
            begin = self.start[window * self.steps : window * self.steps + steps + 1].astype(np.int64)
            index.append(self.index[begin[0] : begin[-1]])
            value.append(self.value[begin[0] : begin[-1]])
            counts.append(np.diff(begin))
        offset = np.concatenate([[0], np.cumsum(np.concatenate(counts))[:-1]])
        past = 0 if self.line is None else self.line.shape[1] - self.steps
        line = None if self.line is None else torch.from_numpy(self.line[windows, : past + steps].astype(np.int64))
        return Batch(
            index=torch.from_numpy(np.concatenate(index).astype(np.int64)),
            value=torch.from_numpy(np.concatenate(value)),
            offset=torch.from_numpy(offset),
            duration=torch.from_numpy(self.duration[windows, :steps].astype(np.int64)),
            pitch=torch.from_numpy(self.pitch[windows, :steps].astype(np.int64)),
            mask=torch.from_numpy(self.mask[windows, :steps].astype(np.float32)),
            line=line,
            style=None if self.style is None else styles_of(self.style[windows]),
        )

    def in_order(self, size: int, rank: int = 0, world: int = 1) -> Iterator[Batch]:
        """All windows once, in batches of similar length, truncated to the longest; each process gets a share."""
        lengths = np.asarray(self.mask).astype(np.int64).sum(axis=1)
        order = np.argsort(-lengths, kind="stable")
        for at in range(rank * size, self.count, size * world):
            some = np.sort(order[at : at + size])
            yield self.batch(some, int(lengths[some].max()))


def styles_of(stored: np.ndarray) -> Tensor:
    """Style indices from their bytes, where 255 is none."""
    styles = torch.from_numpy(stored.astype(np.int64))
    return torch.where(styles == NO_STYLE, -1, styles)


def order_of(count: int, epoch: int, seed: int) -> np.ndarray:
    """The order of windows in an epoch, equal in every process."""
    return np.random.default_rng([seed, epoch]).permutation(count)


def read_info(folder: str) -> dict:
    """The sizes of the files, from `windows.json`."""
    file = Path(folder) / "windows.json"
    return {**FIRST_INFO, **json.loads(file.read_text())} if file.exists() else FIRST_INFO
