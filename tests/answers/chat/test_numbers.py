"""Numbers as French and English write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.chat.numbers import numbers_held, numbers_said, unknown_numbers


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("1,600 members", "1 600 membres"),
        ("1\u202f600 membres", "1600 members"),
        ("1.600 Mitglieder", "1,600 members"),
        ("12,345,678 euros", "12 345 678 euros"),
        ("1,234.5 tonnes", "1 234,5 tonnes"),
        ("2.50 euros", "2,5 euros"),
        ("49 %", "49% of it"),
        ("4９ percent", "49%"),
        ("on 27 January 2025", "2025-01-27"),
        ("12 moons", "douze lunes"),
        ("twelve moons", "12 lunes"),
        ("twenty-five ships", "vingt-cinq navires"),
        ("97 days", "quatre-vingt-dix-sept jours"),
        ("78 days", "soixante-dix-huit jours"),
        ("21 guns", "vingt et un canons"),
        ("the 20th century", "au XXe siècle"),
        ("600 people", "in 2025 600 people came"),
        ("GPT-4 and G7", "GPT-4 joined the G7"),
        ("version 2.0.1", "la version 2.0.1"),
        ("one of the two", "deux d’entre eux"),
        ("no numbers at all", ""),
        ("a dozen wheels", "une douzaine de roues"),
        ("a dozen wheels", "12 roues"),
        ("hundreds of fish", "une centaine de poissons"),
        ("twice a week", "deux fois par semaine"),
        ("revenue tripled", "le chiffre d’affaires a triplé"),
        ("prices doubled", "les prix ont doublé, doublés, doublées"),
        ("sales quadrupled", "des ventes quadruplées"),
        ("tens of thousands", "des dizaines de milliers"),
        ("a third of the members", "un tiers des membres"),
        ("deux tiers", "two thirds"),
        ("one fifth", "un cinquième"),
        ("three quarters", "trois quarts"),
        ("a quarter of it", "25 % of it"),
        ("un quart d’heure", "15 minutes"),
        ("the third quarter", "au 3e trimestre"),
        ("the third quarter", "Q3 2025"),
        ("the Latin Quarter", "le Quartier latin"),
        ("half of it", "50 % of it"),
        ("les demi-finales", "the semifinals"),
        ("50 cents", "50 centimes"),
        ("a third party", "un tiers"),
        ("the third largest", "la 3e plus grande"),
        ("the Third Republic", "la IIIe République"),
        ("in the twentieth century", "au XXe siècle"),
        ("the twenty-first century", "au XXIe siècle"),
        ("le dix-septième jour", "the seventeenth day"),
        ("la quatre-vingtième minute", "the 80th minute"),
        ("vingt-deuxième", "22nd"),
        ("a tenfold rise", "dix fois plus"),
        ("wait ten seconds, then a second and the second one", "10"),
        ("la deuxième équipe", "the second team"),
        ("its headquarters, a quartz, un quartier", ""),
    ],
)
def test_a_number_is_known_in_either_way_of_writing(said, source):
    assert unknown_numbers(said, source) == set()


@pytest.mark.parametrize(
    ("said", "source", "unknown"),
    [
        ("50 %", "49 %", {"50"}),
        ("1,600 members", "1,601 members", {"1.6|1600"}),
        ("160 members", "1600 members", {"160"}),
        ("15 degrees", "1,5 degré", {"15"}),
        ("5 degrees", "49,5 degrés", {"5"}),
        ("thirteen moons", "douze lunes", {"13"}),
        ("in 2026", "in 2025", {"2026"}),
        ("1 600 and 7", "1600", {"7"}),
        ("a dozen wheels", "three wheels", {"×12"}),
        ("une quinzaine de jours", "ten days", {"×15"}),
        ("twice a week", "once a week", {"2"}),
        ("revenue tripled", "revenue rose", {"×3"}),
        ("prices doubled", "prices rose", {"×2"}),
        ("a quarter of the members", "members", {"÷4"}),
        ("un tiers des membres", "des membres", {"3"}),
        ("the third largest", "the largest", {"3"}),
        ("le dixième article", "the ninth article", {"10"}),
        ("costs halved", "costs fell", {"÷2"}),
        ("sevenfold", "more", {"7"}),
        ("a dozen wheels", "a quarter of 25 wheels", {"×12"}),
    ],
)
def test_another_number_is_unknown(said, source, unknown):
    assert unknown_numbers(said, source) == unknown


def test_several_sources_hold_together():
    assert unknown_numbers("3 of 4 in 1999", "three", "four", "1999-01-02") == set()


@given(st.text(max_size=80))
def test_every_text_knows_its_own_numbers(text):
    assert unknown_numbers(text, text) == set()


@given(st.integers(0, 10**9))
def test_thousands_are_one_number_however_they_are_parted(value):
    for mark in (",", " ", "\u202f", "."):
        assert str(value) in numbers_held(f"{value:,}".replace(",", mark))
        assert unknown_numbers(f"{value:,}".replace(",", mark), str(value)) == set()
    assert numbers_said(str(value)) == {str(value)}


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("200 visitors", "two hundred visitors"),
        ("two hundred visitors", "200 visitors"),
        ("4.8 million tonnes", "4,800,000 tonnes"),
        ("4,800,000 tonnes", "4.8 million tonnes"),
        ("24 eggs", "two dozen eggs"),
        ("1.5 billion", "1,5 milliard"),
        ("deux cent mille", "200 000"),
        ("cinq cents euros", "500 euros"),
        ("50 cents", "50 cents"),
        ("a dozen eggs", "12 eggs"),
    ],
)
def test_a_number_with_what_multiplies_it_is_their_product(said, source):
    assert unknown_numbers(said, source) == set()


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("2 visitors", "two hundred visitors"),
        ("Two eggs", "two dozen eggs"),
        ("4.8 tonnes", "4.8 million tonnes"),
        ("500 euros", "five cents"),
        ("5,000 euros", "50 cents"),
        ("2 million", "2,000"),
    ],
)
def test_a_part_of_a_product_is_another_number(said, source):
    """Nor are cents hundreds, but in French words."""
    assert unknown_numbers(said, source) != set()
