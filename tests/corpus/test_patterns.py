"""Patterns that are compiled at their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass

import pytest

import bot.answers
from corpus import patterns
from corpus.patterns import lazy_pattern


def lazy_ones(values: Collection[object]) -> list[patterns.Lazy]:
    """Return the patterns among some values, and in their tuples, dictionaries and records."""
    found = []
    for value in values:
        if type(value) is patterns.Lazy:
            found.append(value)
        elif isinstance(value, tuple | list):
            found += lazy_ones(value)
        elif isinstance(value, Mapping):
            found += lazy_ones(list(value.values()))
        elif is_dataclass(value) and not isinstance(value, type):
            found += lazy_ones([getattr(value, field.name) for field in fields(value)])
    return found


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    made = lazy_pattern(r"(?P<year>\d{4})", re.ASCII)
    found = made.search("in 2019")
    assert found is not None
    assert found["year"] == "2019"
    assert [one.group() for one in made.finditer("1999, 2019")] == ["1999", "2019"]
    assert made.sub("then", "in 2019") == "in then"
    assert made.fullmatch("2019 ") is None
    assert made.pattern == r"(?P<year>\d{4})"


def test_flags_count() -> None:
    assert lazy_pattern("rofr", re.IGNORECASE).match("ROFR")
    assert not lazy_pattern("rofr").match("ROFR")


def test_a_pattern_is_compiled_at_its_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def compile_(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return re.compile(pattern, flags)

    made = lazy_pattern("a+")
    monkeypatch.setattr(patterns, "compiled", compile_)
    assert compiled == []
    for text in ("aa", "b", "aaa"):
        made.match(text)
        made.search(text)
    assert compiled == ["a+"]


def test_a_faulty_pattern_says_so_when_it_is_used() -> None:
    made = lazy_pattern("(")
    with pytest.raises(re.error):
        made.match("")


def test_every_pattern_of_the_answers_compiles() -> None:
    names = [one.name for one in pkgutil.walk_packages(bot.answers.__path__, "bot.answers.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    made = [one for module in modules for one in lazy_ones(list(vars(module).values()))]
    assert len(made) > 100
    for one in made:
        assert one.pattern  # which compiles it
