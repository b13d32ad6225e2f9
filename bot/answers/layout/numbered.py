"""What a part of an article says that is asked for by its number: "what does article 3 say?", « la règle 2 ». Pure.

Statutes, charters and rules of servers are spoken of by number. The number stands in a heading, before a paragraph or
an item of a list, and no other word of the question need stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.answers.layout.headed import in_quotes
from bot.answers.layout.lines import LaidOut, heading_above
from bot.answers.shown.quotes import MOST_QUOTES, Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.ordinals import ordinals_in
from bot.answers.values.things import standing
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.tables import BETWEEN
from index.hits import Hit
from index.matching.candidates import Query
from index.words.terms import Term

KINDS: Mapping[str, str] = {
    "article": "articles? art",
    "section": "sections? sec",
    "rule": "rules? r[eè]gles?",
    "chapter": "chapters? chapitres? chap",
    "clause": "clauses?",
    "paragraph": "paragraphs? paragraphes? para",
    "annex": "annexe?s? annexes appendix appendices",
    "part": "parts? parties?",
    "title": "titles? titres?",
    "point": "points? items?",
    "step": "steps? [ée]tapes?",
}
"""Kinds of parts, and patterns of the words for each."""

ANY = "|".join(word for words in KINDS.values() for word in words.split())
_NUMBER = r"(?P<number>\d{1,3}(?:[.-]\d{1,3}){0,3}|[ivx]{1,6}|[a-h])"
_NO = r"(?:n[°ºo]\.?|nr\.?|number|num[ée]ro|#)"
_THE = r"(?:the|l['’]|la|le|les|your|our|vos|notre|votre)?"
_GREETING = r"(?:(?:so|ok|hey|hi|et|and|alors|bonjour|please|pls|svp)\W+)*"
_SAYS = r"(?:say|says|mean|means|state|states|about)"
_WHAT = (
    r"(?:what(?:['’]?s|\s+(?:is|are|does|do|did|says?))?|que\s+(?:dit|disent|pr[ée]voit|contient|stipule)|"
    r"qu['’]est[- ]ce\s+que(?:\s+c['’]est)?(?:\s+que)?|qu['’]y\s+a-t-il\s+(?:dans|à)|c['’]est\s+quoi|"
    r"quel(?:le)?\s+est|de\s+quoi\s+(?:parle|traite)|[àa]\s+quoi\s+correspond|"
    r"(?:can\s+you\s+)?(?:show|tell|quote|give|remind|read)\s+(?:me\s+)?(?:of\s+)?|"
    r"(?:montre|cite|rappelle|donne)(?:[- ]moi|z[- ]moi)?)(?:\s+(?:in|is|dit|dans|about))?"
)
_LAST = r"(?:again|exactly|please|pls|svp|d[ée]j[àa]|s['’]il\s+(?:te|vous)\s+pla[iî]t|already)\b\W*+"
_ORDINAL = r"(?P<ordinal>\d{1,3}(?:st|nd|rd|th|e|er|[èe]me)|[^\W\d_]{4,12})"
ASKED = lazy_pattern(
    rf"\W*(?:{_GREETING}{_WHAT}\s*)?{_THE}\s*"
    rf"(?:(?P<kind>{ANY})\b\.?\s*{_NO}?\s*{_NUMBER}|§\s*(?P<paragraph>\d{{1,3}}(?:\.\d{{1,3}})*)|"
    rf"{_ORDINAL}\s+(?P<counted>{ANY}))\b[\s,]{{0,3}}"
    rf"(?:(?:{_SAYS}|cover|c['’]est\s+quoi|dit(?:\s+quoi)?|en)\b\s*)*(?:{_LAST})*"
    r"(?P<of>(?:of|in|from|on|to|for|when|de|du|des|dans|d['’]|sur|pour|quand)\b.{1,80}?)?"
    rf"(?:\s+{_SAYS}(?:\s+exactly)?)?\W*",
    re.IGNORECASE,
)
# Before a part that no word names: "3. Spoilers …", "2.1 Grazing", "IV) …", "(b) …".
_MARK = r"(?:\({number}\)|{number}(?:[.):]|\s[-–—:]|(?=\s)))\s*(?=\S)"
OF_RULES = lazy_pattern(
    r"\b(?:rules?|r[èe]gles?|r[èe]glements?|code|conduct|conduite|chartes?|charter|guidelines?|bylaws?|statuts?|statutes?|"
    r"conditions|terms|policy|consignes)\b",
    re.IGNORECASE,
)
# Points and steps are in any list, the others only in a list of rules or the like where no word names them.
BY_NUMBER, BY_WORD = 1, 2  # by what a part is known: the second more surely
IN_ANY_LIST = frozenset(("point", "step"))
IN_A_LIST_OF_RULES = frozenset(("article", "section", "rule", "clause"))
MOST_PARTS = 3  # of several articles, that are told
MOST_LOOKED_AT = 50  # parts of an article with one number


@dataclass(frozen=True, slots=True)
class PartAsked:
    """A part that is asked for: which of `KINDS`, its number as it is written, and words of where it is."""

    kind: str
    number: str
    of: str = ""

    def stands_in(self, text: str) -> bool:
        """Return whether a text names the part by word and number."""
        return re.search(rf"\b{self.word}", text, re.IGNORECASE) is not None

    @property
    def word(self) -> str:
        """A pattern of the word for it with its number."""
        return rf"(?:{_words(self.kind)}|§)\b\.?\s*{_NO}?\s*{re.escape(self.number)}(?![\w]|[.-]\d)"


def part_asked(text: str) -> PartAsked | None:
    """Return the part that a question asks for by its number and nothing else; None for any other question."""
    found = ASKED.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    number = found["number"] or found["paragraph"]
    if number is None:
        ranks = ordinals_in(found["ordinal"])
        if len(ranks) != 1:
            return None  # "this article"
        number = str(*ranks)
    name = found["kind"] or found["counted"] or "paragraph"
    kind = next(kind for kind in KINDS if re.fullmatch(_words(kind), name, re.IGNORECASE))
    return PartAsked(kind, number.lower(), found["of"] or "")


def numbered_part(asked: PartAsked, query: Query, hits: Sequence[Hit]) -> LaidOut:
    """Return what the part says that a question asks for by its number; no quotes where no article found has one.

    It is sure of one that is alone, or whose article is named.
    """
    of = [term for term in query.terms if term.surface in asked.of] if asked.of else []
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    parts = [part for article in articles for part in islice(_parts(article, asked), MOST_LOOKED_AT)]
    named = [one for one in parts if of and one.is_of(of)]
    best = max((one.rank for one in named or parts), default=0)
    if not named and (asked.kind == "step" or (of and best < BY_WORD)):
        return LaidOut([], surely=False)  # of doing what?
    firsts = {one.article.id: one for one in reversed(named or parts) if one.rank == best}
    told = [firsts[article.id] for article in articles if article.id in firsts]
    told.sort(key=lambda one: one.article.language != query.language)
    surely = len(told) == 1 and (bool(named) or not of)
    quotes = [quote for one in told[:MOST_PARTS] for quote in one.quotes[: MOST_QUOTES if len(told) == 1 else 1]]
    return LaidOut(quotes, surely)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an article, and by what it is known."""

    article: Article
    quotes: Sequence[Quote]
    rank: int

    def is_of(self, of: Sequence[Term]) -> bool:
        """Return whether words stand in the title or in the heading above it."""
        above = f"{self.article.title}\n{heading_above(self.article, self.quotes[0].span.start)}"
        return all(standing(of, above, self.article.language))


def _words(kind: str) -> str:
    return "|".join(KINDS[kind].split())


def _parts(article: Article, asked: PartAsked) -> Iterator[_Part]:
    """Yield the part of an article with the number, what a word names first."""
    number = re.escape(asked.number)
    word = re.compile(rf"\W*{asked.word}", re.IGNORECASE)
    mark = re.compile(rf"(?:[-*•]\s)?{_MARK.format(number=number)}", re.IGNORECASE)
    for rank, opening in ((BY_WORD, word), (BY_NUMBER, mark)):
        for span in article.headings:
            found = opening.match(span.of(article.text))
            if found is None:
                continue
            if quotes := _beneath(article, span):
                yield _Part(article, _with_heading(span, quotes), rank)
            elif any(map(str.isalpha, span.of(article.text)[found.end() :])):
                yield _Part(article, [Quote(article, span)], rank)
        for line in _lines(article.text):
            if not opening.match(line.of(article.text)) or BETWEEN in line.of(article.text):
                continue
            if line in article.headings or (rank == BY_NUMBER and not _is_in_such_a_list(article, line, asked.kind)):
                continue
            if quotes := in_quotes(article, [line]) or _sentences(article, line):
                yield _Part(article, quotes, rank)


def _is_in_such_a_list(article: Article, line: Span, kind: str) -> bool:
    """Return whether what is numbered there may be called so: a point is in any list, a rule in one of rules."""
    if kind in IN_ANY_LIST:
        return True
    above = f"{article.title}\n{heading_above(article, line.start)}"
    return kind in IN_A_LIST_OF_RULES and OF_RULES.search(above) is not None


def _beneath(article: Article, heading: Span) -> list[Quote]:
    """Return what stands beneath a heading, as much as an answer holds."""
    following = next((one.start for one in article.headings if one.start > heading.start), len(article.text))
    lines = [
        Span(heading.end + line.start, heading.end + line.end) for line in _lines(article.text[heading.end : following])
    ]
    quotes: list[Quote] = []
    for line in lines:
        quotes += in_quotes(article, [line]) or _sentences(article, line)
        if len(quotes) >= MOST_QUOTES:
            break
    return quotes[:MOST_QUOTES]


def _with_heading(heading: Span, quotes: list[Quote]) -> list[Quote]:
    """Return quotes, the first with the heading that tells which part they are of, where both fit."""
    first, *others = quotes
    both = Span(heading.start, first.span.end)
    return [replace(first, span=both), *others] if both.end - both.start <= LONGEST_QUOTE else quotes


def _sentences(article: Article, line: Span) -> list[Quote]:
    """Return the first sentences of a paragraph that fit in a quote."""
    end = line.start
    for sentence in split_sentences(line.of(article.text), article.language):
        if sentence.end > LONGEST_QUOTE:
            break
        end = line.start + sentence.end
    return [Quote(article, Span(line.start, end))] if end > line.start else []


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1
