"""What trafilatura would lose of a page, each beside what it reads."""

import pytest

from corpus.formats.html import read

FIRST = "The garden lies behind the old mill and is open to everybody who lives in the parish of Little Oakham."
LAST = "Bus 7 stops at the mill every half hour from the station, and there is a car park for twelve cars."


def between(part, around="{}"):
    """Return the lines of a part of a page that stand between a paragraph and a heading."""
    body = f"<h1>The garden</h1><p>{FIRST}</p><p>{LAST}</p>{part}<h2>How to get here</h2><p>{LAST}</p>"
    source = f"<html lang='en'><head><title>The garden</title></head><body>{around.format(body)}</body></html>"
    lines = [(line.kind, line.text) for line in read(source.encode()).lines]
    assert lines[:3] == [("heading", "The garden"), ("text", FIRST), ("text", LAST)]
    assert lines[-2:] == [("heading", "How to get here"), ("text", LAST)]
    return lines[3:-2]


@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<article>{}</article>", "<div id='content'>{}</div>"])
@pytest.mark.parametrize(
    ("part", "lines"),
    [
        (
            "<details><summary>Are dogs welcome?</summary>On a <b>short</b> lead, see <a href='/r'>the rules</a>."
            "<p>Cats never.</p></details>",
            [("heading", "Are dogs welcome?"), ("text", "On a short lead, see the rules."), ("text", "Cats never.")],
        ),
        (
            "<details><summary><h3>Are dogs welcome?</h3></summary><ol><li>Ask the warden.</li></ol></details>",
            [("heading", "Are dogs welcome?"), ("item", "1. Ask the warden.")],
        ),
        (
            "<h3><button aria-expanded='true'>Are dogs welcome?</button></h3><div><p>On a lead.</p></div>",
            [("heading", "Are dogs welcome?"), ("text", "On a lead.")],
        ),
        (
            "<div><button class='accordion-button'>Are dogs welcome?</button><div><p>On a lead.</p></div></div>",
            [("heading", "Are dogs welcome?"), ("text", "On a lead.")],
        ),
        ("<address>Mill House<br>3 Weir Lane<br>Oakham</address>", [("text", "Mill House 3 Weir Lane Oakham")]),
        (
            "The gate is locked at dusk. <b>Fees</b> are 3 pounds.<br>Children go free.",
            [("text", "The gate is locked at dusk. Fees are 3 pounds."), ("text", "Children go free.")],
        ),
        ("<b>Fees</b><p>Three pounds for adults.</p>", [("text", "Fees"), ("text", "Three pounds for adults.")]),
        ("<center>Closed on Mondays all year.</center>", [("text", "Closed on Mondays all year.")]),
        (
            "<ol><li>Ask the warden.<ol type='a'><li>by phone</li><li>by letter</li></ol></li><li>Wait.</li></ol>",
            [("item", "1. Ask the warden."), ("item", "a) by phone"), ("item", "b) by letter"), ("item", "2. Wait.")],
        ),
        (
            "<ol style='list-style: upper-roman' start='4'><li>Ask the warden.</li><li>Wait.</li></ol>",
            [("item", "IV) Ask the warden."), ("item", "V) Wait.")],
        ),
    ],
    ids=[
        "details",
        "heading in details",
        "heading of a button",
        "button",
        "address",
        "bare",
        "bold",
        "centre",
        "letters",
        "style",
    ],
)
def test_what_stands_beside_paragraphs_is_read(part, lines, around):
    assert between(part, around) == lines


def test_a_callout_in_an_article_is_read_and_what_stands_aside_is_not():
    note = "<aside class='starlight-aside tip'><p>The toilets are locked at five in winter.</p></aside>"
    assert between(note, "<main>{}</main>") == [("text", "The toilets are locked at five in winter.")]
    assert between(note.replace("tip", "infobox"), "<main>{}</main>") == []


@pytest.mark.parametrize(
    "part",
    [
        "<a href='/'>Home</a> | <a href='/p'>Prices</a> | <a href='/r'>Rules of the garden</a>",
        "Share:",
        "<nav>Where to go from here now</nav>",
        "<button aria-expanded='false'>Menu</button>",
        "<nav><button aria-expanded='false'>All of our pages</button></nav>",
    ],
    ids=["links", "a label", "a menu", "a word", "a button of a menu"],
)
def test_labels_and_menus_are_left_out(part):
    assert between(part) == []
