"""Rows that part the others of a table: of groups, notes, days on which nothing is open."""

import pytest

from corpus.tables import by_groups, lines_of_group, lines_of_table, with_groups

NAMES = ["Fare", "Summer", "Winter"]
ADULT, CHILD, CAR, BIKE = ["Adult", "6", "4"], ["Child", "3", "2"], ["Car", "16", "14"], ["Bike", "3", "2"]
PEOPLE, VEHICLES = ["Passengers", "", ""], ["Vehicles", "", ""]


def test_each_group_of_rows_has_what_it_is_of_above_and_the_names_again():
    rows = [NAMES, ["Passengers"], ADULT, CHILD, ["Vehicles"], CAR]
    assert list(lines_of_table(rows, heads=1)) == [
        ("text", "Passengers"),
        ("item", "Fare | Summer | Winter"),
        ("item", "Adult | 6 | 4"),
        ("item", "Child | 3 | 2"),
        ("text", "Vehicles"),
        ("item", "Fare | Summer | Winter"),
        ("item", "Car | 16 | 14"),
    ]


@pytest.mark.parametrize(
    ("rows", "groups"),
    [
        ([PEOPLE, ADULT, CHILD, VEHICLES, CAR, BIKE], [(["Passengers"], [ADULT, CHILD]), (["Vehicles"], [CAR, BIKE])]),
        ([PEOPLE, ADULT, VEHICLES, CAR], [([], [PEOPLE, ADULT, VEHICLES, CAR])]),
        ([ADULT, CHILD, VEHICLES, CAR, BIKE], [([], [ADULT, CHILD, VEHICLES, CAR, BIKE])]),
        ([PEOPLE, ADULT, CHILD, VEHICLES], [([], [PEOPLE, ADULT, CHILD, VEHICLES])]),
        ([PEOPLE, VEHICLES, CAR], [([], [PEOPLE, VEHICLES, CAR])]),
        ([["Prices"], ["Vehicles"], CAR], [(["Prices", "Vehicles"], [CAR])]),
        ([ADULT, ["Ask at the pier."]], [([], [ADULT, ["Ask at the pier."]])]),
        (
            [ADULT, ["Bicycles travel free of charge with anybody who is under sixteen.", "", ""], CAR],
            [([], [ADULT]), (["Bicycles travel free of charge with anybody who is under sixteen."], [CAR])],
        ),
    ],
    ids=[
        "in turns",
        "of one row each",
        "not from the first",
        "none beneath",
        "two together",
        "two titles",
        "a note below",
        "a long note",
    ],
)
def test_what_parts_rows_is_told_from_a_row_with_empty_cells(rows, groups):
    assert by_groups(NAMES, rows) == groups


@pytest.mark.parametrize(("first", "second"), [("Monday", "Thursday"), ("lundi", "jeudi"), ("Mon", "Thu")])
def test_days_of_which_nothing_is_said_part_no_rows(first, second):
    opened = [["Wednesday", "9", "12"], ["Friday", "9", "5"]]
    rows = [[first, "", ""], *opened, [second, "", ""], *opened]
    assert by_groups(["Day", "From", "To"], rows) == [([], rows)]
    assert lines_of_group(["Day", "From", "To"], rows)[1:4] == [
        f"{first} | – | –",
        "Wednesday | 9 | 12",
        "Friday | 9 | 5",
    ]


def test_a_first_row_of_capitals_above_small_letters_and_numbers_names_the_columns():
    rows = [
        ["Gear", "Check", "Life"],
        ["Ropes", "every 6 months", "5 years"],
        ["Hooks", "every year", "as long as good"],
    ]
    assert [kind for kind, _ in lines_of_table(rows, heads=0)] == ["item"] * 3
    rows[1][1] = "Ann"
    rows[1][2] = "Never"
    assert [kind for kind, _ in lines_of_table(rows, heads=0)] == ["text"] * 3


def test_a_last_row_of_one_cell_is_a_note():
    assert lines_of_group(NAMES, [ADULT, ["Tax included", "", ""]]) == [
        "Fare | Summer | Winter",
        "Adult | 6 | 4",
        "Tax included",
    ]


def test_a_first_cell_that_is_set_off_names_a_group_where_those_of_rows_are_not():
    assert with_groups([NAMES, PEOPLE, ADULT], [True, True, False], 1) == [NAMES, ["Passengers"], ADULT]
    rows = [NAMES, PEOPLE, ADULT]
    assert with_groups(rows, [True, True, True], 1) == rows
