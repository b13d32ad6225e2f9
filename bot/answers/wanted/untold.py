"""Whether quotes tell the number, date, reason or name that a question asks for, and what sentence behind does. Pure.

Where none of the quotes does, whatever they have in common with the question, the articles most often do not: of 79
such questions to twenty made-up folders 44 had no answer, and of the other 35 seven had it quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answers.layout.holders import NO_NAME
from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.confidence import SURE_DESPITE
from bot.answers.sentences.reading import leans
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.measures import asks_measure, asks_price, tells
from bot.answers.values.spans import spans_of
from bot.answers.values.things import standing
from bot.answers.wanted.reasons import may_tell_reason, tells_reason
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from index.matching.candidates import Query
from index.words.analysis import fold

# When something is so may be told by a condition, how much by no number: "once you are in", "as many as you like".
CONDITION = lazy_pattern(
    r"\b(?:when(?:ever)?|once|after|before|until|till|as\s+soon\s+as|if|unless|during|while|quand|lorsqu\w*|d[eè]s|après|"
    r"avant|jusqu\w*|une\s+fois|si|pendant|durant|tant\s+qu\w*|always|never|toujours|jamais)\b",
    re.IGNORECASE,
)
ANY_NUMBER = lazy_pattern(
    r"\b(?:unlimited|no\s+limits?|as\s+(?:many|much|long|often)\s+as|several|dozens|hundreds|thousands|illimité\w*|aucune?\s+limite|"
    r"autant|plusieurs|dizaines?|centaines?|milliers?|for\s+(?:ever|life)|free|gratuit\w*)\b",
    re.IGNORECASE,
)
# Why something is called so is told by what it was called after.
CALLED = lazy_pattern(r"\b(?:called|named?|names|appel\w+|nomm\w+|noms?|baptis\w+|surnom\w*)\b", re.IGNORECASE)
CALLED_AFTER = lazy_pattern(
    r"\b(?:(?:named|called)\s+(?:after|for)|names?\s+(?:comes?|came|is|was)|(?:tire|doit|porte|vient)\w*\s+(?:d[eu]\s+)?(?:son|le|ce)\s+nom|"
    r"nom\s+(?:vient|lui\s+vient)|surnomm\w*|baptis\w*)\b",
    re.IGNORECASE,
)
# Asks for one person or thing by name: who did it, holds the office or comes next; "who can …?" is told by "members".
ONE_ASKED = lazy_pattern(
    rf"^\W*+{LINKED}(?:"
    r"who(?:['’]?s|\s+(?:is|was|will\s+be))\s+(?:the|our|your|their|his|her)\s|"
    r"who\s+(?:(?:will|would|is\s+going\s+to|has|had|have|did)\s+)?(?:replaced?s?|succeed(?:s|ed)?|t[ao]kes?\s+over|took\s+over|"
    r"taken\s+over|wrote|written|w[io]n|wins|founded?|built|made|painted|composed|directed|designed|created|invented|"
    r"discovered|bec[ao]me|becomes|scored|organi[sz]ed|led|chaired|started|drew|coined|named|opened|signed)\b|"
    r"(?:c['’]?\s?est\s+)?qui\s+(?:est|était|sera|serait)\s+(?:le|la|l['’]|son|sa|votre|notre|leur)\s?|"
    r"c['’]?\s?est\s+qui\s+(?:le|la|l['’]|votre|notre|leur)\s?|"
    r"(?:c['’]?\s?est\s+)?qui\s+(?:est-ce\s+qui\s+)?(?:a|avait|va|vont|ont)\s+(?!le\s+droit|droit|besoin|accès)\w+|"
    r"(?:c['’]?\s?est\s+)?qui\s+(?:remplace|succède|succede|prend\s+la|préside|preside|dirige)\b)",
    re.IGNORECASE,
)
NEXT = lazy_pattern(
    r"\b(?:replac|succe+[ds]|succ[èée]d|remplac|(?:take[sn]?|took|taking)\s+(?:over|(?:the|his|her|their|its)\s+(?:place|post|"
    r"seat|job|role|chair))|prend\w*\s+la\s+(?:suite|place|"
    r"relève)|repren|suivi\w*\s+(?:de|par))",
    re.IGNORECASE,
)
# What makes somebody the next one, in other words than "replaces".
NAMED_NEXT = lazy_pattern(
    rf"{NEXT.pattern}|\b(?:new|nouve\w+|appoint\w*|named|nomm\w+|elected|élue?s?|becom\w+|became|devien\w+|désign\w+|"
    r"instead|à\s+(?:sa|la)\s+place|confi\w+|chosen|choisi\w*|promoted|promue?)\b",
    re.IGNORECASE,
)
# What stands behind the name of who comes next, and before it.
BEHIND_NEXT = (
    r"\s+(?:(?:has|had|will|would|a|avait)\s+)?(?:replaces?d?|succeed(?:s|ed)?|t(?:akes?|ook)\s+over|remplac(?:e|é|a|era)|"
    r"succ(?:ède|édé|éda|édera))\b(?!\s+(?:by|par)\b)"
)
BEFORE_NEXT = (
    r"\b(?:lui\s+(?:(?:a|avait)\s+)?succ[éè]d\w*|(?:succeeded|replaced|followed)\s+by|remplacée?s?\s+par|"
    r"suivie?s?\s+(?:de|par))\s+"
)
BY_THE = lazy_pattern(r"\b(?:by|par)\s+(?:the|an?|some|our|its|les?|la|une?|des|nos|l['’])", re.IGNORECASE)
BEHIND = 300  # code points behind a sentence in which one that tells begins
SENTENCES = 2  # of them, that are looked at
OF_IT = lazy_pattern(r"(?:the|les?|la|its?|their|sa|son|ses|leurs?)\s|l['’]", re.IGNORECASE)


def asks_to_be_told(asked: Asked, query: Query) -> bool:
    """Return whether a question wants a number, a date, a reason or a name: what tells none does not answer it."""
    if asked.kind in {"how_many", "when", "why"} or asks_measure(query.text) or asks_price(query.text):
        return True
    return asks_name(asked, query)


def asks_name(asked: Asked, query: Query) -> bool:
    """Return whether a question asks who one person is by what they did, are or will be."""
    return asked.kind == "who" and ONE_ASKED.match(query.text) is not None


def tells_asked(asked: Asked, query: Query, text: str, language: Language) -> bool:
    """Return whether `text` tells anything that may be the number, date, reason or name that is asked for."""
    if asked.kind == "why":
        named = CALLED.search(query.text) is not None and CALLED_AFTER.search(text) is not None
        return named or may_tell_reason(text, language)
    if asks_name(asked, query):
        return names_somebody(query, text)
    if tells(asked, query.text, text):
        return True
    return (CONDITION if asked.kind == "when" else ANY_NUMBER).search(text) is not None


def names_somebody(query: Query, text: str) -> bool:
    """Return whether `text` names somebody whom the question does not, as the next one where that is asked."""
    names = (one.of(text) for one in spans_of("who", text, set(fold(query.text))))
    if all(map(NO_NAME.match, names)) and BY_THE.search(text) is None:
        return False
    return NEXT.search(query.text) is None or (NAMED_NEXT.search(text) is not None and not _came_next(query, text))


def _came_next(query: Query, text: str) -> bool:
    """Return whether `text` tells whom somebody came after whose own successor is asked for: "she replaced Jo Li"."""
    names = "|".join(re.escape(term.surface) for term in query.terms if term.is_name)
    found = names and re.search(rf"(?:{names}){BEHIND_NEXT}|{BEFORE_NEXT}(?:{names})\b", text, re.IGNORECASE)
    return bool(found)


def told_behind(one: Evidence, asked: Asked, query: Query) -> Evidence | None:
    """Return the sentence soon behind `one` that tells what is asked, of the same thing as far as one can see.

    A reason has to be called one; anything else stands behind "the …" or a pronoun, or has a word of the question.
    """
    article, language = one.article, one.article.language
    start = one.span.end
    rest = article.text[start : start + 2 * BEHIND]
    for place in [place for place in split_sentences(rest, language) if place.start < BEHIND][:SENTENCES]:
        said = place.of(rest)
        if asked.kind == "why":
            found = tells_reason(said, language)
        else:
            near = leans(said) or OF_IT.match(said) is not None or any(standing(query.terms, said, language))
            found = near and (names_somebody(query, said) if asked.kind == "who" else tells(asked, query.text, said))
        if found:
            return replace(one, span=Span(start + place.start, start + place.end), before=one.span)
    return None


def with_behind(quotes: Sequence[Quote], behind: Evidence) -> list[Quote]:
    """Return the quotes with the sentence that was told behind the first, in one with it where both fit."""
    first = quotes[0]
    joined = Span(first.span.start, behind.span.end)
    if joined.end - joined.start <= LONGEST_QUOTE:
        return [Quote(first.article, joined, first.highlight), *quotes[1:]]
    return [first, Quote(behind.article, behind.span), *quotes[1:]]


def leave_untold(quotes: Iterable[Quote], asked: Asked, query: Query, confidence: float) -> bool:
    """Return whether a number, a date, a reason or a name is asked for that none of `quotes` tells.

    Who did something may be told without a name, "the pupils painted it": where that is likely, it is not untold.
    """
    if not asks_to_be_told(asked, query) or (asks_name(asked, query) and confidence >= SURE_DESPITE):
        return False
    return not any(tells_asked(asked, query, one.span.of(one.article.text), one.article.language) for one in quotes)
