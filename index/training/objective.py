"""What the static encoder learns from a batch: each text is closer to its own partner than to the others'.

In-batch softmax over cosines, both ways (multiple negatives ranking), at several widths at once (Matryoshka), so that
the first 64 numbers of a vector are a vector too.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

NEVER = -1e4  # a logit that no softmax notices


def contrastive_loss(
    left: Tensor, right: Tensor, same: Tensor, widths: Sequence[tuple[int, float]], scale: float
) -> Tensor:
    """Return the loss of a batch, a scalar.

    Args:
        left: Shape (rows, dimensions).
        right: Same shape; row i is the partner of `left[i]`.
        same: Shape (rows, rows), bool; True where row j's texts equal row i's, so that j is no wrong answer for i.
        widths: Pairs of a width and its weight in the sum.
        scale: What cosines are multiplied by; the inverse of the temperature.
    """
    total = left.new_zeros(())
    for width, weight in widths:
        first = functional.normalize(left[:, :width], dim=1)
        second = functional.normalize(right[:, :width], dim=1)
        total = total + weight * _softmax_both_ways(first, second, same, scale)
    return total


def _softmax_both_ways(left: Tensor, right: Tensor, same: Tensor, scale: float) -> Tensor:
    logits = (left * scale) @ right.T
    partners = logits.diagonal()
    logits = logits.masked_fill(same & ~torch.eye(len(left), dtype=torch.bool, device=left.device), NEVER)
    forth = torch.logsumexp(logits, dim=1) - partners
    back = torch.logsumexp(logits, dim=0) - partners
    return (forth.mean() + back.mean()) / 2
