from datetime import date, datetime

import pytest

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
