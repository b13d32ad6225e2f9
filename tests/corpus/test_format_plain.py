from corpus.drafts import Line
from corpus.formats.plain import read
from tests.corpus.samples import TRAM


def test_a_text_gives_its_paragraphs_and_says_nothing_of_itself():
    draft = read(f"{TRAM.title}\r\n\r\n{TRAM.paragraphs[0]}".encode("cp1252"))
    assert draft.lines == (Line(1, TRAM.title), Line(3, TRAM.paragraphs[0]))
    assert (draft.title, draft.language, draft.url, draft.published, draft.notes) == (None, None, None, None, ())


def test_entities_that_scraping_left_are_decoded():
    assert read(b"Caf&eacute; &amp; th&#233;").lines == (Line(1, "Café & thé"),)
