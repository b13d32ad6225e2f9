"""Headings, tables and lists of PDFs, which say where letters stand and how they look, and no more."""

import pytest

from corpus.formats.pdf import read
from tests.corpus.files import pdf, placed

SENTENCES = (
    "The allotments behind the station are let by the parish to the people of the village.",
    "Each of the plots is about eighty square metres large and has a shed for the tools.",
    "Whoever gives up a plot tells the clerk before the first of October of that year.",
)


class Page:
    """Writes what stands on a page, from its top."""

    def __init__(self):
        self.y = 780
        self.shown = []

    def line(self, text, *, x=50, size=10, bold=False, gap=4):
        self.y -= size + gap
        self.shown.append(placed(x, self.y, text, size=size, bold=bold))
        return self

    def text(self, *sentences):
        self.y -= 6
        for sentence in sentences or SENTENCES:
            self.line(sentence, gap=2)
        return self

    def row(self, *cells, bold=False, at=(50, 170, 270, 350)):
        """Write the cells of a row, each of one line or a list of lines, cell by cell."""
        self.y -= 16
        lines = [[cell] if isinstance(cell, str) else cell for cell in cells]
        for x, cell in zip(at, lines, strict=False):
            for depth, words in enumerate(cell):
                if words:
                    self.shown.append(placed(x, self.y - 12 * depth, words, bold=bold))
        self.y -= 12 * (max(map(len, lines)) - 1)
        return self


def lines(*pages):
    return [(line.kind, line.text) for line in read(pdf([page.shown for page in pages])).lines]


def table(*pages):
    """Return the lines that are of no paragraph."""
    return [(kind, text) for kind, text in lines(*pages) if not any(sentence in text for sentence in SENTENCES)]


def test_what_is_larger_or_bold_is_a_heading():
    page = Page().line("The allotments", size=18).text().line("Rents", bold=True).text()
    page.line("Giving up a plot", size=13).text()
    text = " ".join(SENTENCES)
    assert lines(page) == [
        ("heading", "The allotments"),
        ("text", text),
        ("heading", "Rents"),
        ("text", text),
        ("heading", "Giving up a plot"),
        ("text", text),
    ]


def test_a_heading_of_two_lines_is_one_and_numbered_ones_are_each_one():
    page = Page().line("The allotments behind the", size=18).line("station", size=18).text()
    page.line("2. Rents", bold=True).line("2.1 How they are paid", bold=True).text()
    assert [text for kind, text in lines(page) if kind == "heading"] == [
        "The allotments behind the station",
        "2. Rents",
        "2.1 How they are paid",
    ]


@pytest.mark.parametrize(
    "page",
    [
        Page().text().line("This sentence is bold, and ends with a full stop.", bold=True).text(),
        Page().text().line("All of this is bold and goes on and on over many a line", bold=True)
        .line("of the page so that nobody would take it for a heading of what", bold=True)
        .line("stands below it, since it is a warning to all who read the page", bold=True)
        .line("and have not read the others", bold=True).text(),
        Page().text().line("12", size=16).text(),
        Page().text().line("Page 1 of the rules", size=14),
    ],
    ids=["a sentence", "a paragraph", "a number", "the foot of the page"],
)  # fmt: skip
def test_what_only_looks_like_a_heading_is_none(page):
    assert not any(kind == "heading" for kind, _ in lines(page))


def test_lines_of_contents_are_no_headings():
    page = Page().text().line("3 Rents . . . . . . . . . . 12", bold=True).text()
    assert not any(kind == "heading" for kind, _ in lines(page))


def test_where_all_is_bold_nothing_is_a_heading_for_it():
    page = Page()
    for sentence in SENTENCES:
        page.line("Rents", bold=True).line(sentence, bold=True)
    assert not any(kind == "heading" for kind, _ in lines(page))


def test_slides_have_no_headings():
    page = Page()
    for at in range(8):
        page.line(f"Point {'abcdefgh'[at]}", size=24).line("Some words on it")
    assert not any(kind == "heading" for kind, _ in lines(page))


def test_the_rows_of_a_table_keep_their_columns():
    page = Page().line("Rents", size=14).text()
    page.row("Plot", "Rent", "Water", "Wait", bold=True)
    page.row("Small", "34 pounds", "6 pounds", "two years").row("Large", "58 pounds", "", "five years").text()
    assert table(page) == [
        ("heading", "Rents"),
        ("item", "Plot | Rent | Water | Wait"),
        ("item", "Small | 34 pounds | 6 pounds | two years"),
        ("item", "Large | 58 pounds | – | five years"),
    ]


def test_cells_of_several_lines_are_one():
    page = Page().text().row("Machine", "Who", "Fee", "Mind", bold=True)
    page.row(["Band", "saw"], "Members", "3 euros", ["Wear goggles at all", "times, and sweep the", "floor"])
    page.row("Printer", ["Everybody who", "asks"], "1 euro", "Bring a filament").text()
    assert table(page) == [
        ("item", "Machine | Who | Fee | Mind"),
        ("item", "Band saw | Members | 3 euros | Wear goggles at all times, and sweep the floor"),
        ("item", "Printer | Everybody who asks | 1 euro | Bring a filament"),
    ]


def test_a_word_parted_in_a_cell_is_joined():
    page = Page().text().row("Machine", "Who", bold=True).row(["Sanding ma-", "chine"], "Members").text()
    assert ("item", "Sanding machine | Members") in table(page)


def test_a_compound_parted_in_a_cell_keeps_its_hyphen():
    page = Page().text().row("Machine", "Mind", bold=True).row("Saw", ["Never without a V-", "block beneath"]).text()
    assert ("item", "Saw | Never without a V-block beneath") in table(page)


def test_the_number_of_a_page_is_left_out_of_a_short_document_too():
    page = Page().text().line("Page 1 of 2")
    assert "Page" not in " ".join(text for _, text in lines(page, Page().text().line("– Page 2 –")))


def test_bold_lines_that_part_a_table_stand_above_their_rows():
    page = Page().text().row("Fare", "Single", "Return", bold=True)
    page.row("Residents", bold=True).row("Adult", "2 euros", "3 euros").row("Bicycle", "1 euro", "2 euros")
    page.row("Visitors", bold=True).row("Adult", "6 euros", "9 euros").text()
    assert table(page) == [
        ("text", "Residents"),
        ("item", "Fare | Single | Return"),
        ("item", "Adult | 2 euros | 3 euros"),
        ("item", "Bicycle | 1 euro | 2 euros"),
        ("text", "Visitors"),
        ("item", "Fare | Single | Return"),
        ("item", "Adult | 6 euros | 9 euros"),
    ]


def test_marks_that_were_written_apart_come_back_to_their_items():
    page = Page().text()
    for step in ("Write to the clerk", "Hand in the key", "Clear the shed"):
        page.line(step, x=70)
    for at, mark in enumerate(("1.", "2.", "3.")):
        page.shown.append(placed(55, page.y + 14 * (2 - at), mark))
    assert lines(page)[1:] == [
        ("item", "1. Write to the clerk"),
        ("item", "2. Hand in the key"),
        ("item", "3. Clear the shed"),
    ]


def test_a_mark_without_a_gap_is_one():
    page = Page().text().line("•Bring a spade").line("2.Bring a rake")
    assert [text for kind, text in lines(page) if kind == "item"] == ["• Bring a spade", "2. Bring a rake"]


def test_the_bullets_of_word_are_marks():
    page = Page().text().line("·Bring a spade").line("o Bring a rake").line("of iron")
    assert [text for kind, text in lines(page) if kind == "item"] == ["• Bring a spade", "• Bring a rake of iron"]


def test_the_columns_of_a_newspaper_are_no_table():
    page = Page()
    left = [
        "The hall was built in the year 1911 by",
        "the carpenter of the village, who gave",
        "the oak for it and asked for",
        "nothing but a seat by the stove",
    ]
    right = [
        "it burnt down in the winter of 1954",
        "and was rebuilt in eleven weeks, as",
        "the newspapers told at that time of",
        "the year in all of the county",
    ]
    for at, (one, other) in enumerate(zip(left, right, strict=True)):
        page.shown += [placed(50, 760 - 12 * at, one), placed(300, 760 - 12 * at, other)]
    assert not any(" | " in text for _, text in lines(page))


@pytest.mark.parametrize("marks", [("1", "2", "2.1"), ("a)", "b)", "c)"), ("-", "-", "-")])
def test_numbers_before_headings_or_items_are_no_column(marks):
    page = Page().text()
    for mark, title in zip(marks, ("Rents", "Sheds", "Water"), strict=True):
        page.row(mark, title, at=(50, 90))
    assert not any(" | " in text for _, text in lines(page))


def test_footers_that_are_written_first_are_left_out_of_two_pages():
    def page(number):
        made = Page()
        made.shown += [placed(50, 30, "Glen Trust - Staying at the hut"), placed(500, 30, f"Page {number}")]
        if number == 1:
            return made.line("Staying at the hut", size=16).text()
        return made.text("Dogs are welcome on a lead, and stay out of the rooms where people sleep.", "Fires are not.")

    found = lines(page(1), page(2))
    assert found[0] == ("heading", "Staying at the hut")
    assert not any("Glen Trust" in text or "Page" in text for _, text in found)
