"""Plain text: paragraphs from lines, wrapped or not; what a page's entities meant."""

from __future__ import annotations

from corpus.cleaning import decoded
from corpus.drafts import Draft
from corpus.encodings import decode
from corpus.formats.written_headings import written_headings
from corpus.layout import plain_lines


def read(data: bytes) -> Draft:
    """Return the draft of a text file in one of the encodings of `corpus.encodings`."""
    text = decode(data)
    return Draft(decoded(plain_lines(text, headings=written_headings(text.split("\n")))))
