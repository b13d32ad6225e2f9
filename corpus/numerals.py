"""The marks of lists that are counted: 3, c, iii. Pure."""

from __future__ import annotations

from typing import Literal

Form = Literal["1", "a", "A", "i", "I"]
"""How a list counts, as HTML's `type` names it."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = 26


def formed(number: int, form: Form) -> str:
    """Return a number in digits, letters (a … z, aa, bb …) or Roman numerals; one below 1 always in digits."""
    if form == "1" or number < 1:
        return str(number)
    if form in ("a", "A"):
        written = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
    else:
        written, left = "", number
        for value, letters in _ROMAN:
            written += letters * (left // value)
            left %= value
    return written.upper() if form in ("A", "I") else written
