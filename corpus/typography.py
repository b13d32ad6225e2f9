"""Characters that scraping leaves behind, mended without touching a word.

Odd spaces become plain spaces, invisible characters go, entities are decoded, doubled stops are mended. Every
function is pure, linear in the length of its text, and returns its own output unchanged when applied again.
"""

from __future__ import annotations

import html
import re
import unicodedata

_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    r"\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
_RUNS = re.compile(r" {2,}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DOUBLED_STOP = re.compile(r"(?<![.\s])\.(?: \.)(?![ ]?\.)(?=\s|$)")
_DOUBLED_COMMA = re.compile(r"(?<=[^\s,;])([,;])(?: \1)+(?=\s|$)")


def fold_spaces(text: str) -> str:
    """Return `text` with every kind of space a plain one and with soft hyphens and zero-width characters gone."""
    return _INVISIBLE.sub("", _SPACES.sub(" ", text))


def fold_line(text: str) -> str:
    """Return a paragraph of prose with folded, single spaces and mended stops ("OpenAI. ." is "OpenAI.").

    A spaced ellipsis (". . .") stands as it is.
    """
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", fold_spaces(text))
    if "  " in text:
        text = _RUNS.sub(" ", text)
    text = text.strip(" ")
    if ". ." in text:
        text = _DOUBLED_STOP.sub(".", text)
    if ", ," in text or "; ;" in text:
        text = _DOUBLED_COMMA.sub(r"\1", text)
    return text


def decode_entities(text: str) -> str:
    """Return `text` with HTML entities decoded, twice encoded ones (`&amp;nbsp;`) too.

    Only names that end in a semicolon count, so that "R&D" and "?a=1&copy=2" stand as they are.
    """
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text
