"""Every sentence that people read, one catalogue a language.

`say("fr", "refusal.not_answered")` returns the French sentence. A test states that all catalogues hold the same
keys with the same places to fill in.
"""

from __future__ import annotations

from bot.texts import en, fr
from corpus.article import Language

CATALOGUES: dict[Language, dict[str, str]] = {"en": en.TEXTS, "fr": fr.TEXTS}


def say(language: Language, key: str, /, **values: object) -> str:
    """Return the sentence `key` in `language`, its `{places}` filled in.

    Raises:
        KeyError: no catalogue holds `key`, or a place has no value.
    """
    return CATALOGUES[language][key].format(**values)
