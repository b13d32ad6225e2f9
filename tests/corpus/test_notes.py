"""Notes are sentences with a reason."""

from copy import copy

import pytest

from corpus.notes import NOTE_REASONS, NOTES, Note


def test_every_reason_has_a_sentence():
    """In the order of what can be unclear."""
    assert set(NOTES) == set(NOTE_REASONS)


def test_a_note_is_its_sentence():
    """So whoever only shows it need not know what a note is."""
    note = Note("lang", value="klingon")
    assert note == "the front matter's lang is neither fr nor en, so the text decides: klingon"
    assert (note.reason, note.values) == ("lang", {"value": "klingon"})


def test_a_note_comes_whole_out_of_another_process():
    """Articles are read by several."""
    note = copy(Note("yaml_line", line=3))  # as what goes to another process
    assert (note, note.reason, note.values) == (Note("yaml_line", line=3), "yaml_line", {"line": 3})


def test_a_note_without_its_values_is_a_mistake():
    """Of ours, found where it is made."""
    with pytest.raises(KeyError, match="value"):
        Note("lang")
