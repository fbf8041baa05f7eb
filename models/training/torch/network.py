"""The network: the shipped one (linear embedding, two LSTM layers, two heads), and others that it is compared with."""

from dataclasses import dataclass
from typing import Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from attention import LineAttention
from windows import Batch


@dataclass(frozen=True)
class Shape:
    """The architecture of a network. The defaults are those of the shipped weights."""

    kind: str = "lstm"  # or "transformer"
    embed: int = 160
    units: int = 256
    hidden: int = 128
    #: Look-back features: "none"; "notes" = exact repetition; "all" = transposed repetition too.
    lookback: str = "all"
    attention: bool = False
    heads: int = 2
    width: int = 32
    reach: int = 256
    #: Whether the styles that the windows name are features too.
    styles: bool = False
    layers: int = 3  # of a transformer
    dropout: float = 0.1


class PhraseNetwork(nn.Module):
    """Predicts each event of a batch of windows: its duration, then its pitch given the duration."""

    def __init__(self, shape: Shape, info: dict):
        super().__init__()
        self.shape = shape
        durations, pitches = info["durations"], info["pitches"]
        self.pitches, self.durations = pitches, durations
        embed, units = shape.embed, shape.units
        # Look-back comes last, so what is known is the first features.
        self.known = {"none": info["lookback"], "notes": info["sequence"], "all": info["features"]}[shape.lookback]
        # The styles by name follow the features of the windows.
        styles = len(info.get("styles", [])) if shape.styles else 0
        self.embed = nn.EmbeddingBag(self.known + styles, embed, mode="sum")
        self.embed_bias = nn.Parameter(torch.zeros(embed))
        if shape.kind == "lstm":
            self.lstm1 = nn.LSTM(embed, units, batch_first=True)
            self.lstm2 = nn.LSTM(units, units, batch_first=True)
        else:
            self.rise = nn.Linear(embed, units)
            self.heads = units // 32
            block = nn.TransformerEncoderLayer(
                units, self.heads, 4 * units, shape.dropout, "gelu", batch_first=True, norm_first=True
            )
            self.blocks = nn.TransformerEncoder(block, shape.layers, nn.LayerNorm(units))
        told = units + embed
        self.attention = (
            LineAttention(told, pitches, durations, shape.heads, shape.width, shape.reach) if shape.attention else None
        )
        extra = self.attention.out if self.attention else 0
        self.duration = nn.Linear(told + extra, durations)
        self.pitch_hidden = nn.Linear(told + extra + durations, shape.hidden)
        self.pitch = nn.Linear(shape.hidden, pitches)
        if self.attention:
            self.copy = nn.Parameter(torch.ones(shape.heads, 2 * pitches + durations))
        self.first_values()

    def first_values(self) -> None:
        """Initial values of the TypeScript trainer: Glorot-uniform kernels, zero biases except 1 for forget gates."""

        def glorot(weight: Tensor, inputs: int, outputs: int) -> None:
            limit = (6 / (inputs + outputs)) ** 0.5
            nn.init.uniform_(weight, -limit, limit)

        # Only about two dozen features are lit at a time.
        glorot(self.embed.weight, 24, self.shape.embed)
        for layer in [self.duration, self.pitch_hidden, self.pitch]:
            glorot(layer.weight, layer.in_features, layer.out_features)
            nn.init.zeros_(layer.bias)
        for lstm in [self.lstm1, self.lstm2] if self.shape.kind == "lstm" else []:
            inputs = lstm.input_size + lstm.hidden_size
            glorot(lstm.weight_ih_l0, inputs, lstm.hidden_size)
            glorot(lstm.weight_hh_l0, inputs, lstm.hidden_size)
            nn.init.zeros_(lstm.bias_ih_l0)
            # Our files hold one bias a gate: the second stays nought.
            nn.init.zeros_(lstm.bias_hh_l0)
            lstm.bias_hh_l0.requires_grad_(False)
            with torch.no_grad():
                lstm.bias_ih_l0[lstm.hidden_size : 2 * lstm.hidden_size] = 1

    def forward(self, batch: Batch, drop: Optional["list[Tensor]"] = None) -> "tuple[Tensor, Tensor]":
        """Logits of durations and of pitches, [windows, steps, symbols]. `drop` are the dropout masks after each layer."""
        windows, steps = batch.pitch.shape
        index, value = batch.index, batch.value
        if self.shape.lookback != "all":
            # A bag keeps its length: what is not known weighs nothing.
            value = torch.where(index < self.known, value, torch.zeros_like(value))
            index = index.clamp(max=self.known - 1)
        rows = self.embed(index, batch.offset, per_sample_weights=value)
        embedded = rows.view(windows, steps, -1) + self.embed_bias
        if self.shape.styles:
            embedded = embedded + self.style_rows(batch)[:, None]
        top = self.recurrent(embedded, drop) if self.shape.kind == "lstm" else self.transformed(embedded)
        told = torch.cat([top, embedded], dim=-1)
        found = None
        if self.attention:
            if batch.line is None:
                raise ValueError("these windows contain no melody for attention; export them again")
            found = self.attention(told, batch.line)
            told = torch.cat([told, found], dim=-1)
        durations = self.duration(told)
        taken = F.one_hot(batch.duration, self.durations).to(told.dtype)
        pitches = self.pitch(torch.relu(self.pitch_hidden(torch.cat([told, taken], dim=-1))))
        if found is not None:
            copied = (found.view(windows, steps, self.shape.heads, -1) * self.copy).sum(2)
            same, lengths, moved = copied.split([self.pitches, self.durations, self.pitches], dim=-1)
            durations = durations + lengths
            pitches = pitches + same + moved
        return durations, pitches

    def style_rows(self, batch: Batch) -> Tensor:
        """The embedding rows of the windows' styles, [windows, embed]; zeros where none is told."""
        if batch.style is None:
            raise ValueError("these windows name no styles; export them again")
        rows = F.embedding(self.known + batch.style.clamp(min=0), self.embed.weight)
        return rows * (batch.style >= 0)[:, None]

    def recurrent(self, embedded: Tensor, drop: Optional["list[Tensor]"]) -> Tensor:
        line, _ = self.lstm1(embedded)
        if drop:
            line = line * drop[0][:, None]
        line, _ = self.lstm2(line)
        return line * drop[1][:, None] if drop else line

    def transformed(self, embedded: Tensor) -> Tensor:
        """Causal self-attention within the window, with a bias against distance (ALiBi, Press et al. 2022)."""
        windows, steps, _ = embedded.shape
        age = torch.arange(steps, device=embedded.device)[:, None] - torch.arange(steps, device=embedded.device)
        slope = 2.0 ** (-8 * torch.arange(1, self.heads + 1, device=embedded.device) / self.heads)
        bias = (-slope[:, None, None] * age).masked_fill(age < 0, float("-inf"))
        return self.blocks(self.rise(embedded), mask=bias.repeat(windows, 1, 1))


def losses(network: nn.Module, batch: Batch, drop: Optional["list[Tensor]"] = None) -> Tensor:
    """Summed cross-entropy of durations and of pitches, in nats."""
    durations, pitches = network(batch, drop)

    def surprise(logits: Tensor, wanted: Tensor) -> Tensor:
        each = F.cross_entropy(logits.flatten(0, 1), wanted.flatten(), reduction="none")
        return (each * batch.mask.flatten()).sum()

    return torch.stack([surprise(durations, batch.duration), surprise(pitches, batch.pitch)])


def masks(shape: Shape, seed: int, update: int, windows: int) -> "Optional[list[Tensor]]":
    """One dropout mask per window for the units after each layer (Gal & Ghahramani 2016); the same in every process."""
    if shape.dropout == 0 or shape.kind != "lstm":
        return None
    chance = torch.Generator().manual_seed(seed * 1_000_003 + update)
    keep = 1 - shape.dropout
    return [(torch.rand(windows, shape.units, generator=chance) < keep).float() / keep for _ in range(2)]


def parameter_count(network: nn.Module) -> int:
    """Number of trainable parameters."""
    return sum(p.numel() for p in network.parameters() if p.requires_grad)
