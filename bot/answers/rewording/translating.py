"""A question in the words of the other language: "can I bring my dog to the gym?" is "chien gymnase".

The word search looks for a word's translations, but the networks that choose sentences see the question as it was asked
and know less of a sentence in the other language. Read in its words, if only in key words, they see what it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answers.conversation.leaning import is_named
from bot.answers.questions.question import Kind
from corpus.article import Language
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.scope import Scope
from index.search import Search
from index.words.analysis import WORD, stem_of
from index.words.terms import Term

LEAST = 0.08  # of a translation; a table learned from texts spreads a word over synonyms and inflections
FEWEST = 2  # words that are translated; one alone finds anything
# The confidence from which on what is found so is told. Of 302 that were refused of 1,500 development questions, one
# reached it, and was not right; where one word was left out, nine more did, of which none was right.
LEAST_TRANSLATED = 0.25
# Words that a question may lose: what is done with a thing is often left out where it is ruled on.
LIGHT = vocabulary(
    "get gets got getting make makes making take takes bring use go come want need many much works work working",
    "avoir obtenir amener apporter emmener venir aller utiliser faire marche marchent fonctionne fonctionnent veux",
    "peux je suis",
)
ASKING: Mapping[Language, Mapping[Kind, str]] = {
    "en": {"who": "who", "when": "when", "where": "where", "how_many": "how much", "why": "why", "how": "how"},
    "fr": {"who": "qui", "when": "quand", "where": "où", "how_many": "combien", "why": "pourquoi", "how": "comment"},
}


def translated(query: Query, kind: Kind, search: Search) -> str:
    """Return a question's asking word and key words in the other language, the empty string where one stands nowhere.

    A word is its likeliest translation that the articles have, as it is spelt where it stands beside the others.
    """
    other: Language = "fr" if query.language == "en" else "en"
    terms = [term for term in query.terms if is_named(term) or term.folded not in LIGHT]
    stems = ["" if is_named(term) else _likeliest(term, other, search, query.scope) for term in terms]
    wanted = {stem for stem in stems if stem}
    if len(wanted) < FEWEST or not all(stem or is_named(term) for stem, term in zip(stems, terms, strict=True)):
        return ""
    found = search.find(search.read(" ".join(stems), other, scope=query.scope))
    spelt = _spelt(wanted, found, other)
    if spelt.keys() != wanted:
        return ""
    words = [spelt[stem] if stem else term.surface for stem, term in zip(stems, terms, strict=True)]
    return " ".join([ASKING[other].get(kind, ""), *words]).strip()


def _likeliest(term: Term, other: Language, search: Search, scope: Scope | None) -> str:
    """Return the stem of a term's likeliest translation that stands in the articles, or the empty string."""
    likely = sorted(term.forms[other].items(), key=lambda form: -form[1])
    forms = [stem for stem, weight in likely if weight >= LEAST]
    standing = set(search.stems_standing(forms, scope=scope))
    return next((stem for stem in forms if stem in standing), "")


def _spelt(stems: set[str], hits: Sequence[Hit], language: Language) -> Mapping[str, str]:
    """Return how the best passage that has each of `stems` spells it."""
    found: dict[str, str] = {}
    for hit in hits:
        if hit.article.language != language:
            continue
        for match in WORD.finditer(hit.text):
            stem = stem_of(match.group(), language)
            if stem in stems and stem not in found:
                found[stem] = match.group().lower()
    return found
