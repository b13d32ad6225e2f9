"""Text into sentences, by exact offsets.

sentencex finds the ends. Here those of its mistakes are mended that matter for quoting: cuts after French and English
abbreviations, cuts before a lower-case word ("annoncé depuis. la Maison Blanche", as translated pages have it),
closing marks parted from their sentence, and long speeches taken for one sentence because of the marks around them.

A sentence never crosses a line end and never exceeds `LONGEST` code points: a wall of words without a full stop is
cut at spaces, so that it can still be quoted. Bullets stand outside their sentence. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import segment  # type: ignore[import-untyped]

from corpus.article import Language, Span
from corpus.vocabulary import vocabulary

LONGEST = 2000
"""Code points. In 24,000 news articles, laws and pages of documentation the longest sentence has 1,978."""

_WINDOW = 4000
"""Code points given to sentencex at once: its search for closing quotation marks is quadratic (a paragraph of 50,000
opening marks takes 2.5 s as a whole, 0.2 s in windows)."""

_LONG_SPEECH = 300
"""Code points. Several sentences between quotation marks stay whole up to here, being one readable quote; longer ones
are cut at their own full stops. One sentence in a hundred is longer by itself (366 in news, 574 in laws)."""

_BEFORE_A_NAME = vocabulary(
    # French titles and abbreviations that a name or a common word follows
    "m mm mme mmes mlle mgr me dr pr st ste ex env av apr cf c.-à-d p.ex tél",
    # English ones
    "mr mrs ms messrs prof rev hon gov sen rep gen col capt lt sgt maj cmdr pres supt mt ft e.g i.e vs approx",
)
_BEFORE_A_NUMBER = vocabulary(
    "art arts al chap ch éd ed fig figs n no nos nº num p pp par para paras parag pl réf ref s sec sect subdiv t",
    "tél tel tit tom v vol vols sch janv févr avr juil sept oct nov déc jan feb mar apr jun jul aug sep dec",
)
"""Without their points, in lower case. "no", "p" or "art" may also end a sentence; a number after them settles it."""

_OPENERS = vocabulary(
    "il elle ils elles on nous vous je ce cet cette ces c'est le la les l un une des du de d en dans sur pour par",
    "avec mais et où qui que si son sa ses leur au aux à après selon he she it they we you i this that these",
    "those the a an in on at for by with but and or if his her its their our as after when while there",
)
"""Words that open a sentence: after "vitamine C." one of them does, after "J." a name follows."""

_ODD_SPACE = re.compile(r"[^\S ]")
_QUOTATION = re.compile(r"[«»“”\"()\[\]]")
_CLOSERS = re.compile(r"[ ]*[»”’\"')\]]+(?=[\s.,;:!?…]|$)")
_LAST_WORD = re.compile(r"(?:^|[\s(\[«“\"'’])([^\s(\[«“\"'’]{1,8})\.$")
_LONGEST_LAST_WORD, _LONGEST_INITIAL = 10, 3  # code points that these two match
_NUMBER_AHEAD = re.compile(r"[(\[]?(?:\d|[IVXLC]+\b)")
_INITIAL = re.compile(r"(?:^|[^\w])[A-ZÀ-ÖØ-Þ]\.$")
_WORD = re.compile(r"\w")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_CARRIES_ON = re.compile(r"(?!\w*[A-Z_]|\w{3,}[.(]\w)[a-zà-öø-ÿœ]|[,;:)\]»”%]")
"""A lower-case word, but no identifier ("iPhone", "session_start"), or a mark that cannot open a sentence."""
_OPENERS_OF_ASIDES = "«“(["
"""Where sentencex leaves one of them at the end of a sentence, it belongs to the next."""
_POINTS = re.compile(r"(?:^|[\s\"'“«`(=:])\.{1,2}$")
_ARGUMENT = re.compile(r"[/\\~&|<>]|--?[a-zA-Z]|\$[A-Z{(]|\.{1,2}[\w/]")
_SENTENCE_TOUCHING = re.compile(r"[A-ZÀ-ÖØ-Þ](?:[^A-ZÀ-ÖØ-Þ.]|$)")
"""A folder in a command ("cp -r . /srv", "cd .. && make") or the beginning of a name ("./Setup.exe", ".NET") ends no
sentence; a full stop behind a space may ("Oui . Non."), so does one that the next touches (" .Non")."""
_ASIDE = re.compile(r"\([^.!?]*\)[.;]?")
_BULLET = re.compile(r"\s*[-*+•◦▪‣●–—]\s+")
_ORDINAL = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]$")


def split_sentences(text: str, language: Language) -> tuple[Span, ...]:
    """Return the sentences of `text` in order: trimmed, not overlapping, each within one line.

    Everything but white space and the bullets of lists is in a sentence. A heading is a sentence like any other line.
    """
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        skipped = bullet.end() if bullet else 0
        for piece in _sentences_of_line(line[skipped:], language):
            offset = start + skipped
            found.append(Span(offset + piece.start, offset + piece.end))
        start += len(line) + 1
    return tuple(found)


def _sentences_of_line(line: str, language: Language) -> Iterator[Span]:
    if not line or line.isspace():
        return
    for piece in _mended(line, _pieces(line, language)):
        if piece.end - piece.start > _LONG_SPEECH and _QUOTATION.search(line, piece.start, piece.end):
            yield from _speech(line, piece, language)
        else:
            yield from _capped(line, piece)


def _speech(line: str, piece: Span, language: Language) -> Iterator[Span]:
    """Cut a long piece at the full stops that its quotation marks and brackets hid from sentencex."""
    written = piece.of(line)
    bare = _QUOTATION.sub(" ", written)
    for inner in _mended(written, _pieces(bare, language)):
        yield from _capped(line, Span(piece.start + inner.start, piece.start + inner.end))


def _pieces(line: str, language: Language) -> Iterator[Span]:
    """Yield what sentencex makes of a line, without gaps: each piece ends where the next begins."""
    # sentencex panics on an initial before a space of several bytes (1.0.32): give it plain spaces only.
    plain = _ODD_SPACE.sub(" ", line)
    start = 0
    while start < len(plain):
        window = plain[start : start + _WINDOW]
        lengths = [len(piece) for piece in segment(language, window)]
        if start + len(window) < len(plain):
            # The last piece may go on behind the window; if there is no other, the wall is cut at a space.
            lengths = lengths[:-1] or [_cut_of_wall(window)]
        for length in lengths:
            yield Span(start, start + length)
            start += length


def _cut_of_wall(window: str) -> int:
    return window.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST


def _mended(line: str, pieces: Iterator[Span]) -> Iterator[Span]:
    """Yield the pieces, joined where sentencex cut wrongly and with closing marks given back."""
    current: Span | None = None
    for piece in pieces:
        if current is None:
            current = piece
            continue
        start = piece.start
        if closers := _CLOSERS.match(line, start, piece.end):
            start = closers.end()
        if start >= piece.end or _belongs_together(line[current.start : start], line[start : piece.end]):
            if piece.end - current.start <= LONGEST:
                current = Span(current.start, piece.end)
                continue
            start = piece.start
        last = _last_letter(line, current.start, start)
        if last > current.start and line[last] in _OPENERS_OF_ASIDES:
            start = last
        yield Span(current.start, start)
        current = Span(start, piece.end)
    if current is not None:
        yield current


def _last_letter(line: str, start: int, end: int) -> int:
    """Return where the last code point of `line[start:end]` stands that is no white space, or less than `start`."""
    last = end - 1
    while last >= start and line[last].isspace():
        last -= 1
    return last


def _belongs_together(before: str, after: str) -> bool:
    """Say whether the cut between two pieces is wrong."""
    touching = not before[-1].isspace()
    before, after = before.rstrip(), after.lstrip()
    if not _WORD.search(after) or not _WORD.search(before):
        return True
    if (
        _CARRIES_ON.match(after)
        or _ASIDE.fullmatch(after)
        or _ORDINAL.fullmatch(before)
        or (touching and after[0] in "-/\\")
        or _is_of_command(before, after, touching=touching)
    ):
        return True
    if before[-1] != ".":
        return False
    if _INITIAL.search(before, max(0, len(before) - _LONGEST_INITIAL)):
        opening = _FIRST_WORD.match(after.replace("’", "'"))
        return touching or opening is None or opening[0].lower().split("'")[0] not in _OPENERS
    word = _LAST_WORD.search(before, max(0, len(before) - _LONGEST_LAST_WORD))
    if word is None:
        return False
    last = word[1].lower()
    return last in _BEFORE_A_NAME or (last in _BEFORE_A_NUMBER and _NUMBER_AHEAD.match(after) is not None)


def _is_of_command(before: str, after: str, *, touching: bool) -> bool:
    """Say whether the points that end a piece are a folder or the beginning of a name, as commands have them."""
    if not _POINTS.search(before, max(0, len(before) - _LONGEST_INITIAL)):
        return False
    return _ARGUMENT.match(after) is not None or (touching and not _SENTENCE_TOUCHING.match(after))


def _capped(line: str, piece: Span) -> Iterator[Span]:
    """Yield the piece without the white space around it, cut at spaces if it is too long."""
    start, end = piece.start, piece.end
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = start + _cut_of_wall(line[start:end])
        yield from _capped(line, Span(start, cut))
        start = cut
        while start < end and line[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
