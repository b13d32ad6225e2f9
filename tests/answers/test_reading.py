"""What is known of the sentences of some passages, feature by feature."""

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.model import shipped_model
from bot.answers.sentences.reading import FEATURES, PLACES, leans, read
from bot.answers.values.holdings import holdings
from index.encoders import load_encoder
from index.words.analysis import words
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "oracle.md": """---
title: Oracle
lang: fr
---

Oracle est une entreprise américaine. Son fondateur, Larry Ellison, habite Hawaï depuis 2012. Il aime la voile.

La société emploie trente mille personnes.
""",
    "cities.md": """---
title: Cities
lang: en
---

Lima is the capital of Peru. Quito is the capital of Ecuador.
""",
}


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield search
    search.close()


def reading_of(search, question):
    query = search.read(question)
    model = shipped_model(search.table.digest)
    return read(query, read_kind(question), search.find(query), search, model.expectation)


def values(reading, opening):
    """Return the features of the sentence that begins so, by name."""
    (place,) = [place for place in range(len(reading.sentences)) if reading.text(place).startswith(opening)]
    return dict(zip(FEATURES, reading.features[place].tolist(), strict=True))


def test_every_sentence_of_every_hit_is_read_once(search):
    """As they stand, in order, each with the one before it in its paragraph."""
    reading = reading_of(search, "Qui est le fondateur d'Oracle ?")
    of_oracle = [place for place in range(len(reading.sentences)) if reading.article(place).title == "Oracle"]
    assert [reading.text(place).split()[0] for place in of_oracle] == ["Oracle", "Son", "Il", "La"]
    befores = [reading.sentences[place].before - of_oracle[0] for place in of_oracle[1:3]]
    assert befores == [0, 1]
    assert reading.sentences[of_oracle[3]].before == -1
    assert reading.features.shape == (len(reading.sentences), len(FEATURES))
    assert np.isfinite(reading.features).all()


def test_words_count_where_they_stand(search):
    """In the sentence itself, in the title above, in the one before."""
    reading = reading_of(search, "Qui est le fondateur d'Oracle ?")
    founder, company = values(reading, "Son fondateur"), values(reading, "Oracle est")
    assert founder["names"] == 0
    assert founder["names_near"] == 1
    assert founder["covered"] > founder["direct"]
    assert founder["above"] > 0.3
    assert founder["relation"] == 1
    assert company["relation"] < 0.5
    assert company["after"] == pytest.approx(founder["direct"], abs=1e-6)


def test_a_question_in_the_other_language_is_met_by_translations(search):
    """By words and by pieces; that it is another language is told too."""
    across = values(reading_of(search, "Who is the founder of Oracle?"), "Son fondateur")
    within = values(reading_of(search, "Qui est le fondateur d'Oracle ?"), "Son fondateur")
    assert (across["across"], within["across"]) == (1, 0)
    assert across["direct"] > 0.3
    assert across["said"] > 0.2


def test_a_name_that_stands_nowhere_near_is_told(search):
    """In that article alone."""
    reading = reading_of(search, "What is the capital of Ecuador?")
    assert values(reading, "Quito")["lacks_name"] == 0
    reading = reading_of(search, "What is the capital of Zorgland?")
    assert values(reading, "Quito")["lacks_name"] == 1


def test_what_a_sentence_holds_is_what_the_question_lacks():
    """A date, a number, a name, and how many new words; a capital at the beginning is no name."""
    texts = ["Larry founded it in June 1977.", "Two of 31 places", "The end", "Trente", "Born in MAY", ""]
    found = holdings([words(text) for text in texts], {"larry", "1977"})
    assert found.tolist() == [
        [1, 0, 0, 4],
        [0, 1, 0, 4],
        [0, 0, 0, 2],
        pytest.approx([0, 0.7, 0, 1]),
        [1, 0, 0, 3],
        [0, 0, 0, 0],
    ]


@pytest.mark.parametrize(("text", "leaning"), [("Il aime.", True), ("Its end", True), ("Italy is.", False)])
def test_a_sentence_that_opens_with_a_pronoun_leans(text, leaning):
    assert leans(text) is leaning


def test_the_place_of_each_feature_is_known():
    assert [FEATURES[place] for place in PLACES.values()] == list(PLACES)


def test_nothing_found_is_nothing_read(search):
    """Arrays of no rows, not an error."""
    query = search.read("capital")
    reading = read(query, read_kind("capital"), [], search, shipped_model(search.table.digest).expectation)
    assert reading.features.shape == (0, len(FEATURES))
