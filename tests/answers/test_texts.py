"""The catalogues of what people read."""

import string

import pytest

from bot.texts import CATALOGUES, say


def places(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_both_languages_say_the_same_things():
    """Every key stands in both catalogues with the same places to fill in."""
    english, french = CATALOGUES["en"], CATALOGUES["fr"]
    assert english.keys() == french.keys()
    assert {key: places(text) for key, text in english.items()} == {key: places(text) for key, text in french.items()}


def test_an_unknown_key_is_an_error():
    """A missing sentence is found in tests, not by a reader."""
    with pytest.raises(KeyError, match="nothing"):
        say("en", "nothing")
