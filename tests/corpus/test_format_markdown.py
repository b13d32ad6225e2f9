import itertools
import re
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus.drafts import Line
from corpus.encodings import decode
from corpus.errors import UnreadableArticleError
from corpus.formats import front_matter, markdown
from corpus.formats.front_matter import front_matter_of
from corpus.formats.markdown import read

PAGE = """\
---
title: "Le titre : suite"
url: https://example.org/a
date: 2024-03-12
lang: fr
collection: presse
tags: [un, deux]
---
# Un *autre* titre

Du **gras**, un [lien](https://example.org "x"), du `code`, ~~barré~~ &amp; un
retour.<br>Puis <b>du HTML</b> ![image](a.png).

1. un
2. deux
   - trois

     suite
> Une citation
> sur deux lignes.

```python
# pas un titre

x = 1
```

| Ville | Habitants |
|-------|-----------|
| Lyon  | 522 000   |

<div>Un bloc <em>HTML</em><script>alert(1)</script></div>

Partie
------
Fin.
"""


def draft(text):
    return read(text.encode())


def test_front_matter_says_what_the_article_is():
    found = draft(PAGE)
    assert (found.title, found.url, found.published) == ("Le titre : suite", "https://example.org/a", date(2024, 3, 12))
    assert (found.language, found.collection, found.notes) == ("fr", "presse", ())


def test_markup_becomes_plain_text_line_by_line():
    assert draft(PAGE).lines == (
        Line(9, "Un autre titre", "heading"),
        Line(11, "Du gras, un lien, du code, barré & un retour. Puis du HTML ."),
        Line(14, "1. un", "item"),
        Line(15, "2. deux", "item"),
        Line(16, "◦ trois", "item"),
        Line(18, "suite", "item"),
        Line(19, "Une citation sur deux lignes."),
        Line(23, "# pas un titre", "code"),
        Line(25, "x = 1", "code"),
        Line(28, "Ville | Habitants", "item"),
        Line(30, "Lyon | 522 000", "item"),
        Line(32, "Un bloc HTML"),
        Line(34, "Partie", "heading"),
        Line(36, "Fin."),
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Premier\n\n# Second", "Premier"),
        ("Intro.\n\n# Plus bas\n\nTexte.", "Plus bas"),
        ("## Une partie\n\nTexte.", "Une partie"),
        ("Intro.\n\n## Une partie", None),
        ("---\ntitle: 1984\n---\n# Autre", "1984"),
        ("---\ntitle: no\n---\n", "no"),
        ("---\ntitle: ''\n---\n# Autre", "Autre"),
        ("---\ntitle: null\n---\n# Autre", "Autre"),
    ],
)
def test_the_title_is_the_front_matters_else_the_heading_on_top(text, title):
    assert draft(text).title == title


@pytest.mark.parametrize(
    ("written", "language"),
    [("fr", "fr"), ("fr-CA", "fr"), ("en_US", "en"), ("Français", "fr"), ("English", "en"), ("anglais", "en")],
)
def test_languages_are_understood_as_people_write_them(written, language):
    assert draft(f"---\nlang: {written}\n---\n").language == language


@pytest.mark.parametrize("written", ["2024-03-12", "12 mars 2024", "March 12, 2024", "2024-03-12T10:00:00+01:00"])
def test_dates_are_understood_as_people_write_them(written):
    assert draft(f"---\ndate: {written}\n---\n").published == date(2024, 3, 12)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("date: last spring", "date is not a day that can be read .*: last spring"),
        ("date: 2024-13-45", "date is not a day"),
        ("lang: de", "lang is neither fr nor en, so the text decides: de"),
        ("url: example.org/a", "url is not a web address and is ignored: example.org/a"),
        ("url: 'javascript:alert(1)'", "url is not a web address"),
        ("url: 'https://[::1'", "url is not a web address"),
        ("title: [a, b]", "title is not a single value"),
        ("title: a: b", "not valid YAML .line 2."),
    ],
)
def test_what_is_not_understood_is_noted_and_loses_nothing(line, note):
    found = draft(f"---\n{line}\ncollection: presse\n---\nTexte.")
    assert [bool(re.search(note, said)) for said in found.notes] == [True]
    assert (found.collection, found.lines) == ("presse", (Line(5, "Texte."),))


def test_broken_yaml_still_gives_its_simple_lines():
    found = draft("---\ntitle: Stargate: la suite\ndate: 2024-03-12\n---\nTexte.")
    assert (found.title, found.published) == ("Stargate: la suite", date(2024, 3, 12))


@pytest.mark.parametrize(
    "text", ["---\n\nTexte.\n\n---\n", "---\ntitle: jamais fermé", "Texte.\n\n---\ntitle: a\n\n---\n"]
)
def test_rules_of_dashes_are_no_front_matter(text):
    assert draft(text).title is None
    assert draft(text).lines


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("---\ntitle: Tower\nlang: en\n\nThe tower has 99 steps.", ("unclosed",)),
        ("---\nThe tower: 99 steps.\n", ()),
        ("---\n\ntitle: Tower\n", ()),
        ("title: Tower\n", ()),
    ],
)
def test_a_front_matter_that_never_ends_is_noted(text, notes):
    """Its lines would be quoted as text."""
    found = draft(text)
    assert tuple(note.reason for note in found.notes) == notes
    assert found.title is None


def test_yaml_aliases_unfold_to_nothing():
    steps = (f"{name}: &{name} [*{of}, *{of}, *{of}]\n" for of, name in itertools.pairwise("abcdefghi"))
    found = draft(f"---\na: &a [x, x]\n{''.join(steps)}title: *i\n---\nTexte.")
    assert found.notes == ("the front matter's title is not a single value and is ignored",)


@pytest.mark.parametrize("text", [">" * 5000 + "fin", "- " * 5000 + "fin", "[" * 50_000 + "fin", "*" * 50_000 + "fin"])
def test_deep_nesting_loses_no_text(text):
    assert any("fin" in line.text for line in draft(text).lines)


KEYS = st.sampled_from(
    ["title", "Title", "date", "lang", "collection", "tags", "a-b", "1", "é", "", "- a", "? b", '"c"']
)
VALUES = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \t:#'\"\\-[]{},&*!|>%@`?=~()_aÉ\u00a0\u200b\x07\ufffe🦊\n1.9"), st.characters()
    ),
    max_size=8,
)
QUOTED = st.one_of(VALUES, VALUES.map(lambda value: f'"{value}"'), VALUES.map(lambda value: f"'{value}'"))
FIELDS = st.tuples(
    KEYS, st.sampled_from([":", ": ", ":  ", " : ", ":\t", ""]), QUOTED, st.sampled_from(["", " ", " #"])
)


@given(st.lists(FIELDS.map("".join), max_size=4))
def test_plain_front_matter_says_what_yaml_reads_in_it(lines):
    """The quick way and YAML's own, on lines of every odd kind."""
    text = "\n".join(["---", *lines, "---", "Le texte."])
    quick = front_matter_of(text)
    with patch.object(front_matter, "_plain_fields", lambda block: None):
        assert quick == front_matter_of(text)


def test_plain_front_matter_needs_no_yaml():
    """It is what nearly all articles have."""
    rows = [r'title: "L’été : \"suite\" \\"', "lang: 'fr'", "date: 2024-03-12 ", "url: https://a.org/#b", "collection:"]
    with patch.object(front_matter.yaml, "load", side_effect=AssertionError):
        found = front_matter_of("\n".join(["---", *rows, "---", ""]))
    assert (found.title, found.language, found.published) == ('L’été : "suite" \\', "fr", date(2024, 3, 12))
    assert (found.url, found.collection, found.notes, found.lines) == ("https://a.org/#b", None, (), 7)


MARKS = (
    "a|b |(1) |1. |12)|1.|> |#|# |* |-|---|=|+ |_|`|~~|<b>|&amp;|& |![x](y)|[a]: b|:-|\t|    |\n|\n\n|\\|é|\u00a0|\x00"
)
ROWS = st.lists(st.one_of(st.sampled_from([*MARKS.split("|"), "|", "|-|"]), st.characters()), max_size=12).map("".join)


def is_readable(data):
    """Say whether these bytes are text."""
    try:
        decode(data)
    except UnreadableArticleError:
        return False
    return True


@given(ROWS)
def test_plain_paragraphs_are_what_markdown_makes_of_them(body):
    """The quick way and markdown-it over the whole text."""
    data = body.encode("utf-8", "replace")
    assume(is_readable(data))
    quick = read(data)
    with patch.object(markdown, "_plain_paragraphs", lambda text: []):
        assert quick == read(data)


def test_plain_paragraphs_need_no_markdown():
    """They are what most articles are made of; their markup within is still read."""
    text = "---\ntitle: Le refus\n---\n\nUn droit [*rare*](b) & un\nautre.\n\n\n(1) La suite."
    with patch.object(MarkdownIt, "parse", side_effect=AssertionError):
        found = read(text.encode())
    assert (found.title, found.lines) == ("Le refus", (Line(5, "Un droit rare & un autre."), Line(9, "(1) La suite.")))


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ('Usage [¶](#usage "Permanent link")', "Usage"),
        ("Usage [#](https://docs.example/guide#usage)", "Usage"),
        ("Usage {#usage}", "Usage"),
        ('Usage <a name="usage"></a>', "Usage"),
        ("Use C#", "Use C#"),
        ("[Usage](#usage)", "Usage"),
        ("Usage {now}", "Usage {now}"),
    ],
)
def test_headings_lose_what_only_leads_to_them(written, heading):
    draft = read(f"# {written}\n\nA sentence.\n\n## {written}\n".encode())
    assert draft.title == heading
    assert [line.text for line in draft.lines if line.kind == "heading"] == [heading, heading]


def test_a_table_of_html_is_read_by_rows():
    rows = "<tr><th>Hall</th><th>Fee</th></tr>\n<tr><td>Pool</td><td>5 €<br>a day</td></tr>"
    text = f"# Fees\n\n<table>\n{rows}\n</table>\n\nAsk Ann.\n"
    found = read(text.encode()).lines
    assert [(line.kind, line.text) for line in found[1:]] == [
        ("item", "Hall | Fee"),
        ("item", "Pool | 5 € a day"),
        ("text", "Ask Ann."),
    ]
    assert [line.number for line in found[1:]] == [3, 3, 8]


def test_a_table_of_html_with_empty_lines_and_what_is_around_it_are_read():
    rows = "<tr><td>Pool</td><td>5 €</td></tr>\n\n<tr><td>Gym</td><td>7 €</td></tr>"
    table = f"<table>\n<tr><th>Hall</th><th>Fee</th></tr>\n\n{rows}\n\n</table>"
    found = read(f"<header><h1>Fees</h1>\n{table}\n</header>\n\nAsk Ann.\n".encode()).lines
    assert [line.text for line in found] == ["Fees", "Hall | Fee", "Pool | 5 €", "Gym | 7 €", "Ask Ann."]
    unclosed = read(b"<table>\n<tr><td>a</td><td>b</td></tr>\n\nAsk Ann.\n").lines
    assert unclosed[-1].text == "Ask Ann."


def test_a_bold_row_of_one_cell_parts_those_of_a_table():
    rows = "| **Winter** | |\n| Pool | 5 € |\n| **Summer** |\n| Pool | 6 € |\n| Gym | |\n| Sauna | 9 € |\n"
    found = read(f"| Hall | Fee |\n|---|---|\n{rows}".encode()).lines
    assert [(line.number, line.text) for line in found] == [
        (3, "Winter"),
        (3, "Hall | Fee"),
        (4, "Pool | 5 €"),
        (5, "Summer"),
        (5, "Hall | Fee"),
        (6, "Pool | 6 €"),
        (7, "Gym | –"),
        (8, "Sauna | 9 €"),
    ]


def test_a_list_of_html_in_a_cell_keeps_its_words_apart():
    text = "| Hall | Open |\n|---|---|\n| Pool | <ul><li>Monday</li><li>Friday</li></ul> |\n"
    assert [line.text for line in read(text.encode()).lines] == ["Hall | Open", "Pool | Monday; Friday"]
