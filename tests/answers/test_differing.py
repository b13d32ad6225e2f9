"""Articles that tell different numbers or dates."""

from datetime import date

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.shown.differing import differing, value_of
from corpus.article import Article, Span
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"moon": "lun", "saturn": "saturn"})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("274 moons", 274),
        ("1,200", 1200),
        ("1 200 euros", 1200),
        ("1\u202f200\u202f000", 1_200_000),
        ("3.5 million", 3.5e6),
        ("3,5 millions", 3.5e6),
        ("0,125", 0.125),
        ("2.5 %", 2.5),
        ("deux lunes", 2),
        ("twelve", 12),
        ("no number", None),
        ("two dozen wheels", None),
        ("deux milliers", None),
        ("nonante-deux", None),
        ("12 thousands", None),
        ("une huitaine", None),
        ("two or three", None),
        ("three hundred", None),
        ("deux cents", None),
        ("vingt-deux", None),
    ],
)
def test_numbers_are_read_as_both_languages_write_them(text, value):
    assert value_of(text) == (None if value is None else pytest.approx(value))


def evidence(name, text, published, *, language="en", share=0.4, covered=0.9):
    article = Article(name, name, language, text, published=published)
    return Evidence(article, Span(0, len(text)), None, share, covered)


def told(question, *found):
    query = Query(question, "en", read_terms(question, "en", LEXICON), np.zeros(2, np.float32))
    pair = differing(found, query, read_kind(question), [1.0] * len(query.terms))
    return None if pair is None else [(one.evidence.article.id, one.text) for one in pair]


MOONS = "How many moons does Saturn have?"
NEW = evidence("new", "Saturn now has 274 moons.", date(2025, 3, 17))
OLD = evidence("old", "Saturne compte 82 lunes.", date(2019, 10, 8), language="fr", share=0.3)


def test_a_count_of_somebody_elses_is_no_other_count():
    """Jupiter's 95 moons are not contradicted by Saturn's 82, in whichever letters its name was typed."""
    jupiter = evidence("jupiter", "By then Jupiter had 95 moons.", date(2025, 3, 17))
    for question in ("How many moons does Jupiter have?", "how many moons does jupiter have"):
        assert told(question, jupiter, OLD) is None
    titled = Article("Jupiter", "Jupiter", "en", "It has 79 moons.", published=date(2019, 1, 1))
    assert told("How many moons does Jupiter have?", jupiter, Evidence(titled, Span(0, 16), None, 0.3, 0.9)) is not None


def test_a_title_that_names_both_does_not_make_one_the_other():
    """Under "Saturne passe devant Jupiter" a sentence that names Saturn counts no moons of Jupiter's."""
    jupiter = evidence("jupiter", "By then Jupiter had 95 moons.", date(2025, 3, 17))
    text = "Saturne a 82 lunes. La planète a 83 lunes."
    article = Article("both", "Saturne passe devant Jupiter", "fr", text, published=date(2019, 1, 1))
    saturn, planet = Evidence(article, Span(0, 19), None, 0.3, 0.9), Evidence(article, Span(20, 42), None, 0.3, 0.9)
    question = "How many moons does Jupiter have?"
    assert told(question, jupiter, saturn) is None
    assert told(question, saturn, jupiter) is None
    assert told(question, jupiter, planet) == [("jupiter", "95 moons"), ("both", "83 lunes")]


def test_two_counts_of_the_same_thing_differ_the_newest_first():
    """Whichever was found first, and across languages."""
    confirmed = evidence("new", "Saturn now has 274 confirmed moons.", date(2025, 3, 17))
    assert told(MOONS, OLD, confirmed) == [("new", "274 confirmed moons"), ("old", "82 lunes")]
    assert told(MOONS, OLD, NEW) == told(MOONS, NEW, OLD) == [("new", "274 moons"), ("old", "82 lunes")]


def test_an_article_without_a_date_comes_last():
    assert told(MOONS, evidence("undated", "Saturn has 62 moons.", None), NEW) == [
        ("new", "274 moons"),
        ("undated", "62 moons"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        evidence("same", "Saturn has 274 moons.", date(2024, 1, 1)),
        evidence("other", "Saturn has 7 rings.", date(2024, 1, 1)),
        evidence("off", "It has 9 moons.", date(2024, 1, 1), covered=0.5),
        evidence("unlikely", "Saturn lost 9 moons.", date(2024, 1, 1), share=0.01),
        evidence("two", "Saturn has 7 rings, and moons.", date(2024, 1, 1)),
        evidence("new", "Of the 274 moons, 24 moons have names.", date(2025, 3, 17)),
        evidence("none", "Saturn has moons.", date(2024, 1, 1)),
    ],
    ids=lambda one: one.article.id,
)
def test_what_does_not_contradict_does_not_differ(other):
    """The same number, another thing, one about less, an unlikely one, the same article, no number."""
    assert told(MOONS, NEW, other) is None


def test_dates_differ_by_their_year():
    question = "When was the Saturn probe launched?"
    first = evidence("a", "The Saturn probe was launched in 1997.", date(2020, 1, 1))
    later = evidence("b", "The Saturn probe was launched on 15 October 1998.", date(2021, 1, 1))
    same = evidence("c", "The Saturn probe was launched on 15 October 1997.", date(2021, 1, 1))
    assert told(question, first, later) == [("b", "15 October 1998"), ("a", "1997")]
    assert told(question, first, same) is None


def test_names_are_not_compared():
    """Two founders are no contradiction."""
    assert told("Who founded Saturn?", evidence("a", "Ann Lee founded Saturn.", None), NEW) is None
