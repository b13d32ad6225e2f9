"""The words within a sentence that answer."""

import re

import pytest

from bot.answers.values import holdings
from bot.answers.values.spans import A_MONTH, A_NUMERAL, MONTH_NAMES, NUMERALS, one_of, places_of, spans_of


@pytest.mark.parametrize(
    ("kind", "sentence", "asked", "found"),
    [
        ("when", "Le 21 janvier 2025, Stargate a été annoncé.", (), ["21 janvier 2025"]),
        ("when", "It began in March 1995 and ended in 2003.", (), ["March 1995", "2003"]),
        ("when", "It opened on July 4 and closed on 2025-01-21.", (), ["July 4", "2025-01-21"]),
        ("when", "Apache 2.0 may go into version 3 may it, on 3 May, 3 may 1999.", (), ["3 May", "3 may 1999"]),
        ("when", "Au XIVe siècle, then in the 3rd century.", (), ["XIVe siècle", "3rd century"]),
        ("how_many", "A channel of 1600 members in 2019.", ("members",), ["1600 members"]),
        ("how_many", "Nineteen seats remain.", (), ["Nineteen seats"]),
        ("how_many", "ITER vise 500 MW, soit dix fois plus.", (), ["500 MW", "dix fois"]),
        ("how_many", "Le premier actionnaire avec 49% du capital.", (), ["49%"]),
        ("how_many", "It cost $3.5 million in 2019.", (), ["$3.5 million"]),
        ("who", "Son fondateur Larry Ellison était présent avec Oracle.", ("oracle",), ["Larry Ellison"]),
        ("who", "Le directeur est parti.", (), []),
        ("how_many", "Open at 18:45 or 9 h 15.", (), ["18:45", "9 h 15"]),
        ("how_many", "3. Add 20 ml.", (), ["20 ml"]),
        ("how_many", "There are 3.", (), ["3"]),
        ("who", "It runs on macOS and iPadOS by Apple.", (), ["macOS", "iPadOS", "Apple"]),
        ("where", "L’idée de l’Union vient de D’Arcy, à L’Aquila.", (), ["Union", "D’Arcy", "Aquila"]),
        ("who", "Uğur Şahin a fondé BioNTech.", ("biontech",), ["Uğur Şahin"]),
        ("who", "Puis chacun fabrique la clé. However, Whitfield Diffie left. Aujourd’hui", (), ["Whitfield Diffie"]),
        ("where", "Au-delà, Lyon attend. Là-bas, Peut-être.", (), ["Lyon"]),
        ("why", "Because of Larry Ellison in 2019.", (), []),
    ],
)
def test_finds_what_is_asked_for(kind, sentence, asked, found):
    """Dates, numbers and names, but not those of the question itself."""
    assert [span.of(sentence) for span in spans_of(kind, sentence, asked)] == found


@pytest.mark.parametrize(
    ("pattern", "words", "read"),
    [(A_MONTH, MONTH_NAMES, holdings.DATE_WORDS), (A_NUMERAL, NUMERALS, holdings.NUMBER_WORDS)],
)
def test_what_is_read_as_a_month_or_a_number_is_found_as_one(pattern, words, read):
    """One list: a sentence that counts as telling one has it in bold."""
    assert words <= read
    assert [word for word in words if not re.fullmatch(pattern, word)] == []


def test_any_of_some_words_is_found_as_each_is_written():
    """They are tried by their first letter; one that begins another leaves it whole."""
    words = ["six", "sixteen", "ten", "a", "an"]
    assert re.findall(one_of(words), "six sixteen ten a an sit") == ["six", "sixteen", "ten", "a", "an"]


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("5", "In 2015, 5,2 and 9.5; in 2019, 5.", [31]),
        ("€10", "for €10.50, €10", [12]),
        ("moi", "chez moi, émoi, moi", [5, 16]),
        ("three", "threefold", [0]),
        ("six", "five", []),
        ("", "five", []),
    ],
)
def test_words_stand_by_themselves_before_they_stand_in_others(words, text, places):
    assert places_of(words, text) == places
