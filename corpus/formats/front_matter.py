"""The YAML block that may open a Markdown file: title, url, date, lang and collection of the article.

What cannot be understood becomes a note for people and counts as not said; it never loses the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import yaml

from corpus.article import Language
from corpus.dates import parse_date
from corpus.notes import Note

_BLOCK = re.compile(r"---[ \t]*\n((?:.{0,20000}?\n)??)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""A block of more than 20,000 characters is text that happens to stand between rules."""

_SIMPLE_LINE = re.compile(r"(title|url|date|lang|collection)[ \t]*:[ \t]*(.*?)[ \t]*", re.IGNORECASE)
_UNCLOSED = re.compile(r"---[ \t]*\n(?:title|url|date|lang|collection)[ \t]*:", re.IGNORECASE)
_KEY_LINE = re.compile(r"^[\w-]+[ \t]*:", re.MULTILINE)
_CHAR = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"  # what YAML takes; to be closed
_BARE = rf"[\w(](?:{_CHAR}:#]|:(?![ \n])|(?<![ ])#)*"
_PLAIN_LINE = re.compile(
    rf"""([A-Za-z][A-Za-z0-9_-]{{0,99}}):(?:[ ]+(?:"((?:{_CHAR}"\\]|\\["\\])*)"|'({_CHAR}']*)'|({_BARE})))?[ ]*\n"""
)
"""A key and a value of one line that YAML reads as they stand: in quotes, of which no more than those are escaped, or
in none and without any mark that could mean something."""
_ESCAPED = re.compile(r"\\([\"\\])")
_NOTHING = ("", "~", "null", "none")

_LANGUAGE_NAMES: dict[str, Language] = {
    "fr": "fr", "fra": "fr", "fre": "fr", "french": "fr", "français": "fr", "francais": "fr",
    "en": "en", "eng": "en", "english": "en", "anglais": "en",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter says; None for what it does not say or says unclearly. `lines` is its height in the file."""

    lines: int = 0
    title: str | None = None
    url: str | None = None
    published: date | None = None
    language: Language | None = None
    collection: str | None = None
    notes: tuple[Note, ...] = ()


def front_matter_of(text: str) -> FrontMatter:
    """Return what the front matter of `text` says; with no front matter at its start, nothing."""
    block = _BLOCK.match(text)
    if block is None and _UNCLOSED.match(text):
        return FrontMatter(notes=(Note("unclosed"),))
    if block is None or (block[1].strip() and not _KEY_LINE.search(block[1])):
        return FrontMatter()  # a rule of three dashes, not a front matter
    notes: list[Note] = []
    said = _fields(block[1], notes)
    return FrontMatter(
        lines=block[0].count("\n") + (not block[0].endswith("\n")),
        title=said.get("title"),
        url=_url(said.get("url"), notes),
        published=_day(said.get("date"), notes),
        language=_language(said.get("lang") or said.get("language"), notes),
        collection=said.get("collection"),
        notes=tuple(notes),
    )


def _fields(block: str, notes: list[Note]) -> dict[str, str]:
    """Return the scalar fields, keys in lower case. Every value is text: `title: 1984` is no number, `no` no False."""
    said = _plain_fields(block)
    return _known(_loaded(block, notes) if said is None else said, notes)


def _plain_fields(block: str) -> dict[str, str] | None:
    """Return what YAML reads in a block of plain lines, thirty times as fast; None where any line is not plain."""
    said: dict[str, str] = {}
    at = 0
    while at < len(block):
        line = _PLAIN_LINE.match(block, at)
        if line is None:
            return None
        key, double, single, bare = line.groups("")
        said[key] = _ESCAPED.sub(r"\1", double) or single or bare.rstrip(" ")
        at = line.end()
    return said


def _loaded(block: str, notes: list[Note]) -> object:
    """Return what YAML makes of a block, every scalar as text; of one that is not valid, what its simple lines say."""
    try:
        # BaseLoader is SafeLoader without its guesses about types: it can make nothing but strings, lists and maps.
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        notes.append(Note("yaml") if mark is None else Note("yaml_line", line=mark.line + 2))
        simple = (_SIMPLE_LINE.fullmatch(line) for line in block.split("\n"))
        return {match[1]: match[2].strip("\"'") for match in simple if match}


def _known(loaded: object, notes: list[Note]) -> dict[str, str]:
    """Return the values of the keys that mean something here, keys in lower case."""
    if not isinstance(loaded, dict):
        return {}
    said: dict[str, str] = {}
    for key, value in loaded.items():
        name = str(key).strip().lower() if isinstance(key, str) else ""
        if name not in ("title", "url", "date", "lang", "language", "collection"):
            continue
        if not isinstance(value, str):
            notes.append(Note("not_single", name=name))
        elif value.strip().lower() not in _NOTHING:
            said[name] = " ".join(value.encode("utf-8", "ignore").decode().split())  # YAML lets "\uD800" through
    return said


def _url(value: str | None, notes: list[Note]) -> str | None:
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in value
    except ValueError:
        usable = False
    if usable:
        return value
    notes.append(Note("url", value=_shown(value)))
    return None


def _day(value: str | None, notes: list[Note]) -> date | None:
    if value is None:
        return None
    day = parse_date(value)
    if day is None:
        notes.append(Note("date", value=_shown(value)))
    return day


def _language(value: str | None, notes: list[Note]) -> Language | None:
    if value is None:
        return None
    language = _LANGUAGE_NAMES.get(re.split(r"[-_ ]", value.lower())[0])
    if language is None:
        notes.append(Note("lang", value=_shown(value)))
    return language


def _shown(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"
