"""What a release changed, as release notes tell it: the list under the heading of its version, or of no version. Pure.

Versions stand in headings ("## 2.1 – 18 June 2025"), in short lines of their own ("== 3.0 (6 May 2025) =="), or in the
title of an article that is of one version ("Zephyr 2.1 released").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answers.layout.lines import LaidOut
from bot.answers.questions.question import Asked
from bot.answers.shown.quotes import MOST_QUOTES, Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.spans import DATE
from bot.answers.values.things import standing
from corpus.article import Article, Span
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.terms import Term

NUMBER = r"\d{1,4}(?:\.\d{1,5}){1,3}"
VERSION = lazy_pattern(
    rf"(?<![\w.,€$£%])v?({NUMBER})(?![\w%])(?!\s?[€$£%])|"
    r"\b(?:version|release|update|patch|v|season|saison|mise\s+à\s+jour)\s?(\d{1,4})(?![\w.]\w|\w)",
    re.IGNORECASE,
)
YEAR = lazy_pattern(r"(?:19|20)\d\d")
# A short line that opens a part of a plain text: "== 3.0 (6 May 2025) ==", "v2.1", "Version 2.0 – June 2025".
OPENS = lazy_pattern(
    rf"={{2,6}}\s?\w|[#*=_]{{0,6}}\s?\[?(?:(?:version|release)\s)?v?{NUMBER}\]?:?[*_]{{0,2}}(?:$|\s?[-–—(])",
    re.IGNORECASE,
)
# The title of notes of one release: "Zephyr 4.1", "Version 4.1 est sortie"; not "Installing Zephyr 4.1".
NOTES = lazy_pattern(
    r"^\W*(?!\w+(?:ing|er|ir)\s+(?!(?i:version|release)?\s?v?\d))"
    rf"(?:(?:[{CAPITAL}][\w’'+-]*|(?i:version|release|notes?|changelog|changes|new|nouveautés|of|in|for|the|de|du|la|dans))\W{{1,3}}){{0,6}}"
    rf"v?{NUMBER}(?:\W*$|\s?[:–—(,!-]|\s+(?i:is|has|was|est|a|released?|out|sortie?|publiée?|now|available|disponible|arriv\w+|"
    r"notes?|changelog|brings?|apporte)\b)",
)
TAIL = lazy_pattern(r"(?:\.0)+$")
DIGITS = lazy_pattern(r"\d+")
LONGEST_LINE = 80  # code points of such a line
READ = 100_000  # code points of an article whose versions are looked for
CHANGED = lazy_pattern(
    r"\b(?:chang(?:e|es|ed|elog|ements?|é)|new|news|quoi\s+de\s+(?:neuf|nouveau)|nouveaut[ée]s?|nouveaux|added|ajout[ée]?s?|"
    r"release\s+notes?|patch\s*notes?|notes\s+de\s+(?:version|mise\s+à\s+jour)|differen(?:t|ces?)|diff[ée]ren(?:t|ces?)|"
    r"bring|brings|brought|apport(?:e|é)|included?|modifi(?:é|e|cations?)|what(?:['’]?s|\s+is)\s+in)\b",
    re.IGNORECASE,
)
# What asks for the day of a release: "when did 2.0 come out", "la 2.0 est sortie quand".
CAME_OUT = lazy_pattern(
    r"\b(?:c[oa]m(?:e|es|ing)\s+out|releas\w{0,4}|launch\w{0,3}|ship(?:s|ped)?|publi\w{1,4}|sorti[er]?s?|sort|paru[es]?|"
    r"dat(?:e|ait)\s+de|de\s+quand\s+dat\w{1,3}|date\s+(?:of|for)|from\s+when)\b",
    re.IGNORECASE,
)
SINCE = lazy_pattern(r"\b(?:since|depuis|before|avant|after|après|until|jusqu)\b", re.IGNORECASE)
# Words that ask for all that is under a version and name nothing in it.
ASKING = vocabulary(
    "change changes changed changelog new news added release released notes note patch patchnotes version versions",
    "update updates different difference differences bring brings brought include included list features feature",
    "whats season",
    "quoi neuf nouveau nouveaux nouveaute nouveautes ajoute ajoutes ajouts changement changements changelog apporte",
    "modifie modifications modification liste saison mise jour sortie sorti sorties sort paru parue publiee publie",
    "come comes came out date day coming launched launch ship shipped published",
)
MOST = 500  # parts of an article
LEAST = 2  # versions that make notes of releases


@dataclass(frozen=True, slots=True)
class Release:
    """The versions that a heading, a line of its own or the title names, where it stands, and where it ends.

    The title stands nowhere in the text: its heading is empty.
    """

    versions: frozenset[str]
    heading: Span
    end: int

    @property
    def is_of_title(self) -> bool:
        """Whether the title names the version."""
        return self.heading.start == self.heading.end


def versions_in(text: str) -> frozenset[str]:
    """Return the versions that a text names, or the year that is all of it; 3.0 as 3."""
    if YEAR.fullmatch(text.strip()):
        return frozenset({text.strip()})
    return frozenset(TAIL.sub("", match[1] or match[2]) for match in VERSION.finditer(text))


def release_asked(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return what stands under the version whose changes are asked for, or its heading where that tells the day asked.

    None where another thing is asked. Without quotes where notes of releases should have it and have not; unsure where
    several articles have it.
    """
    if asked.kind not in {"other", "definition", "when"} or not DIGITS.search(query.text):
        return None
    dated = asked.kind == "when"
    if (CAME_OUT if dated else CHANGED).search(query.text) is None:
        return None
    year = frozenset(YEAR.findall(query.text))
    versions = versions_in(query.text) or year
    if len(versions) != 1:
        return None
    digits = set(DIGITS.findall(query.text))
    rest = [one for one in query.terms if one.folded.lstrip("v") not in digits and one.folded not in ASKING]
    articles = {hit.article.id: hit.article for hit in hits}
    found: list[tuple[Article, LaidOut]] = []
    lacking = False
    for article in sorted(articles.values(), key=lambda one: one.language != query.language):
        releases = list(releases_in(article))
        for place, release in enumerate(releases):
            if release.is_of_title and NOTES.match(article.title) is None:
                continue
            above = f"{article.title}\n{release.heading.of(article.text)}"
            if versions <= release.versions and all(standing(rest, above, article.language)):
                told = _day(article, release) if dated else _changes(article, releases[place:])
                if told is not None:
                    found.append((article, told))
                    break
        lacking |= not year and _should_tell(releases, article, rest, dated=dated)
    if found:
        first, told = found[0]
        alone = all(
            article.language != first.language for article, _ in found[1:]
        )  # else which of them is asked about?
        return LaidOut(told.quotes, told.surely and alone)
    told_elsewhere = dated and any(versions <= versions_in(hit.text) for hit in hits)
    return LaidOut([], surely=False) if lacking and not told_elsewhere else None


def _should_tell(releases: Sequence[Release], article: Article, rest: Sequence[Term], *, dated: bool) -> bool:
    """Return whether an article is the notes of the releases of what a question names, with their days where asked."""
    text = article.text
    told = [one for one in releases if one.versions and not one.is_of_title]
    told = [one for one in told if not dated or DATE.search(one.heading.of(text)) is not None]
    return len(told) >= LEAST and bool(rest) and all(standing(rest, article.title, article.language))


def _day(article: Article, release: Release) -> LaidOut | None:
    """Return the heading of a release, where it has a date; what tells the day of the one that the title names.

    That may be told by the article's own day, where the text has no day but of other versions.
    """
    text = article.text
    if not release.is_of_title:
        has_date = DATE.search(release.heading.of(text)) is not None
        return LaidOut([Quote(article, release.heading)], surely=True) if has_date else None
    sentences = split_sentences(text[: release.end], article.language)
    dated = [one for one in sentences if _tells_day(one.of(text), release.versions, opens=one == sentences[0])]
    if dated:
        return LaidOut([Quote(article, dated[0])], surely=len(dated) == 1)
    if article.published is None or not sentences:
        return None
    return LaidOut([Quote(article, sentences[0])], surely=True)


def _tells_day(sentence: str, versions: frozenset[str], *, opens: bool) -> bool:
    """Return whether a sentence may tell the day of a version: it has a day, and comes first, names it, or says so."""
    told = versions_in(sentence)
    if DATE.search(sentence) is None or SINCE.search(sentence) or not told <= versions:
        return False
    return opens or bool(told) or CAME_OUT.search(sentence) is not None


def _changes(article: Article, releases: Sequence[Release]) -> LaidOut | None:
    """Return what stands under the first release, where anything does."""
    section = _under(releases, article)
    spans = list(_packed(article, _opening(article.text, section) if releases[0].is_of_title else section))
    quotes = [Quote(article, span) for span in spans[:MOST_QUOTES]]
    told = bool(spans) and not article.text[spans[-1].end : section.end].strip()
    return LaidOut(quotes, told and len(spans) <= MOST_QUOTES) if quotes else None


def of_another(question: str, article: Article, quoted: Span, *, dated: bool = False) -> bool:
    """Return whether what is quoted stands under another version than the question names, and does not name that.

    Where a day is asked for (`dated`), another version that it names will do, or a day since which something is so.
    """
    versions, told = versions_in(question), versions_in(quoted.of(article.text))
    if not versions:
        return False
    if dated and CAME_OUT.search(question) and SINCE.search(quoted.of(article.text)):
        return CAME_OUT.search(quoted.of(article.text)) is None
    if versions & told or (dated and told):
        return not versions & told
    under = [one for one in releases_in(article) if one.versions and one.heading.end <= quoted.start < one.end]
    return bool(under) and all(versions.isdisjoint(one.versions) for one in under)


def releases_in(article: Article) -> Iterator[Release]:
    """Yield the parts of an article that headings open, or short lines that look like such of a version.

    Where the title names one version, what stands before the heading of another comes first.
    """
    text = article.text[:READ]
    headings = {span for span in article.headings if span.end <= len(text)}
    lines = {span for span in _short_lines(text) if OPENS.match(text, span.start, span.end)}
    heads = sorted(headings | lines, key=lambda span: span.start)
    titled = versions_in(article.title)
    if len(titled) == 1 and YEAR.fullmatch(article.title.strip()) is None:
        others = (span.start for span in heads if versions_in(span.of(text)) - titled)
        yield Release(titled, Span(0, 0), next(others, len(text)))
    ends = [span.start for span in heads[1:]]
    for span, end in islice(zip(heads, [*ends, len(text)], strict=False), MOST):
        yield Release(versions_in(span.of(text)), span, end)


def _opening(text: str, section: Span) -> Span:
    """Return a section up to the first line that is too long to be quoted."""
    start = section.start
    for row in section.of(text).split("\n"):
        if len(row) > LONGEST_QUOTE:
            return Span(section.start, start)
        start += len(row) + 1
    return section


def _under(releases: Sequence[Release], article: Article) -> Span:
    """Return what stands under the first release: up to the next heading, or where that follows at once, version."""
    first = releases[0]
    if article.text[first.heading.end : first.end].strip():
        return Span(first.heading.end, first.end)
    ends = (one.heading.start for one in releases[1:] if one.versions)
    return Span(first.heading.end, next(ends, releases[-1].end))


def _short_lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line and len(line) <= LONGEST_LINE:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _packed(article: Article, section: Span) -> Iterator[Span]:
    """Yield the lines of a section in as few quotes as hold them; nothing where one is too long."""
    text = article.text
    lines: list[Span] = []
    start = section.start
    for row in section.of(text).split("\n"):
        if row.strip():
            lines.append(Span(start, start + len(row)))
        start += len(row) + 1
    if any(line.end - line.start > LONGEST_QUOTE for line in lines):
        return
    packed: list[Span] = []
    for line in lines:
        if packed and line.end - packed[-1].start <= LONGEST_QUOTE:
            packed[-1] = Span(packed[-1].start, line.end)
        else:
            packed.append(line)
    yield from packed
