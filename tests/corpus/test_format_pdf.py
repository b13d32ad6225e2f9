import textwrap
from datetime import date

import pytest

from corpus.errors import UnreadableArticleError
from corpus.formats.pdf import read
from tests.corpus.files import locked_pdf, pdf
from tests.corpus.samples import CHESS, TRAM


def column(*paragraphs, width=80):
    return [row for paragraph in paragraphs for row in textwrap.wrap(paragraph, width)]


def texts(data):
    return [line.text for line in read(data).lines]


@pytest.mark.parametrize("sample", [TRAM, CHESS], ids=lambda sample: sample.language)
def test_lines_of_a_column_become_paragraphs(sample):
    pages = [column(*sample.paragraphs[:2]), column(*sample.paragraphs[2:])]
    assert " ".join(texts(pdf(pages))) == " ".join(sample.paragraphs)
    assert len(texts(pdf(pages))) >= 2


def test_a_heading_stands_alone():
    assert texts(pdf([["Le chantier", *column(TRAM.paragraphs[0])]])) == ["Le chantier", TRAM.paragraphs[0]]


def test_a_paragraph_goes_on_over_the_page():
    rows = column(TRAM.paragraphs[0])
    assert texts(pdf([rows[:1], rows[1:]])) == [TRAM.paragraphs[0]]


def test_words_parted_at_the_line_end_are_joined():
    rows = ["Les travaux ont duré six ans et la munici-", "palité a payé la part qui lui revenait."]
    assert texts(pdf([rows])) == ["Les travaux ont duré six ans et la municipalité a payé la part qui lui revenait."]


def test_a_compound_that_stands_whole_elsewhere_keeps_its_hyphen():
    rows = ["Le porte-monnaie est vide, et personne ne sait où est passé le porte-", "monnaie de la ville."]
    assert texts(pdf([rows]))[0].endswith("le porte-monnaie de la ville.")


def test_what_repeats_on_every_page_is_dropped_with_a_reason():
    numbered = enumerate(TRAM.paragraphs, start=1)
    pages = [["Le Courrier de Belval", *column(paragraph), f"Page {number} sur 4"] for number, paragraph in numbered]
    draft = read(pdf(pages))
    assert {line.reason for line in draft.dropped} == {"running header, footer or page number"}
    assert [line.text for line in draft.dropped][:3] == ["Page 1 sur 4", "Le Courrier de Belval", "Page 2 sur 4"]
    # On the first page it is the title that the other pages repeat.
    assert " ".join(line.text for line in draft.lines) == " ".join(["Le Courrier de Belval", *TRAM.paragraphs])


def test_lines_of_a_table_of_contents_stay_apart():
    rows = ["1 Le chantier du tramway . . . . . . . . 3", "2 La réouverture de la ligne . . . . . . 12"]
    assert texts(pdf([rows])) == rows


def test_properties_are_guesses():
    draft = read(pdf([column(*TRAM.paragraphs)], {"Title": TRAM.title, "CreationDate": "D:20240312101500+01'00'"}))
    assert (draft.title, draft.guessed_title) == (None, TRAM.title)
    assert (draft.published, draft.guessed_published) == (None, date(2024, 3, 12))


@pytest.mark.parametrize(
    "title", ["Microsoft Word - rapport.docx", "untitled", "(anonymous)", "rapport.pdf", "", "Document1"]
)
def test_titles_that_programs_fill_in_are_none(title):
    assert read(pdf([column(*TRAM.paragraphs)], {"Title": title})).guessed_title is None


def test_a_date_that_cannot_be_read_is_none():
    assert read(pdf([column(*TRAM.paragraphs)], {"CreationDate": "yesterday"})).guessed_published is None


@pytest.mark.parametrize(
    "signed",
    [
        {"Creator": "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0", "Producer": "Skia/PDF m120"},
        {"Creator": "Chromium", "Producer": "Skia/PDF m130"},
        {"Creator": "Mozilla Firefox 130.0", "Producer": "cairo 1.18.0 (https://cairographics.org)"},
        {"Creator": "wkhtmltopdf 0.12.6", "Producer": "Qt 5.15.3"},
    ],
)
def test_the_day_on_which_a_page_was_printed_is_none(signed):
    made = {"CreationDate": "D:20240312101500+01'00'", **signed}
    assert read(pdf([column(*TRAM.paragraphs)], made)).guessed_published is None


def test_the_day_on_which_a_document_was_exported_is_one():
    made = {"CreationDate": "D:20240312101500+01'00'", "Creator": "Writer", "Producer": "LibreOffice 7.4"}
    assert read(pdf([column(*TRAM.paragraphs)], made)).guessed_published == date(2024, 3, 12)


def test_a_password_is_named():
    with pytest.raises(UnreadableArticleError, match="protected by a password"):
        read(locked_pdf("secret"))


def test_a_pdf_that_opens_without_a_password_is_read():
    assert texts(locked_pdf("")) == ["A sentence that nobody may read."]


def test_a_scan_is_named():
    with pytest.raises(UnreadableArticleError, match="only pictures of it; run text recognition"):
        read(pdf([[], ["12"]]))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-", b"no pdf at all", b"%PDF-1.7\n%%EOF"])
def test_damage_is_named(data):
    with pytest.raises(UnreadableArticleError, match="the PDF is damaged"):
        read(data)


def test_nothing_is_said_on_the_terminal(capsys, caplog):
    whole = pdf([column(*TRAM.paragraphs)])
    read(whole.replace(b"startxref\n", b"startxref\n9"))
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []
