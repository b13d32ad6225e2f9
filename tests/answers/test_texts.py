"""The catalogues of what people read; that they agree is stated by the architecture tests."""

import pytest

from bot.texts import say


def test_an_unknown_key_is_an_error():
    """A missing sentence is found in tests, not by a reader."""
    with pytest.raises(KeyError, match="nothing"):
        say("en", "nothing")
