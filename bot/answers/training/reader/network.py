"""The reader while it learns, in torch: the same as `bot.answers.sentences.reader`, with what only learning needs.

That is guessing hidden pieces (Devlin et al., 2019), and where the answer begins and ends, which sharpens what a
sentence's mark gathers. Neither is shipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from bot.answers.questions.expecting import Numbers
from bot.answers.sentences.reader import FILLER, HEADS, HIDDEN, MARKS, READ, Blend, Layer, Reader
from bot.answers.training.fitting import OUT
from index.training.saving import quantise

PLACES = 64  # rows of the table of places: a sentence has at most `MOST_OF_SENTENCE` pieces and a mark, 57
KINDS = 3  # question, title, sentence

# What weights are drawn with. Those that add to the state are smaller the more layers there are (Radford et al., 2019).
DRAWN, DRAWN_PIECES = 0.02, 0.05

UNBLENDED = Blend(0.0, np.array([1, 0, 0, 0], np.float32), 0.0)


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a reader is: `narrow` is the length of a piece's vector, `forward` the width within a layer."""

    dimensions: int = 160
    forward: int = 480
    layers: int = 3
    narrow: int = 96


class Batch(NamedTuple):
    """Sequences as tensors; shapes and meaning as in `bot.answers.training.reader.rows.Padded`."""

    pieces: torch.Tensor
    places: torch.Tensor
    kinds: torch.Tensor
    ranks: torch.Tensor
    marks: torch.Tensor
    given: torch.Tensor
    answers: torch.Tensor


class Scores(NamedTuple):
    """Logits: none and each candidate, shape (rows, 1 + READ); where the answer begins and ends, (rows, length, 2)."""

    sentences: torch.Tensor
    ends: torch.Tensor


class Block(nn.Module):
    """One layer, norms before."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        size = shape.dimensions
        self.attention_norm, self.forward_norm = nn.RMSNorm(size), nn.RMSNorm(size)
        self.attention_in, self.attention_out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.forward_in, self.forward_out = nn.Linear(size, shape.forward), nn.Linear(shape.forward, size)

    def forward(self, state: torch.Tensor, there: torch.Tensor, dropout: float) -> torch.Tensor:
        """Return the state after this layer, shape (rows, length, dimensions)."""
        rows, length, size = state.shape
        mixed = self.attention_in(self.attention_norm(state)).view(rows, length, 3, HEADS, size // HEADS)
        asks, keys, values = mixed.permute(2, 0, 3, 1, 4)
        found = functional.scaled_dot_product_attention(asks, keys, values, attn_mask=there)
        found = self.attention_out(found.transpose(1, 2).reshape(rows, length, size))
        state = state + functional.dropout(found, dropout, self.training)
        inner = self.forward_out(functional.relu(self.forward_in(self.forward_norm(state))))
        return state + functional.dropout(inner, dropout, self.training)


class Network(nn.Module):
    """The whole reader, for a table of `vocabulary` pieces."""

    def __init__(self, vocabulary: int, shape: Shape) -> None:
        super().__init__()
        size = shape.dimensions
        self.vocabulary = vocabulary
        self.filler, self.hiding = vocabulary + FILLER, vocabulary + HIDDEN
        self.pieces = nn.Embedding(vocabulary + MARKS, shape.narrow)
        self.widen = nn.Linear(shape.narrow, size, bias=False)
        self.places, self.kinds = nn.Embedding(PLACES, size), nn.Embedding(KINDS, size)
        self.ranks = nn.Embedding(READ + 1, size)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(size)
        self.answers, self.none = nn.Linear(size, 1), nn.Linear(size, 1)
        self.ends = nn.Linear(size, 2)
        self.back = nn.Linear(size, shape.narrow)
        self.guess_bias = nn.Parameter(torch.zeros(vocabulary + MARKS))
        self._draw(shape)

    def _draw(self, shape: Shape) -> None:
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=DRAWN)
        nn.init.normal_(self.pieces.weight, std=DRAWN_PIECES)
        nn.init.normal_(self.widen.weight, std=shape.narrow**-0.5)
        for block in self.blocks:
            for adding in (block.attention_out, block.forward_out):
                assert isinstance(adding, nn.Linear)  # noqa: S101 - as made above
                nn.init.normal_(adding.weight, std=DRAWN / (2 * shape.layers) ** 0.5)

    def states(self, batch: Batch, dropout: float) -> torch.Tensor:
        """Return the last state of each place, shape (rows, length, dimensions)."""
        state = self.widen(self.pieces(batch.pieces)) + self.places(batch.places)
        state = state + self.kinds(batch.kinds) + self.ranks(batch.ranks)
        state = functional.dropout(state, dropout, self.training)
        there = (batch.pieces != self.filler)[:, None, None, :]
        for block in self.blocks:
            state = block(state, there, dropout)
        found: torch.Tensor = self.norm(state)
        return found

    def guesses(self, batch: Batch, hidden: torch.Tensor, dropout: float) -> torch.Tensor:
        """Return the logits of every piece where `hidden`, shape (hidden places, pieces)."""
        state = self.back(self.states(batch, dropout)[hidden])
        return functional.linear(state, self.pieces.weight, self.guess_bias).float()

    def forward(self, batch: Batch, dropout: float = 0.0) -> Scores:
        """Return the logits of sentences and of ends; of a candidate without a mark `OUT`."""
        state = self.states(batch, dropout)
        sentences = self.answers(state)[..., 0].gather(1, batch.marks).masked_fill(batch.marks == 0, OUT)
        none = self.none(state[:, :1])[..., 0]
        ends = self.ends(state).float().masked_fill((batch.pieces == self.filler)[..., None], OUT)
        return Scores(torch.cat([none, sentences], 1).float(), ends)


def exported(network: Network) -> Reader:
    """Return what is shipped of `network`, unblended."""
    values = {name: tensor.detach().float().cpu().numpy() for name, tensor in network.state_dict().items()}
    rounded = quantise(values["pieces.weight"])

    def turned(name: str) -> Numbers:
        return np.ascontiguousarray(values[name].T)

    return Reader(
        pieces=rounded.rows,
        scales=rounded.scales,
        widen=turned("widen.weight"),
        places=values["places.weight"],
        kinds=values["kinds.weight"],
        ranks=values["ranks.weight"],
        layers=tuple(_layer(values, f"blocks.{place}.") for place in range(len(network.blocks))),
        norm=values["norm.weight"],
        answers=values["answers.weight"][0],
        answers_bias=values["answers.bias"][0],
        none=values["none.weight"][0],
        none_bias=values["none.bias"][0],
        blend=UNBLENDED,
    )


def _layer(values: dict[str, Numbers], within: str) -> Layer:
    linear = ("attention_in", "attention_out", "forward_in", "forward_out")
    return Layer(
        **{name: values[f"{within}{name}.weight"] for name in ("attention_norm", "forward_norm")},
        **{name: np.ascontiguousarray(values[f"{within}{name}.weight"].T) for name in linear},
        **{f"{name}_bias": values[f"{within}{name}.bias"] for name in linear},
    )
