"""What a file says unclearly, and how it was got round: sentences in English that are values for programs too.

Other floors say the same in other languages: they look the reason up and fill in the values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self, TypeAlias, get_args

NoteReason: TypeAlias = Literal[
    "yaml",
    "yaml_line",
    "unclosed",
    "not_single",
    "url",
    "date",
    "lang",
    "own_collection",
    "reserved_collection",
    "foreign",
    "damaged",
]
NOTE_REASONS: tuple[NoteReason, ...] = get_args(NoteReason)

NOTES: Mapping[NoteReason, str] = {
    "yaml": "the front matter is not valid YAML; its simple lines were read",
    "yaml_line": "the front matter is not valid YAML (line {line}); its simple lines were read",
    "unclosed": "the front matter that begins in the first line never ends, so it is read as text; put --- below it",
    "not_single": "the front matter's {name} is not a single value and is ignored",
    "url": "the front matter's url is not a web address and is ignored: {value}",
    "date": "the front matter's date is not a day that can be read (write 2025-01-31): {value}",
    "lang": "the front matter's lang is neither fr nor en, so the text decides: {value}",
    "own_collection": "the front matter's collection is ignored: all articles of a server are in its own, {collection}",
    "reserved_collection": (
        "the front matter's collection begins with {prefix}, as only servers' own articles may; the article is in "
        "{collection} instead"
    ),
    "foreign": "the text seems to be in neither French nor English; questions may not find it",
    "damaged": "some characters are damaged and shown as \ufffd; save the page again as UTF-8",
}


class Note(str):
    """A sentence in English on what was unclear; `reason` tells programs what, `values` fill the sentence."""

    __slots__ = ("reason", "values")

    reason: NoteReason
    values: Mapping[str, str | int]

    def __new__(cls, reason: NoteReason, /, **values: str | int) -> Self:
        """Return the note for `reason`. KeyError: the sentence lacks a value."""
        note = super().__new__(cls, NOTES[reason].format(**values))
        note.reason, note.values = reason, values
        return note

    def __getnewargs_ex__(self) -> tuple[tuple[NoteReason], dict[str, str | int]]:
        """Return what makes the same note again in another process."""
        return (self.reason,), dict(self.values)
