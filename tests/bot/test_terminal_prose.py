"""Sentences on a narrow terminal."""

import io

import pytest
from rich.console import Console
from rich.text import Text

from bot.terminal.prose import Prose
from bot.terminal.screen import show_on

SENTENCE = "«\u00a0Elle compte 18 lunes\u00a0» [1] et plus\u00a0: voilà, 1\u202f500 « autres » ? [12] Oui : là"


def lines(*texts, width, color_system=None):
    console = Console(width=width, file=io.StringIO(), force_terminal=True, color_system=color_system)
    show_on(console, *texts)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


@pytest.mark.parametrize("width", range(18, 80))
def test_marks_and_numbers_stay_with_their_words(width):
    """At every width that the longest word has room in with what belongs to it, and no character is changed."""
    found = lines(Prose(SENTENCE), width=width)
    assert not [line for line in found if line.startswith(("»", "[", ":", "?", "500")) or line.endswith("«")]
    assert " ".join(found) == SENTENCE
    assert max(map(len, found)) <= width


def test_styles_stay_where_they_were():
    text = Prose("voici deux\u00a0: trois [1]")
    text.stylize("bold", 6, 10)
    assert lines(text, width=10, color_system="standard")[1] == "\x1b[1mdeux\x1b[0m\u00a0:"


def test_a_word_longer_than_the_line_is_still_cut():
    assert lines(Prose("a" * 25), width=10) == ["a" * 10, "a" * 10, "a" * 5]


def test_characters_for_private_use_in_the_text_stay():
    """They stand for spaces while lines are broken only where the text has none of them."""
    assert lines(Prose("\ue000 oui\u00a0: \ue001 non [1]"), width=8) == ["\ue000 oui\u00a0:", "\ue001", "non [1]"]


def test_sentences_shown_after_one_another_wrap_as_alone():
    """Printed in one call, texts would be joined into one that wraps in rich's way."""
    shown = lines(Text("Voilà."), Prose("quatre lunes\u00a0: oui"), width=12)
    assert shown == ["Voilà.", "quatre", "lunes\u00a0: oui"]
