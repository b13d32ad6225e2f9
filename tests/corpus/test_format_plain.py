import pytest

from corpus.drafts import Line
from corpus.formats.plain import read
from tests.corpus.samples import TRAM


def test_a_text_gives_its_paragraphs_and_says_nothing_of_itself():
    draft = read(f"{TRAM.title}\r\n\r\n{TRAM.paragraphs[0]}".encode("cp1252"))
    assert draft.lines == (Line(1, TRAM.title), Line(3, TRAM.paragraphs[0]))
    assert (draft.title, draft.language, draft.url, draft.published, draft.notes) == (None, None, None, None, ())


def test_entities_that_scraping_left_are_decoded():
    assert read(b"Caf&eacute; &amp; th&#233;").lines == (Line(1, "Café & thé"),)


def headings(*rows):
    return [line.text for line in read("\n".join(rows).encode()).lines if line.kind == "heading"]


@pytest.mark.parametrize(
    "rows",
    [
        ("== The wall ==",),
        ("--- The wall ---",),
        ("*** The wall ***",),
        ("# The wall",),
        ("## The wall ##",),
        ("The wall", "--------"),
        ("The wall", "====="),
        ("=" * 30, "The wall", "=" * 30),
        ("__The wall__", "Opens at nine."),
        ("# The wall", "* Opens at nine"),
        ("# The wall", TRAM.paragraphs[1]),
        ("========", "The wall", "========"),
        ("**The wall**", "Opens at nine."),
    ],
)
def test_marked_headings_lose_their_marks(rows):
    assert headings(TRAM.paragraphs[0], "", *rows, "", TRAM.paragraphs[1]) == ["The wall"]


@pytest.mark.parametrize(
    "rows",
    [
        ("The wall", "", "--------"),
        ("The wall closes at ten.", "-----------------------"),
        ("Name  Day  Hour", "---------------"),
        ("Some words", "The wall", "--------"),
        ("a == b",),
        ("=x=",),
        ("__init__", "Opens at nine."),
        ("The wall", "==="),
        ("The sea was calm that day", "====="),
        ("So much depends,", "========"),
        ("Is it open?", "==========="),
        ("# allowed", "- ann"),
        ("# restart the server", "sudo systemctl restart minecraft-server && journalctl -f -u minecraft-server"),
        ("# list all the files", "ls --all --human-readable --sort=size /srv/minecraft/worlds"),
        ("# as root", "$ systemctl restart the one server that all of us play on"),
        ("# one of two rows", "# that a comment has, which is longer than a setting is"),
        ("#raids",),
        ("# the port to listen on", "port = 80"),
        ("# Closes at ten.",),
        ("    # The wall",),
        ("**Closed on Monday.**",),
        ("-- la porte s'ouvre -- et se ferme",),
        ("- - - - -",),
    ],
)
def test_marks_that_may_be_anything_else_make_no_heading(rows):
    assert headings(TRAM.paragraphs[0], "", *rows, "", TRAM.paragraphs[1]) == []


def test_the_sections_that_a_text_is_made_of_keep_their_numbers():
    rows = ("1. Rapport moral", TRAM.paragraphs[0], "", "2. Élections", "", TRAM.paragraphs[1])
    assert headings("Compte rendu", "", *rows) == ["1. Rapport moral", "2. Élections"]
    named = (
        "Article 1 - Accès",
        "Le mur ouvre à neuf heures.",
        "",
        "Article 2 - Tenue",
        "Les chaussures sont propres.",
    )
    assert headings("Règlement", "", *named) == ["Article 1 - Accès", "Article 2 - Tenue"]


@pytest.mark.parametrize(
    "rows",
    [
        ("1. Open the door", "2. Close the door", "", TRAM.paragraphs[0]),
        ("1. Open the door", "It is heavy.", "", "2. Close the door", "It is still heavy."),
        ("1. Open the door", TRAM.paragraphs[0], "", "3. Close the door", TRAM.paragraphs[1]),
        ("1. Open the door", TRAM.paragraphs[0]),
    ],
)
def test_the_steps_of_a_list_are_no_headings(rows):
    assert headings("How to leave", "", *rows) == []


def test_wrapped_lines_are_joined_around_headings_too():
    rows = (
        "A line of text that an editor has wrapped near",
        "fifty columns, as some of them do, so that they",
        "are read well.",
    )
    lines = read("\n".join(("Title", "=====", *rows, "", "Part", "----", *rows)).encode()).lines
    assert [line.text for line in lines if line.kind == "text" and line.text[0] == "A"] == [" ".join(rows)] * 2


@pytest.mark.parametrize("row", ["=" * 119, "= " * 60, "*" * 60 + " " + "_" * 59, "# " * 60, "1. " * 40, "a  " * 40])
def test_rows_of_marks_alone_make_no_heading_and_end_soon(row):
    assert headings(*[row] * 3_000) == []
