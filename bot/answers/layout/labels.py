"""Sentences that only say what something is about, and where what they are about is told: behind them. Pure.

They are a label that opens a paragraph or an item ("6. Open day.", "Error E12.", "Root cause. A log …"), say who holds
an office of whom more is told ("Captain: Ada Low."), are a question of the page, or say no more than what is asked.
French and English.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.answers.layout.items import ITEM, forbids
from bot.answers.layout.rows import LONGEST_LABEL
from bot.answers.questions.question import Asked, Kind
from bot.answers.questions.whether import ASKING_WORD, asks_whether
from bot.answers.sentences.choosing import Evidence
from bot.answers.values.opposites import negates
from bot.answers.values.spans import NAME, spans_of
from bot.answers.values.things import standing
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from index.matching.candidates import Query
from index.words.analysis import WORD, analyse, fold

# Of what a sentence says, so much at most may be new where it says no more than is asked: "stays" of "the page stays
# blank", of which a short one has none to spare. A number that is new is told.
FEW_NEW, NEW_OF, LEAST_SAID = 2, 3, 4
LABEL_WORDS = 4  # words of a first sentence of an item that only names what the item is on
RUN_IN_WORDS = 6  # the same of a first sentence of a line that goes on: "Incident of 17 March 2026."
MOST_BEHIND = 2  # sentences that tell what a label is about
FAR = 600  # code points before a sentence in which its line begins
WITH_A_LOOK: tuple[Kind, ...] = ("when", "how_many", "who", "where")  # kinds whose answer has a look of its own
OPENS = lazy_pattern(rf"[^\n:?]{{1,{LONGEST_LABEL}}}?\s?:\s")  # "Known issue: …", "À noter : …"
# What says that something is wrong; what is done about it stands behind.
FAULT = lazy_pattern(
    r"(?:known\s+(?:issue|problem|bug|limitation)s?|symptoms?|(?:problème|bogue|bug|défaut|anomalie)s?\s+connue?s?|"
    r"symptômes?)\s?:\s",
    re.IGNORECASE,
)
NUMBER = lazy_pattern(r"\d+")
PRONOUNS = frozenset({"he", "she", "they", "il", "elle", "ils", "elles"})
NEXT_ITEM = lazy_pattern(rf"\n(?:\s*{ITEM.pattern}|\n)")
SAYS_SO = lazy_pattern(
    r"\b(?:is|are|was|were|has|have|can|may|must|est|sont|était|étaient|a|ont|peut|peuvent|doit|doivent)\b|n['’]est\b",
)


def is_label(one: Evidence, query: Query, asked: Asked) -> bool:
    """Return whether a sentence only says what is told behind it in its paragraph or item."""
    language = one.article.language
    if one.text.endswith("?"):
        return True
    if asked.kind not in {"who", "definition"} and _presents(one):
        return True
    if one.text.endswith(":") or _tells(one.text, query, asked):
        return False
    known = stems_asked(query, language)
    in_item = opens_item(one.article, one.span)
    if in_item and asked.kind == "how":
        return True  # what is to be done may stand behind what is so
    new = _new(one.text, known, language)
    if known.isdisjoint(analyse(one.text, language)) or NUMBER.search(" ".join(new)):
        return False
    words = len(WORD.findall(_bare(one.text)))
    if in_item and words <= LABEL_WORDS and not SAYS_SO.search(one.text):
        return True
    if words <= RUN_IN_WORDS and runs_in(one.article, one.span):
        return True
    if FAULT.match(_bare(one.text)):
        return True
    # The sentence behind may tell the reason of something else.
    if asks_whether(query.text) or asked.kind == "why" or (asked.kind == "definition" and new):
        return False
    said = len(set(analyse(_behind_colon(one.text), language)))
    says_no_more = not new or (said >= LEAST_SAID and len(new) <= min(FEW_NEW, said // NEW_OF))
    return says_no_more and not _denies(one.text, query)


def behind_label(one: Evidence, query: Query, asked: Asked) -> list[Span]:
    """Return the sentences behind one that is a label, in its paragraph or item, two at most."""
    return _told_behind(one, query, asked)[:MOST_BEHIND]


def told_farther_on(one: Evidence, query: Query, asked: Asked) -> Span | None:
    """Return the sentence of an item, behind the two next to its label, that has more of what is asked than these.

    That is of the words which the label lacks: "The idea of mulled wine was rejected." of "4. Christmas market."
    None where those two tell a date, a number or a name that is asked for, and that sentence does not.
    """
    text, language = one.article.text, one.article.language
    behind = _told_behind(one, query, asked) if opens_item(one.article, one.span) else []
    lacking = [
        term for term, told in zip(query.terms, standing(query.terms, one.text, language), strict=True) if not told
    ]

    def held(span: Span) -> int:
        return sum(standing(lacking, span.of(text), language))

    next_to, farther = behind[:MOST_BEHIND], behind[MOST_BEHIND:]
    best = max(farther, key=held, default=None)
    if best is None or held(best) <= held(Span(next_to[0].start, next_to[-1].end)):
        return None
    tell = any(_tells(span.of(text), query, asked) for span in next_to)
    return best if _tells(best.of(text), query, asked) or not tell else None


def _told_behind(one: Evidence, query: Query, asked: Asked) -> list[Span]:
    """Return all sentences behind one that is a label, in its paragraph or item; none behind any other."""
    text, start = one.article.text, one.span.end
    rest = text[start : start + FAR]
    if (end := NEXT_ITEM.search(rest)) is not None:
        rest = rest[: end.start()]
    if not rest.strip() or not is_label(one, query, asked):
        return []
    spans = split_sentences(rest, one.article.language)
    whole = spans if len(rest) < FAR else spans[:-1]
    return [Span(start + span.start, start + span.end) for span in whole]


def adds_nothing(quote: str, query: Query, asked: Asked, language: Language) -> bool:
    """Return whether a quote says nothing but what is asked, or only asks itself.

    That something is so answers who asks whether it is, or names it by key words: "repairs free".
    """
    sentences = [span.of(quote) for span in split_sentences(quote, language)]
    told = [one for one in sentences if not one.endswith("?")]
    if not told:
        return bool(sentences)
    if asks_whether(query.text):
        return False
    known = stems_asked(query, language)
    if any(
        _tells(one, query, asked) or _denies(one, query) or not known.issuperset(analyse(_bare(one), language))
        for one in told
    ):
        return False
    asks = asked.kind != "other" or ASKING_WORD.search(query.text) is not None
    return asks or SAYS_SO.search(query.text) is not None or not any(map(SAYS_SO.search, told))


def stems_asked(query: Query, language: Language) -> set[str]:
    """Return the stems of a question's words, as they may stand in a text of `language`."""
    return {stem for term in query.terms for stem in term.forms[language]}


def opens_item(article: Article, span: Span) -> bool:
    """Return whether a sentence is the first of an item of a list."""
    text = article.text
    start = text.rfind("\n", max(0, span.start - FAR), span.start) + 1
    line = text[start : span.end].lstrip()
    mark = ITEM.match(line)
    return mark is not None and line[mark.end() :].lstrip() == _bare(span.of(text))


def runs_in(article: Article, span: Span) -> bool:
    """Return whether a sentence opens a line and the text goes on behind it there: "Overnight prints. Only on …"."""
    text = article.text
    opens = span.start == 0 or text[span.start - 1] == "\n"
    goes_on = text.startswith(" ", span.end) and text[span.end - 1] == "."
    return opens and goes_on and not (SAYS_SO.search(span.of(text)) or negates(span.of(text)))


def _presents(one: Evidence) -> bool:
    """Return whether a sentence only says who holds an office, and the next tells more: "Cook: Ada Low. Ada was …"."""
    text = _bare(one.text).rstrip(" .")
    opening = OPENS.match(text)
    name = NAME.fullmatch(text, opening.end()) if opening is not None else None
    behind = WORD.match(one.article.text[one.span.end : one.span.end + FAR].lstrip(" "))
    if name is None or behind is None:
        return False
    return behind.group() in name.group().split() or behind.group().lower() in PRONOUNS


def _tells(text: str, query: Query, asked: Asked) -> bool:
    """Return whether a sentence has what looks like an answer, where that has a look."""
    return asked.kind in WITH_A_LOOK and bool(spans_of(asked.kind, _bare(text), set(fold(query.text))))


def _denies(text: str, query: Query) -> bool:
    """Return whether a sentence says of what is asked that it is not so, or may not be."""
    return forbids(text) and not forbids(query.text)


def _new(text: str, known: Collection[str], language: Language) -> set[str]:
    """Return the stems of a sentence that are not asked, but for its number in a list and what it is called."""
    return set(analyse(_behind_colon(text), language)).difference(known)


def _behind_colon(text: str) -> str:
    """Return a sentence without its number in a list and the label that opens it: "Known issue: …"."""
    bare = _bare(text)
    opening = OPENS.match(bare)
    return bare[opening.end() :] if opening is not None else bare


def _bare(text: str) -> str:
    """Return a sentence without its bullet, or its number in a list."""
    return ITEM.sub("", text.lstrip(), count=1) if ITEM.match(text.lstrip()) else text.lstrip()
