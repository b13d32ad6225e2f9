"""Which cell of a row answers who and when, and when a row comes before a sentence."""

from contextlib import closing

import pytest

from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

ARTICLES = {
    "looms.md": page(
        "The looms of the weavers",
        "Threads are kept in the cupboard under the stairs.\n\n"
        "| Loom | Built | Width | Tuned by | Who |\n|---|---|---|---|---|\n"
        "| Sparrow | 1987 | 90 cm | Nadia Brook | Beginners only |\n| Magpie | 2003 | 120 cm | Otis Lane | Everyone |",
    ),
    "tours.md": page(
        "Les tours de l'atelier de poterie",
        "La terre est gardée à la cave.\n\n"
        "| Tour | Fabriqué | Réglé par | Pour qui |\n|---|---|---|---|\n"
        "| Tournesol | 1991 | Nadia Brook | Les débutants |\n| Pivoine | 2008 | Otis Lane | Tous |",
        "fr",
    ),
    "swimming.md": page(
        "Swimming hall",
        "Bathing caps are lent at the desk.\n\n"
        "| Day | Morning | Evening |\n|---|---|---|\n"
        "| Tuesday | 7:10 - 8:40 | 17:15 - 20:50 |\n| Thursday | 9:20 - 11:30 | – |",
    ),
    "piscine.md": page(
        "Bassin nordique",
        "Les bonnets sont prêtés à l'accueil.\n\n"
        "| Jour | Matin | Soir |\n|---|---|---|\n"
        "| Mardi | 7 h 10 - 8 h 40 | 17 h 15 - 20 h 50 |\n| Jeudi | 9 h 20 - 11 h 30 | 18 h 05 - 21 h 10 |",
        "fr",
    ),
    "toolshed.md": page(
        "Toolshed",
        "A lost drill is billed at 85 euros, a lost chisel at 9 euros, because tools are dear.\n\n"
        "## What members may borrow\n\n"
        "| Tool | Number | For |\n|---|---|---|\n| Chisels | 6 | 5 days |\n| Drills | 1 | 2 days |\n\n"
        "The oak mallet was repaired by Nadia.\n\n"
        "## The stall\n\n| Thing | Weight | Asked |\n|---|---|---|\n"
        "| Oak mallet | 3 | 45 coins |\n| Rasp | 1 | 12 coins |",
    ),
    "outils.md": page(
        "Outilthèque",
        "Une perceuse perdue est facturée 85 euros, un ciseau perdu 9 euros.\n\n"
        "## Ce que l'on peut emprunter\n\n"
        "| Outil | Nombre | Durée |\n|---|---|---|\n| Ciseaux | 6 | 5 jours |\n| Perceuses | 1 | 2 jours |",
        "fr",
    ),
    "choir.md": page(
        "Choir practice",
        "| Day | Time | Who |\n|---|---|---|\n| Monday | 6.40 pm | Sopranos |\n| Friday | 7.20 pm | Tenors |\n\n"
        "Everybody sings with the tenors in December.",
    ),
    "readings.md": page(
        "Readings",
        "On Saturday 3 May, Ottoline Marsh comes to read from her novel.\n\n"
        "| Year | Prize | Votes |\n|---|---|---|\n| 2021 | Ottoline Marsh | 38 |\n| 2022 | Basil Thorn | 41 |",
    ),
    "lectures.md": page(
        "Lectures",
        "Le samedi 3 mai, Ottoline Marsh vient lire son roman.\n\n"
        "| Année | Prix | Voix |\n|---|---|---|\n| 2021 | Ottoline Marsh | 38 |\n| 2022 | Basile Thorn | 41 |",
        "fr",
    ),
    "waste.md": page(
        "Waste guide",
        "What else there is:\n\n- Corks and candle ends: the basket beside the oven.\n"
        "- Jam jars: rinsed, without their lids.\n- Wood ash: the bin behind the kiln.",
    ),
    "tri.md": page(
        "Guide du tri",
        "Et encore :\n\n- Bouchons et pinceaux : le panier à côté du four.\n"
        "- Pots de confiture : rincés, sans couvercle.",
        "fr",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("entries"), ARTICLES))


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("who can use the Sparrow loom?", "Beginners only"),
        ("who tuned Magpie?", "Otis Lane"),
        ("qui peut utiliser le tour Tournesol ?", "Les débutants"),
        ("qui a réglé Pivoine ?", "Otis Lane"),
    ],
)
def test_who_is_told_by_the_column_of_whom_or_of_the_deed(answerer, question, cell):
    answer = answerer.answer(question)
    assert answer.citations[0].highlight == cell
    assert is_sure(answer)


@pytest.mark.parametrize(
    "question", ["who built Sparrow?", "who built the Magpie loom", "qui a fabriqué Tournesol ?", "who stole Sparrow?"]
)
def test_a_year_or_whom_it_is_for_is_not_who_did_it(answerer, question):
    answer = answerer.answer(question)
    assert not is_sure(answer)
    marked = [one.highlight for one in getattr(answer, "citations", ())]
    assert not any(any(map(str.isdigit, one)) for one in marked)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("when does the swimming hall close on Tuesday?", "20:50"),
        ("what time does the swimming hall open on Tuesday?", "7:10"),
        ("when is the swimming hall open on Thursday?", "9:20 - 11:30"),
        ("à quelle heure ferme le bassin le jeudi ?", "21 h 10"),
        ("jusqu'à quelle heure le bassin est-il ouvert le mardi ?", "20 h 50"),
        ("until what time is the swimming hall open on Tuesday?", "20:50"),
        ("à quelle heure ouvre le bassin le mardi ?", "7 h 10"),
    ],
)
def test_what_closes_is_told_by_the_later_time_and_what_opens_by_the_earlier(answerer, question, cell):
    assert answerer.answer(question).citations[0].highlight == cell


@pytest.mark.parametrize(
    ("question", "row", "cell"),
    [
        ("how many chisels may I borrow?", "Chisels | 6 | 5 days", "6"),
        ("combien de ciseaux puis-je emprunter ?", "Ciseaux | 6 | 5 jours", "6"),
        ("how much does the oak mallet cost?", "Oak mallet | 3 | 45 coins", "45 coins"),
        ("what time do the tenors practice?", "Friday | 7.20 pm | Tenors", "7.20 pm"),
    ],
)
def test_a_row_of_what_is_counted_or_priced_comes_before_what_mentions_it(answerer, question, row, cell):
    answer = answerer.answer(question)
    assert (answer.citations[0].quote, answer.citations[0].highlight) == (row, cell)
    assert is_sure(answer)


@pytest.mark.parametrize("question", ["how many chisels were stolen?", "combien de ciseaux y a-t-il ?"])
def test_a_number_of_a_row_is_no_sure_count_of_all_there_are(answerer, question):
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize("question", ["when does Ottoline Marsh come?", "quand vient Ottoline Marsh ?"])
def test_a_row_of_a_mere_year_comes_not_before_a_sentence_with_the_day(answerer, question):
    assert "3 ma" in answerer.answer(question).citations[0].quote.lower()


@pytest.mark.parametrize("question", ["when did Basil Thorn win the prize?", "quand Basile Thorn a-t-il eu le prix ?"])
def test_a_year_is_told_by_a_row_where_no_sentence_tells_the_day(answerer, question):
    assert any(one.highlight == "2022" for one in answerer.answer(question).citations)


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("where do old corks go?", "Corks and candle ends: the basket beside the oven."),
        ("where can I put candle ends?", "Corks and candle ends: the basket beside the oven."),
        ("where is the wood ash kept?", "Wood ash: the bin behind the kiln."),
        ("où vont les vieux pinceaux ?", "Bouchons et pinceaux : le panier à côté du four."),
        ("où déposer les bouchons ?", "Bouchons et pinceaux : le panier à côté du four."),
    ],
)
def test_what_stands_behind_the_label_of_a_thing_tells_where_it_goes(answerer, question, item):
    """Also where the label names two things; how old or empty it is does not matter."""
    answer = answerer.answer(question)
    assert answer.citations[0].quote == item
    assert is_sure(answer)


@pytest.mark.parametrize(
    "question", ["where do jam jars go?", "où vont les pots de confiture ?", "where do the corks come from?"]
)
def test_what_tells_no_place_or_of_another_deed_is_no_sure_answer(answerer, question):
    assert not is_sure(answerer.answer(question))


def test_a_row_of_a_less_likely_word_is_not_told_where_a_likelier_one_stands(tmp_path):
    """A canoe may be called « kayak », but not where there are canoes; which of two is meant is not known."""
    rows = "| Objet | Prix |\n|---|---|\n| Canoë simple | 16 € |\n| Canoë double | 24 € |\n| Kayak | 12 € |"
    search = build_search(
        tmp_path, {"prix.md": page("Matériel", rows, "fr")}, encoder=load_encoder(), lexicon=load_lexicon()
    )
    with closing(search):
        answers = [Answerer(search).answer(f"how much is the {thing}?") for thing in ("canoe", "kayak")]
    assert [is_sure(answer) for answer in answers] == [False, True]
    assert "Kayak" not in answers[0].citations[0].quote
    assert answers[1].citations[0].quote == "Kayak | 12 €"


RANKS = {
    "grades.md": page(
        "Les grades du serveur",
        "Les grades s'obtiennent en jouant.\n\n"
        "| Grade | Heures de jeu | Prix en florins | Places |\n|---|---|---|---|\n"
        "| Bourgeois | 60 | 10 000 | 5 |\n| Baron | 150 | 40 000 | 8 |\n| Duc | 400 | – | 12 |",
        "fr",
    ),
    "pier.md": page("The pier", "The pier was painted in May. Otters were seen by the weir."),
}


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("combien coûte baron ?", "40 000"),
        ("combien coute le grade de baron", "40 000"),
        ("how much is baron?", "40 000"),
        ("how much does bourgeois cost?", "10 000"),
        ("combien d'heures pour baron ?", "150"),
    ],
)
def test_a_price_is_the_cell_of_the_column_that_is_called_so(tmp_path, question, cell):
    """Whatever it is paid in: the cell is a bare number."""
    with closing(build_search(tmp_path, RANKS, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        answer = Answerer(search).answer(question)
    assert answer.citations[0].highlight == cell
    assert is_sure(answer)


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("| Activity | Fee due | Places |\n|---|---|---|\n| Rowing | 1 May 2026 | 12 |", "how much does rowing cost?"),
        ("| Film | Prix | Année |\n|---|---|---|\n| Baron | 3 | 2019 |", "combien coûte Baron ?"),
    ],
)
def test_a_date_or_prizes_won_are_no_price(tmp_path, table, question):
    pages = {"table.md": page("What there is", f"Here is all of it.\n\n{table}"), "pier.md": RANKS["pier.md"]}
    with closing(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        assert not is_sure(Answerer(search).answer(question))


def test_a_price_that_is_no_number_is_not_another_cells(tmp_path):
    with closing(build_search(tmp_path, RANKS, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        answer = Answerer(search).answer("combien coûte le grade de duc ?")
    assert not is_sure(answer)
    assert not any(one.answering.endswith(("400", "12")) for one in getattr(answer, "citations", ()))
