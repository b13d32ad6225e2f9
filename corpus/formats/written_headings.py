"""Headings that people mark in plain text: "== 3.0 ==", "--- Known problems ---", "# Contact", a line underlined.

The marks go, since what is quoted from the text has none. A mark that could be anything else (a comment of a settings
file, a rule below a signature, the step of a list) makes no heading. Sections that are numbered are headings only where
a text is made of them, and keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 100
"""Code points, as in `corpus.cleaning`."""

_FENCED = re.compile(
    r"(?:(?P<equals>={2,6}) ?|(?P<marks>-{2,10}|\*{2,10}|~{2,10}|#{1,10}|_{2,10}|\+{2,10}) )"
    r"(?P<words>[^\s=*~#_+-].*)(?(equals)(?P=equals)|(?<= )(?P=marks))"
)
_HASHED = re.compile(r"#{1,6} +(\S.*?)(?: #{1,6})?")
_BOLD = re.compile(r"(?:\*\*|__){1,2}([^\s*_][^*]*[^\s*_])(?:\*\*|__){1,2}")
_COLUMNS = re.compile(r"\||  |\t")  # a rule below several columns is that of a table
_RULE = re.compile(r"([=\-~^*#])\1{2,}")
_NUMBERED = re.compile(
    r"(?:(?P<kind>article|section|chapter|chapitre|part|partie|titre|rule|règle) )?(?P<number>\d{1,2})"
    r"(?(kind)(?: ?[.:)–—-])?|[.)]) +(?P<words>\S.*)",
    re.IGNORECASE,
)
_OF_SCRIPT = re.compile(r"&&| --|\bsudo |\$ ")
_NO_END = ".!;,:…"
_NO_END_OF_BOLD = ".!;,"
_MOST_BETWEEN = 3
"""Signs that a line drawn below a heading may be longer or shorter than it."""

_MOST_NUMBERED_WORDS = 8
_FEWEST_SECTIONS = 2
_LEAST_SECTION = 150
"""Code points that numbered sections have on average; the steps of a list that somebody explains have fewer. What is
called an article or a section is no step."""

_PROSE = 40
"""Code points. A line below "# …" of as many is text; a setting is shorter, or has no spaces."""


def written_headings(rows: Sequence[str]) -> dict[int, str]:
    """Return the headings of a text without their marks, by the places of their rows."""
    bare = ["", *(row.strip() for row in rows), ""]
    found: dict[int, str] = {}
    for place, row in enumerate(bare[1:-1], start=1):
        heading = _heading_of(row, bare[place - 1], bare[place + 1]) if 0 < len(row) <= _LONGEST + 20 else None
        if heading is not None and row[0] == "#" and rows[place - 1][:1].isspace():
            continue  # an indented comment of a program
        if heading is not None and len(heading) <= _LONGEST and any(char.isalnum() for char in heading):
            found[place - 1] = heading
    return found or _numbered_sections(bare[1:-1])


def _heading_of(row: str, above: str, below: str) -> str | None:
    """Return the heading that a row is between its neighbours, or None."""
    if _RULE.fullmatch(below) and (not above or below[0] == "=" or _RULE.fullmatch(above)):
        is_as_long = _RULE.fullmatch(above) is not None or abs(len(below) - len(row)) <= _MOST_BETWEEN
        is_underlined = is_as_long and row[-1] not in f"{_NO_END}?" and _COLUMNS.search(row) is None
        return row if is_underlined and _RULE.fullmatch(row) is None else None
    if match := _FENCED.fullmatch(row):
        return match["words"].rstrip()
    if above:
        return None
    if match := _HASHED.fullmatch(row):
        return match[1] if match[1][-1] not in _NO_END and _may_follow(below) else None
    # "__init__" is a name of a program.
    if (match := _BOLD.fullmatch(row)) and below and (row[0] != "_" or " " in match[1]):
        return match[1] if match[1][-1] not in _NO_END_OF_BOLD else None
    return None


def _may_follow(below: str) -> bool:
    """Say whether a row may stand right below "# …": none, prose or a list; a setting or a command may not.

    The items of settings begin with "-", as those of lists may.
    """
    if not below or below[0] in "*•":
        return True
    is_prose = len(below) >= _PROSE and " " in below and "=" not in below and below[0] not in "-#"
    return is_prose and _OF_SCRIPT.search(below) is None


def _numbered_sections(rows: Sequence[str]) -> dict[int, str]:
    """Return the numbered headings of a text that is made of numbered sections, else none."""
    found: dict[int, str] = {}
    letters: list[int] = []
    named = False
    for place, row in enumerate(rows):
        match = _NUMBERED.match(row) if len(row) <= _LONGEST else None
        if match is None:
            if letters:
                letters[-1] += len(row)
            continue
        following = next((one for one in rows[place + 1 : place + 3] if one), "")
        is_heading = (
            int(match["number"]) == len(found) + 1
            and not (place and rows[place - 1])
            and row[-1] not in _NO_END
            and len(match["words"].split()) <= _MOST_NUMBERED_WORDS
            and match["words"][0].isupper()
            and following != ""
            and _NUMBERED.match(following) is None
        )
        if not is_heading:
            return {}
        named = named or match["kind"] is not None
        found[place] = row
        letters.append(0)
    enough = len(found) >= _FEWEST_SECTIONS and (named or sum(letters) >= _LEAST_SECTION * len(letters))
    return found if enough else {}
