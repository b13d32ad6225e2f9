"""Paragraphs of a draft into an article's text: noise out with a reason each, headings told apart, words untouched.

Promises: what is kept is kept word for word and in order, only odd characters are mended (`corpus.typography`);
paragraphs of the text are separated by one empty line, the items of a list and the lines of code by a line feed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.article import Span
from corpus.dates import find_dateline
from corpus.drafts import DroppedLine as DroppedLine
from corpus.drafts import Line
from corpus.layout import is_item
from corpus.noise import (
    ADVERTISEMENT,
    BREADCRUMBS,
    CONTENTS,
    COOKIES,
    MENU,
    NAVIGATION,
    NEWSLETTER,
    POINTER,
    SHARE,
    is_share_word,
    names_writers,
    reason_anywhere,
    reason_at_edge,
)
from corpus.tables import BETWEEN
from corpus.typography import decode_entities, fold_line, fold_spaces

TITLE_AGAIN = "the article's title"
TITLES_BETWEEN = " – "
"""Stands between the two lines of a title."""

_SHORTEST_PROSE = 60
"""Code points. A paragraph of prose is at least one ordinary sentence; menus, bylines and headings are shorter."""

_LONGEST_HEADING = 100
"""Code points. 95 in a hundred of 30,659 news titles are no longer, and headings are shorter than titles."""

_COOKIE_ARTICLE = 3
"""Paragraphs that speak of cookies from which on the article is about them, and none of them is a banner."""

_TITLE_AMONG = 40
"""Lines from the top among which the title is looked for: menus have fewer."""

_TWICE_AMONG = 15
"""Lines from the top among which a headline stands twice."""

_LONGEST_ENTRY = 150
"""Code points of a heading in a list of them, its number and page included."""

_MOST_OF_NAME, _FEWEST_OF_HEADLINE = 5, 4
"""Words of a site's name above its menu, and of the headline below."""

_LONGEST_BAR, _MOST_OF_LABEL, _FEWEST_LABELS = 150, 5, 3
"""Code points of a row of labels, words of one, and how many of them are a menu whatever they say."""

_HEAD = 60
"""Code points that are compared before a whole line is."""

_OF_SITE = (BREADCRUMBS, MENU, NAVIGATION)
_GAP = re.compile(r"[ \u00a0]{2,}|\t+")
_CRUMB = re.compile(r" ?[>›»→/|] ?")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]\s]*$")
_NO_HEADING_END = re.compile(r"[.!…:;,][\"'”’»)\]\s]*$|[»”\"]$")
_CONTENTS_LABEL = re.compile(
    r"(?:table of )?contents|on this page|in this (?:article|page|guide)|(?:au )?sommaire|table des matières"
    r"|sur cette page|dans cet article",
    re.IGNORECASE,
)
_ENTRY_NUMBER = re.compile(r"\A(?:[-*•] )?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]? )?")
_EDIT_MARK = re.compile(
    r" ?\[ ?(?:edit|modifier)(?: (?:source|le (?:wiki)?code))?"
    r"(?: \| (?:edit source|modifier le (?:wiki)?code))? ?\]$"
)  # behind the headings of a wiki's page
_FEWEST_ROWS, _FEWEST_ITEMS = 3, 2
"""Lines with as many bars that are rows of a table: of text, where two may be menus, and of items."""

_FEWEST_EDIT_MARKS = 2
"""A page of a wiki has one behind each heading; one alone behind a line of text may be what the line speaks of."""

_VERSION = re.compile(r"\bv\d|(?<![\d.])\d{1,3}\.\d{1,3}(?:\.\d{1,3})?(?![\d.])", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}\b")
_ISSUED = re.compile(
    r"\b(?:minutes|comptes?[ -]rendus?|proc[eè]s-verb(?:al|aux)|reports?|rapports?|rules?"
    r"|r[eè]glements?|statutes|statuts)\b",
    re.IGNORECASE,
)  # what a body issues
_LEADERS = re.compile(r"[ .…]+\d{1,4}$")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, what was left out of it in order, and where its headings stand in it."""

    text: str
    dropped: tuple[DroppedLine, ...]
    headings: tuple[Span, ...]


def decoded(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with HTML entities decoded, as plain text saved from pages needs it."""
    return tuple(replace(line, text=decode_entities(line.text)) if "&" in line.text else line for line in lines)


def clean_lines(lines: Sequence[Line], title: str | None) -> Cleaned:
    """Return the text of a draft's lines without noise and without the lines that only repeat `title`.

    Headings are the lines of kind "heading". Where a draft has none, a short line of its own above prose, without a
    final mark, is taken as one.
    """
    bars = _bars_of_labels(lines)
    folded = [replace(line, text=_folded(line)) for line in lines]
    folded = _without_edit_marks([line for line in folded if line.text])
    dropped: list[DroppedLine] = []
    kept: list[Line] = []
    for line, reason in zip(folded, _reasons(folded, title, bars), strict=True):
        if reason is None:
            kept.append(line)
        else:
            dropped.append(DroppedLine(line.number, line.text, reason))
    if not any(line.kind == "heading" for line in kept):
        kept = _with_likely_headings(kept)
    text, headings = _assembled(kept)
    return Cleaned(text, tuple(dropped), headings)


def likely_title(lines: Sequence[Line]) -> str | None:
    """Return the first line that is not noise if it reads like a title: one of several, short, without a full stop.

    A line that only says who wrote the article is passed over, and the name of a site above its menu; below that, what
    stands twice in a row is the title. Where two such lines alone make the first block of a text, the name of a body
    and what it issues ("Les Amis du Moulin", "Règlement intérieur"), the title is both.
    """
    bars = _bars_of_labels(lines)
    folded = (replace(line, text=_folded(line)) for line in lines if line.kind != "code")
    named = (line for line in folded if line.text and not names_writers(line.text))
    judged = ((line, line.number in bars or _is_noise(line.text)) for line in named)
    opening = list(itertools.islice(judged, _TITLE_AMONG))
    likely = (line for line, is_noise in itertools.chain(opening, judged) if not is_noise)
    block = tuple(itertools.islice(likely, 3))
    if not block or len(lines) < 2 or not _reads_like_title(block[0]):
        return None
    if (headline := _said_twice(opening, bars) or _below_masthead(opening, bars)) is not None:
        return headline
    is_both = len(block) == 3 and _is_second_title(*block)
    return f"{block[0].text}{TITLES_BETWEEN}{block[1].text}" if is_both else block[0].text


def _is_noise(text: str) -> bool:
    return _noise_of(text) is not None


def _noise_of(text: str) -> str | None:
    return reason_anywhere(text) or reason_at_edge(text)


def _said_twice(opening: Sequence[tuple[Line, bool]], bars: Collection[int]) -> str | None:
    """Return the headline that ends the way to the page, or stands twice below what is its site's; None for none.

    Without a menu, a way or a banner above, what stands twice is the article's own: a row, a refrain, an entry.
    """
    before, below_site = "", False
    for line, is_noise in opening[:_TWICE_AMONG]:
        if below_site and not is_noise and line.text == before and _is_headline(line) and _reads_like_title(line):
            return line.text
        reason = _noise_of(line.text)
        below_site = below_site or line.number in bars or reason in (*_OF_SITE, COOKIES)
        if reason == BREADCRUMBS:
            before = _CRUMB.split(line.text)[-1]
        elif not is_noise:
            before = line.text
    return None


def _is_headline(line: Line) -> bool:
    return len(line.text.split()) >= _FEWEST_OF_HEADLINE


def _below_masthead(opening: Sequence[tuple[Line, bool]], bars: Collection[int]) -> str | None:
    """Return the headline of a page that begins with the name of its site and a menu; None where none begins so.

    `opening` are its first lines, each with whether it is noise.
    """
    behind = list(itertools.dropwhile(lambda one: one[1], opening))
    if not behind or len(behind[0][0].text.split()) > _MOST_OF_NAME:
        return None
    if not any(_is_menu(line, bars) for line, _ in behind[1:3]):
        return None
    for line, is_noise in behind[1:]:
        if is_noise:
            continue
        if _is_prose(line):
            return None
        if _reads_like_title(line) and _is_headline(line):
            return line.text
    return None


def _is_menu(line: Line, bars: Collection[int]) -> bool:
    """Say whether a line leads elsewhere on its site: a row of labels, the way to the page."""
    return line.number in bars or _noise_of(line.text) in _OF_SITE


def _bars_of_labels(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of lines that are short labels with white space between them: "News   Reviews   Forum".

    Rows of a table that is set so have as many labels as the one beside them, or tell numbers.
    """
    cells = [len(_GAP.split(line.text.strip())) for line in lines]
    found = set()
    for place, line in enumerate(lines):
        labels = _labels_of(line)
        is_row = cells[place] in (*cells[max(0, place - 1) : place], *cells[place + 1 : place + 2])
        if labels and not is_row and (len(labels) >= _FEWEST_LABELS or any(map(_is_noise, labels))):
            found.add(line.number)
    return frozenset(found)


def _labels_of(line: Line) -> list[str]:
    """Return the labels that a line is made of, none where it is anything else."""
    if line.kind != "text" or len(line.text) > _LONGEST_BAR:
        return []
    parts = [fold_line(part) for part in _GAP.split(line.text.strip())]
    are_short = all(part and len(part.split()) <= _MOST_OF_LABEL and part[-1] not in ".:;,?!" for part in parts)
    numbers = sum(any(map(str.isdigit, part)) for part in parts)
    return parts if len(parts) > 1 and are_short and numbers <= 1 else []


def without_edit_mark(heading: str) -> str:
    """Return a heading without the "[edit]" that a wiki puts behind it."""
    return _EDIT_MARK.sub("", heading) if heading.endswith("]") and len(heading) <= _LONGEST_ENTRY else heading


def _reads_like_title(line: Line) -> bool:
    text = line.text
    return len(text) <= 1.5 * _LONGEST_HEADING and not is_item(text) and re.search(r"[.:;,][\"'”’»)\s]*$", text) is None


def _is_second_title(first: Line, second: Line, third: Line) -> bool:
    """Say whether the second line stands right below the first, and an empty one below it."""
    return (
        first.kind == second.kind == "text"
        and second.number == first.number + 1
        and third.number > second.number + 1
        and max(len(first.text), len(second.text)) <= _LONGEST_HEADING
        and _reads_like_title(second)
        and _names_what_is_issued(second.text)
        and not any(":" in line.text or _VERSION.search(line.text) for line in (first, second))
        and not second.text[0].islower()
        and find_dateline(("", second.text), None) is None
        and _letters(first.text) != _letters(second.text)
    )


def _names_what_is_issued(text: str) -> bool:
    """Say whether a second line may be a title: no name of a person ("Jane Smith"), no word or number alone."""
    words = text.split()
    if len(words) < 2:
        return False
    is_issued = _ISSUED.search(text) is not None
    is_name = len(words) == 2 and all(word[0].isupper() for word in words)
    has_number = any(char.isdigit() for char in text) and _DATED.search(text) is None
    return is_issued or not (is_name or has_number)


def _folded(line: Line) -> str:
    if line.kind == "code":
        return fold_spaces(line.text).rstrip()
    text = fold_line(line.text)
    return without_edit_mark(text) if line.kind == "heading" else text


def _without_edit_marks(lines: list[Line]) -> list[Line]:
    """Return the lines, those of text without a wiki's marks that stand as its headings do, above prose or another."""
    bare = [without_edit_mark(line.text) if line.kind == "text" else line.text for line in lines]
    marked = {
        place
        for place, (line, text) in enumerate(zip(lines, bare, strict=True))
        if text and text != line.text and _reads_like_heading(replace(line, text=text))
    }
    if len(marked) < _FEWEST_EDIT_MARKS:
        return lines
    found = list(lines)
    for place in sorted(marked, reverse=True):
        below = place + 1
        if below < len(lines) and (_is_prose(lines[below]) or found[below] is not lines[below]):
            found[place] = replace(lines[place], text=bare[place])
    return found


def _reasons(lines: Sequence[Line], title: str | None, bars: Collection[int]) -> list[str | None]:
    """Return for each line why it is noise, or None; `bars` are the numbers of those that are rows of labels."""
    wanted = _letters(without_edit_mark(title)) if title else ""
    rows = _rows_of_tables(lines)
    anywhere = [_reason_anywhere(line, wanted) for line in lines]
    if title and TITLES_BETWEEN in title:
        anywhere = _with_first_title(lines, anywhere, wanted)
    anywhere = [None if place in rows and one == BREADCRUMBS else one for place, one in enumerate(anywhere)]
    at_edge = [
        None if place in rows else MENU if line.number in bars else _reason_at_edge(line)
        for place, line in enumerate(lines)
    ]
    _spread_over_masthead(lines, anywhere, at_edge)
    if sum("cookie" in line.text.lower() for line in lines) >= _COOKIE_ARTICLE:
        at_edge = [None if reason == COOKIES else reason for reason in at_edge]
    body = [
        place
        for place, line in enumerate(lines)
        if anywhere[place] is None and at_edge[place] is None and _bounds_the_body(line)
    ]
    reasons = list(anywhere)
    if body:
        first, last = body[0], body[-1]
        for place in (*range(first), *range(last + 1, len(lines))):
            reasons[place] = anywhere[place] or at_edge[place]
        _spread_over_lists(lines, reasons, last)
    _spread_over_share_bars(lines, reasons)
    _spread_over_contents(lines, reasons)
    _spare_headings(lines, reasons)
    return reasons


def _spare_headings(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Take its reason from a heading that has text beneath: "Sign up" is a button, and the name of a chapter."""
    for place, (line, below) in enumerate(itertools.pairwise(lines)):
        is_chapter = line.kind == "heading" != below.kind and reasons[place + 1] is None
        if is_chapter and reasons[place] in (NEWSLETTER, SHARE):
            reasons[place] = None


def _spread_over_masthead(lines: Sequence[Line], anywhere: Sequence[str | None], at_edge: list[str | None]) -> None:
    """Give what stands above the title, the name of the site too, the reason of the menu that stands there."""
    title = next((place for place, reason in enumerate(anywhere[:_TITLE_AMONG]) if reason == TITLE_AGAIN), 0)
    if not any((anywhere[place] or at_edge[place]) in _OF_SITE for place in range(title)):
        return
    for place in range(title):
        line = lines[place]
        if anywhere[place] is None and at_edge[place] is None and line.kind == "text" and not _is_prose(line):
            at_edge[place] = MENU


def _with_first_title(lines: Sequence[Line], reasons: list[str | None], wanted: str) -> list[str | None]:
    """Return the reasons with that of the first of two lines which are the title together; the second is asked for."""
    for place, (first, second) in enumerate(itertools.pairwise(lines[:_TITLE_AMONG])):
        both = f"{first.text} {second.text}"
        if first.kind == second.kind == "text" and len(both) <= 3 * _LONGEST_HEADING and _letters(both) == wanted:
            return [*reasons[:place], TITLE_AGAIN, *reasons[place + 1 :]]
    return reasons


def _rows_of_tables(lines: Sequence[Line]) -> set[int]:
    """Return the places of lines that are rows of a table: two or more below each other with as many cells.

    A price list that opens or ends a page looks like breadcrumbs: "Gold | 12 € | 10 | Priority". Of a table whose
    columns have no names, whose rows are text, three are wanted, and no cell that is noise: bars of links stand in
    twos, or name the home page.
    """
    bars = [line.text.count(BETWEEN) if line.kind in ("item", "text") else 0 for line in lines]
    found: set[int] = set()
    for (count, kind), run in itertools.groupby(range(len(lines)), key=lambda place: (bars[place], lines[place].kind)):
        places = list(run)
        if not count or len(places) < (_FEWEST_ITEMS if kind == "item" else _FEWEST_ROWS):
            continue
        cells = {cell for place in places for cell in lines[place].text.split(BETWEEN)}
        if kind == "item" or not any(_is_noise(cell) and any(map(str.isalpha, cell)) for cell in cells):
            found.update(places)
    return found


def _spread_over_lists(lines: Sequence[Line], reasons: list[str | None], last: int) -> None:
    """Below the body, give the lines after "Read also" or "Next" their reason: they are the titles announced.

    A sentence is none.
    """
    for place in range(last + 2, len(lines)):
        is_title = not lines[place].text.endswith(".")
        if reasons[place] is None and is_title and reasons[place - 1] in (POINTER, NAVIGATION):
            reasons[place] = reasons[place - 1]


def _spread_over_contents(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Give a list of the page's headings below "Contents" its reason: each entry stands again, further down."""
    labels = [place for place, line in enumerate(lines) if _CONTENTS_LABEL.fullmatch(line.text)]
    if not labels:
        return
    stands = {_letters(_entry(line)): place for place, line in enumerate(lines) if line.kind not in ("item", "code")}
    end = 0
    for label in labels:
        if label < end or lines[label].kind in ("item", "code"):
            continue
        end = label + 1
        while end < len(lines) and lines[end].kind in ("text", "item") and _repeats(lines[end], end, stands):
            end += 1
        is_empty = end == label + 1 and end < len(lines) and lines[label].kind == lines[end].kind == "heading"
        if end > label + 1 or is_empty:
            reasons[label:end] = [CONTENTS] * (end - label)


def _repeats(line: Line, place: int, stands: Mapping[str, int]) -> bool:
    """Say whether a line says what another says further down, but for its own number and the other's page."""
    entry = _entry(line)
    return max(stands.get(_letters(one), -1) for one in (entry, _LEADERS.sub("", entry))) > place


def _entry(line: Line) -> str:
    return _ENTRY_NUMBER.sub("", line.text[:_LONGEST_ENTRY], count=1)


def _spread_over_share_bars(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Give labels such as "WhatsApp" the reason of the share button that they stand beside."""
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        for place in order:
            beside = place - 1 if order.step > 0 else place + 1
            if reasons[place] is None and reasons[beside] == SHARE and is_share_word(lines[place].text):
                reasons[place] = SHARE


def _reason_anywhere(line: Line, wanted: str) -> str | None:
    if line.kind == "code":
        return None
    if wanted and line.kind != "item" and _says(without_edit_mark(line.text), wanted):
        return TITLE_AGAIN
    reason = reason_anywhere(line.text)
    # A chapter may well be headed "Advertising"; a label between two paragraphs is never a heading of the file.
    return None if line.kind == "heading" and reason == ADVERTISEMENT else reason


def _reason_at_edge(line: Line) -> str | None:
    return None if line.kind in ("code", "heading") else reason_at_edge(line.text)


def _says(text: str, wanted: str) -> bool:
    """Say whether the letters of `text` are `wanted`: its head tells of nearly every text that they are not."""
    return wanted.startswith(_letters(text[:_HEAD])) and _letters(text) == wanted


def _letters(text: str) -> str:
    """Return what decides whether two lines say the same: letters and digits in lower case."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def _is_prose(line: Line) -> bool:
    return line.kind == "text" and len(line.text) >= _SHORTEST_PROSE and _SENTENCE_END.search(line.text) is not None


def _bounds_the_body(line: Line) -> bool:
    return line.kind in ("heading", "code") or _is_prose(line)


def _with_likely_headings(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those that read like headings marked as such."""
    marked = list(lines)
    for place in range(1, len(lines) - 1):
        # A line that opens the text is rather a summary under the title, which must stay quotable.
        if _reads_like_heading(lines[place]) and _is_prose(lines[place - 1]) and _is_prose(lines[place + 1]):
            marked[place] = replace(lines[place], kind="heading")
    return marked


def _reads_like_heading(line: Line) -> bool:
    text = line.text
    return (
        line.kind == "text"
        and len(text) <= _LONGEST_HEADING
        and not text[0].islower()
        and ":" not in text
        and _NO_HEADING_END.search(text) is None
        and any(char.isalpha() for char in text)
    )


def _are_of_two_tables(above: Line, below: Line) -> bool:
    """Return whether two rows below each other have not as many cells; one of a single cell may be of either table."""
    if is_item(above.text) or is_item(below.text):
        return False  # of a list, with a bar in an item
    cells = above.text.count(BETWEEN), below.text.count(BETWEEN)
    return above.kind == below.kind == "item" and 0 not in cells and cells[0] != cells[1]


def _assembled(lines: Sequence[Line]) -> tuple[str, tuple[Span, ...]]:
    pieces: list[str] = []
    headings: list[Span] = []
    end = 0
    for place, line in enumerate(lines):
        if place:
            joined = line.kind in ("item", "code") and line.kind == lines[place - 1].kind
            joined = joined and not _are_of_two_tables(lines[place - 1], line)
            pieces.append("\n" if joined else "\n\n")
            end += len(pieces[-1])
        if line.kind == "heading":
            headings.append(Span(end, end + len(line.text)))
        pieces.append(line.text)
        end += len(line.text)
    return "".join(pieces), tuple(headings)
