"""Which months and weekdays a statement names, and which its sources hold."""

from __future__ import annotations

import pytest

from bot.answers.chat.days import days_held, days_said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It was founded in Lyon in March 2015.", {"month 3"}),
        ("It was founded on a Monday in October.", {"weekday 1", "month 10"}),
        ("It may march in May.", {"month 5"}),
        ("May 2015 was warm. May it be so.", {"month 5"}),
        ("Mars rovers land.", set()),
        ("An august house on 3 august.", {"month 8"}),
        ("It came in oct. 2015.", {"month 10"}),
        ("Elle a été créée le 3 mars 2015, un lundi.", {"month 3", "weekday 1"}),
        ("La sonde a atteint Mars en août.", {"month 8"}),
        ("Les sept sages viennent les lundis.", {"weekday 1"}),
        ("Elle a grandi.", set()),
    ],
)
def test_months_and_days_are_told_from_the_words_that_they_are_too(text, said):
    """In a statement as in a quote: the verb "may" holds no May."""
    assert days_said(text) == said
    assert days_held(text) == said


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("le 3 mars 2015", {"month 3"}),
        ("Sept. 2015", {"month 9"}),
        ("2015-03-14", {"month 3"}),
        ("14/03/2015", {"month 14", "month 3"}),
        ("mardi", {"weekday 2"}),
        ("Sat 3 May", {"weekday 6", "month 5"}),
        ("sam. 3 mai", {"weekday 6", "month 5"}),
        ("mon chat et la mer", set()),
        ("open on Sundays", {"weekday 7"}),
        ("2026/05/03", {"month 5"}),
        ("05/2026", {"month 5"}),
        ("12 sept 2015", {"month 9"}),
        ("nothing", set()),
    ],
)
def test_what_a_source_holds_is_read_in_every_way(text, held):
    assert days_held(text) == held
