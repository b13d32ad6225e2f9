"""Sets of words, written as people read them."""

from __future__ import annotations


def vocabulary(*lines: str) -> frozenset[str]:
    """Return the words of the lines, which white space separates."""
    return frozenset(word for line in lines for word in line.split())
