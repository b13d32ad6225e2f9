"""Where something was is not where it is, and when people met once is not when they meet."""

import pytest

from bot.answers.values.tenses import tells_the_past


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("where is the library?", "The first library was a cupboard in Ghent.", "en"),
        ("where is the mill?", "The mill stood by the river.", "en"),
        ("où se trouve le moulin ?", "Le moulin se trouvait près du lac.", "fr"),
        ("où est le moulin ?", "Le moulin fut longtemps une grange à Gand.", "fr"),
        ("when does the board meet?", "The board was elected on 26 September 2025.", "en"),
        ("quand se réunit le bureau ?", "Le bureau s’est réuni le 26 septembre 2025.", "fr"),
        ("quand se réunit le bureau ?", "The board met on 26 September 2025.", "en"),
    ],
)
def test_what_was_so_tells_nothing_of_now(question, text, language):
    assert tells_the_past(question, text, language)


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("where is the mill?", "The mill was built by the river in 1890.", "en"),
        ("where is the mill?", "The mill stood by the river and is now in Ghent.", "en"),
        ("where is the mill?", "Behind the hall.", "en"),
        ("where was the mill?", "The mill stood by the river.", "en"),
        ("où se trouve le moulin ?", "Le moulin fut construit près du lac.", "fr"),
        ("où se trouve le moulin ?", "Le moulin, qui était une grange, est près du lac.", "fr"),
        ("où se trouvait le moulin ?", "Le moulin se trouvait près du lac.", "fr"),
        ("when does the board meet?", "The board meets on 26 September.", "en"),
        ("when does the board meet?", "The board was elected in May; meetings on Tuesdays.", "en"),
        ("when did the board meet?", "The board met on 26 September 2025.", "en"),
        ("quand se réunit le bureau ?", "Le bureau, élu en mai, se réunit le 26 septembre.", "fr"),
        ("quand se réunit le bureau ?", "Le bureau, qui était élu, tous les mardis à 20 h.", "fr"),
    ],
)
def test_what_is_so_or_was_asked_of_then_is_told(question, text, language):
    assert not tells_the_past(question, text, language)
