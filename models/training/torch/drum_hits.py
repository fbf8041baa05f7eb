"""Drum performances of the Groove source as sequences of hits, with what the network is told before each of them."""

import bisect
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CLASSES = (
    "kick snare rimshot sidestick hat-closed hat-open hat-pedal ride ride-bell crash tom-high tom-mid tom-low".split()
)
#: What one limb or one habit plays: velocity and timing are remembered by group.
GROUPS = (0, 1, 1, 1, 2, 2, 3, 2, 2, 4, 5, 5, 5)
#: Places of a quarter, in 1/24: sixteenths, and triplets of eighths and sixteenths.
PLACES = (0, 4, 6, 8, 12, 16, 18, 20)
PLACE_OF = {tick: place for place, tick in enumerate(PLACES)}
STYLES = (
    "rock funk hiphop jazz latin afro punk pop soul gospel country reggae neworleans swing dance middleeastern".split()
)
#: Quarters of a bar, and the number of the meter.
METERS = {"4/4": (4, 0), "3/4": (3, 1), "6/8": (3, 2), "5/4": (5, 3)}
TEMPI = (80, 100, 120, 150)

QUARTERS = 5  # a bar has at most this many, and so has a gap between two hits
STEPS = 8 * QUARTERS
VELOCITIES = 16  # bins of 8
DEVIATIONS = 20  # bins of 6 ms from -60 ms
FINE = 40  # bins of 3 ms from -60 ms, for means
NONE = -1e9


def style_of(name: str) -> int:
    top, _, variant = name.partition("/")
    if "shuffle" in variant or "swing" in variant or top == "blues":
        return STYLES.index("swing")
    if top.startswith("afro"):
        return STYLES.index("afro")
    return STYLES.index(top) if top in STYLES else STYLES.index("pop")


def layout(sizes: "list[tuple[str, int]]") -> "tuple[dict[str, int], int]":
    offsets, at = {}, 0
    for name, size in sizes:
        offsets[name] = at
        at += size
    return offsets, at


#: One-hot inputs of a step: the hit before it, its place, what is told, and the bar before.
INPUTS = [
    ("drum", 13), ("velocity", VELOCITIES), ("deviation", DEVIATIONS), ("place", STEPS), ("bar", 4), ("style", 16),
    ("feel", 2), ("meter", 4), ("tempo", 5), ("density", 6), ("level", 6), ("fill", 2), ("nextFill", 2),
    ("backStep", STEPS + 1), ("backDrum", 13), ("hereDrum", 13), ("start", 1),
]  # fmt: skip
OFFSETS, INPUT = layout(INPUTS)
#: Events may be forgotten in training; from here on inputs are told.
TOLD = OFFSETS["place"]


def velocity_bin(velocity: float) -> int:
    return min(VELOCITIES - 1, max(0, int(velocity // 8)))


def deviation_bin(ms: float) -> int:
    return min(DEVIATIONS - 1, max(0, int((ms + 60) // 6)))


def fine_bin(ms: float) -> int:
    return min(FINE - 1, max(0, int((ms + 60) // 3)))


@dataclass
class Performance:
    id: str
    quarters: int
    meter: int
    style: int
    bpm: float
    hits: "list[tuple[int, int, float, int]]"  # tick, drum, deviation, velocity
    density: np.ndarray
    level: np.ndarray
    fill: np.ndarray
    feel: np.ndarray
    inputs: np.ndarray = None
    targets: np.ndarray = None


def read(file: str) -> "dict[str, list[Performance]]":
    """The performances of each split."""
    splits: "dict[str, list[Performance]]" = {"train": [], "validation": []}
    for line in Path(file).read_text().splitlines():
        record = json.loads(line)
        if record["meter"] in METERS:
            performance = performance_of(record)
            if performance:
                splits[record["split"]].append(performance)
    return splits


def performance_of(record: dict) -> "Performance | None":
    quarters, meter = METERS[record["meter"]]
    bar = 24 * quarters
    struck: "dict[tuple[int, int], tuple[float, int]]" = {}
    for tick, deviation, name, velocity in record["hits"]:
        if tick % 24 in PLACE_OF:
            struck.setdefault((tick, CLASSES.index(name)), (deviation, velocity))
    hits = sorted((tick, drum, *how) for (tick, drum), how in struck.items())
    if len(hits) < 8:
        return None
    first = hits[0][0] // bar * bar
    hits = [(tick - first, drum, deviation - record["lead"], velocity) for tick, drum, deviation, velocity in hits]
    bars = hits[-1][0] // bar + 1
    count, loud, toms, triplet, straight = (np.zeros(bars) for _ in range(5))
    crash = np.zeros(bars + 1)
    for tick, drum, _, velocity in hits:
        at = tick // bar
        count[at] += 1
        loud[at] += velocity
        toms[at] += drum >= 10
        triplet[at] += tick % 24 in (4, 8, 16, 20)
        straight[at] += tick % 24 in (6, 18)
        if drum == 9 and tick % bar == 0:
            crash[at] = 1
    usual_toms, usual = np.median(toms), np.median(count)
    fill = [
        record["beat_type"] == "fill"
        or (toms[b] >= 3 and toms[b] > 2 * usual_toms + 1)
        or (crash[b + 1] and count[b] > usual + 2 and toms[b] >= 1)
        for b in range(bars)
    ]
    around = lambda of: np.array([of[max(0, b - 1) : b + 3].mean() for b in range(bars)])  # noqa: E731
    return Performance(
        record["id"], quarters, meter, style_of(record["style"]), record["bpm"], hits, around(count) / quarters,
        around(loud / np.maximum(1, count)), np.array(fill, dtype=int), np.where(triplet > straight, 1, 0),
    )  # fmt: skip


def sixths(values: "list[np.ndarray]") -> "list[float]":
    return [float(v) for v in np.quantile(np.concatenate(values), [k / 6 for k in range(1, 6)])]


def digit(value: float, edges) -> int:
    return int(np.searchsorted(edges, value))


class Hands:
    """What a drummer's hands remember: how hard and how early each group of drums was struck, at this place and lately."""

    def __init__(self) -> None:
        self.place: "dict[tuple[int, int], tuple[float, float, float, float]]" = {}  # last and mean of both
        self.last: "dict[int, tuple[float, float]]" = {}
        self.mean: "dict[int, float]" = {}
        self.run = 0.0
        self.begun = False

    def features(self, drum: int, place: int) -> "list[int]":
        group = GROUPS[drum]
        at, last, mean = self.place.get((group, place)), self.last.get(group), self.mean.get(group)
        v, d, f = VELOCITIES, DEVIATIONS, FINE
        return [
            velocity_bin(at[0]) if at else v,
            velocity_bin(at[1]) if at else v,
            velocity_bin(last[0]) if last else v,
            velocity_bin(mean) if mean is not None else v,
            deviation_bin(at[2]) if at else d,
            fine_bin(at[3]) if at else f,
            deviation_bin(last[1]) if last else d,
            fine_bin(self.run) if self.begun else f,
        ]

    def strike(self, drum: int, place: int, velocity: float, deviation: float) -> None:
        group = GROUPS[drum]
        at = self.place.get((group, place))
        self.place[group, place] = (
            (velocity, (at[1] + velocity) / 2, deviation, (at[3] + deviation) / 2)
            if at
            else (velocity, velocity, deviation, deviation)
        )
        mean = self.mean.get(group)
        self.last[group] = (velocity, deviation)
        self.mean[group] = velocity if mean is None else mean + 0.2 * (velocity - mean)
        self.run = deviation if not self.begun else self.run + 0.15 * (deviation - self.run)
        self.begun = True


#: Columns of a target.
STEP, DRUM, VELOCITY, DEVIATION, PLACE, CURRENT, LAST, BACK1, BACK2, HANDS = range(10)
COLUMNS = HANDS + 8


def encode(p: Performance, density_edges, level_edges) -> None:
    """Sets the inputs of every step (indices, filled up with `INPUT`) and its targets."""
    bar = 24 * p.quarters
    struck: "dict[int, list[int]]" = {}
    for tick, drum, _, _ in p.hits:
        struck.setdefault(tick, []).append(drum)
    ticks = sorted(struck)
    bits = {tick: sum(1 << drum for drum in drums) for tick, drums in struck.items()}
    hands = Hands()
    rows, targets = [], []
    for i in range(-1, len(p.hits) - 1):
        row = []
        tick = 0
        if i < 0:
            row.append(OFFSETS["start"])
        else:
            tick, drum, deviation, velocity = p.hits[i]
            row += [
                OFFSETS["drum"] + drum,
                OFFSETS["velocity"] + velocity_bin(velocity),
                OFFSETS["deviation"] + deviation_bin(deviation),
            ]
            hands.strike(drum, tick % bar // 24 * 8 + PLACE_OF[tick % 24], velocity, deviation)
        at = tick // bar
        b = min(at, len(p.density) - 1)
        row += [
            OFFSETS["place"] + tick % bar // 24 * 8 + PLACE_OF[tick % 24],
            OFFSETS["bar"] + at % 4,
            OFFSETS["style"] + p.style,
            OFFSETS["feel"] + p.feel[b],
            OFFSETS["meter"] + p.meter,
            OFFSETS["tempo"] + digit(p.bpm, TEMPI),
            OFFSETS["density"] + digit(p.density[b], density_edges),
            OFFSETS["level"] + digit(p.level[b], level_edges),
            OFFSETS["fill"] + p.fill[b],
            OFFSETS["nextFill"] + p.fill[min(b + 1, len(p.fill) - 1)],
        ]
        if tick >= bar:
            row += [OFFSETS["hereDrum"] + drum for drum in struck.get(tick - bar, [])]
            k = bisect.bisect_right(ticks, tick - bar)
            quarters = ticks[k] // 24 - (tick - bar) // 24 if k < len(ticks) else QUARTERS
            if quarters < QUARTERS - 1:
                row.append(OFFSETS["backStep"] + quarters * 8 + PLACE_OF[ticks[k] % 24])
                row += [OFFSETS["backDrum"] + drum for drum in struck[ticks[k]]]
            else:
                row.append(OFFSETS["backStep"] + STEPS)
        following, drum, deviation, velocity = p.hits[i + 1]
        quarters = min(QUARTERS - 1, following // 24 - tick // 24)
        place = following % bar // 24 * 8 + PLACE_OF[following % 24]
        rows.append(row)
        targets.append(
            [
                quarters * 8 + PLACE_OF[following % 24],
                drum,
                velocity_bin(velocity),
                deviation_bin(deviation),
                place,
                PLACE_OF[tick % 24] if i >= 0 else 0,
                p.hits[i][1] if i >= 0 and following == tick else -1,
                bits.get(following - bar, 0),
                bits.get(following - 2 * bar, 0),
                *hands.features(drum, place),
            ]
        )
    width = max(len(row) for row in rows)
    p.inputs = np.full((len(rows), width), INPUT, dtype=np.int64)
    for i, row in enumerate(rows):
        p.inputs[i, : len(row)] = row
    p.targets = np.array(targets, dtype=np.int64)
