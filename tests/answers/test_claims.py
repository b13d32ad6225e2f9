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
        # What is denied bears on nothing, on either side.
        ("OpenAI never had 500 employees.", "en", "OpenAI has 500 employees.", "en", "same_matter"),
        ("OpenAI has 500 employees.", "en", "OpenAI doesn’t have 500 employees.", "en", "same_matter"),
        ("OpenAI n’a jamais eu 500 salariés.", "fr", "OpenAI compte 500 salariés.", "fr", "same_matter"),
        ("OpenAI compte 500 salariés.", "fr", "OpenAI ne compte pas 500 salariés.", "fr", "same_matter"),
        ("OpenAI has 500 employees.", "en", "OpenAI has 500 employees.", "en", "agrees"),
        # Measures are made one unit, or not compared.
        ("The bridge is 1,200 metres long.", "en", "The bridge is 1.2 km long.", "en", "agrees"),
        ("The bridge is 1,300 metres long.", "en", "The bridge is 1.2 km long.", "en", "differs"),
        ("The bridge is 1200 m long.", "en", "Le pont mesure 1,2 km de long.", "fr", "agrees"),
        ("Le pont mesure 1 200 mètres de long.", "fr", "Le pont mesure 1,2 km de long.", "fr", "agrees"),
        ("The train does 120 km/h.", "en", "The train does 120 km.", "en", "same_matter"),
        ("The lake covers 2 km².", "en", "The lake covers 2,000 m².", "en", "same_matter"),
        ("The film is 3 hours long.", "en", "The film is 180 minutes long.", "en", "same_matter"),
        ("Stargate costs 500 billion dollars.", "en", "Stargate costs 500 000 millions de dollars.", "en", "agrees"),
        # A part is not the whole, and another subject is another matter.
        (
            "The Stargate project costs 500 billion dollars.",
            "en",
            "The first phase of Stargate costs 100 billion dollars.",
            "en",
            "same_matter",
        ),
        ("Stargate costs $500 billion.", "en", "The first phase of Stargate costs $100 billion.", "en", "same_matter"),
        (
            "Le projet Stargate coûte 500 milliards de dollars.",
            "fr",
            "La première tranche de Stargate coûte 100 milliards de dollars.",
            "fr",
            "same_matter",
        ),
        ("Stargate costs $500 billion.", "en", "La première phase coûte 100 milliards.", "fr", "same_matter"),
        ("OpenAI was founded in 2015.", "en", "OpenAI released a model in 2023.", "en", "same_matter"),
        ("There are 500 people in Paris.", "en", "There are 3 offices in Paris.", "en", "same_matter"),
        (
            "The Stargate project costs $500 billion.",
            "en",
            "The Texas site of Stargate costs $100 billion.",
            "en",
            "same_matter",
        ),
        # A bound or a rough number contradicts nothing.
        ("OpenAI has more than 100 employees.", "en", "OpenAI has 120 employees.", "en", "same_matter"),
        ("OpenAI compte environ 100 salariés.", "fr", "OpenAI compte 120 salariés.", "fr", "same_matter"),
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
