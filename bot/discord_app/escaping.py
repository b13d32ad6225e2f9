"""Text from anywhere made harmless for Discord: shown as it reads, with nothing in it that acts.

`escaped` gives text in which no mention, link, invitation, emoji code, timestamp, heading, list, quote, code or
emphasis of Discord's markdown is live; `cleaned` takes out what cannot be seen or turns the reading direction. What
people read is unchanged, and text without markup is returned as it is, but that no line breaks before a mark that
French sets apart (`held`). Pure functions; they know no message.
"""

from __future__ import annotations

import re
import unicodedata

from bot.texts import held_together

ZERO_WIDTH_JOINER = "\u200d"
ZERO_WIDTH_SPACE = "\u200b"
CUT = " […]"
READ_AHEAD = 8  # times the limit: what is read of a text, however long; only one mostly invisible needs more

# Letters of scripts that show nothing at all, which Unicode does not file under "format".
BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u3164\uffa0")
SKIN_TONES = "\U0001f3fb-\U0001f3ff"

# More than three marks on one letter is no language, and climbs over the lines above.
MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
PILED_MARKS = re.compile(f"({MARK}{{3}}){MARK}+")
PLAIN_SPACES = re.compile(r"[ \t]+")  # no-break spaces stay: French sets them before ; : ! ? %

# What Discord's clients act on, one alternative each. A backslash works before punctuation only, and tests of raw
# text see through `\<@1>`, so the character that makes the thing live is the one that is escaped.
LIVE = re.compile(
    r"""
      ^(?P<indent>\s*)(?P<opens>\#{1,3}(?=\s|$)|-\#(?=\s|$)|[-+](?=\s|$)|>)  # heading, small print, list, quote
    | ^(?P<before>\s*\d{1,9})(?P<numbers>[.)])(?=\s|$)                       # numbered list, which would be renumbered
    | (?P<mark>[\\*_`])
    | (?P<pair>~~+|\|\|+)
    | (?P<all>@)(?=everyone|here)
    | <(?P<sigil>(?!@everyone|@here)[@\#:/!&])                              # mention, emoji, command
    | <(?P<word>\w+)(?P<colon>:)                                             # <t:…>, <a:…>, <id:…>, <https:…>
    | (?P<angle><)(?=[\w+])                                                  # e-mail address, telephone number
    | (?P<scheme>(?<=\w):)(?=//)                                             # https://…
    | (?P<masked>\]\()                                                       # [text](address)
    | (?P<invite>(?<=discord\.gg)/|(?<=dsc\.gg)/|(?<=discord\.com)/|(?<=discordapp\.com)/|(?<=discord\.gift)/
        |(?<=discord\.new)/|(?<=discord\.me)/|(?<=discord\.io)/|(?<=discord\.li)/)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def size(text: str) -> int:
    """Return the length of `text` in UTF-16 units: what Discord's own clients count, never less than code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cleaned(text: str) -> str:
    """Return `text` without what cannot be seen: controls, reading-direction marks, zero-width characters.

    Joiners inside an emoji stay, line ends become a line feed, and no letter keeps more than three marks.
    """
    kept = []
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        if character in "\n\u0085\u2028\u2029":
            kept.append("\n")
        elif category == "Cc":
            kept.append(" " if character in "\t\v\f" else "")
        elif character == ZERO_WIDTH_JOINER:
            kept.append(character if _joins_emoji(text, position) else "")
        elif category not in {"Cf", "Cs", "Co"} and character not in BLANK_LETTERS and not _is_noncharacter(character):
            kept.append(character)
    return PILED_MARKS.sub(r"\1", "".join(kept))


def one_line(text: str, *, held: bool = False) -> str:
    """Return `text` cleaned, on one line, without doubled spaces or spaces at its ends.

    With `held`, no-break spaces stand at the marks that French sets apart: « Vraiment ? ».
    """
    line = PLAIN_SPACES.sub(" ", cleaned(text).replace("\n", " ")).strip(" ")
    return held_together(line, "fr") if held else line


def escaped(line: str) -> str:
    """Return one cleaned line with nothing live in it. The beginning of `line` is taken for the beginning of a line."""
    return LIVE.sub(_defuse, line)


def fitted(text: str, limit: int, *, cut: str = CUT, held: bool = True) -> str:
    """Return `text` on one line, escaped, in at most `limit` units; what is left out is marked by `cut`.

    It is cut between words where that loses little, never inside an emoji or between a letter and its marks. It is not
    `held` where an English article may show a command to copy: `[ ! -f x ]`.
    """
    head = text[: READ_AHEAD * (limit + 1)]
    line = one_line(head, held=held)[: limit + 1]  # escaping never shortens
    whole = escaped(line)
    if len(head) == len(text) and size(whole) <= limit:
        return whole
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(_cut_at(line, middle, cut)) <= limit else (low, middle - 1)
    space = line.rfind(" ", 0, low + 1)
    if space > low * 2 // 3:
        low = space
    while low > 0 and (not _may_cut(line, low) or size(_cut_at(line, low, cut)) > limit):
        low -= 1
    result = _cut_at(line, low, cut)
    return result if size(result) <= limit else ""


def _cut_at(line: str, end: int, cut: str) -> str:
    return escaped(line[:end].rstrip()) + cut if end else cut.strip()


def _may_cut(line: str, end: int) -> bool:
    """Return whether what stands before `end` and what follows are apart for the eye."""
    after = line[end] if end < len(line) else " "
    joined = unicodedata.category(after) in {"Mn", "Me", "Mc"} or after == ZERO_WIDTH_JOINER
    toned = bool(re.match(f"[{SKIN_TONES}]", after))
    return not joined and not toned and line[end - 1] != ZERO_WIDTH_JOINER


def _joins_emoji(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return bool(before and after) and not before.isascii() and unicodedata.category(after) in {"So", "Cn"}


def _is_noncharacter(character: str) -> bool:
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _defuse(match: re.Match[str]) -> str:
    found = match.group()
    match match.lastgroup:
        case "opens":
            return f"{match['indent']}\\{match['opens']}"
        case "numbers":
            return f"{match['before']}\\{match['numbers']}"
        case "mark" | "angle" | "scheme" | "invite":
            return f"\\{found}"
        case "pair":
            return "".join(f"\\{character}" for character in found)
        case "all":
            return f"@{ZERO_WIDTH_SPACE}"  # no backslash keeps clients from reading this one
        case "sigil":
            return f"\\<\\{match['sigil']}"
        case "colon":
            return f"\\<{escaped(match['word'])}\\:"
        case _:
            return "]\\("
