"""Addresses that a browser may open, and those that open at a quote.

Pure functions. A link to a quote ends in a text directive (`#:~:text=…`), as WICG's "URL Fragment Text Directives"
says: browsers search the page for its text and open it there; those without it open the page's top. A directive is
built from the article's own words, and only where the article's text shows that the first place found is the quote.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from urllib.parse import quote, urlsplit

from corpus.article import Article, Span
from corpus.patterns import lazy_pattern

LONGEST_ADDRESS = 512  # characters: Discord's limit for the address of a link button, kept for all links
LONGEST_READ = 300_000  # code points of an article before a quote; folding as many takes some 30 ms

# Words at each end of a quote that name its place, then more where they stand elsewhere too, then fewer where the
# address gets too long. One word is none of them: it stands in menus and headings, which are no text of the article.
SIZES = (4, 6, 10, 3, 2)
# Words around the quote, before its start and after its end, for one that stands in several places.
AROUND = (0, 4, 8)
REACH = 400  # code points around a quote that hold as many words
# A message in Discord. Its clients open such an address themselves, at the message, where nothing stands behind it.
MESSAGE = lazy_pattern(r"https://(?:(?:ptb|canary)\.)?discord\.com/channels/")
LONGEST_TERM = 100  # code points before a colon
INDENT = 8  # code points: a line may begin with as many spaces

# Characters that mean something in an address and nothing in markdown; all others are written as percent codes.
KEPT = "!#$%&'*+,/:;=?@[]~"

WORD = lazy_pattern(r"\S+")
SPACES = lazy_pattern(r"\s+")
# What does not stand on the page as it stands in the text: Markdown, tags, cells of a table, bullets and numbers.
MARKED = lazy_pattern(r"[*`\[\]<>|]|~~|(?<!\w)_|_(?!\w)")
LINE_MARK = lazy_pattern(r"[-+•◦▪‣●–—]|#{1,6}|\(?\d{1,3}[.)]")
# Browsers compare letters without case and accents; some take all quotation marks of a kind for the same.
PASSED_OVER = lazy_pattern(r"\]\([^()\s]*\)|[*`\[\]_~\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]")
SAME_MARKS = str.maketrans("‘’‚‹›“”„«»", "'''''\"\"\"\"\"")
JOINS_WORDS = "'’.:,;·‧․﹒＇．"  # between two letters or digits no word ends (Unicode Standard Annex 29)


def linkable(url: str | None) -> str | None:
    """Return `url` ready to stand in a markdown link, or None where it is no address that a browser should open."""
    if url is None or len(url) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    spaced = any(character.isspace() or not character.isprintable() for character in parts.netloc)
    if parts.scheme not in {"http", "https"} or not parts.hostname or spaced or "@" in parts.netloc or port == 0:
        return None
    safe = quote(url.strip(), safe=KEPT, errors="replace").replace("[", "%5B").replace("]", "%5D").replace("*", "%2A")
    return safe if len(safe) <= LONGEST_ADDRESS else None


def link_to(article: Article, span: Span) -> str | None:
    """Return the address that opens `article` at `span`; None where the article has no address.

    Without a directive that surely finds it, where that gets too long, and of a message, the plain address.
    """
    url = linkable(article.url)
    if url is None:
        return None
    page, _, fragment = url.partition("#")
    fragment = fragment.partition(":~:")[0]  # an address copied from a browser may open somewhere else
    plain = f"{page}#{fragment}" if fragment else page
    if MESSAGE.match(page):
        return plain
    for directive in _directives(article, span):
        link = f"{page}#{fragment}:~:text={directive}"
        if len(link) <= LONGEST_ADDRESS:
            return link
    return plain


@dataclass(frozen=True, slots=True)
class _Word:
    """What stands between spaces. `usable` where it stands alike on the page and begins and ends as a word does."""

    start: int
    end: int
    line: int
    usable: bool


def _directives(article: Article, span: Span) -> Iterator[str]:
    """Yield directives that find `span` of the article first, the best first."""
    text = article.text
    if span.start > LONGEST_READ:
        return
    before = [*_words(text, Span(max(0, span.start - REACH), span.start))]
    within = [*_words(text, span)]
    after = [*_words(text, Span(span.end, min(len(text), span.end + REACH)))]
    groups = groupby(within, lambda word: (word.usable, word.line))
    runs = [[*run] for (usable, _), run in groups if usable]
    runs = [run for run in runs if len(run) > 1] or runs
    if not runs:
        return
    first, last = runs[0], runs[-1]
    above = [*before, *within[: within.index(first[0])]]
    below = [*within[within.index(last[-1]) + 1 :], *after]
    place = _Place(article, first, [] if last is first else last, _beside(above[::-1])[::-1], _beside(below))
    for around, size in product(AROUND, SIZES):
        yield from place.directives(size, around)


def _words(text: str, span: Span) -> Iterator[_Word]:
    line, seen = text.count("\n", 0, span.start), span.start
    for match in WORD.finditer(text, span.start, span.end):
        start, end = match.span()
        line, seen = line + text.count("\n", seen, start), start
        above = text[max(0, start - INDENT) : start].rstrip(" ")
        opens_line = not above or above.endswith("\n")
        marked = (
            MARKED.search(match.group()) is not None
            or (opens_line and LINE_MARK.fullmatch(match.group()) is not None)
            or (match.group().endswith(":") and _ends_label(text, end))
        )
        folded = _folded(match.group())
        yield _Word(
            start,
            end,
            line,
            not marked and folded != "" and " " not in folded and _is_bound(text, start) and _is_bound(text, end),
        )


def _ends_label(text: str, colon_end: int) -> bool:
    """Return whether a colon is the first of a list's item: of a term and its description it is not on the page."""
    line = text[max(0, colon_end - LONGEST_TERM) : colon_end].rpartition("\n")[2]
    return line.startswith("- ") and line.index(":") == len(line) - 1


def _is_bound(text: str, place: int) -> bool:
    """Return whether a word surely begins or ends at `place` (Unicode Standard Annex 29, word boundaries)."""
    left, right = text[max(0, place - 2) : place], text[place : place + 2]
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return True
    signs = _is_sign(left[-1]) and left[-1] != ")", _is_sign(right[0])  # ")" may end a link, and vanish with it
    if all(signs):
        return True
    sign, beside, further = (left[-1], right[0], left[:-1]) if signs[0] else (right[0], left[-1], right[1:])
    return any(signs) and beside.isalnum() and not (sign in JOINS_WORDS and further.isalnum())


def _is_sign(character: str) -> bool:
    """Return whether it is a sign of punctuation that neither joins words nor is a mark of Markdown."""
    return unicodedata.category(character) in {"Pd", "Ps", "Pe", "Pi", "Pf", "Po"} and character not in "*[]"


def _beside(words: Sequence[_Word]) -> list[_Word]:
    """Return the first of `words` that are usable, without a gap and on one line."""
    run: list[_Word] = []
    for word in words:
        if not word.usable or (run and word.line != run[0].line):
            break
        run.append(word)
    return run


class _Place:
    """A quote by the runs of words that it begins and ends with (`last` is empty where they are one run).

    `before` and `after` are the words that stand beside them.
    """

    def __init__(
        self,
        article: Article,
        first: list[_Word],
        last: list[_Word],
        before: list[_Word],
        after: list[_Word],
    ) -> None:
        self._text, self._first, self._last, self._before, self._after = article.text, first, last, before, after
        # The page as far as it matters: what is read before the quote, its title first, and up to the words after it.
        above = _folded(f"{article.title}\n{self._text[: first[0].start]}")
        self._page = above + self._folded(first[0].start, (after or last or first)[-1].end)
        self._begin = len(above)

    def directives(self, size: int, around: int) -> Iterator[str]:
        """Yield the directives that find the quote first: `size` words at each end, `around` beside it if need be."""
        prefixes = [[], self._before[-around:]] if around and self._before else [[]]
        suffixes = [[], self._after[:around]] if around and self._after else [[]]
        if self._last or len(self._first) > 2 * size:
            start, end = self._first[:size], (self._last or self._first)[-size:]
            prefix = next((one for one in prefixes if self._begins(one, start, [])), None)
            suffix = next((one for one in suffixes if self._ends(start, end, one)), None)
            if prefix is not None and suffix is not None:
                yield self._coded(prefix, start, end, suffix)
            return
        for prefix, suffix in sorted(product(prefixes, suffixes), key=lambda pair: len(pair[0]) + len(pair[1])):
            if self._begins(prefix, self._first, suffix):
                yield self._coded(prefix, self._first, [], suffix)

    def _begins(self, prefix: list[_Word], start: list[_Word], suffix: list[_Word]) -> bool:
        """Return whether nothing above reads as `start` between `prefix` and `suffix` does."""
        return not self._stands_before(self._at((prefix or start)[0]), 0, [prefix, start, suffix])

    def _ends(self, start: list[_Word], end: list[_Word], suffix: list[_Word]) -> bool:
        """Return whether what first reads as `end` before `suffix`, below `start`, is the quote's end."""
        begin, at = self._begin + len(self._read(start)), self._at(end[0])
        if self._stands_before(at, begin, [end, suffix]):
            return False
        # A browser that finds an end without the suffix goes on behind it, not one letter further.
        return not (suffix and self._stands_before(at, max(begin, at - len(self._read(end)) + 1), [end]))

    def _stands_before(self, at: int, begin: int, pieces: Sequence[list[_Word]]) -> bool:
        """Return whether `pieces`, with spaces between them or not, stand on the page from `begin` on before `at`."""
        read = [self._read(piece) for piece in pieces if piece]
        for joints in product(("", " "), repeat=len(read) - 1):
            wanted = "".join(piece + joint for piece, joint in zip(read, (*joints, ""), strict=True))
            if self._page.find(wanted, begin, at + len(wanted) - 1) >= 0:
                return True
        return False

    def _at(self, word: _Word) -> int:
        """Return where `word` stands on the page."""
        quote_start = self._first[0].start
        if word.start < quote_start:
            return self._begin - len(self._folded(word.start, quote_start))
        return self._begin + len(self._folded(quote_start, word.start))

    def _read(self, words: Sequence[_Word]) -> str:
        return self._folded(words[0].start, words[-1].end)

    def _folded(self, start: int, end: int) -> str:
        return _folded(self._text[start:end])

    def _coded(self, prefix: list[_Word], start: list[_Word], end: list[_Word], suffix: list[_Word]) -> str:
        said = zip(("{}-,", "{}", ",{}", ",-{}"), (prefix, start, end, suffix), strict=True)
        return "".join(
            form.format(_percent_coded(" ".join(self._text[words[0].start : words[-1].end].split())))
            for form, words in said
            if words
        )


def _folded(text: str) -> str:
    """Return what browsers may read alike in `text`, and more: without case, accents, marks and doubled spaces.

    Cut between words, a text and its parts fold alike.
    """
    bare = PASSED_OVER.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return SPACES.sub(" ", bare.translate(SAME_MARKS))


def _percent_coded(words: str) -> str:
    """Return `words` with all but letters, digits and full stops of ASCII as percent codes.

    `-`, `,` and `&` have a meaning of their own in a directive, `_` and `~` one in Discord's markdown.
    """
    return quote(words, safe="", errors="replace").replace("-", "%2D").replace("_", "%5F").replace("~", "%7E")
