"""A small learned network: numbers to one logit, through one hidden layer. Knows no file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]

STANDARDISED = 6.0  # numbers are cut off at so many standard deviations


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Arrays of shape (inputs,), (inputs, hidden) and (hidden,); each input is first brought to unit spread."""

    means: Numbers
    deviations: Numbers
    hidden_weights: Numbers
    hidden_bias: Numbers
    out_weights: Numbers
    out_bias: Numbers

    def logits(self, rows: Numbers) -> Numbers:
        """Return a logit a row; `rows` has the shape (rows, inputs)."""
        inputs = np.clip((rows - self.means) / self.deviations, -STANDARDISED, STANDARDISED)
        hidden = np.tanh(inputs @ self.hidden_weights + self.hidden_bias)
        found: Numbers = hidden @ self.out_weights + self.out_bias
        return found
