"""What articles say on a claim: only numbers of the same thing, sums, percentages and years are compared."""

import pytest

from bot.answers.claims import MOST_FOUND, bearing_of, best_of, claims_of, found_for
from corpus.article import Article, Passage
from index.hits import Hit


def hits(*texts, language="en"):
    articles = [Article(f"{n}.md", f"T{n}", language, text) for n, text in enumerate(texts)]
    return [Hit(n, one, Passage(one.id, 0, len(one.text)), 1.0) for n, one in enumerate(articles, start=1)]


@pytest.mark.parametrize(
    ("claim", "language", "sentence", "other", "bearing"),
    [
        ("Saturn has 82 moons.", "en", "Saturn now has 274 known moons.", "en", "differs"),
        ("Saturn has 274 moons.", "en", "Saturn now has 274 known moons.", "en", "agrees"),
        ("Saturn has 82 rings.", "en", "Saturn now has 274 known moons.", "en", "same_matter"),
        ("It costs $500 billion.", "en", "Un pari à 500 milliards de dollars.", "fr", "agrees"),
        ("It costs $500 million.", "en", "Un pari à 500 milliards de dollars.", "fr", "differs"),
        ("It holds 49 percent.", "en", "Elle détient 49 % du capital.", "fr", "agrees"),
        ("Elle détient 27 pour cent.", "fr", "It holds 49% of it.", "en", "differs"),
        ("Founded in 1987.", "en", "Fondée en 1990.", "fr", "differs"),
        ("Founded in 1987.", "en", "Fondée en 1987.", "fr", "agrees"),
        ("From 1987 to 1990.", "en", "Fondée en 1990.", "fr", "same_matter"),
        ("It holds 49% of it since 1987.", "en", "It holds 49% of it since 1990.", "en", "differs"),
        ("Saturn is far away.", "en", "Saturn has 274 moons.", "en", "same_matter"),
        ("It has 3, moons it has not.", "en", "It has 274 moons.", "en", "same_matter"),
        ("", "en", "", "fr", "same_matter"),
    ],
)
def test_numbers_bear_on_each_other_where_they_count_the_same(claim, language, sentence, other, bearing):
    """A number of another thing, or two years on one side, say nothing."""
    assert bearing_of(claim, language, sentence, other) == bearing


def test_sentences_that_claim_something_are_looked_up():
    """At most five, and none of function words alone."""
    assert claims_of("It is. Saturn has 82 known moons. What was it? OpenAI was founded in 2015.", "en") == [
        "Saturn has 82 known moons.",
        "OpenAI was founded in 2015.",
    ]
    assert len(claims_of("Saturn has many known moons. " * 9, "en")) == 5


def test_a_sentence_on_the_same_matter_is_quoted_word_for_word():
    """The best of each passage, if it has one."""
    found = list(found_for("Saturn has 82 moons.", "en", hits("It rains. Saturn has 274 moons. Yes.", "It rains.")))
    assert [(one.citation.quote, one.bearing) for one in found] == [("Saturn has 274 moons.", "differs")]
    assert found[0].citation.start == 10


def test_across_languages_names_must_be_shared():
    """A French sentence without the claim's name is on another matter as far as can be told."""
    passages = hits("La sonde Cassini a survolé Titan en 2004.", "Il pleut en 2004.", language="fr")
    found = list(found_for("Did Cassini fly by in 2004?", "en", passages))
    assert [(one.citation.article_id, one.bearing) for one in found] == [("0.md", "agrees")]


def test_the_best_are_shown_once_and_numbered_by_article():
    """What could be compared first."""
    passages = hits(*[f"Saturn has {n} moons. Saturn has moons that shine." for n in range(80, 90)])
    found = [*found_for("Saturn has 82 moons.", "en", passages), *found_for("Saturn has 82 moons.", "en", passages)]
    best = best_of(found)
    assert len(best) == MOST_FOUND
    assert [one.citation.number for one in best] == [1, 2, 3, 4, 5]
    assert len({one.citation.article_id for one in best}) == 5
