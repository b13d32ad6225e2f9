"""Since which version something is so, or when it came, is told by the heading of its release; of nothing else."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.layout.introduced import introduced_asked
from tests.answers.test_laid_out_otherwise import page
from tests.small_index import build_search

ARTICLES = {
    "harbour.md": page(
        "Harbour changelog",
        "What changed in Harbour, our booking tool.\n\n"
        "## 3.3 – 2 May 2026\n\n- Fixed the colour code of the rooms.\n- Deprecated: the calendar of rooms.\n\n"
        "## 3.2 – 30 March 2026\n\n- Waiting list for the machines: you are told by e-mail when a place becomes free.\n"
        "- Passkeys may be used to sign in.\n\n"
        "## 3.1 – 8 December 2025\n\n- Group bookings for schools.\n- The calendar begins on Monday.\n\n"
        "## 3.0 – 15 October 2025\n\nA complete rewrite.\n\n- Removed: the text message reminders.\n\n"
        "## 2.9 – 3 June 2025\n\n- Colour code for each room.",
    ),
    "club.md": page(
        "The rowing club",
        "The club was founded in 1952 by Anna Berg. Members row on Tuesdays. The boathouse has a kitchen.",
    ),
    "cuisine.md": page("La cuisine", "La cuisine ferme à 22 h. Chacun lave ce qu'il a sali.", "fr"),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("introduced"), ARTICLES))


@pytest.mark.parametrize(
    ("question", "heading", "bold"),
    [
        ("since which version are there group bookings for schools?", "3.1 – 8 December 2025", "3.1"),
        ("depuis quelle version une école peut-elle réserver en groupe ?", "3.1 – 8 December 2025", "3.1"),
        ("passkeys since which version", "3.2 – 30 March 2026", "3.2"),
        ("which version added the waiting list for the machines", "3.2 – 30 March 2026", "3.2"),
        ("when did you add the waiting list for the machines?", "3.2 – 30 March 2026", "30 March 2026"),
        (
            "quand est sortie la version avec la liste d'attente pour les machines",
            "3.2 – 30 March 2026",
            "30 March 2026",
        ),
        ("when was harbour completely rewritten", "3.0 – 15 October 2025", "15 October 2025"),
    ],
)
def test_the_heading_of_the_release_tells_it(answerer, question, heading, bold):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote == heading
    assert answer.citations[0].answering == bold
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    "question", ["since which version is there a colour code for rooms", "since when is there a calendar of rooms?"]
)
def test_what_was_mended_or_ended_is_not_surely_when_it_came(answerer, question):
    answer = answerer.answer(question)
    assert not (isinstance(answer, Answer) and answer.sure)


def test_what_a_sentence_dates_is_not_told_by_a_heading(answerer):
    answer = answerer.answer("when was the rowing club founded?")
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.startswith("The club was founded in 1952")


@pytest.mark.parametrize(
    "question",
    ["release date of harbour 2.7", "quand est sortie la version 2.7 de harbour ?", "what changed in harbour 2.7"],
)
def test_a_release_that_the_notes_lack_has_no_day(answerer, question):
    """Not even where the notes have days of others."""
    answer = answerer.answer(question)
    assert isinstance(answer, NoAnswer)


@pytest.mark.parametrize("question", ["release date of harbour 3.1", "what's the release date of harbour 3.1?"])
def test_the_release_date_of_a_version_is_a_day(answerer, question):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == ["3.1 – 8 December 2025"]


@pytest.mark.parametrize(
    ("question", "text", "version"),
    [
        ("since which version is there a dark theme", "is there a dark theme", True),
        ("in which version was dark mode added?", "dark mode", True),
        ("les passkeys c'est depuis quelle version ?", "les passkeys", True),
        ("quand est-ce que le mode sombre a été ajouté", "le mode sombre", False),
        ("depuis quand peut-on payer en ligne", "peut-on payer en ligne", False),
    ],
)
def test_what_is_sought_is_what_is_left(question, text, version):
    sought = introduced_asked(question)
    assert sought is not None
    assert (sought.text, sought.version) == (text, version)


@pytest.mark.parametrize(
    "question",
    [
        "what version do i need",
        "which version is the latest",
        "when does the kitchen close",
        "since which version?",
        "",
    ],
)
def test_other_questions_on_versions_and_days_seek_nothing(question):
    assert introduced_asked(question) is None
