import io
from datetime import date, datetime

import pytest
from docx import Document
from docx.oxml import OxmlElement

from corpus.drafts import Line
from corpus.errors import UnreadableArticleError
from corpus.formats.docx import read
from tests.corpus.files import docx, swollen_docx
from tests.corpus.samples import TRAM


def test_headings_items_and_tables_are_told_by_style_and_place():
    data = docx(
        ("Title", TRAM.title),
        TRAM.paragraphs[0],
        "",
        ("Heading 2", "Le chantier"),
        ("List Bullet", "un point"),
        [["Ville", "Habitants"], ["Lyon", "522 000"]],
        TRAM.paragraphs[1],
    )
    assert read(data).lines == (
        Line(1, TRAM.title, "heading"),
        Line(2, TRAM.paragraphs[0]),
        Line(4, "Le chantier", "heading"),
        Line(5, "- un point", "item"),
        Line(6, "Ville | Habitants", "item"),
        Line(7, "Lyon | 522 000", "item"),
        Line(8, TRAM.paragraphs[1]),
    )


def test_properties_are_guesses():
    draft = read(docx("Texte.", title=TRAM.title, created=datetime(2024, 3, 12, 10, 0)))
    assert (draft.title, draft.guessed_title) == (None, TRAM.title)
    assert (draft.published, draft.guessed_published) == (None, date(2024, 3, 12))


def test_the_day_of_a_template_is_none():
    assert read(docx("Texte.")).guessed_published is None


@pytest.mark.parametrize("title", ["Word Document", "Document1", "rapport.docx", ""])
def test_titles_that_programs_fill_in_are_none(title):
    assert read(docx("Texte.", title=title)).guessed_title is None


def test_an_archive_that_unfolds_too_far_is_refused_before_it_unfolds():
    with pytest.raises(UnreadableArticleError, match="unfolds to 71 MB"):
        read(swollen_docx(70))


WHOLE = docx("Texte.")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"no document", WHOLE[:2000], WHOLE.replace(b"word/", b"wort/")])
def test_damage_is_named(data):
    with pytest.raises(UnreadableArticleError, match="damaged or not a Word document"):
        read(data)


def test_a_locked_or_old_document_is_named():
    with pytest.raises(UnreadableArticleError, match=r"password or in the old \.doc format"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


def with_table(change):
    """Return the lines of a document with a table of four rows and three columns, changed by a function."""
    document = Document()
    document.add_paragraph(TRAM.paragraphs[0])
    table = document.add_table(0, 3)
    for row in (["Hall", "Fee", "Fee"], ["Hall", "Adult", "Child"], ["Pool", "5 €", "3 €"], ["Gym", "7 €", "4 €"]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    change(table)
    out = io.BytesIO()
    document.save(out)
    return [line.text for line in read(out.getvalue()).lines][1:]


def merged(table, first, last, text):
    """Make one cell of several, which then holds this text alone."""
    table.cell(*first).merge(table.cell(*last)).text = text


def test_a_cell_over_several_columns_or_rows_stands_in_each():
    def change(table):
        merged(table, (1, 0), (2, 0), "Pool")
        merged(table, (3, 1), (3, 2), "closed")

    assert with_table(change) == [
        "Hall | Fee | Fee",
        "Pool | Adult | Child",
        "Pool | 5 € | 3 €",
        "Gym | closed | closed",
    ]


def test_rows_that_are_repeated_as_heads_become_one_where_they_belong_together():
    def change(table):
        merged(table, (0, 0), (1, 0), "Hall")
        merged(table, (0, 1), (0, 2), "Fee")
        for row in table.rows[:2]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    assert with_table(change) == ["Hall | Fee – Adult | Fee – Child", "Pool | 5 € | 3 €", "Gym | 7 € | 4 €"]


def test_a_line_break_in_a_cell_parts_its_words():
    def change(table):
        table.cell(2, 1).text = "5 €\nfor adults\tonly"

    assert "Pool | 5 € for adults only | 3 €" in with_table(change)
