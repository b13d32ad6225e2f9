"""Which parts of a sentence are told of which year."""

import pytest

from bot.answers.values.years import counts_another_year, is_of_other_year, is_over, of_year, years_in, years_told
from corpus.article import Article, Span

BATH = "In 2021 it had 31,000 visitors and 12 lifeguards; in 2023, 44,000 visitors."
CAMP = "En 2023, 24 jeunes sont venus, en 2024 ils étaient 31 avec 6 encadrants."
CRANES = "The port had 40 cranes in 2019, 44 in 2023."
FEES = "In 2022 it had 120 members. Of these 14 were officers. In 2024 it has 95."


def test_years_are_no_parts_of_other_numbers():
    assert years_in("In 2021, 2,019 came, 12018 of 1.999 and 2024%: v2020 and 1066.") == {"2021", "2024", "1066"}


@pytest.mark.parametrize(
    ("question", "text", "counted"),
    [
        ("how many lifeguards in 2023?", BATH, "12 lifeguards"),
        ("how many visitors in 2021?", BATH, "44,000 visitors"),
        ("combien d'encadrants en 2023 ?", CAMP, "6 encadrants"),
        ("how many officers in 2024?", FEES, "14"),
        ("how many in 2015?", "In 2015, it had 12; in 2019, 5.", "5"),
    ],
)
def test_what_is_counted_may_be_of_another_year(question, text, counted):
    assert counts_another_year(question, text, counted)


@pytest.mark.parametrize(
    ("question", "text", "counted"),
    [
        ("how many lifeguards in 2021?", BATH, "12 lifeguards"),
        ("how many visitors in 2023?", BATH, "44,000 visitors"),
        ("how many cranes in 2023?", CRANES, "40 cranes"),  # of which year is not told
        ("how many officers in 2022?", FEES, "14"),
        ("how many lifeguards?", BATH, "12 lifeguards"),
        ("how many between 2021 and 2023?", BATH, "12 lifeguards"),
        ("how many in 2023?", "It has 12 lifeguards.", "12 lifeguards"),
        ("how many in 2023?", BATH, ""),
        ("how many in 2023?", BATH, "99 boats"),
        ("how many in 2019?", "In 2015, it had 12; in 2019, 5.", "5"),  # no 5 of 2015
        ("how many in 2019?", "In 2015, it had 9.5; in 2019, 9.", "9"),
        ("how many in 2019?", "In 2015, it had 5; in 2019, 5.", "5"),
    ],
)
def test_what_is_counted_of_that_year_or_of_none_is_no_other_years(question, text, counted):
    assert not counts_another_year(question, text, counted)


def test_numbers_of_a_year_stand_in_its_part():
    """All are left where no part is of that year alone."""
    spans = [Span(BATH.index(one), BATH.index(one) + len(one)) for one in ("31,000", "12", "44,000")]
    assert of_year("2021", BATH, spans) == spans[:2]
    assert of_year("2023", BATH, spans) == spans[2:]
    assert of_year("2022", BATH, spans) == []
    assert of_year("2019", CRANES, [Span(13, 15)]) == [Span(13, 15)]


@pytest.mark.parametrize(
    ("text", "told", "years"),
    [
        ("Last year 430 visitors came.", "430 visitors", {"2025"}),
        ("L'an dernier, 430 personnes sont venues.", "", {"2025"}),
        ("L’année prochaine, la carte coûtera 12 €.", "12 €", {"2027"}),
        ("Next year the fee is 12 €.", "", {"2027"}),
        ("This year the fee is 12 €.", "12 €", {"2026"}),
        ("Cette année, 430 personnes sont venues.", "", {"2026"}),
        ("Cette année-là, 430 personnes sont venues.", "430 personnes", set()),
        ("The year before, 430 came.", "", set()),
        ("The fee is 34 € (last year: 30 €).", "34 €", {"2026", "2025"}),
        ("430 visitors came.", "430 visitors", {"2026"}),
        ("In 2019, 430 visitors came.", "", {"2019", "2026"}),
    ],
)
def test_years_are_told_beside_the_one_of_the_article(text, told, years):
    assert years_told(text, told, 2026) == years
    assert years_told(text, told, None) == years_in(text)


SALE = "Last year the sale raised 412 euros. The 2025 sale is in May."


@pytest.mark.parametrize(
    ("year", "text", "told"),
    [
        ("2025", SALE, "412 euros"),
        ("2025", "L’an dernier, la vente a rapporté 412 euros.", "412 euros"),
        ("2025", "L’an dernier, la vente a rapporté beaucoup.", ""),
        ("2025", "The year after, 40 came.", "40"),
        ("2025", "In 2024 the sale raised 412 euros.", "412 euros"),
        ("2025", "Next year it will be 3 euros.", "3 euros"),
    ],
)
def test_a_clause_may_say_that_it_is_of_another_year(year, text, told):
    """Whatever year the article came out in or has in its title."""
    assert is_of_other_year({year}, text, told, 2025)
    assert is_of_other_year({year}, text, told, None)


@pytest.mark.parametrize(
    ("year", "text", "told"),
    [
        ("2025", SALE, "May"),
        ("2024", SALE, "412 euros"),
        ("2025", "This year the sale raised 412 euros.", "412 euros"),
        ("2025", "The sale raised 412 euros.", "412 euros"),
        ("2025", "Since 2019 it is 3 euros.", "3 euros"),
        ("2025", "Depuis janvier 2019, c’est 3 euros.", "3 euros"),
        ("2025", "Last year it was 2 euros; it is 3 euros now.", "3 euros"),
        ("2025", "The 2025 season started on 3 December 2024.", "3 December 2024"),
        ("2025", "The season starts on 3 December 2024.", "3 December 2024"),
        ("2025", "The club of 1988 sings in May.", ""),
    ],
)
def test_a_clause_of_that_year_or_of_none_says_no_other(year, text, told):
    assert not is_of_other_year({year}, text, told, 2025)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kept for the record: prices of 2019.", True),
        ("The 2024 season is over. A day cost £9.", True),
        ("These prices are no longer valid.", True),
        ("Page conservée pour mémoire.", True),
        ("Ces tarifs ne sont plus en vigueur.", True),
        ("If your card is no longer valid, ask at the desk.", False),
        ("Receipts are kept for our records.", False),
        ("When the season is over, boats go ashore.", False),
        ("The offer is over 18 only.", False),
        ("Les anciens badges ne sont plus valables.", False),
        ("Quand la saison est terminée, on range les bateaux.", False),
    ],
)
def test_a_page_is_kept_for_the_record_where_it_says_so_of_itself(text, expected):
    assert is_over(Article("one", "T", "en", text)) is expected
