"""What says the contrary of a question."""

import pytest

from bot.answers.values.opposites import denies_nothing, says_contrary


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when do lessons end?", "Lessons start at 9 am."),
        ("when did the ferry start?", "The ferry ended in 2016."),
        ("quand ouvre la buvette ?", "La buvette ferme à 17 h."),
        ("quand finissent les cours ?", "Lessons begin in May."),
        ("which is the largest moon?", "The smallest moon is Mimas."),
        ("who won?", "Heron lost the final."),
        ("what runs in an open system?", "In a closed system no force is lost."),
        ("who is on the global list?", "Ada Low is on the regional list."),
        ("qui habite au nord du lac ?", "Jo Li habite au sud du lac."),
        ("combien pour un enfant ?", "La place est à 6 € pour un adulte."),
        ("who runs the public beach?", "The private beach is run by Bo."),
        ("what are distinguishable?", "Rest and motion are indistinguishable."),
        ("which values are unknown?", "The values are known to Jo."),
        ("what is visible?", "The far side is invisible."),
        ("qu'est-ce qui est possible ?", "C'est impossible le lundi."),
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
        ("what are known values?", "Known values differ from unknown ones."),
        ("who comes?", "Bo has an income."),
        ("who has the port?", "Jo imports it."),
        ("how long is the trail?", "It is a short walk of 3 km."),
        ("where is the formation?", "Information is at the desk."),
    ],
)
def test_what_says_both_or_neither_is_no_contrary(question, text):
    assert not says_contrary(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who may not vote?", "Members may vote in March."),
        ("what doesn't need a key?", "The shed needs a key."),
        ("qui ne peut pas voter ?", "Les membres votent en mars."),
        ("what runs without power?", "The pump runs on power."),
    ],
)
def test_what_is_denied_is_not_told_by_what_denies_nothing(question, text):
    assert denies_nothing(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who may not vote?", "Guests are excluded from the vote."),
        ("who may not vote?", "Nobody but members votes, guests do not."),
        ("what runs without power?", "The pump is power-free."),
        ("qui ne peut pas voter ?", "Il est interdit aux invités de voter."),
        ("who may vote?", "Members may vote in March."),
        ("isn't Bo the harbour master?", "Bo is the harbour master."),
        ("when can't one swim?", "The lake is shut from October."),
    ],
)
def test_what_denies_in_other_words_or_need_not_may_tell_it(question, text):
    assert not denies_nothing(question, text)


def test_a_prefix_tells_nothing_across_the_languages():
    """French "habitants" are English "inhabitants"."""
    assert not says_contrary("qu'est-ce qui est visible ?", "It is invisible.", in_one_language=False)
    assert not says_contrary("combien d'habitants ?", "It has 1,200 inhabitants.", in_one_language=False)
    assert says_contrary("when does it start?", "Elle ferme à midi.", in_one_language=False)
