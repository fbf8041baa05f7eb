"""Trains the network on exported windows, in one process or in several with synchronized updates (DistributedDataParallel).

    python3 models/training/torch/train.py --windows windows --out .runs/torch --notes 5e6 --publish weights/mine
    python3 models/training/torch/train.py ... --processes 2      # two on this machine
    torchrun --nnodes 4 --nproc_per_node 8 --rdzv_backend c10d --rdzv_endpoint HOST:29500 models/training/torch/train.py ...
"""

import argparse
import json
import math
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Optional

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from network import PhraseNetwork, Shape, losses, masks, parameter_count
from publish import publish
from weights_file import read_weights, stored_bytes
from windows import Windows, order_of, read_info

AVERAGE_DECAY = 0.998


@dataclass
class Settings:
    """The settings of a run. Every field is an option of the command, and so is every field of `Shape`."""

    windows: str = "windows"  # folders, separated by commas: each epoch reads the next
    notes: float = 5e6  # to draw in all
    batch: int = 64  # windows an update, of all processes together
    rate: float = 3e-3
    final_rate: float = 5e-5
    warmup: int = 100
    cycles: int = 1  # times that the rate starts again from its top
    decay: float = 0.01
    clip: float = 1.0
    epoch_notes: float = 4e5  # between two validations
    seed: int = 1
    shape: Shape = field(default_factory=Shape)


@dataclass
class State:
    """The state of a run, as in its log."""

    update: int = 0
    notes: int = 0
    seconds: float = 0.0
    best: float = float("inf")
    log: list = field(default_factory=list)


class Processes:
    """The group of processes that train together; by default one."""

    def __init__(self) -> None:
        self.world = int(os.environ.get("WORLD_SIZE", "1"))
        self.rank = int(os.environ.get("RANK", "0"))
        cuda = torch.cuda.is_available()
        self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0"))) if cuda else torch.device("cpu")
        if self.world > 1:
            dist.init_process_group("nccl" if cuda else "gloo")

    def meet(self) -> None:
        """Waits until all processes have arrived."""
        self.sum(torch.zeros(1, device=self.device))

    def end(self) -> None:
        """Waits for the others, then stops the communication threads, which would abort Python if they ran at exit."""
        if self.world > 1:
            dist.barrier()
            dist.destroy_process_group()

    def sum(self, values: Tensor) -> Tensor:
        """The sum over all processes."""
        if self.world > 1:
            dist.all_reduce(values)
        return values


def rate_at(settings: Settings, update: int, notes: int) -> float:
    """A cosine from `rate` to `final_rate` per cycle; each cycle starts at half the previous peak."""
    share = min(1.0, notes / settings.notes) * settings.cycles
    cycle = min(int(share), settings.cycles - 1)
    top = settings.final_rate + (settings.rate - settings.final_rate) * 0.5**cycle
    cosine = (1 + math.cos(math.pi * min(1.0, share - cycle))) / 2
    return (settings.final_rate + (top - settings.final_rate) * cosine) * min(1.0, update / settings.warmup)


def bits(network: PhraseNetwork, windows: Windows, processes: Processes, size: int = 64) -> "dict[str, float]":
    """Bits per note on all windows: total, duration, pitch."""
    total = torch.zeros(3, dtype=torch.float64)
    network.eval()
    with torch.no_grad():
        for batch in windows.in_order(size, processes.rank, processes.world):
            batch = batch.to(processes.device)
            found = torch.cat([losses(network, batch), batch.mask.sum()[None]])
            total += found.double().cpu()
    network.train()
    total = processes.sum(total.to(processes.device)).cpu()
    duration, pitch = (total[:2] / total[2] / math.log(2)).tolist()
    return {"total": round(duration + pitch, 4), "duration": round(duration, 4), "pitch": round(pitch, 4)}


class Run:
    """A training run in a folder: `state.pt` to resume from, `best.pt`, and the log `run.json`."""

    def __init__(self, settings: Settings, out: str, processes: Processes, start: Optional[str] = None):
        self.settings, self.out, self.processes = settings, Path(out), processes
        self.info = read_info(first_of(settings.windows))
        torch.manual_seed(settings.seed)
        network = read_weights(start, self.info, settings.shape) if start else PhraseNetwork(settings.shape, self.info)
        self.network = network.to(processes.device)
        self.settings.shape = network.shape
        self.average = {name: p.detach().clone() for name, p in self.network.named_parameters()}
        self.optimizer = torch.optim.AdamW(
            [p for p in self.network.parameters() if p.requires_grad],
            lr=settings.rate,
            betas=(0.9, 0.99),
            weight_decay=settings.decay,
        )
        self.state = State()
        #: Bits per note of every update, for those who compare runs.
        self.curve: "list[float]" = []
        self.stopped = False

    def resume(self) -> None:
        """Resumes from the last checkpoint."""
        saved = torch.load(self.out / "state.pt", map_location=self.processes.device)
        self.network.load_state_dict(saved["network"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.average = saved["average"]
        self.state = State(**saved["state"])

    def train(self) -> None:
        """Trains until the notes are drawn, or `stopped`."""
        settings, state, processes = self.settings, self.state, self.processes
        sets = [Windows(folder, "train") for folder in settings.windows.split(",")]
        valid = Windows(first_of(settings.windows), "whole-valid")
        model: nn.Module = self.network
        if processes.world > 1:
            model = DistributedDataParallel(self.network)
        count = min(windows.count for windows in sets)
        updates_an_epoch = count // settings.batch
        since, began, next_validation = torch.zeros(2), time.time(), state.notes + settings.epoch_notes
        while state.notes < settings.notes and not self.stopped:
            epoch, at = divmod(state.update, updates_an_epoch)
            order = order_of(count, epoch, settings.seed)
            some = order[at * settings.batch : (at + 1) * settings.batch]
            state.update += 1
            found = self.update(model, sets[epoch % len(sets)], some)
            since += torch.stack([found[:2].sum(), found[2]]).cpu()
            self.curve.append(float(found[:2].sum() / found[2] / math.log(2)))
            state.notes += int(found[2])
            if state.notes >= next_validation or state.notes >= settings.notes or self.stopped:
                state.seconds += time.time() - began
                speed = float(since[1]) / (time.time() - began)
                self.validate(valid, float(since[0] / since[1] / math.log(2)), speed)
                since, began = torch.zeros(2), time.time()
                next_validation = state.notes + settings.epoch_notes

    def update(self, model: nn.Module, windows: Windows, some) -> Tensor:
        """One update on a batch of windows, of which each process reads its share. Returns the total losses and number of notes."""
        settings, processes = self.settings, self.processes
        mine = slice(processes.rank * len(some) // processes.world, (processes.rank + 1) * len(some) // processes.world)
        batch = windows.batch(some[mine]).to(processes.device)
        drop = masks(settings.shape, settings.seed, self.state.update, len(some))
        drop = drop and [mask[mine].to(processes.device) for mask in drop]
        notes = processes.sum(batch.mask.sum())
        for group in self.optimizer.param_groups:
            group["lr"] = rate_at(settings, self.state.update, self.state.notes)
        self.optimizer.zero_grad(set_to_none=True)
        loss = losses(model, batch, drop)
        # Processes give the mean of their gradients: a share of the notes each would else count as much as any other.
        (loss.sum() * processes.world / notes).backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), settings.clip)
        self.optimizer.step()
        keep = min(AVERAGE_DECAY, self.state.update / (self.state.update + 10))
        with torch.no_grad():
            for name, parameter in self.network.named_parameters():
                self.average[name].lerp_(parameter, 1 - keep)
        return torch.cat([processes.sum(loss.detach()), notes[None]])

    def validate(self, valid: Windows, train: float, speed: float) -> None:
        """Validates the averaged weights, writes the log and a checkpoint."""
        state = self.state
        kept = {name: p.detach().clone() for name, p in self.network.named_parameters()}
        self.put(self.average)
        found = bits(self.network, valid, self.processes)
        better = found["total"] < state.best
        if better and self.processes.rank == 0:
            save(self.out / "best.pt", self.network.state_dict())
        self.put(kept)
        state.best = min(state.best, found["total"])
        rate = rate_at(self.settings, state.update, state.notes)
        line = {"update": state.update, "notes": state.notes, "hours": round(state.seconds / 3600, 4), "rate": rate}
        state.log.append({**line, "train": round(train, 4), "valid": found, "notesPerSecond": round(speed)})
        if self.processes.rank > 0:
            return
        print(json.dumps(state.log[-1]), flush=True)
        network, optimizer = self.network.state_dict(), self.optimizer.state_dict()
        saved = {"network": network, "optimizer": optimizer, "average": self.average, "state": asdict(state)}
        save(self.out / "state.pt", saved)
        self.write_log()

    def write_log(self, **more) -> None:
        """Writes `run.json`."""
        (self.out / "run.json").write_text(json.dumps(self.log(**more), indent=1))

    def log(self, **more) -> dict:
        """The settings, sizes and validations of the run."""
        sizes = {"parameters": parameter_count(self.network), "bytes": stored_bytes(self.network)}
        return {"settings": asdict(self.settings), **sizes, **more, **asdict(self.state)}

    def put(self, values: "dict[str, Tensor]") -> None:
        with torch.no_grad():
            for name, parameter in self.network.named_parameters():
                parameter.copy_(values[name])

    def load_best(self) -> None:
        """Loads the weights with the best validation, once the first process has written them."""
        self.processes.meet()
        self.network.load_state_dict(torch.load(self.out / "best.pt", map_location=self.processes.device))


def first_of(folders: str) -> str:
    """The folder for validation and test."""
    return folders.split(",")[0]


def save(path: Path, content: object) -> None:
    """Saves atomically: a crash leaves the previous file."""
    torch.save(content, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for part, name in ((Settings(), "Settings"), (Shape(), "Shape")):
        for each in fields(part):
            value = getattr(part, each.name)
            if isinstance(value, bool):
                parser.add_argument(f"--{each.name}", type=int, choices=(0, 1), default=int(value))
            elif not isinstance(value, Shape):
                kind = float if isinstance(value, float) else type(value)
                parser.add_argument(f"--{each.name.replace('_', '-')}", type=kind, default=value)
    parser.add_argument("--out", default=".runs/torch", help="folder of checkpoints and log")
    parser.add_argument("--from", dest="start", help="a model folder to start from, which determines the architecture")
    parser.add_argument("--resume", action="store_true", help="continue from the last checkpoint in --out")
    parser.add_argument("--threads", type=int, default=2, help="CPU threads per process")
    parser.add_argument("--processes", type=int, default=1, help="processes on this machine, without a launcher")
    parser.add_argument("--publish", help="then write the best weights as a model folder")
    parser.add_argument("--precision", default="uint8", choices=("uint8", "uint16", "float32"))
    parser.add_argument("--test", action="store_true", help="then score the best weights on the test tunes")
    parser.add_argument("--curve", action="store_true", help="write the loss of every update to curve-RANK.json")
    return parser.parse_args()


def settings_of(given: argparse.Namespace) -> Settings:
    """The settings from the options."""
    shape = Shape(**{f.name: type(f.default)(getattr(given, f.name)) for f in fields(Shape)})
    plain = {f.name: getattr(given, f.name) for f in fields(Settings) if f.name != "shape"}
    return Settings(**plain, shape=shape)


def launch(processes: int) -> int:
    """Starts this command once per process, on loopback, and waits; the first failure ends them all."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = {**os.environ, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "WORLD_SIZE": str(processes)}
    ranks = [{**where, "RANK": str(rank), "LOCAL_RANK": str(rank)} for rank in range(processes)]
    running = [subprocess.Popen([sys.executable, *sys.argv], env=rank) for rank in ranks]
    while any(process.poll() is None for process in running):
        if any(process.poll() for process in running):
            for process in running:
                process.terminate()
        time.sleep(0.2)
    return max(abs(process.returncode) for process in running)


def main() -> None:
    given = options()
    if given.processes > 1 and "WORLD_SIZE" not in os.environ:
        sys.exit(launch(given.processes))
    torch.set_num_threads(given.threads)
    processes = Processes()
    settings = settings_of(given)
    Path(given.out).mkdir(parents=True, exist_ok=True)
    run = Run(settings, given.out, processes, given.start)
    if given.resume:
        run.resume()
    signal.signal(signal.SIGINT, lambda *_: setattr(run, "stopped", True))
    signal.signal(signal.SIGTERM, lambda *_: setattr(run, "stopped", True))
    run.train()
    if given.curve:
        Path(given.out, f"curve-{processes.rank}.json").write_text(json.dumps(run.curve))
    run.load_best()
    if given.test:
        found = bits(run.network, Windows(first_of(settings.windows), "whole-test"), processes)
        if processes.rank == 0:
            run.write_log(test=found)
            print(json.dumps({"test": found}))
    if given.publish and processes.rank == 0:
        publish(run.network, run.info, run.log(), given.publish, given.precision)
    processes.end()


if __name__ == "__main__":
    main()
