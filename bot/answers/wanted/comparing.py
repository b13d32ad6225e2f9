"""What tells two things apart: which two a question asks of, and which sentence says how they differ. Pure rules.

Few sentences compare two things. Where none does, what each is tells it; `bot.answers.answering` looks for that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.answers.overviews.surveying import Topic
from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import LEAVE_OUT, bare_subject
from bot.answers.shown.around import led
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import at_most
from bot.answers.values.spans import READ
from bot.answers.wanted.introducing import sentences_of
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.words.analysis import fold

LONGEST = 60  # code points of one of the two; more is a sentence
LONGEST_ASKED = 250  # code points of a question that asks for no more than that
_ONE, _OTHER = (rf"(?P<{name}>[^?!;:]{{1,{LONGEST}}}?)" for name in ("one", "other"))
_WORDS = r"[^\s?!;:()]{1,30}(?: [^\s?!;:()]{1,30}){0,3}?"  # no "why? (GPS vs GNSS)", which asks something else
_DIFFERENCE = r"(?:(?:main|real|exact|key|big)\s+)?(?:diff(?:erence)?s?|distinction)"
_DIFFÉRENCE = r"(?:(?:vraie|grande|principale)s?\s+)?(?:diff(?:[ée]rence)?s?|distinction)"
MENTIONS = lazy_pattern(r"\b(?:diff(?:s?\b|[eéè]r)|distin|compar|vs\b|versus\b|par\s+rapport\b)", re.IGNORECASE)
FRAMES = tuple(
    lazy_pattern(rf"{frame}{LEAVE_OUT}", re.IGNORECASE)
    for frame in (
        rf"{LINKED}(?:(?:what(?:['’]?s|\s+is|\s+are)|is\s+there|tell\s+me|explain)\s+)?(?:(?:the|an?|any)\s+)?{_DIFFERENCE}\s+"
        rf"between\s+{_ONE}\s+(?:and|vs\.?|&)\s+{_OTHER}",
        rf"{LINKED}how\s+(?:do|does|did|is|are)\s+{_ONE}\s+(?:differ(?:s|ent)?|distinct)\s+(?:from|to|than)\s+{_OTHER}",
        rf"{LINKED}how\s+do(?:es)?\s+{_ONE}\s+and\s+{_OTHER}\s+differ",
        rf"{LINKED}what\s+(?:distinguishes|makes)\s+{_ONE}\s+(?:different\s+)?from\s+{_OTHER}",
        rf"(?:please\s+)?compare\s+{_ONE}\s+(?:and|with|to)\s+{_OTHER}",
        rf"(?P<one>{_WORDS}) (?:vs\.?|versus) (?P<other>{_WORDS})",
        rf"{_ONE}\s+(?:or|and)\s+{_OTHER}\s*[,:]?\s*(?:what(?:['’]?s|\s+is|\s+are)\s+)?(?:the\s+)?{_DIFFERENCE}",
        rf"{LINKED}(?:(?:quelles?|(?:c['’]?\s?est|cest)\s+quoi|y\s+a-t-il|explique[rz]?)\s+)?(?:(?:est|sont)\s+)?"
        rf"(?:(?:la|les|une)\s+)?{_DIFFÉRENCE}\s+(?:(?:y\s+a-t-il|il\s+y\s+a)\s+)?entre\s+{_ONE}\s+et\s+{_OTHER}",
        rf"{LINKED}en\s+quoi\s+{_ONE}\s+(?:diff[èe]re(?:nt)?|se\s+distingue(?:nt)?|(?:est|sont)-?\w{{0,5}}\s+diff[ée]rente?s?)\s+"
        rf"(?:de\s+|d['’]\s?|du\s+|des\s+){_OTHER}",
        rf"{LINKED}qu['’]est-ce\s+qui\s+(?:distingue|diff[ée]rencie)\s+{_ONE}\s+(?:de\s+|d['’]\s?|du\s+|des\s+){_OTHER}",
        rf"(?:compare[rz]?\s+){_ONE}\s+(?:et|avec|à)\s+{_OTHER}",
        rf"{LINKED}(?:qu['’]est[-\s]ce\s+qu(?:e\s|['’])|(?:c['’]?\s?est|cest)\s+quoi\s){_ONE}\s+par\s+rapport\s+(?:[àa]|aux?)\s+{_OTHER}",
        rf"{_ONE}\s+(?:ou|et)\s+{_OTHER}\s*[,:]?\s*(?:quelles?\s+(?:(?:est|sont)\s+)?(?:(?:la|les)\s+)?|c['’]est\s+quoi\s+la\s+)"
        rf"{_DIFFÉRENCE}",
    )
)
# A follow-up names the other thing alone; the one before stands in brackets behind it: "how does it differ? (ROFR)".
FOLLOWING = lazy_pattern(
    rf"{LINKED}(?:(?:(?:what(?:['’]?s|\s+is)|is\s+there)\s+)?(?:(?:the|an?|any)\s+)?{_DIFFERENCE}\s+(?:with|from|to)|"
    rf"{LINKED}(?:(?:quelle(?:\s+est)?|(?:c['’]?\s?est|cest)\s+quoi)\s+)?(?:la\s+)?{_DIFFÉRENCE}\s+(?:avec|par\s+rapport\s+[àa]))"
    rf"\s+{_OTHER}",
    re.IGNORECASE,
)
BEFORE = lazy_pattern(rf"(?P<asked>[^()]*?)[\s?!.…]*\((?P<thing>[^(),;]{{1,{LONGEST}}})\)")
IT = vocabulary("it they this that these those ca cela ce il elle ils elles")
BRACKETS = frozenset("[]<>@*`_~|#")  # what marks something up, or a source; no thing is called so
VERSUS = lazy_pattern(r"\b(?:vs|versus)\b", re.IGNORECASE)
CONTRASTS: dict[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\b(?:whereas|while|unlike|differ\w*|contrary\s+to|(?:by|in)\s+contrast|rather\s+than|the\s+other\s+way|opposite)\b",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"\b(?:alors\s+qu|tandis\s+qu|contrairement|diff[éè]r(?:e|ent|ence|ences|ente|ents)\b|plutôt\s+qu|l['’]inverse\b|"
        r"à\s+l['’]opposé|par\s+opposition)",
        re.IGNORECASE,
    ),
}
# What speaks of the sentence before: "it goes the other way", "that is the difference".
POINTS_BACK = lazy_pattern(
    r"\b(?:the\s+other\s+way|opposite|(?:by|in)\s+contrast|l['’]inverse|"
    r"(?:difference|la\s+(?:grande\s+)?différence)(?!\s+(?:between|entre)\b))\b",
    re.IGNORECASE,
)


class Sides(NamedTuple):
    """Two things that are to be told apart, as the question calls them."""

    one: str
    other: str


def compared_in(question: str) -> Sides | None:
    """Return the two things whose difference is all that `question` asks for, or None.

    A follow-up has the thing asked about before in brackets: "how does it differ from a ROFO? (ROFR)".
    """
    text = " ".join(question[:LONGEST_ASKED].split()).strip(" ?!.…¿\"'«»“”")
    if len(question) > LONGEST_ASKED or MENTIONS.search(text) is None:
        return None
    before = BEFORE.fullmatch(text)
    if before is not None:
        text = before["asked"]
        if following := FOLLOWING.fullmatch(text):
            return _sides(before["thing"], following["other"])
    for frame in FRAMES:
        match = frame.fullmatch(text)
        if match is None:
            continue
        one = match["one"]
        if before is not None:
            if not set(fold(one)) <= IT:
                return None
            one = before["thing"]
        if (sides := _sides(one, match["other"])) is not None:
            return sides
    return None


def _sides(one: str, other: str) -> Sides | None:
    """Return two things by their bare names; None where they are the same, or no things."""
    one, other = bare_subject(one), bare_subject(other)
    if not one or not other or set(fold(one)) == set(fold(other)):
        return None
    if BRACKETS & set(one + other) or VERSUS.search(f"{one} {other}"):
        return None
    return Sides(one, other)


def names_all(text: str, language: Language, topics: Sequence[Topic]) -> bool:
    """Return whether all words of all `topics` stand in a text, likely translations included."""
    return not any(topic.lacking_in(text, language) for topic in topics)


def contrasting(hits: Sequence[Hit], topics: Sequence[Topic]) -> Quote | None:
    """Return the first sentence that sets the `topics` against each other; None where none does.

    It names one of them at least, and the other is named in it, before or in the title. What stands before it is quoted
    where it needs that; where it points there, one has to be named there.
    """

    def some_in(text: str, language: Language) -> bool:
        return any(not topic.lacking_in(text, language) for topic in topics)

    for hit in hits:
        article = hit.article
        for one in sentences_of(hit):
            language, text = article.language, one.text[:READ]
            if CONTRASTS[language].search(text) is None or text.endswith("?"):  # the page's own question tells nothing
                continue
            points_back = POINTS_BACK.search(text) is not None
            if points_back and not some_in(one.before_text, language):
                continue
            if names_all(text, language, topics) and not points_back:
                return _cut(article, led(one).span, topics)
            if some_in(text, language) and names_all(f"{article.title}\n{one.before_text}\n{text}", language, topics):
                start = one.before.start if one.before is not None else one.span.start
                return _cut(article, Span(start, one.span.end), topics)
    return None


def _cut(article: Article, span: Span, topics: Sequence[Topic]) -> Quote:
    """Return what is quoted of a sentence: of an enormous one the clauses that name most and set it apart."""
    language = article.language

    def worth(part: str) -> float:
        named = sum(len(topic.words) - len(topic.lacking_in(part, language)) for topic in topics)
        return float(named + (CONTRASTS[language].search(part) is not None))

    return Quote(article, at_most(article.text, span, worth))
