"""Since which version something is so, or when it came: told by the heading of the release under which it stands. Pure.

No sentence under "## 5.2.0 – 9 March 2026" says either, so what is asked for is looked for by itself among all that
stands under such headings, and the heading is quoted with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answers.layout.released import DIGITS, LEAST, VERSION, Release, releases_in
from bot.answers.shown.quotes import Quote
from bot.answers.values.spans import DATE
from bot.answers.values.things import standing
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from index.hits import Hit
from index.words.terms import Term

A_VERSION = r"(?:version|release|update|patch|mise\s+[àa]\s+jour|m[àa]j)"
ADDED = (
    r"(?:brought|added|introduced|included|got|"
    r"ajout[ée]e?s?|apport[ée]e?s?|introduite?s?|amen[ée]e?s?|int[ée]gr[ée]e?s?)"
)
OUT = rf"(?:sortie?|parue?|arriv[ée]e)\s+la\s+{A_VERSION}\s+(?:avec|qui|de)\b"  # « sortie la version avec »
OF_IT = (
    r"(?:\s+(?:of\s+(?:the\s+|your\s+|our\s+)?|d(?:e\s+(?:la\s+|l['’]|votre\s+)?|u\s+|['’]))[\w’'-]+)?"  # "of the app"
)
QUE = r"(?:\s+(?:est[- ]?ce\s+)?qu(?:e\b|['’]))?"
# "since which version is there …", "depuis quelle version peut-on …", also at the end: "…, it's since which version?".
WHICH_VERSION = lazy_pattern(
    r"(?:\bit['’]?s\s+|\bc['’]?\s?(?:est|était)\s+)?\b(?:"
    rf"(?:since|from|in|as\s+of|starting\s+(?:with|from|in))\s+(?:which|what)\s+{A_VERSION}s?(?:\s+number)?{OF_IT}|"
    rf"(?:depuis|[àa]\s+partir\s+d[e']|d[èe]s|dans|en)\s*(?:la)?quelle\s+{A_VERSION}{QUE}|"
    rf"(?:which|what)\s+{A_VERSION}{OF_IT}\s+(?:(?:has|had|first)\s+)?(?:{ADDED}|lets\s+(?:you|me|us|one)\b|allows?\b|supports?\b)|"
    rf"quelle\s+{A_VERSION}{OF_IT}\s+(?:(?:a|avait)\s+{ADDED}|permet\b|g[èe]re\b)"
    r")",
    re.IGNORECASE,
)
# "when did you add …", "since when is there …", "quand est sortie la version avec …", "depuis quand peut-on …".
WHEN_IT_CAME = lazy_pattern(
    r"^\W*(?:"
    r"since\s+when|(?:when|what\s+day)\s+(?=(?:did|was|were|has|have)\b)|depuis\s+quand|"
    rf"quand{QUE}\s*(?=(?:est|sont|a|ont|as|avez|a-t-\w+|avez-vous|on\s+a|vous\s+avez)\b)"
    rf")(?:\s*(?:was|were|did)\s+the\s+{A_VERSION}\s+(?:with|of)\b|\s*(?:est|a)\s+{OUT})?|"
    rf"^\W*quand\s+{OUT}",
    re.IGNORECASE,
)
# What the rest begins with, or ends with, and says nothing: "did you add", ", it was".
BEFORE_IT = lazy_pattern(
    rf"(?:(?:did|was|were|has|have)\s+(?:(?:you|we|they)\s+)?(?:guys\s+)?(?:(?:add|introduce|bring|get)\b)?|"
    rf"(?:avez-vous|vous\s+avez|on\s+a|a-t-on|ont-ils|as-tu)\s+(?:{ADDED})?|est[- ]?ce\s+qu(?:e\s|['’]))\s*",
    re.IGNORECASE,
)
BEHIND_IT = lazy_pattern(
    rf"(?<!\w)(?:a\s+[ée]t[ée]\s+{ADDED}|(?:is|was|were)\s+{ADDED}|{ADDED}|(?:it|that)\s+(?:is|was|came)|c['’]?\s?est)$",
    re.IGNORECASE,
)
AT_THE_ENDS = " \t\n,.;:!?…"
# What mends, ends or only plans something, or says that it is so no more.
NOT_NEW = lazy_pattern(
    r"\b(?:fix(?:ed|es)?|no\s+longer|any\s?more|deprecat\w+|remov\w+|dropp?\w*|withdrawn|disabled|suspended|limited|revert\w+|turned\s+off|known\s+issues?|moved|planned|will|soon|"
    r"corrig\w+|supprim\w+|retir\w+|enlev\w+|d[ée]sactiv\w+|suspend\w*|pr[ée]vue?s?|bient[ôo]t|obsol[èe]te\w*|sera|seront|"
    r"plus\s+(?:possible|disponible|de)|(?:ne|n['’])\s?\w+\s+plus)\b",
    re.IGNORECASE,
)
WITHIN = 4_000  # code points of a release's notes that are looked at
LEAST_HELD = 0.5  # of what is sought, for a sentence that may tell it


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question says beside asking since when, or since which version (`version`), it is so."""

    text: str
    version: bool


def introduced_asked(question: str) -> Sought | None:
    """Return what a question asks the version or the day of; None where it asks for neither, or names nothing."""
    asks = WHICH_VERSION.search(question)
    version = asks is not None
    asks = asks or WHEN_IT_CAME.match(question)
    if asks is None:
        return None
    rest = " ".join(f"{question[: asks.start()]} {question[asks.end() :]}".split()).strip(AT_THE_ENDS)
    if opening := BEFORE_IT.match(rest):
        rest = rest[opening.end() :]
    text = BEHIND_IT.sub("", rest).strip(AT_THE_ENDS)
    return Sought(text, version) if text else None


def notes_among(hits: Iterable[Hit], *, version: bool) -> tuple[Hit, ...]:
    """Return the hits that are of notes of releases, whose headings tell the version, or else the day."""
    known: dict[str, bool] = {}
    found = []
    for hit in hits:
        article = hit.article
        if article.id not in known:
            known[article.id] = sum(1 for _ in _headings(article, version=version)) >= LEAST
        if known[article.id]:
            found.append(hit)
    return tuple(found)


def named_among(
    terms: Sequence[Term], rarities: Sequence[float], hits: Iterable[Hit], *, version: bool
) -> Quote | None:
    """Return the sentence under such a heading that alone has half of what is sought, or more, by rarity; or None."""
    best: list[tuple[float, Quote]] = []
    for _, quote in _lines_among(hits, version=version):
        stands = standing(terms, quote.span.of(quote.article.text), quote.article.language)
        best.append((sum(rarity for rarity, stood in zip(rarities, stands, strict=True) if stood), quote))
    best.sort(key=lambda one: one[0], reverse=True)
    least = LEAST_HELD * sum(rarities)
    if not best or best[0][0] < least or (best[1:] and best[1][0] >= best[0][0]):
        return None
    return best[0][1]


def first_told(quote: Quote, sought: Sought, terms: Sequence[Term], hits: Iterable[Hit]) -> tuple[Quote, bool]:
    """Return the note of the first release that has of what is sought what `quote` has, and whether it surely came so.

    It did where no other release speaks of it, and the note mends, ends or plans nothing that is not asked about so.
    """
    language = quote.article.language
    stands = standing(terms, quote.span.of(quote.article.text), language)
    held = [term for term, stood in zip(terms, stands, strict=True) if stood]
    alike = [
        (release, one)
        for release, one in _lines_among(hits, version=True)
        if one.article.language == language and all(standing(held, one.span.of(one.article.text), language))
    ]
    asked_so = NOT_NEW.search(sought.text) is not None
    new = [(release, one) for release, one in alike if asked_so or not NOT_NEW.search(one.span.of(one.article.text))]
    if not new or any(one.article.id != quote.article.id for _, one in alike):
        return quote, False
    releases = {release.heading.start for release, _ in alike}
    earliest = min(new, key=lambda one: _order(one[0]))[1]
    return earliest if len(releases) > 1 else quote, len(releases) == 1


def _order(release: Release) -> list[int]:
    """Return the numbers of a version, by which those of one article are in order."""
    return [int(number) for number in DIGITS.findall(next(iter(release.versions)))]


def _lines_among(hits: Iterable[Hit], *, version: bool) -> Iterator[tuple[Release, Quote]]:
    """Yield the sentences that stand under such headings of the articles found, each with its release."""
    for article in {hit.article.id: hit.article for hit in hits}.values():
        for release in _headings(article, version=version):
            start = release.heading.end
            for span in split_sentences(article.text[start : min(release.end, start + WITHIN)], article.language):
                yield release, Quote(article, Span(start + span.start, start + span.end))


def with_heading(quote: Quote, *, version: bool) -> list[Quote]:
    """Return a quote behind the heading of the release that it stands under; nothing where it stands under none.

    What answers is its version, or its day.
    """
    for release in _headings(quote.article, version=version):
        if release.heading.end <= quote.span.start < release.end:
            told = (VERSION if version else DATE).search(release.heading.of(quote.article.text))
            bold = told.group() if told is not None else ""
            return [Quote(quote.article, release.heading, bold), Quote(quote.article, quote.span)]
    return []


def _headings(article: Article, *, version: bool) -> Iterator[Release]:
    """Yield the releases of an article whose headings name one version, and the day where that is asked for.

    Each reaches to the heading of the next version: "### Added" is a part of it.
    """
    found = [one for one in releases_in(article) if one.versions and not one.is_of_title]
    ends = [*(one.heading.start for one in found[1:]), len(article.text)]
    for release, end in zip(found, ends, strict=False):
        if len(release.versions) != 1 or (not version and DATE.search(release.heading.of(article.text)) is None):
            continue
        yield replace(release, end=end if end < len(article.text) else release.end)
