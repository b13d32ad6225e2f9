"""A question with an everyday word for what articles say formally, or the other way round: "bill" is "charge".

Only a question that found no sure answer is asked again so, and what is found is never sure: two words for one thing
are seldom one everywhere ("to charge" a battery).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from bot.answers.sentences.confidence import UNSURE
from corpus.article import Language
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query
from index.search import Search
from index.words.analysis import stem_of

# The confidence from which on what is found so is told: that of what a heading announces, if unsurely.
LEAST_REPHRASED = UNSURE
# How much likelier it has to be than what was found in the question's own words, if that was told.
MUCH_LIKELIER = 0.2
# Questions that are tried, each of which costs a search.
MOST_REPHRASED = 2
# Words for one thing, as people say it and as rules, contracts and laws write it; each stands for all others of its
# row. Few, and no more than what any speaker takes for the same where something is paid, owed, allowed or due.
SAME: Mapping[Language, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("bill", "charge", "invoice"),
        ("payout", "pay", "payment"),
        ("boss", "employer"),
        ("fired", "sacked", "dismissed"),
        ("renter", "tenant"),
    ),
    "fr": (
        ("toucher", "droit", "percevoir"),
        ("facturer", "demander des frais"),
        ("prime", "indemnité"),
        ("patron", "employeur"),
        ("viré", "licencié"),
        ("proprio", "propriétaire", "bailleur"),
        ("boulot", "travail", "emploi"),
    ),
}
# From which number on something is so; neither "partir" nor "delà" says anything of it.
FROM = lazy_pattern(r"\b(?:(?P<from>à\s+partir)|au[-\s]delà)\s+(?=de\s+(?:combien|quel(?:le)?s?)\b)", re.IGNORECASE)


def rephrased(query: Query, search: Search) -> Iterator[str]:
    """Yield how else a question may be asked, each time with one of its words as it is otherwise said.

    Only words that stand in some article are tried.
    """
    yield from islice(_others(query, search), MOST_REPHRASED)


def _others(query: Query, search: Search) -> Iterator[str]:
    text, language = query.text, query.language
    if limit := FROM.search(text):
        yield f"{text[: limit.start()]}{'au-delà' if limit['from'] else 'à partir'} {text[limit.end() :]}"
    for term in query.terms:
        if term.is_name:
            continue
        stem = stem_of(term.surface, language)
        for words in SAME[language]:
            if any(stem_of(word, language) == stem for word in words):
                spelt = re.compile(rf"(?<!\w){re.escape(term.surface)}(?!\w)", re.IGNORECASE)
                for word in words:
                    other = stem_of(word.split()[-1], language)
                    if other != stem and search.stems_standing([other], scope=query.scope):
                        yield spelt.sub(word, text, count=1)
