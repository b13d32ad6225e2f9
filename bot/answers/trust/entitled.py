"""Who a question asks about that asks whether somebody may: "can landlords claim …", "un bailleur a-t-il droit à …".

What a credit pays is no answer to whether landlords get it: the quote has to name them, or stand under their name.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.questions.phrases import Phrase, phrases_in
from bot.answers.questions.whether import where_others_stand
from bot.answers.sentences.reading import leans
from bot.answers.shown.quotes import Quote
from bot.answers.values.naming import may_be_named
from bot.answers.values.things import standing
from bot.answers.wanted.whereabouts import holds
from corpus.article import Language
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import fold, stem_of
from index.words.terms import Term

BEFORE = 400  # code points before a quote in which they may be named, in a paragraph before it where it opens on "they"
# Who is nobody in particular, whom a rule leaves out.
ANYBODY = vocabulary(
    "people person persons someone somebody anyone anybody everyone everybody nobody man men woman women guy guys user",
    "users member members thing things personne personnes gens quelqu un homme hommes femme femmes utilisateur",
    "utilisateurs membre membres chose choses",
)
# Behind these a noun of an English question is one; else the first plural ends it: "can tenants refuse entry".
ONE = lazy_pattern(r"\b(?:an?|every|each|this|that)\s+$", re.IGNORECASE)
SEVERAL = lazy_pattern(r"\w{2,}[^\Ws]s")
DETERMINERS = vocabulary(
    "the a an my our your his her their its all any some these those this that non both every each"
)


def who_may(query: Query) -> tuple[Term, ...]:
    """Return the words for whom a question asks whether they may, the first and the last of several; else nothing."""
    phrase = _subject(query)
    if phrase is None:
        return ()
    words = fold(phrase.parts[0].of(query.text))
    if query.language == "en" and not ONE.search(query.text[: phrase.span.start]):
        words = words[: next((count for count, word in enumerate(words, 1) if SEVERAL.fullmatch(word)), len(words))]
    if not ANYBODY.isdisjoint(words):
        return ()
    terms = {term.folded: term for term in query.terms}
    known = [terms[word] for word in words if word in terms]
    return (known[0], *known[1:][-1:]) if known else ()


def is_of_others(quotes: Sequence[Quote], hits: Sequence[Hit], query: Query) -> bool:
    """Return whether those of whom it is asked whether they may are named neither in the first quote nor above it.

    Above it stand its title, its heading and what goes before it in its paragraph. Only of a quote in the other
    language, where the lexicon tells what they may be called: in one language kids are children too.
    """
    who = who_may(query)
    first = quotes[0] if who and quotes else None
    if first is None or first.article.language == query.language:
        return False
    article = first.article
    headings = [hit.passage.heading for hit in hits if holds(hit, first)]
    before, quote = article.text[max(0, first.span.start - BEFORE) : first.span.start], first.span.of(article.text)
    if not leans(quote):
        before = before.rpartition("\n\n")[2]
    told = "\n".join([article.title, *headings, before, quote])
    return not _are_named(who, told, article.language, query)


def _are_named(who: Sequence[Term], text: str, language: Language, query: Query) -> bool:
    """Return whether a text in the other language names them; true where the lexicon has no word for them."""
    if any(standing(who, text, language)) or not all(_is_translated(one, language, query.language) for one in who):
        return True
    return any(may_be_named(one, text, language, query.language) for one in who if one.is_name)


def _subject(query: Query) -> Phrase | None:
    """Return the noun phrase of whom it is asked whether they may."""
    text = query.text
    others = where_others_stand(text, query.language)
    if others is None:
        return None
    phrases = phrases_in(text, query.language)
    if query.language == "fr":
        return next((one for one in phrases if others.start <= one.span.start < others.end), None)
    first = phrases[0] if phrases else None
    between = fold(text[others.start : first.span.start]) if first is not None else []
    return first if DETERMINERS.issuperset(between) else None  # "can you sign an agreement" is asked of you


def _is_translated(term: Term, language: Language, asked_in: Language) -> bool:
    own = {*term.forms[asked_in], stem_of(term.surface, language), term.folded}
    return any(stem not in own for stem in term.forms[language])
