"""What is laid out much like an answer and says another thing: no sure answer."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.shown.quotes import Quote, numbered
from corpus.article import Article, Span
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

ARTICLES = {
    "changes.md": page(
        "Changelog of 1.4",
        "- Flying no longer crashes the client.\n- Swimming is not slower in rain.\n- Jumping is forbidden.",
    ),
    "nouveautes.md": page("Nouveautés de juin", "- Voler ne fait plus planter le jeu.\n- Plonger est interdit.", "fr"),
    "ember.md": page(
        "Installing EmberMap",
        "EmberMap is a mod.\n\n## Steps\n\n1. Download the jar.\n2. Move it.\n\n"
        "## Removing EmberMap\n\n1. Close the game.\n2. Delete the jar.",
    ),
    "fox.md": page("Installing FoxMod", "## Uninstalling\n\n1. Close the game.\n2. Delete the fox."),
    "windows.md": page("Installing Zapper on Windows", "1. Run zapper.exe.\n2. Reboot the machine."),
    "linux.md": page("Installing Zapper on Linux", "1. Run apt.\n2. Check the service."),
    "long.md": page("Writing a saga", "The saga is long.\n\n" * 1_048 + "1. Take a pen.\n" + "2. Write on.\n" * 9),
    "voix.md": page("Installer BrumeVoix", "## Étapes\n\n1. Ouvrez le menu.\n2. Fermez le jeu.", "fr"),
    "stung.md": page("What to do when a wasp stings you", "1. Pull the sting out.\n2. Cool the skin."),
    "panne.md": page("Que faire en cas de panne", "1. Coupez le courant.\n2. Appelez Odile.", "fr"),
    "guide.md": page(
        "Guide of the valley",
        "## Claiming land\n\nLand is free for all who build.\n\n1. Take a shovel.\n2. Click two corners.\n\n"
        "## Giving land away\n\n1. Open the map.\n2. Choose who gets it.",
    ),
    "signing.md": page("How to sign out", "1. Open the menu.\n2. Choose leave."),
    "questions.md": page(
        "Questions",
        "## How do I log in?\n\nClick the blue door.\n\n## What is refunded?\n\nCrate keys.\n\n"
        "## Can I sell apples?\n\n### Java\n\nOn Mondays.",
    ),
    "staff.md": page("Staff", "## Can admins ban members?\n\nYes, for a week at most."),
    "equipe.md": page("Équipe", "## Est-ce qu'un mage peut attaquer un nain ?\n\nOui, la nuit.", "fr"),
    "foire.md": page("Foire aux questions", "## Peut-on jouer sans manette ?\n\nOui, au clavier.", "fr"),
    "prices.md": page("Price list", "| Plan | 2024 | 2025 |\n|---|---|---|\n| Ruby | $10 | $12 |\n| Onyx | $5 | $6 |"),
    "commands.md": page("Commands", "| Action | Command |\n|---|---|\n| Turn on lights | /lon |\n| Fish | /fish |"),
    "ranks.md": page(
        "Ranks", "| Rank | Perks |\n|---|---|\n| Copper | Nickname changes |\n| Mithril | No auction slots |"
    ),
    "channels.md": page("Channels", "| Channel | Topic | Moderator |\n|---|---|---|\n| #debate | Politics | Quill |"),
    "grades.md": page("Grades", "| Grade | Avantages |\n|---|---|\n| Baron | Pseudo rouge |", "fr"),
    "reglement.md": page("Règlement", "- Tricher est puni.\n- Spammer : jamais.", "fr"),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("laid-out-otherwise")
    return Answerer(build_search(folder, ARTICLES, encoder=load_encoder(), lexicon=load_lexicon()))


@pytest.mark.parametrize("question", ["can i fly?", "is flying allowed", "am i allowed to swim?", "peut-on voler ?"])
def test_an_item_of_a_list_that_is_of_no_rules_allows_and_forbids_nothing(answerer, question):
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("can i jump?", "Jumping is forbidden."),
        ("peut-on plonger ?", "Plonger est interdit."),
        ("peut-on spammer ?", "Spammer : jamais."),
    ],
)
def test_an_item_that_says_so_or_stands_among_rules_does(answerer, question, quote):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [quote]
    assert is_sure(answer)


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("how do i install embermap?", "1. Download the jar.\n2. Move it."),
        ("how do i remove embermap?", "1. Close the game.\n2. Delete the jar."),
        ("comment installer brumevoix pas à pas ?", "1. Ouvrez le menu.\n2. Fermez le jeu."),
        ("how do i sign out", "1. Open the menu.\n2. Choose leave."),
        ("how do i install zapper on linux", "1. Run apt.\n2. Check the service."),
        ("what do I do if a wasp stings?", "1. Pull the sting out.\n2. Cool the skin."),
        ("what to do when a wasp stings me", "1. Pull the sting out.\n2. Cool the skin."),
        ("que faire en cas de panne ?", "1. Coupez le courant.\n2. Appelez Odile."),
        ("how do i claim land?", "1. Take a shovel.\n2. Click two corners."),
        ("what are the steps to claim land?", "1. Take a shovel.\n2. Click two corners."),
        ("quelle est la marche à suivre pour installer brumevoix ?", "1. Ouvrez le menu.\n2. Fermez le jeu."),
    ],
)
def test_of_several_lists_of_steps_that_of_the_thing_to_do_is_quoted(answerer, question, steps):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [steps]
    assert is_sure(answer)


@pytest.mark.parametrize(
    "question", ["how do i install foxmod?", "how do i install zapper", "how do i sign in?", "how do i sell land?"]
)
def test_steps_to_something_else_or_one_of_two_things_are_no_sure_answer(answerer, question):
    assert not is_sure(answerer.answer(question))


def test_steps_that_are_read_in_part_are_not_told_as_all(answerer):
    answer = answerer.answer("how do i write a saga?")
    assert not any("Take a pen" in one.quote and is_sure(answer) for one in getattr(answer, "citations", ()))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how do i log in", "Click the blue door."),
        ("what is refunded", "Crate keys."),
        ("on peut jouer sans manette ?", "Oui, au clavier."),
        ("can admins ban members", "Yes, for a week at most."),
        ("un mage peut attaquer un nain ?", "Oui, la nuit."),
    ],
)
def test_a_heading_that_asks_the_same_answers(answerer, question, quote):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [quote]
    assert is_sure(answer)


@pytest.mark.parametrize("question", ["can members ban admins?", "est-ce qu'un nain peut attaquer un mage ?"])
def test_a_heading_that_has_the_same_words_the_other_way_round_is_no_sure_answer(answerer, question):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert not answer.sure


@pytest.mark.parametrize(
    "question", ["how do i log out?", "what is not refunded?", "peut-on jouer avec une manette ?", "can i sell apples?"]
)
def test_a_heading_that_asks_the_contrary_or_has_nothing_beneath_does_not(answerer, question):
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("how much was ruby in 2025", "$12"),
        ("how much was onyx in 2024", "$5"),
        ("how much is ruby", "$10 | $12"),
        ("who manages politics", "Quill"),
        ("which rank has no auction slots", "Mithril"),
        ("which rank has nickname changes", "Copper"),
    ],
)
def test_the_cell_is_that_of_the_year_or_the_person_or_all_prices(answerer, question, cell):
    answer = answerer.answer(question)
    assert [one.highlight for one in answer.citations if one.highlight] == [cell]
    assert is_sure(answer)


@pytest.mark.parametrize(
    "question",
    [
        "which command turns off the lights",
        "which rank does not have nickname changes?",
        "quel grade n'a pas de pseudo rouge ?",
        "can i fish?",
        "how much was ruby in 2023",
    ],
)
def test_a_row_is_no_sure_answer_to_the_contrary_or_to_whether_one_may(answerer, question):
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize("town", range(20))
def test_a_row_far_down_a_table_is_not_quoted_below_another_row(town):
    """Where the names of the columns stand too far above to be looked for, wherever the part looked at begins."""
    rows = [f"{letter * 12}ton | Mayor {letter}" for letter in "abcdefghij" * 60]
    text = "\n".join(["Town | Mayor", *rows])
    article = Article("towns.md", "Towns", "en", text)
    start = len("\n".join(["Town | Mayor", *rows[: 500 + town]])) + 1
    far = Quote(article, Span(start, start + len(rows[500 + town])))
    near = Quote(article, Span(13, 13 + len(rows[0])))
    assert [(one.quote, one.columns) for one in numbered([far])] == [(rows[500 + town], ())]
    assert [(one.quote, one.columns) for one in numbered([near])] == [(rows[0], ("Town", "Mayor"))]


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A table with empty cells, and a heading with little beneath."""
    text = (
        "## Prices\n\n|  | Bern | Lyon |\n|---|---|---|\n| Day ticket | CHF 28 | EUR 19 |\n| Locker | free | |\n\n"
        "## Penalties\n\nFirst breach: a warning.\n"
    )
    articles = {"hall.md": page("Climbing hall Kestrel", text)}
    return Answerer(build_search(tmp_path_factory.mktemp("hall"), articles))


@pytest.mark.parametrize(
    ("question", "shown", "sure"),
    [
        ("how much is a day ticket in Lyon?", "Day ticket · Bern: CHF 28 · Lyon: EUR 19", True),
        ("is the locker free in Lyon?", "Locker · Bern: free · Lyon: –", False),
        ("is the locker free in Bern?", "Locker · Bern: free · Lyon: –", True),
    ],
)
def test_an_empty_cell_keeps_its_column_and_tells_nothing(hall, question, shown, sure):
    answer = hall.answer(question)
    assert answer.citations[0].shown == shown
    assert answer.sure is sure


def test_a_heading_alone_is_no_quote(hall):
    answer = hall.answer("penalties")
    assert "Penalties" not in [one.quote for one in getattr(answer, "citations", ())]


@pytest.mark.parametrize(
    ("question", "date"),
    [("when is the aquarium trip?", "18 November"), ("when is the museum?", "3 May")],
)
def test_a_date_behind_a_label_is_bold_before_the_label(tmp_path, question, date):
    """The label tells a time, "Year 2", but no date."""
    text = "## Trips this year\n\n- Year 2: aquarium, 18 November, €16\n- Year 3: castle, in spring\n- 3 May: museum\n"
    answer = Answerer(build_search(tmp_path, {"trips.md": page("School trips", text)})).answer(question)
    assert [one.highlight for one in answer.citations] == [date]
