"""What a newer article says of a price or number that a table or list tells: "from April £34 instead of £30". Pure.

A page of prices seldom has a date, and is changed later than the news are told. So what dated articles say that are
newer, or beside one without a date, stands with what the page says: which of them holds is the reader's to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.layout.entries import ASKING
from bot.answers.questions.wording import PRICE_WORDS
from bot.answers.shown.quotes import Quote
from bot.answers.values.measures import tells_money
from bot.answers.values.things import standing
from bot.answers.values.years import years_in
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.tables import BETWEEN
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.terms import Term

AMOUNT = lazy_pattern(r"(?:[$€£¥]\s?)?(?<![\w.,])\d+(?:[.,:\u00a0\u202f ]\d+){0,3}(?!\w)(?:\s?[$€£¥%])?")
NO_DIGIT = lazy_pattern(r"[^\d.,:]")
# Between what a thing was and what it is: "34 € au lieu de 30 €", and not "£30, and for others £34"; a "to" is one of a
# range where nothing says that it changes.
INSTEAD = lazy_pattern(
    r"(?:\s+[^\W\d]+){0,3}?,?\s+(?:instead\s+of|rather\s+than|(?:up|down)\s+from|au\s+lieu\s+d[eu]|"
    r"plutôt\s+que|contre|et\s+non(?:\s+plus)?)\s+"
)
NOW = lazy_pattern(r"(?:\s+[^\W\d]+){0,3}?,?\s+(?:(?:and|et|is|est)\s+)*(?:now|désormais|maintenant)\s+")
TO = lazy_pattern(r"(?:\s+[^\W\d]+){0,3}?\s+(?:to|à)\s+|\s*(?:→|->)\s*")
CHANGES = lazy_pattern(
    r"\b(?:go(?:es)?|went|ris(?:e|es|ing)|rose|rais(?:e|es|ed)|increas\w+|drop\w*|f[ae]ll?s?|chang(?!ing\b(?!\s+from\b))\w+|mov(?:e|es|ed)|"
    r"pass(?:e|ent|era|eront)|augment\w+|hausse|baiss\w+|mont(?:e|ent|era)|descend\w*|"
    r"modifi\w+)\b",
    re.IGNORECASE,
)
CLAUSE_END = lazy_pattern(
    r"[;!?]\s|,\s(?!(?:from|de|du)\b)|\b(?:that|which|who|because|so|and|but|qui|que|car|et|mais)\b", re.IGNORECASE
)
# One amount may have the sign of the other: "from 30 to £34", « 34 € au lieu de 30 ».
SHARING = lazy_pattern(
    r"\s+(?:to|à|instead\s+of|rather\s+than|(?:up|down)\s+from|au\s+lieu\s+d[eu]|plutôt\s+que|contre)\s+|\s*(?:→|->)\s*"
)
NOTHING_COUNTED = lazy_pattern(r"\s*(?:[.,;:!?)]|$)|\s+(?:from|as|on|in|a|per|dès|à|en|par|au)\b")
UNIT_BEHIND = 10  # code points behind an amount within which its money stands
PRICES = PRICE_WORDS | vocabulary("rate rates cotisation cotisations montant")


@dataclass(frozen=True, slots=True)
class Newer:
    """What a newer article says: the quote of it, with the other price or number, and whether it says what it was."""

    quote: Quote
    surely: bool


def overtaken(told: Quote, query: Query, hits: Sequence[Hit]) -> Newer | None:
    """Return what a newer article says of what a row or item tells otherwise in its cell that answers, or None.

    It says so surely where it tells both, the one instead of the other, and of money where the cell tells money; else,
    of a dated page, where the one amount of a sentence on the same is another amount of money.
    """
    own = {_plain(amount.group()) for amount in AMOUNT.finditer(told.highlight)}
    line, language = told.span.of(told.article.text), told.article.language
    if not own or line == told.highlight or years_in(query.text):
        return None
    about = [term for term in query.terms if term.folded not in ASKING | PRICES]
    named = standing(about, line.replace(told.highlight, " "), language)
    keys = [term for term, stands in zip(about, named, strict=True) if stands]
    priced = tells_money(told.highlight)
    likely: Newer | None = None
    for article, heading, span in _newer(told.article, hits) if keys else ():
        text = span.of(article.text)
        if not _is_of_same(keys, about, text, f"{article.title}\n{heading}\n{text}", article):
            continue
        amounts = list(AMOUNT.finditer(text))
        for one, other in pairwise(amounts):
            was, now = (one, other) if not INSTEAD.fullmatch(text, one.end(), other.start()) else (other, one)
            changes = _is_change(text, one, other) and (not priced or _are_money(text, one, other))
            if _plain(was.group()) in own and _plain(now.group()) not in own and changes:
                return Newer(Quote(article, span, now.group()), True)
        alone = len(own) == len(amounts) == 1 and priced and tells_money(amounts[0].group())
        if likely is None and told.article.published and alone and _plain(amounts[0].group()) not in own:
            likely = Newer(Quote(article, span, amounts[0].group()), False)
    return likely


def _newer(article: Article, hits: Sequence[Hit]) -> Iterator[tuple[Article, str, Span]]:
    """Yield the sentences found in newer articles, with the headings above them; rows of tables are none."""
    for hit in hits:
        other = hit.article.published
        if hit.article.id == article.id or other is None or (article.published and other <= article.published):
            continue
        start = hit.passage.span.start
        for one in split_sentences(hit.text, hit.article.language):
            if BETWEEN not in one.of(hit.text):
                yield hit.article, hit.passage.heading, Span(start + one.start, start + one.end)


def _is_of_same(keys: Sequence[Term], about: Sequence[Term], text: str, around: str, article: Article) -> bool:
    """Return whether a sentence has what a row is called by, and itself or above it all that is asked."""
    return all(standing(keys, text, article.language)) and all(standing(about, around, article.language))


def _is_change(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether what stands between two amounts says that one of them takes the place of the other."""
    start, end = one.end(), other.start()
    if INSTEAD.fullmatch(text, start, end) or NOW.fullmatch(text, start, end):
        return True
    clause = CLAUSE_END.split(text[: one.start()])[-1]
    return TO.fullmatch(text, start, end) is not None and CHANGES.search(clause) is not None


def _are_money(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether two amounts are of money, be it that one has the sign of the other."""
    before = _has_money(text, one, other.start())
    if _has_money(text, other, len(text)):
        return before or SHARING.fullmatch(text, one.end(), other.start()) is not None
    return before and NOTHING_COUNTED.match(text, other.end()) is not None


def _has_money(text: str, amount: re.Match[str], end: int) -> bool:
    """Return whether an amount has a sign, or a word of money as the first behind it."""
    word = text[amount.end() : min(end, amount.end() + UNIT_BEHIND)].split()[:1]
    return tells_money(amount.group()) or tells_money("".join(word))


def _plain(amount: str) -> str:
    """Return an amount without signs and spaces."""
    return NO_DIGIT.sub("", amount)
