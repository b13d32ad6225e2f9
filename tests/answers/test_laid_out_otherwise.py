"""What is laid out much like an answer and says another thing: no sure answer."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from tests.small_index import build_search


def page(title, text, lang="en"):
    return f"---\ntitle: {title}\nlang: {lang}\n---\n\n{text}\n"


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
    "signing.md": page("How to sign out", "1. Open the menu.\n2. Choose leave."),
    "questions.md": page(
        "Questions",
        "## How do I log in?\n\nClick the blue door.\n\n## What is refunded?\n\nCrate keys.\n\n"
        "## Can I sell apples?\n\n### Java\n\nOn Mondays.",
    ),
    "foire.md": page("Foire aux questions", "## Peut-on jouer sans manette ?\n\nOui, au clavier.", "fr"),
    "reglement.md": page("Règlement", "- Tricher est puni.\n- Spammer : jamais.", "fr"),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("laid-out-otherwise"), ARTICLES))


def is_sure(answer):
    return isinstance(answer, Answer) and answer.sure


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
        ("how do i sign out", "1. Open the menu.\n2. Choose leave."),
        ("how do i install zapper on linux", "1. Run apt.\n2. Check the service."),
    ],
)
def test_of_several_lists_of_steps_that_of_the_thing_to_do_is_quoted(answerer, question, steps):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [steps]
    assert is_sure(answer)


@pytest.mark.parametrize("question", ["how do i install foxmod?", "how do i install zapper", "how do i sign in?"])
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
    ],
)
def test_a_heading_that_asks_the_same_answers(answerer, question, quote):
    answer = answerer.answer(question)
    assert [one.quote for one in answer.citations] == [quote]
    assert is_sure(answer)


@pytest.mark.parametrize(
    "question", ["how do i log out?", "what is not refunded?", "peut-on jouer avec une manette ?", "can i sell apples?"]
)
def test_a_heading_that_asks_the_contrary_or_has_nothing_beneath_does_not(answerer, question):
    assert not is_sure(answerer.answer(question))
