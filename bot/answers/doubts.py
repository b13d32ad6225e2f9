"""Whether an answer is called sure, by its confidence and what its best sentence lacks of the question. Pure.

The confidence says how likely the sentences that look best hold an answer. What a reader would notice at once, it
weighs too little: that the thing asked about is not named, or that no date stands there though one is asked for. The
shares below are of the 1,551 answerable and 515 unanswerable ones of every fourth development question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.acting import deed_asked
from bot.answers.around import Around
from bot.answers.attaching import dates_other, numbers_other, prices_other
from bot.answers.choosing import Evidence
from bot.answers.confidence import SURE, SURE_ACROSS, SURE_DESPITE
from bot.answers.introducing import only_mentions, person_asked, says_what_is
from bot.answers.items import needed_above
from bot.answers.locating import asks_alone, is_lying, lacks_somewhere, tells_place
from bot.answers.measures import asks_measure, tells
from bot.answers.naming import (
    is_named,
    is_spelt,
    may_be_named,
    names_of,
    names_other,
)
from bot.answers.openings import LINKED
from bot.answers.opposites import denies_nothing, opposed, says_contrary
from bot.answers.permitting import act_lacking
from bot.answers.question import Asked
from bot.answers.reading import leans
from bot.answers.reasons import may_tell_reason
from bot.answers.relating import relation_asked
from bot.answers.seeking import lacks, sought
from bot.answers.superlatives import superlative_asked
from bot.answers.things import standing
from bot.answers.whether import asks_whether
from bot.answers.years import counts_another_year, years_in
from corpus.article import Language
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from index.candidates import Query
from index.terms import Term

# Asks by what something is told from what it is not, which a sentence seldom says that does not say what it is.
CRITERION = lazy_pattern(
    r"\bwhat\s+(?:\w+\s+)?(?:counts?|qualif(?:ies|y))\s+as\b|\bwhat\s+(?:is|are)\s+(?:considered|classed|regarded|deemed)\b|"
    r"\bqui\s+(?:compte(?:nt)?|vaut|passe|est\s+(?:consid[ée]r[ée]|class[ée]))\s+(?:comme|pour)\b|"
    r"\bpartir\s+de\s+quand\s+(?:on\s+parle|parle-t-on|est-ce\s+qu['’]on\s+parle)\b",
    re.IGNORECASE,
)
# Asks to what degree something is so, which is told by the word itself or by its measure: "how quiet is the …?".
DEGREE = lazy_pattern(
    rf"^\W*+{LINKED}how\s+(?!to\b|come\b|about\b|exactly\b|else\b|often\b|many\b|much\b|long\b|old\b|far\b)(\w+)\s+"
    rf"(?:is|are|was|were)\b|^\W*+{LINKED}[àa]\s+quel\s+point\s.{{1,80}}?\b(?:est|sont)(?:-(?:il|elle|ce)s?)?\s+(\w+)\W*$",
    re.IGNORECASE,
)
COUNTING = frozenset({"many"})  # "how many" asks; "almost twice as many" does not tell


def is_sure(
    confidence: float,
    best: Evidence,
    told: Around,
    query: Query,
    asked: Asked,
    weights: Sequence[float],
    *,
    joined: str = "",
    highlight: str = "",
) -> bool:
    """Return whether an answer is sure that begins with `best`, of which `told` is quoted.

    It never is where no name of the question is named in what is quoted, before or above it (0.36 of such answers hold
    what answers), where no number or date of the kind asked for stands in it (0.40), or no place where nothing but the
    place of a name is asked, or where it stands under a question that asks the contrary, or lacks the line above that
    forbids it; where who leads, owns or founded something, who did it, why, or what is the biggest is asked and not
    told, the noun that is sought stands neither there nor in the quote that it is `joined` to, what is to be defined is
    only mentioned, a year of the question does not stand there (of 24 such answers 8 hold what answers, of the 177
    others with a year 149), the contrary of a verb of the question does, or what is told is of another, of another
    number or of another year (`bot.answers.attaching`). `highlight` are the words that are said to answer.
    It is from `SURE_DESPITE` on where a name is lacking, or a word of what somebody may or must, or where a question
    without names has none of its words there, or not the rarest (`SURE_ACROSS` in the other language).
    `weights` are the rarities of the question's terms.
    """
    if confidence < SURE:
        return False
    names = names_of(query.terms)
    language, text = best.article.language, told.span.of(best.article.text)
    announced = needed_above(best.article, best.span, query.text)
    if announced is not None and announced.start < told.span.start:
        return False
    above = f"{best.heading}\n{best.before_text}"
    if not names_other(best.article.title, text, best.passage_text, names):
        above += f"\n{best.article.title}"
    around = f"{above}\n{text}"
    named = [is_named(one, around, language, query.language) for one in names]
    if (names and not any(named)) or not tells(asked, query.text, text):
        return False
    if (asks_alone(asked, query) and not tells_place(text, query)) or lacks_somewhere(asked, query, joined or text):
        return False
    if best.heading.endswith("?") and opposed(query.text, best.heading):  # "with a pad?" under "without a pad?"
        return False
    surely = confidence >= SURE_DESPITE
    if not _tells_doer(best, text, query, asked, joined=joined, surely=surely) or lacks(
        sought(query, asked), f"{around}\n{joined}", language
    ):
        return False
    if _lacks_year(query.text, f"{around}\n{joined}", best):
        return False
    if asked.kind == "when" and dates_other(text, names, language, query.language):
        return False
    if asked.kind == "how_many" and (
        prices_other(query, joined or text, language) or counts_another_year(query.text, joined or text, highlight)
    ):
        return False
    if numbers_other(query.text, joined or text):
        return False
    if not asks_whether(query.text) and says_contrary(query.text, joined or text):
        return False
    if (asked.kind != "other" or "?" in query.text) and denies_nothing(query.text, around):
        return False
    if asked.kind == "definition" and only_mentions(joined or text, asked.subject, language):
        return False
    if CRITERION.search(query.text) and not surely and language == query.language:
        sentences = (one.of(joined or text) for one in split_sentences(joined or text, language))
        if not any(says_what_is(one, asked.subject, language) for one in sentences):
            return False
    if not surely and asked.kind == "other" and act_lacking(query, f"{around}\n{joined}", language):
        return False
    if asked.kind in {"how", "other"} and _lacks_degree(query, joined or text, language):
        return False
    if asked.kind == "why" and not may_tell_reason(joined or text, language):
        return False
    superlative = superlative_asked(query)
    if superlative is not None and not superlative.told_in(joined or text):
        return False
    person = person_asked(query)
    if person and not says_what_is(best.text, person, language):
        return False
    if asks_whether(query.text) and not leans(text) and _lacks_any(names, joined or text, language, query.language):
        return False
    if confidence >= SURE_DESPITE:
        return True
    across = language != query.language and confidence >= SURE_ACROSS
    return all(named) and (bool(names) or across or not _lacks_words(best, around, asked, query.terms, weights))


def _tells_doer(best: Evidence, text: str, query: Query, asked: Asked, *, joined: str, surely: bool) -> bool:
    """Return whether it is told who did, leads or owns something, where no more than that is asked.

    What lacks the verb may tell it in other words: `surely` it does, or somebody else is named behind "by".
    """
    relation = relation_asked(query, asked)
    if relation is not None:
        return relation.kind != "person" or relation.told(best) != "no"
    deed = deed_asked(query, asked)
    if deed is None:
        return True
    telling = deed.telling(text, best.article.language)
    if telling == "unsaid" and not surely:
        return deed.names_doer(joined or text)
    return telling != "not_told"


def _lacks_degree(query: Query, text: str, language: Language) -> bool:
    """Return whether a question asks to what degree something is so, and a text does not have the word for that."""
    degree = DEGREE.match(query.text)
    if degree is None or asks_measure(query.text):
        return False
    word = (degree[1] or degree[2]).lower()
    return not any(standing([term for term in query.terms if term.surface.lower() == word], text, language))


def _lacks_year(question: str, text: str, best: Evidence) -> bool:
    """Return whether a year of the question stands neither in `text` nor as that of the article."""
    years = years_in(question)
    published = best.article.published
    return bool(years - years_in(text) - {str(published.year) if published else ""})


def _lacks_any(names: Sequence[Term], text: str, language: Language, asked_in: Language) -> bool:
    """Return whether `text` does not name one of `names`."""
    return not all(is_named(one, text, language, asked_in) for one in names)


def names_nothing(evidence: Sequence[Evidence], query: Query) -> bool:
    """Return whether nothing asked about may be named in any passage that was found, though a name is asked about.

    The search takes "Mars" for met by "March", and "Vénus" by "venus".
    """
    names = names_of(query.terms)
    if not names:
        return False
    if evidence and any(is_spelt(name, evidence[0].passage_text) for name in names):
        return False
    passages = {(one.article.id, one.passage): one for one in evidence}.values()
    texts = [(f"{one.article.title}\n{one.heading}\n{one.passage_text}", one.article.language) for one in passages]
    return not (
        any(is_spelt(name, text) for text, _ in texts for name in names)
        or any(may_be_named(name, text, language, query.language) for text, language in texts for name in names)
    )


def _lacks_words(best: Evidence, text: str, asked: Asked, terms: Sequence[Term], weights: Sequence[float]) -> bool:
    """Return whether `text` holds none of a question's `terms`, or not the rarest, nor does the passage."""
    asks = asked.kind == "where"
    others = [
        (weight, term)
        for term, weight in zip(terms, weights, strict=True)
        if not term.is_name and not (asks and is_lying(term)) and term.folded not in COUNTING
    ]
    if not others:
        return False
    language = best.article.language
    if not any(standing([term for _, term in others], text, language)):
        return True
    rarest = max(others, key=lambda one: one[0])[1]
    return not any(standing([rarest], f"{text}\n{best.passage_text}", language))
