"""Every sentence that people read, one catalogue a language.

`say("fr", "refusal.not_answered")` returns the French sentence. A test states that all catalogues hold the same
keys with the same places to fill in.

Beside `{place}`, a sentence may hold `{place:# question|# questions}`, which takes the form that is right for the
number in its language (`#` is the number), and `{/index versions}`, which is a command's name in its language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from bot.texts import en, fr
from bot.texts.commands import NAMES
from corpus.article import Language

# French sets these marks apart by a space at which no line is broken: « Vraiment ? ».
SET_APART = re.compile(r"(?<=«) | (?=[»?!]|[;:](?![)(/]))")


def held_together(text: str, language: Language) -> str:
    """Return `text` in `language` with no line broken before a mark that belongs to the word before it."""
    return SET_APART.sub("\u00a0", text) if language == "fr" else text


FRENCH = {key: held_together(text, "fr") for key, text in fr.TEXTS.items()}
CATALOGUES: dict[Language, dict[str, str]] = {"en": en.TEXTS, "fr": FRENCH}

# The numbers that a noun is singular after, as they are written: in French all below two (Unicode CLDR, plural rules).
SINGULAR: dict[Language, re.Pattern[str]] = {"en": re.compile("1"), "fr": re.compile("[01](?:,[0-9]+)?")}


def say(language: Language, key: str, /, **values: object) -> str:
    """Return the sentence `key` in `language`, its `{places}` filled in.

    Raises:
        KeyError: no catalogue holds `key`, or a place has no value.
    """
    return _Sentence(language).vformat(CATALOGUES[language][key], (), values)


def command(language: Language, name: str) -> str:
    """Return how a client in `language` shows the command that is called `name` in English: `/index versions`.

    Raises:
        KeyError: no sentence names that command yet (`bot.texts.commands`).
    """
    words = name.split(" ")
    names = (CATALOGUES[language][NAMES[" ".join(words[: end + 1])]] for end in range(len(words)))
    return f"/{' '.join(names)}"


class _Sentence(Formatter):
    """Fills in the places of a sentence in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, Any]:
        if field_name.startswith("/"):
            return command(self._language, field_name[1:]), field_name
        field: tuple[Any, Any] = super().get_field(field_name, args, kwargs)
        return field

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" not in format_spec:
            return format(value, format_spec)
        one, more = format_spec.split("|")
        form = one if SINGULAR[self._language].fullmatch(str(value)) else more
        return form.replace("#", str(value))
