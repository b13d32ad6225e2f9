"""Refusals: that the articles do not answer, and which come nearest, where one comes near at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import mul

from bot.answers.answer import Nearest, NoAnswer, Reason, quoted
from bot.answers.questions.question import read_kind
from bot.answers.values.naming import has_word, is_named, names_of
from bot.texts import say
from corpus.article import Article, Language
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import analyse
from index.words.terms import Term

OF_SOMETHING = frozenset({"who", "when", "where", "how_many", "why", "how"})  # kinds of questions that ask of a thing
NEAREST = 3  # titles named in a refusal
# Of a question's words by rarity, the share that has to stand in one passage of an article that is near, and of what
# stands in the best one. Of 84 refusals over the sample corpus, what shares a third is by chance on the matter
# ("the capital of Peru": share capital), two fifths are half as often; nobody misses what shares less.
LEAST_SHARED, LEAST_BESIDE_BEST = 0.4, 0.6


def refusal(
    question: str, language: Language, reason: Reason, nearest: Sequence[Article] = (), sure: float = 0.0
) -> NoAnswer:
    """Return the refusal of `question`, in the language that it is asked in; `nearest` are the articles it names."""
    vague = reason == "empty" and read_kind(question).kind in OF_SOMETHING
    return NoAnswer(
        question=question,
        text=say(language, "answers.vague" if vague else f"answers.{reason}"),
        reason=reason,
        language=language,
        nearest=tuple(Nearest(one.id, one.title, one.url, one.published) for one in nearest),
        confidence=round(sure, 3),
    )


def of_one_article(refused: NoAnswer, title: str) -> NoAnswer:
    """Return a refusal that says of the one article looked into, by its title, what it says of all otherwise.

    That others come near is not known, and that this one does is said.
    """
    if refused.reason == "empty":
        return refused
    text = say(refused.language, f"answers.{refused.reason}_in", title=quoted(title, refused.language))
    return replace(refused, text=text, nearest=())


def nearest_to(query: Query, hits: Sequence[Hit], weights: Sequence[float]) -> list[Article]:
    """Return the articles of `hits` that are near the question, in their order: none where nothing is.

    Those that name the most of what it names are, and no other beside them; else those that share the most of its
    words, by `weights`, the rarities of its terms.
    """
    names = names_of(query.terms)
    articles: dict[str, Article] = {}
    named: dict[str, set[str]] = {}
    standing: list[tuple[str, list[float]]] = []
    for hit in hits:
        article, text = hit.article, f"{hit.article.title}\n{hit.text}"
        articles.setdefault(article.id, article)
        stems = set(analyse(text, article.language))
        standing.append((article.id, [term.presence(stems, article.language) for term in query.terms]))
        found = {name.folded for name in names if is_named(name, text, article.language, query.language)}
        named.setdefault(article.id, set()).update(found)
    counted = _counted(query, standing, weights)
    total, shared = sum(counted), dict.fromkeys(articles, 0.0)
    for one, presences in standing:
        shared[one] = max(shared[one], sum(map(mul, counted, presences)))
    most = max(shared.values(), default=0.0)
    least = max(LEAST_SHARED * total, LEAST_BESIDE_BEST * most)
    most_named = max(map(len, named.values()), default=0)
    if most_named:
        near = [one for one, found in named.items() if len(found) == most_named]
    else:
        near = [one for one, here in shared.items() if here >= least and here > 0]
    return [articles[one] for one in near[:NEAREST]]


def _counted(query: Query, standing: Sequence[tuple[str, Sequence[float]]], weights: Sequence[float]) -> list[float]:
    """Return what each word of the question counts.

    One that stands in no passage found counts no more than the rarest that does, unless it is a name: among few
    articles it would be far rarer than any of theirs.
    """
    found = [any(presences[place] for _, presences in standing) for place in range(len(weights))]
    most = max((weight for weight, stands in zip(weights, found, strict=True) if stands), default=0.0)
    return [
        weight if stands or term.is_name else min(weight, most)
        for term, weight, stands in zip(query.terms, weights, found, strict=True)
    ]


def shares_nothing(terms: Sequence[Term], hits: Sequence[Hit]) -> bool:
    """Return whether no word of a question stands in any passage found, nor a likely translation or a related word.

    Of 1,034 answerable development questions it is true of none.
    """
    # A word as it is spelt is found in a fraction of the time that stems take.
    spelt = any(has_word(_with_heading(hit), term.surface) for hit in hits for term in terms)
    return not spelt and not any(_shares(terms, hit) for hit in hits)


def _shares(terms: Sequence[Term], hit: Hit) -> bool:
    language = hit.article.language
    stems = set(analyse(f"{hit.article.title}\n{_with_heading(hit)}", language))
    return any(not stems.isdisjoint(term.with_related(language)) for term in terms)


def _with_heading(hit: Hit) -> str:
    """Return a passage below its heading, which may be the question that it answers."""
    return f"{hit.passage.heading}\n{hit.text}"
