from pathlib import Path

import pytest

from corpus.homes import at_home


@pytest.mark.parametrize(
    ("typed", "meant"), [("~/a", Path("/home/me/a")), ("~nobody-of-this-name/a", Path("~nobody-of-this-name/a"))]
)
def test_a_tilde_is_a_home_where_there_is_one(monkeypatch, typed, meant):
    monkeypatch.setenv("HOME", "/home/me")
    assert at_home(typed) == meant
