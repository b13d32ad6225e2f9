"""Which file of an index is damaged, as it is called within the index: no path of the host's, and no article's id."""

from __future__ import annotations

import re

from bot.texts import say
from corpus.article import Language

PLACE = re.compile(r"[/\\]((?:snapshots|segments)[/\\][\w.-]+(?:[/\\][\w.-]+)*)")
FOLDERS = re.compile(r"(?:snapshots|segments)[/\\]")
DIGITS = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{24}\b")  # a segment's name, of which the beginning is enough
LONGEST_FILE = 90  # characters; the longest name that the store gives is half of that


def damaged_file(problem: str) -> str:
    """Return the file that the message of a `DamagedIndexError` names, or its folder; empty where it names none."""
    found = PLACE.search(problem)
    if found is None:
        return ""
    place = found[1]
    begins = [one.start() for one in FOLDERS.finditer(place)][-1]  # above it, the host's folders may be called so too
    return DIGITS.sub(r"\1…", place[begins:].replace("\\", "/"))[:LONGEST_FILE]


def where_damaged(problem: str, language: Language, name: str) -> str:
    """Return a sentence that names the file, of the index `name` or shared with others, or says that the log does."""
    file = damaged_file(problem).removeprefix(f"snapshots/{name}/")
    return say(language, "discord.damage.file", file=file) if file else say(language, "discord.damage.logged")
