"""The network that plays the drums: one LSTM over hits; of each hit it foretells place, drum, velocity and deviation in turn."""

import math

import torch
from torch import Tensor, nn

import drum_hits as dh

HIDDEN = 48
#: Memory of the hands, in the order of `Hands.features`: which outputs see it, and its number of values.
VELOCITY_MEMORY = [dh.VELOCITIES + 1] * 4
DEVIATION_MEMORY = [dh.DEVIATIONS + 1, dh.FINE + 1, dh.DEVIATIONS + 1, dh.FINE + 1]


class Output(nn.Module):
    """Logits from the LSTM's state and from tables: `size` values, told the tables' indices."""

    def __init__(self, units: int, size: int, tables: "list[int]") -> None:
        super().__init__()
        self.state = nn.Linear(units, HIDDEN)
        self.tables = nn.ModuleList(nn.Embedding(rows, HIDDEN) for rows in tables)
        for table in self.tables:
            nn.init.normal_(table.weight, 0, 0.1)
        self.out = nn.Linear(HIDDEN, size)

    def forward(self, h: Tensor, indices: "list[Tensor]", more: "Tensor | float" = 0.0) -> Tensor:
        z = self.state(h) + more
        for table, index in zip(self.tables, indices):
            z = z + table(index)
        return self.out(torch.tanh(z))


class DrumNetwork(nn.Module):
    def __init__(self, units: int = 112) -> None:
        super().__init__()
        self.units = units
        self.input = nn.EmbeddingBag(dh.INPUT + 1, 4 * units, mode="sum", padding_idx=dh.INPUT)
        nn.init.normal_(self.input.weight, 0, 0.05)
        self.recurrent = nn.Linear(units, 4 * units)
        nn.init.orthogonal_(self.recurrent.weight)
        with torch.no_grad():
            self.input.weight[dh.INPUT] = 0
            self.recurrent.bias.zero_()
            self.recurrent.bias[units : 2 * units] = 1
        self.step = nn.Linear(units, dh.STEPS)
        # Told the place and the last drum of that tick, and what was struck there one and two bars before.
        self.drum = Output(units, 13, [dh.STEPS, 14])
        self.back = nn.Linear(26, HIDDEN, bias=False)
        self.velocity = Output(units, dh.VELOCITIES, [13, dh.STEPS, 14, *VELOCITY_MEMORY])
        self.deviation = Output(units, dh.DEVIATIONS, [13, dh.STEPS, 14, dh.VELOCITIES, *DEVIATION_MEMORY])
        self.dropout = nn.Dropout(0.15)

    def states(self, inputs: Tensor) -> Tensor:
        batch, length, width = inputs.shape
        told = self.input(inputs.reshape(batch * length, width)).view(batch, length, -1)
        h = torch.zeros(batch, self.units)
        c = h
        weight, bias = self.recurrent.weight.t(), self.recurrent.bias
        out = []
        # `unbind` has a cheap gradient; a slice per step would fill a tensor of all steps for each.
        for step in told.unbind(1):
            i, f, g, o = (step + torch.addmm(bias, h, weight)).chunk(4, 1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
            out.append(h)
        return torch.stack(out, 1)

    def logits(self, inputs: Tensor, targets: Tensor) -> "list[Tensor]":
        h = self.dropout(self.states(inputs))
        y = targets.unbind(-1)
        place, same = y[dh.PLACE], y[dh.LAST] + 1
        step = self.step(h).masked_fill(torch.arange(dh.STEPS) < y[dh.CURRENT][..., None], dh.NONE)
        bits = torch.arange(13)
        back = torch.cat([(y[k][..., None] >> bits) & 1 for k in (dh.BACK1, dh.BACK2)], -1).float()
        drum = self.drum(h, [place, same], self.back(back))
        drum = drum.masked_fill(bits <= y[dh.LAST][..., None], dh.NONE)
        told = [y[dh.DRUM], place, same]
        hands = list(y[dh.HANDS :])
        velocity = self.velocity(h, [*told, *hands[:4]])
        deviation = self.deviation(h, [*told, y[dh.VELOCITY], *hands[4:]])
        return [step, drum, velocity, deviation]

    def bits(self, inputs: Tensor, targets: Tensor) -> Tensor:
        """Bits of place, drum, velocity and deviation of every hit."""

        def of(logits: Tensor, y: Tensor) -> Tensor:
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten(), reduction="none")
            return loss.view(y.shape) / math.log(2)

        return torch.stack([of(l, targets[..., k]) for k, l in enumerate(self.logits(inputs, targets))], -1)
