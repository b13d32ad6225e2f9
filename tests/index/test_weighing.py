"""Sums by weights are right, and warn of nothing that is not theirs."""

import ctypes

import numpy as np
import pytest

from index.matching.weighing import weighed

SIGNALLING = 0x7FA00000  # a signalling NaN of 32 bits


class _Words(ctypes.Structure):
    _fields_ = [("words", ctypes.c_uint32 * 16384)]


@pytest.fixture
def litter():
    """A call that leaves signalling NaNs on the stack: it passes 64 KiB of them by value to a function of C."""
    function = ctypes.CDLL(None).abs
    function.argtypes = [_Words]
    words = _Words((ctypes.c_uint32 * 16384)(*[SIGNALLING] * 16384))
    return lambda: function(words)


def _rows(count, width):
    return np.arange(1, count * width + 1, dtype=np.float32).reshape(count, width) / (count * width)


@pytest.mark.parametrize("width", range(1, 12))
def test_what_the_stack_holds_is_neither_summed_nor_warned_of(litter, width):
    weights = np.linspace(0.1, 1, width, dtype=np.float32)
    for count in range(1, 40):
        rows = _rows(count, width)
        expected = (rows.astype(np.float64) * weights).sum(axis=1)
        litter()
        assert weighed(rows, weights) == pytest.approx(expected, rel=1e-6)


def test_a_stack_of_rows_is_summed_by_a_column(litter):
    rows = np.stack([_rows(7, 5), _rows(7, 5) + 1])
    litter()
    assert weighed(rows, np.ones((5, 1), np.float32)) == pytest.approx(rows.sum(axis=-1, keepdims=True), rel=1e-6)


def test_values_that_are_none_stay_none():
    rows = np.array([[np.nan, 1], [np.inf, 1], [2, 1]], np.float32)
    assert weighed(rows, np.array([1, 0], np.float32)) == pytest.approx([np.nan, np.inf, 2], nan_ok=True)
