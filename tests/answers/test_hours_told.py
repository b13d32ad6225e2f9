"""Hours and days that a text tells, and numbers in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.values.hours_told import WORDS, dates_in, hours_in, in_digits, weekdays_in
from bot.answers.values.numbers_told import numbers_in


@pytest.mark.parametrize(
    ("text", "language", "digits"),
    [
        ("soixante-douze chanteurs", "fr", "72 chanteurs"),
        ("quatre-vingt-six ans", "fr", "86 ans"),
        ("quatre-vingt-dix-sept", "fr", "97"),
        ("vingt et un lots", "fr", "21 lots"),
        ("cent dix chaises", "fr", "110 chaises"),
        ("deux cents pages, deux mille", "fr", "200 pages, 2000"),
        ("septante-deux", "fr", "72"),
        ("thirteen-year-old", "en", "13-year-old"),
        ("twenty-one", "en", "21"),
        ("a hundred and forty", "en", "a 140"),
        ("two thousand three hundred", "en", "2300"),
        ("a hundred and one", "en", "a 101"),
        ("two hundred and three thousand", "en", "203000"),
        ("twenty-one thousand", "en", "21000"),
        ("nineteen hundred", "en", "1900"),
        ("two thousand one hundred", "en", "2100"),
        ("vingt et un mille", "fr", "21000"),
        ("soixante et onze, soixante-et-un", "fr", "71, 61"),
        ("quatre-vingt-un, quatre-vingt-onze", "fr", "81, 91"),
        ("deux cent un", "fr", "201"),
        ("mille neuf cent quatre-vingt-dix-huit", "fr", "1998"),
        # What does not make up one number are several; nor is « deux-trois », which tells roughly how many.
        ("between seven and nine", "en", "between 7 and 9"),
        ("between a hundred and two hundred", "en", "between a 100 and 200"),
        ("two thousand and three thousand", "en", "2000 and 3000"),
        ("twenty and one", "en", "20 and one"),
        ("twenty twenty-four", "en", "20 24"),
        ("six seven", "en", "6 7"),
        ("entre sept et neuf heures", "fr", "entre 7 et 9 heures"),
        ("les deux et trois mai", "fr", "les 2 et 3 mai"),
        ("entre cent et deux cents", "fr", "entre 100 et 200"),
        ("deux cents une fois", "fr", "200 une fois"),
        ("vingt trente", "fr", "20 30"),
        ("deux-trois personnes", "fr", "deux-trois personnes"),
        # Letters that a pattern takes for others.
        ("sıx people, ſeven", "en", "6 people, 7"),
        ("DİX", "fr", "10"),
        # "One" is an article too, what multiplies digits is no number of its own, and « seize » is a verb in English.
        ("one of us", "en", "one of us"),
        ("500 mille", "fr", "500 mille"),
        ("they seize it", "en", "they seize it"),
    ],
)
def test_numbers_in_words_are_digits(text, language, digits):
    assert " ".join(in_digits(text, language).split()).replace(" -", "-").replace(" ,", ",") == digits


@given(st.lists(st.sampled_from([*WORDS["fr"], "et", "un", "-", " ", ", ", "chats"])), st.sampled_from(["en", "fr"]))
def test_all_else_stays_at_its_place(pieces, language):
    text = " ".join(pieces)
    assert len(in_digits(text, language)) == len(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("20 h 30", [(20, 30)]),
        ("20h30", [(20, 30)]),
        ("8.30 pm", [(20, 30)]),
        ("21:00", [(21, 0)]),
        ("5 a.m.", [(5, 0)]),
        ("12 am, 12 pm", [(0, 0), (12, 0)]),
        ("noon", [(12, 0)]),
        ("de 20 h à minuit", [(0, 0), (20, 0)]),
        ("de 19 h 45 à 22 h", [(19, 45), (22, 0)]),
        ("from 7 to 10 pm", [(19, 0), (22, 0)]),
        ("à 5 heures", [(5, 0)]),
        ("8 heures et demie du soir", [(20, 30)]),
        ("10 in the evening", [(22, 0)]),
        # What lasts, weighs or costs is no time of day.
        ("dure 3 heures", []),
        ("10 heures de jeu", []),
        ("3 h de route", []),
        ("at 7.15 km", []),
        ("7.15 euros", []),
    ],
)
def test_hours_are_read_in_both_spellings(text, hours):
    assert sorted((one.minutes // 60, one.minutes % 60) for one in hours_in(text)) == hours
    assert not any(one.either for one in hours_in(text))


@pytest.mark.parametrize("text", ["at 7.15 on Thursday", "at 7:15", "quarter past 7", "half past 7", "at 7, then"])
def test_some_hours_may_be_of_either_half_of_the_day(text):
    (hour,) = hours_in(text)
    assert hour.either


def test_an_hour_of_either_half_is_that_of_the_evening_too():
    """Not one of another minute."""
    (told,) = numbers_in("The coach leaves at 7.15.", "en")
    assert [told.equals(one) for text in ("19 h 15", "7 h 15", "19 h 30") for one in numbers_in(text, "fr")] == [
        *(True, True, False)
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("le 1er novembre", [(11, 1)]),
        ("March 15", [(3, 15)]),
        ("du 9 au 11 mai", [(5, 9), (5, 11)]),
        ("Thursday 4 to Sunday 7 June", [(6, 4), (6, 7)]),
        ("3 aprıl, mardı 3 mars, 4 AVRİL, 5 auguſt", [(4, 3), (3, 3), (4, 4), (8, 5)]),
        ("version 3 may", []),
    ],
)
def test_days_of_a_month_are_read(text, days):
    assert [(one.month, one.day) for one in dates_in(text)] == days


def test_days_of_the_week_have_their_rank_in_the_month():
    assert weekdays_in("Mondays, le deuxième mercredi, the 3rd Saturday") == {1: 0, 3: 2, 6: 3}
    assert weekdays_in("ſunday, mardı 3 mars, SAMEDİ, the fırst monday") == {7: 0, 2: 0, 6: 0, 1: 1}


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Between seven and nine people come.", "en", [7, 9]),
        ("Of twenty-one people six seven times.", "en", [21, 6, 7]),
        ("La fête dure les deux et trois mai.", "fr", [502, 503]),
    ],
)
def test_numbers_in_words_are_not_added_up(text, language, values):
    """Each stands where its words do."""
    found = list(numbers_in(text, language))
    assert [number.value for number in found] == values
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
