"""Who holds an office, told by a line or a sentence that names both."""

import pytest

from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

ARTICLES = {
    "who.md": page(
        "Who does what in the brass band",
        "Everybody carries chairs.\n\n- Chair: Solveig Marsh, re-elected in May\n- Vice-treasurer: Otis Low\n"
        "- Treasurer: Petra Quill, for receipts\n- Librarians: Ines Ford and Hal Moor\n\n"
        "Nils Berg is our musical director. Edda Strand is married to the caretaker.",
    ),
    "qui.md": page(
        "Qui fait quoi à la ressourcerie",
        "Chacun range ses outils.\n\n- **Secrétaire** : Ysée Lambin remplace Tom, parti en mer\n"
        "- **Comptes** : Aubin Charrier\n- Site et lettre d'information : Colette Piquemal\n"
        "- Atelier des enfants : Tiago Moutinho\n\nMme Delcourt est notre gardienne depuis huit ans.",
        "fr",
    ),
    "minutes.md": page(
        "Minutes of the wardens",
        "Present: Rhona Beck (head warden), Lars Holm. Rhona opened the meeting. The wardens thanked the caterer.",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(
        build_search(tmp_path_factory.mktemp("holders"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    )


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who is the treasurer?", "Petra Quill"),
        ("who's the chair", "Solveig Marsh"),
        ("who is the vice-treasurer?", "Otis Low"),
        ("who is the new secretary?", "Ysée Lambin"),
        ("c'est qui le secrétaire ?", "Ysée Lambin"),
        ("qui est la trésorière du club ?", "Petra Quill"),
        ("who is the musical director?", "Nils Berg"),
        ("qui est la gardienne ?", "Mme Delcourt"),
        ("who is the head warden?", "Rhona Beck"),
        ("who are the librarians?", "Ines Ford and Hal Moor"),
        ("who runs the website?", "Colette Piquemal"),
        ("qui s'occupe du site ?", "Colette Piquemal"),
        ("who looks after the children's workshop?", "Tiago Moutinho"),
    ],
)
def test_the_line_of_an_office_tells_who_holds_it(answerer, question, name):
    answer = answerer.answer(question)
    assert answer.citations[0].highlight == name
    assert is_sure(answer)


def test_what_an_office_may_be_called_is_not_sure(answerer):
    """The accounts may be the treasurer's, and who bookkeeps is not told."""
    answer = answerer.answer("qui est le comptable ?")
    assert "Aubin Charrier" in answer.citations[0].quote
    assert not is_sure(answer)


@pytest.mark.parametrize("question", ["who is the caterer?", "who is the caretaker's wife?", "qui est le menuisier ?"])
def test_nobody_is_said_to_hold_an_office_that_no_line_gives_them(answerer, question):
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("who is the treasurer?", "Sam Birch, treasurer of the neighbouring rowing club, came to visit us."),
        ("who is the treasurer?", "Ada Low is not the treasurer."),
        ("who is the treasurer?", "Ada Low is no longer the treasurer."),
        ("who is the treasurer?", "Ada Low is the treasurer's sister and bakes our cakes."),
        ("who is the treasurer?", "If Ada Low is the treasurer next year, we will dance."),
        ("who is the treasurer?", "Bo Lund will be treasurer from 2031."),
        ("who is the treasurer?", "- Treasurer: Bo Lund until 2019"),
        ("who is the treasurer?", "- Treasurer: Monday evenings"),
        ("who is the treasurer?", "Ada Low is thanking our treasurer."),
        ("who is the secretary?", "- Secretary: Please write to us"),
        ("qui est le trésorier ?", "Marc Fabre n'est pas le trésorier."),
        ("qui est la présidente ?", "Léa Roy (présidente du club voisin) est venue."),
        ("who is the manager of the library?", "- Manager: Lee Park"),
        ("who is the captain?", "- Captain's table: Lee Park"),
    ],
)
def test_who_holds_it_elsewhere_no_more_or_in_some_case_is_not_sure(tmp_path, question, line):
    language = "fr" if question.startswith("qui") else "en"
    pages = {"p.md": page("News", f"It rained in May.\n\n{line}\n\nThe jetty was painted.", language)}
    answer = Answerer(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon())).answer(question)
    assert not is_sure(answer)


def test_who_holds_it_now_comes_before_who_will(tmp_path):
    pages = {"p.md": page("News", "The next captain is Jo Wells, from September.\n\nThe captain is Pia Strand.")}
    answer = Answerer(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon())).answer(
        "who is the captain?"
    )
    assert answer.citations[0].highlight == "Pia Strand"


def test_two_who_hold_it_are_not_sure(tmp_path):
    """One of the two is of another body, or of another time."""
    pages = {"p.md": page("News", "Kay Moss is our treasurer.\n\nLee Park (treasurer) signed.")}
    answerer = Answerer(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon()))
    assert not is_sure(answerer.answer("who is the treasurer?"))
    assert len(answerer.answer("who are the treasurers?").citations) == len(("Kay Moss", "Lee Park"))
