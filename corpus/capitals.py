"""Capital letters. Data only."""

from __future__ import annotations

CAPITAL = f"A-ZÀ-ÖØ-Þ{''.join(filter(str.isupper, map(chr, range(0x100, 0x24F))))}"
"""The capitals of Latin letters, as they stand between the brackets of a pattern.

Those of Turkish, Polish, Czech and Romanian names are among them, "Uğur Şahin", and "×" is not. What splits sentences
(`corpus.sentences`) and finds acronyms (`index.glossaries.acronyms`) has narrower ones of its own, with which it was
measured.
"""
