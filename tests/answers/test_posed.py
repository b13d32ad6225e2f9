"""Questions that a page poses itself, terms and steps are answered by what the page says beneath them, whole."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.layout.posed import posed_in
from corpus.article import Article, Span
from tests.answers.test_laid_out_otherwise import page
from tests.small_index import build_search

TOPROPE = "La corde passe par un relais en haut de la voie. On ne tombe presque pas."
QUEUE = "Oui, pour les cours. Écrivez au secrétariat avec le nom et le créneau voulu."
OVERLAY = (
    "Nine times out of ten the overlay of a driver is the cause. Turn it off, then try again. "
    "If that does not help, send the log to the helpers."
)
ARTICLES = {
    "faq.md": page(
        "Questions fréquentes",
        f"## Débuter\n\n**C'est quoi la moulinette ?**\n{TOPROPE}\n\n**Y a-t-il une liste d'attente ?**\n{QUEUE}\n\n"
        "**Je débute, c'est possible ?**\nOui. À Noël, la plupart des gens grimpent en moulinette sans aide.",
        "fr",
    ),
    "help.md": page(
        "When Zephyr breaks",
        f"## The game crashes when I start it. What now?\n\n{OVERLAY}\n\n"
        "## Can I sell my seat to a friend?\n\nNo. Seats stay with whoever paid for them.",
    ),
    "kites.html": """<html lang="en"><head><title>Installing KiteMod</title></head><body><main>
<h1>Installing KiteMod</h1>
<p>KiteMod is an interface mod for the game. It shows the wind on the map, and where the other players fly.</p>
<h2>Install it with the Lantern Manager (easiest)</h2>
<ol><li>Download the Lantern Manager.</li><li>Press the install button.</li></ol>
<h2>Install it by hand</h2>
<ol><li>Download the zip of the newest release.</li><li>Unzip it into the folder of the game.</li></ol>
<h2>Removing it</h2><p>Press Uninstall in the manager, or delete the folder. Your profile is kept.</p>
<h2>How do I share my layout?</h2><p>Send your profile. They put it into their KiteMod folder.</p>
</main></body></html>""",
    "errors.md": page(
        "Trouble with Tidal",
        "- “vault is sealed”: Another process holds the vault. Stop it, then run `tidal open`.\n"
        "- “quota is spent”: The client has used its space. Raise the quota.",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("posed"), ARTICLES))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("C'est quoi la moulinette ?", TOPROPE),
        ("what is moulinette", TOPROPE),
        ("y a-t-il une liste d'attente", QUEUE),
        ("The game crashes when I start it", OVERLAY),
        ("the game crashes when i start it. what now", OVERLAY),
    ],
)
def test_a_question_of_the_page_is_surely_answered_by_all_beneath_it(answerer, question, quote):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [quote]
    assert answer.sure


def test_a_question_of_the_page_on_a_special_case_is_not_surely_the_one_asked(answerer):
    answer = answerer.answer("can I sell my seat?")
    assert "Seats stay" in answer.citations[0].quote
    assert not answer.sure


def test_a_sentence_of_such_an_answer_brings_the_others(answerer):
    answer = answerer.answer("zephyr crash, is it the driver overlay or should I send the log?")
    assert isinstance(answer, Answer)
    assert OVERLAY in [one.quote for one in answer.citations]


@pytest.mark.parametrize(
    "question",
    ['what does "vault is sealed" mean', "j'ai l'erreur vault is sealed, je fais quoi", "vault is sealed error"],
)
def test_a_label_brings_what_explains_it_and_the_remedy(answerer, question):
    answer = answerer.answer(question)
    assert answer.citations[0].quote.endswith("Another process holds the vault. Stop it, then run tidal open.")
    assert answer.sure


def test_questions_that_open_lines_are_answered_up_to_the_next():
    text = "Q: Who pays?\nA: The guild.\n- Who cooks? Okoro does.\n- Who eats?\n- All of us.\n\nWho leads?\n\nQuill."
    article = Article("a", "Questions", "en", text)
    found = [(one.question, one.answer.of(text)) for one in posed_in(article, Span(0, len(text)))]
    assert ("Who cooks?", "Okoro does.") in found
    assert ("Who eats?", "All of us.") in found
    assert found[-1] == ("Who leads?", "Quill.")


BY_MANAGER = "1. Download the Lantern Manager.\n2. Press the install button."
BY_HAND = "1. Download the zip of the newest release.\n2. Unzip it into the folder of the game."
EACH = [f"Install it with the Lantern Manager (easiest)\n\n{BY_MANAGER}", f"Install it by hand\n\n{BY_HAND}"]


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("how do i install kitemod", EACH),
        ("how to install the kitemod mod", EACH),
        ("comment installer kitemod ?", EACH),
        ("how do i install kitemod by hand", [BY_HAND]),
        ("how do i install the mod by hand", [BY_HAND]),
        ("how do i install kitemod with the lantern manager?", [BY_MANAGER]),
    ],
)
def test_each_way_to_do_a_thing_is_told_whole_or_the_one_that_is_named(answerer, question, quotes):
    """Several with their headings, which tell them apart."""
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == quotes
    assert answer.sure


LABELLED = (
    "Q: Is the hall heated?\nA: Yes, the hall is heated from October to April.\n\n"
    "Q: Where do I park?\nA: Behind the mill. It holds thirty cars.\n"
)


@pytest.mark.parametrize("name", ["faq.md", "faq.txt"])  # Markdown joins the lines, plain text keeps them
@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("when is the hall heated?", "Yes, the hall is heated from October to April."),
        ("how many cars can park?", "Behind the mill. It holds thirty cars."),
    ],
)
def test_what_says_that_it_is_an_answer_is_not_quoted(tmp_path, name, question, quote):
    articles = {
        name: f"# Frequent questions\n\n{LABELLED}",
        "menu.md": page("Menu", "The kitchen serves soup at noon."),
    }
    search = build_search(tmp_path, articles)
    assert [one.quote for one in Answerer(search).answer(question).citations] == [quote]


def test_an_initial_is_no_label_of_an_answer(tmp_path):
    search = build_search(tmp_path, {"menu.txt": "Who liked the soup?\n\nA. Einstein liked the soup of the mill.\n"})
    answer = Answerer(search).answer("who liked the soup of the mill?")
    assert any("A. Einstein" in one.quote for one in answer.citations)


def test_rows_of_votes_keep_their_letters(tmp_path):
    votes = page(
        "Vote", "The vote of June on the band was close.\n\nA: 12 votes for the harbour.\n\nB: 9 votes for the mill."
    )
    search = build_search(tmp_path, {"vote.md": votes})
    answer = Answerer(search).answer("how many votes for the mill?")
    assert any("B: 9 votes" in one.quote for one in answer.citations)
