"""Since which version something is so, or when it came: told by the heading of the release under which it stands. Pure.

No sentence under "## 5.2.0 – 9 March 2026" says either, so what is asked for is looked for by itself among all that
stands under such headings, and the heading is quoted with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answers.layout.released import LEAST, VERSION, Release, releases_in
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
# What the rest begins or ends with and says nothing: "did you add", ", it was".
AROUND_IT = lazy_pattern(
    rf"^\W*(?:(?:did|was|were|has|have)\s+(?:(?:you|we|they)\s+)?(?:guys\s+)?(?:(?:add|introduce|bring|get)\b)?|"
    rf"(?:avez-vous|vous\s+avez|on\s+a|a-t-on|ont-ils|as-tu)\s+(?:{ADDED})?|est[- ]?ce\s+qu(?:e\s|['’]))?\s*|"
    rf"\W*\b(?:a\s+[ée]t[ée]\s+{ADDED}|{ADDED}|(?:it|that)\s+(?:is|was|came)|c['’]?\s?est|(?:is|was|were)\s+{ADDED})?\W*$",
    re.IGNORECASE,
)
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
    text = AROUND_IT.sub("", f"{question[: asks.start()]} {question[asks.end() :]}")
    return Sought(" ".join(text.split()), version) if text.strip() else None


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
    for hit in hits:
        text, passage = hit.article.text, hit.passage.span
        under = [one for one in _headings(hit.article, version=version) if one.end > passage.start]
        for span in split_sentences(passage.of(text), hit.article.language):
            place = Span(passage.start + span.start, passage.start + span.end)
            if any(one.heading.end <= place.start < one.end for one in under):
                stands = standing(terms, place.of(text), hit.article.language)
                held = sum(rarity for rarity, stood in zip(rarities, stands, strict=True) if stood)
                best.append((held, Quote(hit.article, place)))
    best.sort(key=lambda one: one[0], reverse=True)
    least = LEAST_HELD * sum(rarities)
    if not best or best[0][0] < least or (best[1:] and best[1][0] >= best[0][0]):
        return None
    return best[0][1]


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
    """Yield the releases of an article whose headings name one version, and the day where that is asked for."""
    for release in releases_in(article):
        if release.is_of_title or len(release.versions) != 1:
            continue
        if version or DATE.search(release.heading.of(article.text)) is not None:
            yield release
