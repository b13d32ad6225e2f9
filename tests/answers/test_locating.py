"""Where something is, asked by its name alone."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.wanted.locating import asks_alone, lacks_somewhere, placed_first, tells_place
from bot.texts import say
from corpus.article import Article, Span
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon
from tests.small_index import build_search

OPENING = "Au nord d’Aix-en-Provence, sur la commune de Saint-Paul, un chantier rassemble trente pays."
ARTICLE = (
    "---\ntitle: ITER, le Soleil en bouteille\nlang: fr\n---\n\n{opening} ITER doit chauffer un gaz.\n\nITER coûte."
)


def query(text):
    language = detect_question_language(text)
    return Query(text, language, read_terms(text, language, WordLexicon()), None)


@pytest.mark.parametrize(
    "text",
    [
        "where is ITER?",
        "où se trouve ITER ?",
        "Where is Moderna based?",
        "où est situé ITER ?",
        "where was ITER built?",
        "où est construit ITER ?",
    ],
)
def test_a_name_and_words_that_say_nothing_of_it_ask_for_the_place_alone(text):
    assert asks_alone(read_kind(text), query(text))


@pytest.mark.parametrize(
    "text", ["where was ITER signed?", "where is the heart?", "who is ITER?", "où a été signé ITER ?"]
)
def test_any_other_word_and_no_name_ask_for_more(text):
    assert not asks_alone(read_kind(text), query(text))


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("It is based in Cambridge.", True),
        ("Un tokamak installé à Culham.", True),
        (OPENING, True),
        ("A town near the village of Rye.", True),
        ("A city in the extreme Northwest of Nigeria.", True),
        ("A town in the province of Matabeleland North.", True),
        ("It is based in downtown Boston.", True),
        ("On the island of Ireland.", True),
        ("Dans le département des Bouches-du-Rhône.", True),
        ("It lies in D.C.", True),
        ("It opened in March 2020.", False),
        ("En Mars 2020, il a ouvert.", False),
        ("Richard Stallman est Américain.", False),
        ("It is written in English.", False),
        ("Au XXe siècle.", False),
        ("In Q3 it grew.", False),
        ("On trouve ITER sur ITER.", False),
        ("It stands in a field.", False),
        ("Cambridge is old.", False),
        ("", False),
    ],
)
def test_a_place_is_a_name_behind_in_or_near_that_was_not_asked(text, tells):
    assert tells_place(text, query("where is ITER?")) is tells


@pytest.mark.parametrize(
    ("text", "said", "lacks"),
    [
        ("where is the library?", "The library was opened by Queen Matilda in 1931.", True),
        ("where is the library?", "It stands in Mill Lane.", False),
        ("où est la piscine ?", "La piscine a été rénovée en 2019 par Bo.", True),
        ("où est la piscine ?", "La piscine est derrière la gare.", False),
        ("where are the lockers?", "The lockers are room 4, first floor.", False),
        ("where is the cafeteria?", "The cafeteria is 3 Park Lane.", False),
        ("where is the meeting point?", "The meeting point is the fountain.", False),
        ("où est le parking ?", "Le parking se trouve rue Haute.", False),
        ("where are requests?", "Post them: #requests.", False),
        ("where is the dinner?", "Winter dinner: 13 December, Café Lumen.", False),
        ("where is ITER?", "ITER was begun by thirty countries.", False),  # asked by a name, looked for elsewhere
        ("where does the tour start?", "The tour was founded by Bo.", False),
    ],
)
def test_where_a_common_thing_is_takes_a_place(text, said, lacks):
    asked = query(text)
    assert lacks_somewhere(read_kind(text), asked, said) is lacks


def test_the_opening_of_the_article_about_it_tells_where_something_is(tmp_path):
    search = build_search(tmp_path, {"iter.md": ARTICLE.format(opening=OPENING)})
    answer = Answerer(search).answer("où est ITER ?")
    search.close()
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == [OPENING]
    assert answer.lead == say(answer.language, "answers.unsure")


def test_a_dateline_is_no_opening(tmp_path):
    text = ARTICLE.format(opening=f"À Paris, le 3 avril 2025.\n\n{OPENING}")
    search = build_search(tmp_path, {"iter.md": text})
    answer = Answerer(search).answer("où est ITER ?")
    search.close()
    assert [one.quote for one in getattr(answer, "citations", ())] == [OPENING]


def test_a_likelier_sentence_with_the_place_is_not_passed_over(tmp_path):
    said = "In Wuhan, a virus appeared that year. Moderna has its seat in downtown Boston."
    text = f"---\ntitle: Moderna, a company\nlang: en\n---\n\n{said}"
    search = build_search(tmp_path, {"moderna.md": text})
    answer = Answerer(search).answer("where is Moderna based?")
    search.close()
    assert "downtown Boston" in getattr(answer, "citations", ())[0].quote


def test_an_unlikely_sentence_with_another_things_place_is_passed_over(tmp_path):
    search = build_search(tmp_path, {"iter.md": ARTICLE.format(opening=OPENING)})
    where = search.read("où se trouve ITER ?")
    hits = search.find(where, 3)
    article = Article("jet.md", "JET", "fr", "Un tokamak installé à Culham.")
    of_another = Evidence(article, Span(0, len(article.text)), None, 0.9, 0.0)
    assert placed_first([of_another], hits, where, likely=True) == ()
    assert [one.text for one in placed_first([of_another], hits, where, likely=False)] == [OPENING]
    search.close()


def test_a_long_run_of_small_words_is_read_at_once():
    """In as many ways as they can be parted, it would take years."""
    assert not tells_place("dans " + "de l’" * 5_000, query("where is ITER?"))


def test_an_opening_without_a_place_tells_nothing(tmp_path):
    search = build_search(tmp_path, {"iter.md": ARTICLE.format(opening="Trente pays paient.")})
    answer = Answerer(search).answer("où est ITER ?")
    search.close()
    assert not any(one.quote.startswith("Trente pays") for one in getattr(answer, "citations", ()))
