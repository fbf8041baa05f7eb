"""Attention over the melody's own past: where did a similar context occur, and how did it continue?

A key encodes what preceded an event: the last notes (pitch, duration, step to them), and the event's position in the bar.
How many bars away it is, and whether it stood at the same place, is a second key that depends on the distance alone
(Shaw et al. 2018). Values are not learnt: each head gives what the events it attends to were, as shares of the symbols
(Vinyals et al. 2015, Pointer networks) - pitches, durations, and pitches moved so that they stand to the line's last note
as they stood to theirs, which finds sequences. Keys need no recurrent state, so that a past which the network never
ran over can be attended to. What is asked for is what stands before now, as a key, moved by what the network knows.
"""

import math

import torch
from torch import Tensor, nn

#: Events before an event that its key tells.
NEAR = 4
#: Steps beyond this many semitones are told as this many.
FAR = 12
STEPS = 2 * FAR + 2
PLACES = 48
#: Bars that are told apart; then up to twice as many, and more; then no meter.
BARS = 17
DISTANCES = 2 * (BARS + 2) + 1
#: Ages that are told apart, in doublings.
AGES = 10


class LineAttention(nn.Module):
    """One layer of attention over the last `reach` events."""

    def __init__(self, told: int, pitches: int, durations: int, heads: int, width: int, reach: int):
        super().__init__()
        self.pitches, self.durations, self.heads, self.width, self.reach = pitches, durations, heads, width, reach
        near = (pitches + 1) + (durations + 1) + STEPS
        self.key = nn.EmbeddingBag(NEAR * near + PLACES + 1, heads * width, mode="sum")
        self.query = nn.Linear(told, heads * width)
        self.distance = nn.Parameter(torch.zeros(heads, DISTANCES, width))
        self.age = nn.Parameter(torch.zeros(heads, AGES))
        #: The key of "nothing like this".
        self.nothing = nn.Parameter(torch.zeros(heads, width))
        nn.init.normal_(self.key.weight, std=0.3)
        nn.init.zeros_(self.query.weight)

    @property
    def out(self) -> int:
        """Width of the output per step: distributions of pitches, of transposed pitches and of durations, one per head."""
        return self.heads * (2 * self.pitches + self.durations)

    def forward(self, told: Tensor, line: Tensor) -> Tensor:
        """Queries `told` [windows, steps, told] on `line` [windows, past + steps, 4]. Returns [.., steps, out]."""
        windows, steps, _ = told.shape
        length, past = line.shape[1], line.shape[1] - steps
        heads, width = self.heads, self.width
        pitch, duration, place, bar = line.unbind(-1)
        there = pitch >= 0
        sounding, step = steps_of(pitch, self.pitches - 1)
        stood = self.key(self.features(pitch, duration, step, place).view(windows * length, -1))
        stood = stood.view(windows, length, heads, width)
        keys = stood.permute(0, 2, 3, 1)
        # What stands before now asks for what is like it: from the first update on, attention finds what came back.
        asked = self.query(told).view(windows, steps, heads, width) + stood[:, past:]
        query = asked.transpose(1, 2) / math.sqrt(width)

        far = torch.einsum("bhtw,hdw->bhtd", query, self.distance)
        apart = distances(place, bar, past)
        age = torch.arange(past, length, device=line.device)[:, None] - torch.arange(length, device=line.device)
        seen = (age > 0) & (age <= self.reach)
        aged = self.age[:, age.clamp(min=1).log2().long().clamp(max=AGES - 1)]
        score = query @ keys + far.gather(-1, apart[:, None].expand(-1, heads, -1, -1)) + aged
        score = score.masked_fill(~(seen & there[:, None, :])[:, None], -1e9)
        none = torch.einsum("bhtw,hw->bht", query, self.nothing)[..., None]
        share = torch.softmax(torch.cat([score, none], dim=-1), dim=-1)[..., :-1]

        values = torch.zeros(windows, length, self.pitches + self.durations + 2 * self.pitches, device=line.device)
        values.scatter_(2, pitch.clamp(min=0)[..., None], 1.0)
        values.scatter_(2, self.pitches + duration.clamp(min=0)[..., None], 1.0)
        moved_at = self.pitches + self.durations
        known = step > -1000
        slot = torch.where(known, step + self.pitches, torch.zeros_like(step))
        values.scatter_(2, moved_at + slot[..., None], known[..., None].float())
        found = share @ values[:, None]
        shares, steps_found = found[..., :moved_at], found[..., moved_at:]
        # The shares of steps become shares of pitches, counted from the line's last note.
        last = sounding[:, past:]
        to = torch.arange(self.pitches, device=line.device) - last[..., None] + self.pitches
        heard = (last >= 0)[..., None] & (to > 0) & (to < 2 * self.pitches)
        to = to.clamp(0, 2 * self.pitches - 1)[:, None].expand(-1, heads, -1, -1)
        moved = steps_found.gather(-1, to) * heard[:, None]
        both = torch.cat([shares, moved], dim=-1)
        return both.transpose(1, 2).reshape(windows, steps, self.out)

    def features(self, pitch: Tensor, duration: Tensor, step: Tensor, place: Tensor) -> Tensor:
        """Active rows of the key table for each event: the preceding notes and its position."""
        rows, at = [], 0
        clipped = torch.where(step > -1000, step.clamp(-FAR, FAR) + FAR, torch.full_like(step, STEPS - 1))
        for back in range(1, NEAR + 1):
            for symbols, size in ((pitch, self.pitches), (duration, self.durations)):
                before = shifted(symbols, back, -1)
                rows.append(at + torch.where(before >= 0, before, torch.full_like(before, size)))
                at += size + 1
            rows.append(at + shifted(clipped, back, STEPS - 1))
            at += STEPS
        rows.append(at + torch.where(place >= 0, (place // 3).clamp(max=PLACES - 1), torch.full_like(place, PLACES)))
        return torch.stack(rows, dim=-1)


def shifted(values: Tensor, by: int, first: int) -> Tensor:
    """The value a number of events before each; `first` if there is none."""
    return torch.cat([torch.full_like(values[:, :by], first), values[:, :-by]], dim=1)[:, : values.shape[1]]


def steps_of(pitch: Tensor, rest: int) -> "tuple[Tensor, Tensor]":
    """The last pitch before each event (-1: none), and the interval from it (below -1000: none)."""
    where = torch.arange(pitch.shape[1], device=pitch.device).expand_as(pitch)
    sounds = (pitch >= 0) & (pitch != rest)
    last = torch.where(sounds, where, torch.full_like(where, -1)).cummax(dim=1).values
    before = shifted(last, 1, -1)
    sounding = torch.where(before >= 0, pitch.gather(1, before.clamp(min=0)), torch.full_like(pitch, -1))
    return sounding, torch.where(sounds & (sounding >= 0), pitch - sounding, torch.full_like(pitch, -9999))


def distances(place: Tensor, bar: Tensor, past: int) -> Tensor:
    """[windows, steps, past + steps]: the distance in bars and whether the position is the same, as one number."""
    away = bar[:, past:, None] - bar[:, None, :]
    band = torch.where(away < BARS, away.clamp(min=0), BARS + (away >= 2 * BARS).long())
    same = (place[:, past:, None] == place[:, None, :]).long()
    return torch.where(place[:, past:, None] < 0, torch.full_like(band, DISTANCES - 1), 2 * band + same)
