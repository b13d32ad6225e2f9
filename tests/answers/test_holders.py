"""Who holds an office, told by a line or a sentence that names both."""

import pytest

from bot.answers.answering import Answerer
from bot.answers.layout.holders import duty_asked, held, office_asked
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

ARTICLES = {
    "who.md": page(
        "Who does what in the brass band",
        "Everybody carries chairs.\n\n- Chair: Solveig Marsh, re-elected in May\n- Vice-treasurer: Otis Low\n"
        "- Treasurer: Petra Quill, for receipts\n- Librarians: Ines Ford and Hal Moor\n"
        "- Fire safety officer: Odd Berg\n- Bar: Edda Vik\n- Head of bar: Rolf Moe\n- Bar manager: Siv Dahl\n\n"
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
        ("who do i ask about the website?", "Colette Piquemal"),
        ("à qui je m'adresse pour le site ?", "Colette Piquemal"),
        ("c qui la nouvelle tresoriere", "Petra Quill"),
        ("who is in charge of fire safety?", "Odd Berg"),
        ("who do i ask about the bar", "Edda Vik"),
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


@pytest.mark.parametrize(
    "question",
    [
        "who is the caterer?",
        "who is the caretaker's wife?",
        "qui est le menuisier ?",
        "who is in charge of fire safety at the olympics?",
    ],
)
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


@pytest.mark.parametrize(
    ("current", "sure"),
    [
        ("# Who does what\n\nBo Lund is our treasurer.", False),
        ("# Qui fait quoi\n\n- Trésorier : Bo Lund", False),
        ("# Who does what\n\nMrs Low is our treasurer.", True),
    ],
)
def test_whom_another_page_names_otherwise_is_not_sure(tmp_path, current, sure):
    """Minutes of a year ago name whoever held it then, however plainly."""
    pages = {
        "minutes.md": page("Minutes of the general meeting", "Elected:\n\n- Treasurer: Ada Low\n\nTea was had."),
        "who.md": current,
    }
    answerer = Answerer(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon()))
    answer = answerer.answer("who is the treasurer?")
    assert (is_sure(answer) and answer.citations[0].highlight == "Ada Low") is sure


ROWS = "| Who | What |\n|---|---|\n| Ines Ford | Treasurer |\n| Hal Moor | Accounts, receipts |"
VACANT = "| What | Who |\n|---|---|\n| Treasurer | Vacant |\n| Chair | Bo Lund |"
NO_ONE = "| What | Who | When |\n|---|---|---|\n| Treasurer | To be found | Monday |"


@pytest.mark.parametrize(
    ("question", "text", "name", "surely"),
    [
        ("who is the treasurer?", ROWS, "Ines Ford", True),
        ("who looks after the receipts?", ROWS, "Hal Moor", True),
        ("who is the treasurer?", "| What | Who |\n|---|---|\n| Accounts | Bo Lund |", "Bo Lund", False),
        ("who is the treasurer?", VACANT, "", False),
        ("who is the treasurer?", NO_ONE, "", False),
        ("who is the treasurer?", "- Treasurer: TBC", "", False),
        ("qui est le trésorier ?", "- Trésorier : Personne pour l'instant", "", False),
        ("who is the treasurer?", "The treasurer is Ada Low.", "Ada Low", True),
        ("who is the treasurer?", "The treasurer is Monday's guest.", "", False),
        ("who is the treasurer?", "The deputy treasurer is Ada Low.", "", False),
        ("who is the head cook?", "The cook is Ada Low.", "", False),
        ("who is the treasurer?", "Ada Low is our treasurer.", "Ada Low", True),
        ("who is the treasurer?", "Ada Low is vice-treasurer.", "", False),
        ("who is the treasurer?", "Ada Low is sister to the treasurer.", "", False),
        ("who is the treasurer?", "Ada Low is very happy because our treasurer paid.", "", False),
        ("who is the treasurer?", "Ada Low is meeting our treasurer.", "", False),
        ("who is the treasurer?", "Ada Low is treasurer of the rowing club next door.", "", False),
        ("who is the treasurer?", "Monday is treasurer day.", "", False),
        ("who is the treasurer?", "- For you: Ada Low", "", False),
        ("who is the music librarian?", "- Band: Ada Low", "", False),
        ("who is the next treasurer?", "The next treasurer is Bo Lund.", "Bo Lund", True),
        ("qui est le directeur ?", "- Sous-directeur : Marc Fabre", "", False),
        ("who is the big red barn painter?", "- Painter: Ada Low", "", False),
        ("who is the Oracle manager?", "- Manager: Ada Low", "", False),
    ],
)
def test_of_whom_a_line_says_that_he_holds_it(tmp_path, question, text, name, surely):
    """Read by themselves: what else an answer is doubted for is left out."""
    pages = {"p.md": page("News", text, "fr" if question.startswith("qui") else "en")}
    search = build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon())
    query = search.read(question)
    office, duty = office_asked(query), duty_asked(query)
    told = held(office or duty, query, search.find(query, 10), duty=not office) if office or duty else None
    assert (told.quotes[0].highlight if told is not None else "", told is not None and told.surely) == (name, surely)


TABLES = {
    "lent.md": page("Instruments", "| Item | Borrowed by |\n|---|---|\n| Piano | Ada Low |\n| Horn | Tom Reed |"),
    "horses.md": page(
        "Our horses",
        "| Name | Breed | Group |\n|---|---|---|\n| Vanilla | draft | Vaulting |\n| Storm | pony | Jumping |",
    ),
    "classes.md": page(
        "Classes",
        "| Day | Hour | Group | Instructor | Where |\n|---|---|---|---|---|\n"
        "| Monday | 6 pm | Vaulting | Ines Ford | arena |\n| Friday | 7 pm | Beginners | Yann Roc | meadow |",
    ),
    "banned.md": page("Banned players", "- Cheating: Mia Bo\n- Insults: Rolf Moe"),
}


@pytest.fixture(scope="module")
def of_tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    return Answerer(build_search(folder, TABLES, encoder=load_encoder(), lexicon=load_lexicon()))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who teaches vaulting?", "Ines Ford"),  # and not the horse
        ("who gives the beginners class?", "Yann Roc"),  # and not the day
        ("qui donne le cours des débutants ?", "Yann Roc"),
    ],
)
def test_who_does_it_stands_in_the_column_of_people(of_tables, question, name):
    answer = of_tables.answer(question)
    assert answer.citations[0].highlight == name
    assert is_sure(answer)


@pytest.mark.parametrize("question", ["who teaches the piano?", "who should i ask about cheating?"])
def test_a_column_or_a_page_on_something_else_tells_of_nobody_who_does_it(of_tables, question):
    assert not is_sure(of_tables.answer(question))
