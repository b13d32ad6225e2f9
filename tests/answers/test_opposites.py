"""What says the contrary of a question."""

import pytest

from bot.answers.opposites import says_contrary


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when do lessons end?", "Lessons start at 9 am."),
        ("when did the ferry start?", "The ferry ended in 2016."),
        ("quand ouvre la buvette ?", "La buvette ferme à 17 h."),
        ("quand finissent les cours ?", "Lessons begin in May."),
        ("which is the largest moon?", "The smallest moon is Mimas."),
        ("who won?", "Heron lost the final."),
        ("who runs the public beach?", "The private beach is run by Bo."),
    ],
)
def test_another_verb_may_say_the_contrary(question, text):
    assert says_contrary(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when do lessons end?", "Lessons start at 9 and end at 10."),
        ("when do lessons start and end?", "Lessons end at 10."),
        ("when do lessons end?", "Lessons last until 10."),
        ("quand ouvre la buvette ?", "La buvette est ouverte à midi, l'ouverture est gratuite."),
        ("who teaches?", "Lessons start at 9 with Bo."),
    ],
)
def test_what_says_both_or_neither_is_no_contrary(question, text):
    assert not says_contrary(question, text)
