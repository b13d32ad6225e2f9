"""Wishes to read the answer before in another language."""

import pytest

from bot.answers.answer import NoAnswer
from bot.answers.answering import Answerer
from bot.answers.questions.translating import language_wished
from bot.texts import say
from index.words.lexicon import load_lexicon
from tests.answers.pages import page
from tests.small_index import build_search


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("in French?", "fr"),
        ("and in French please", "fr"),
        ("en français ?", "fr"),
        ("en anglais svp", "en"),
        ("can you translate that?", "en"),
        ("tu peux traduire ça ?", "fr"),
        ("traduis ça en anglais", "en"),
        ("réponds en français", "fr"),
        ("could you say it in english", "en"),
        ("french please", "fr"),
        ("what about in french?", "fr"),
        ("can you answer in english?", "en"),
        ("give it to me in french", "fr"),
        ("who translated it into French?", None),
        ("how do you say bread in French?", None),
        ("are the rules in French?", None),
        ("le règlement en français ?", None),
        ("qui traduit les pages ?", None),
    ],
)
def test_what_only_wishes_another_language(said, language):
    assert language_wished(said) == language


@pytest.mark.parametrize(("said", "language"), [("and in French?", "fr"), ("translate that", "en")])
def test_it_is_told_that_quotes_stay_as_they_are(tmp_path, said, language):
    """Behind a question as well, which is not asked again of France."""
    pages = {"france.md": page("France", "France is a country. The fee in France is 30 euros.")}
    answerer = Answerer(build_search(tmp_path, pages, lexicon=load_lexicon()))
    answer = answerer.answer(said, earlier=["what is the fee?"])
    assert isinstance(answer, NoAnswer)
    assert answer.text == say(language, "answers.untranslated")
