from datetime import date

import pytest

from corpus.errors import UnreadableArticleError
from corpus.formats.html import read
from tests.corpus.samples import CHESS, TRAM


def page(*paragraphs, head="", title=TRAM.title, above="", lang="fr"):
    """Return a page as a newspaper makes it: menu, article, related articles, footer."""
    body = "".join(paragraph if paragraph.startswith("<") else f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title} - Le Courrier</title>{head}</head><body>
<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{title}</h1>{above}{body}</article></main>
<aside><h2>Lire aussi</h2><a href="/b">Un autre titre</a><time datetime="2019-05-05">5 mai</time></aside>
<footer><p>© 2024 Le Courrier. Tous droits réservés.</p></footer></body></html>"""


def draft(text):
    return read(text.encode())


def test_the_article_is_found_among_the_pages_parts():
    found = draft(page(*TRAM.paragraphs))
    assert [line.text for line in found.lines if line.kind == "text"] == list(TRAM.paragraphs)
    assert found.title == TRAM.title


def test_headings_lists_tables_code_and_quotes_keep_their_kind():
    parts = (
        TRAM.paragraphs[0],
        "<h2>Le chantier</h2>",
        "Une phrase avec du <b>gras</b> et <a href='/c'>un lien</a>, assez longue pour rester dans la page.",
        "<ul><li>premier point de la liste</li><li>second point de la liste</li></ul>",
        "<table><tr><th>Ville</th><th>Habitants</th></tr><tr><td>Lyon</td><td>522 000</td></tr></table>",
        "<pre><code>x = 1\n\ny = 2</code></pre>",
        "<blockquote><p>Une citation assez longue pour que la page la garde.</p></blockquote>",
        TRAM.paragraphs[1],
    )
    found = [(line.kind, line.text) for line in draft(page(*parts)).lines]
    assert found[-11:] == [
        ("text", TRAM.paragraphs[0]),
        ("heading", "Le chantier"),
        ("text", "Une phrase avec du gras et un lien, assez longue pour rester dans la page."),
        ("item", "- premier point de la liste"),
        ("item", "- second point de la liste"),
        ("item", "Ville | Habitants"),
        ("item", "Lyon | 522 000"),
        ("code", "x = 1"),
        ("code", "y = 2"),
        ("text", "Une citation assez longue pour que la page la garde."),
        ("text", TRAM.paragraphs[1]),
    ]


def test_lists_are_numbered_as_the_page_numbers_them():
    steps = (
        "<ol><li>Fermez le jeu.<ul><li>Le lanceur aussi.</li></ul></li><li></li><li>Ouvrez le <b>dossier</b>.</li></ol>"
    )
    further = '<ol start="3"><li>Copiez le fichier dans le dossier.</li><li>Relancez le jeu.</li></ol>'
    found = draft(page(TRAM.paragraphs[0], steps, TRAM.paragraphs[1], further, *TRAM.paragraphs[2:]))
    assert [line.text for line in found.lines if line.kind == "item"] == [
        "1. Fermez le jeu.",
        "◦ Le lanceur aussi.",
        "2. Ouvrez le dossier.",
        "3. Copiez le fichier dans le dossier.",
        "4. Relancez le jeu.",
    ]


def test_lists_that_begin_alike_keep_their_own_numbers():
    first = "<ol><li>Ouvrez les réglages du jeu.</li><li>Fermez le jeu, puis le lanceur.</li></ol>"
    further = '<ol start="4"><li>Ouvrez les réglages du lanceur.</li><li>Relancez le jeu.</li></ol>'
    found = draft(page(TRAM.paragraphs[0], first, TRAM.paragraphs[1], further, *TRAM.paragraphs[2:]))
    assert [line.text for line in found.lines if line.kind == "item"] == [
        "1. Ouvrez les réglages du jeu.",
        "2. Fermez le jeu, puis le lanceur.",
        "4. Ouvrez les réglages du lanceur.",
        "5. Relancez le jeu.",
    ]


def test_a_term_and_what_explains_it_are_one_item():
    terms = (
        "<dl><dt>EKP</dt><dd>Les points de butin.</dd><dd>Ils baissent.</dd><dt>Banc</dt><dt>Réserve</dt>"
        "<dd>Qui attend.</dd><dt>Peut-on vendre ?</dt><dd>Oui.</dd><dt>Seul</dt></dl>"
    )
    found = draft(page(TRAM.paragraphs[0], terms, *TRAM.paragraphs[1:]))
    assert [line.text for line in found.lines if line.kind == "item"] == [
        "- EKP: Les points de butin.",
        "- Ils baissent.",
        "- Banc, Réserve: Qui attend.",
        "- Peut-on vendre ? Oui.",
        "- Seul",
    ]


def test_a_line_break_parts_finished_sentences_only():
    found = draft(page("Une phrase finie.<br>Une autre qui<br>continue ici.", *TRAM.paragraphs))
    assert [line.text for line in found.lines[1:3]] == ["Une phrase finie.", "Une autre qui continue ici."]


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://example.org/a">',
        '<meta property="og:url" content="https://example.org/a">',
        "<!-- saved from url=(0021)https://example.org/a -->",
        "<!--\n Page saved with SingleFile\n url: https://example.org/a\n-->",
    ],
)
def test_the_address_is_what_the_page_or_the_browser_says(head):
    assert draft(page(*TRAM.paragraphs, head=head)).url == "https://example.org/a"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Lints - The Book</title>", "<h1>Menu</h1><h1>The Book</h1><main><h1>Lints</h1>{text}</main>", "Lints"),
        (
            "<title>Un titre - Le Courrier</title>",
            "<h1>Le Courrier</h1><article><h2>Un titre</h2>{text}</article>",
            "Un titre",
        ),
        ("<meta property='og:title' content='Un titre'>", "<h1>Le Courrier</h1>{text}", "Un titre"),
        ("<title>Un titre</title>", "{text}", "Un titre"),
        ("", "<h1>Un titre</h1>{text}", "Un titre"),
        ("", "{text}", None),
    ],
)
def test_the_title_is_the_heading_that_the_page_is_named_after(head, body, title):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TRAM.paragraphs)
    assert draft(f"<html><head>{head}</head><body>{body.format(text=text)}</body></html>").title == title


@pytest.mark.parametrize("address", ["/relative", "javascript:alert(1)", "", "https://a b"])
def test_what_is_no_web_address_is_none(address):
    assert draft(page(*TRAM.paragraphs, head=f'<link rel="canonical" href="{address}">')).url is None


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ('<meta property="article:published_time" content="2025-02-03T10:00:00Z">', ""),
        ('<meta name="date" content="2025-02-03">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-02-03"}</script>', ""),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2025-02-03T08:00:00Z"}]}</script>', ""),
        ("", '<time datetime="2025-02-03T10:00">lundi</time>'),
        ("", '<span itemprop="datePublished" content="2025-02-03">hier</span>'),
        ("", '<span class="entry-date">03/02/2025</span>'),
        ("", "<p>Publié le 3 février 2025 à 10h30</p>"),
    ],
)
def test_the_day_that_the_page_states_is_the_day_of_publication(head, above):
    assert draft(page(*TRAM.paragraphs, head=head, above=above)).published == date(2025, 2, 3)


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("", ""),
        ('<meta property="article:modified_time" content="2025-02-03">', ""),
        ("", "<p>Mis à jour le 3 février 2025</p>"),
        ("", '<time datetime="2025-02-03">a</time><time datetime="2025-02-04">b</time>'),
        ("", '<img src="/2025/02/03/a.jpg">'),
        ('<script type="application/ld+json">{"datePublished": </script>', ""),
        ('<meta name="date" content="2025-02-03"><meta name="dc.date" content="2025-02-04">', ""),
    ],
)
def test_no_day_is_better_than_a_guess(head, above):
    assert draft(page(*TRAM.paragraphs, head=head, above=above)).published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-15"])
def test_pages_are_read_in_the_encoding_that_they_declare(encoding):
    text = page(*TRAM.paragraphs).replace('charset="utf-8"', f'charset="{encoding}"').replace("’", "'")
    found = read(text.encode(encoding))
    assert found.lines[1].text == TRAM.paragraphs[0].replace("’", "'")


def test_a_broken_byte_in_a_script_is_no_obstacle():
    found = read(page(*TRAM.paragraphs, head="<script>x = 'é'</script>").encode().replace("'é'".encode(), b"'\xe9'"))
    assert (found.lines[1].text, found.notes) == (TRAM.paragraphs[0], ())


def test_a_broken_byte_in_the_text_is_noted():
    found = read(page(*TRAM.paragraphs).encode().replace("début".encode(), b"d\xe9but"))
    assert found.notes == ("some characters are damaged and shown as \ufffd; save the page again as UTF-8",)


def test_a_page_that_is_no_article_gives_its_own_words():
    found = draft("<html><body><nav>Menu</nav><div>Un mot<div>Un autre</div></div><script>x()</script></body></html>")
    assert [line.text for line in found.lines] == ["Un mot", "Un autre"]


def test_an_xml_declaration_is_no_obstacle():
    found = draft("<?xml version='1.0' encoding='utf-8'?>" + page(*CHESS.paragraphs, title=CHESS.title))
    assert found.title == CHESS.title


@pytest.mark.parametrize("text", ["<html></html>", "<script>x</script>", " ", "<p> </p>", "<!-- rien -->"])
def test_a_page_without_text_is_refused(text):
    with pytest.raises(UnreadableArticleError, match="no text was found in the page"):
        draft(text)


@pytest.mark.parametrize("tag", ["div", "table", "b", "ul", "blockquote", "p", "svg"])
def test_deep_nesting_gives_text_or_a_reason(tag):
    deep = f"<{tag}>" * 5000 + "au fond" + f"</{tag}>" * 5000
    try:
        texts = [line.text for line in draft(deep).lines]
    except UnreadableArticleError as error:
        texts = [str(error)]
    assert texts in (["au fond"], ["no text was found in the page"])


def test_nothing_is_said_on_the_terminal(capsys, caplog):
    draft("<html><body><p>x" + "<table>" * 50)
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []


@pytest.mark.parametrize(
    "link",
    [
        '<a class="headerlink" href="#rives" title="Permalink">¶</a>',
        '<a class="hash-link" href="https://docs.example/guide#rives">#</a>',
        ' <a class="anchor" href="#rives"><span>🔗</span></a>',
        '<a href="#rives">Lien direct vers Les rives</a>',
        "<button>Copy link</button>",
        '<span class="mw-editsection">[<a href="/e">edit</a>]</span>',
        '</h2><a class="sl-anchor-link" href="#rives"><span>Section titled “Les rives”</span></a><h2>',
    ],
)
def test_headings_and_titles_lose_their_permalinks(link):
    title = link.replace("rives", "haut") if link.startswith("<a class") else ""
    parts = [f"<h2>Les rives{link}</h2>", *TRAM.paragraphs]
    text = page(*parts).replace(f"<h1>{TRAM.title}</h1>", f"<h1>{TRAM.title}{title}</h1>")
    found = draft(text)
    assert [line.text for line in found.lines if line.kind == "heading"][-1] == "Les rives"
    assert found.title == TRAM.title


def test_headings_keep_signs_and_links_that_are_their_words():
    parts = ("<h2>C#</h2>", TRAM.paragraphs[0], '<h2><a href="#f">Use F#</a></h2>', *TRAM.paragraphs[1:])
    found = draft(page(*parts))
    assert [line.text for line in found.lines if line.kind == "heading"][-2:] == ["C#", "Use F#"]


def test_terms_with_permalinks_are_no_menu():
    terms = "".join(
        f'<dt>{term}<a class="headerlink" href="#{term}">¶</a></dt><dd>{what}</dd>'
        for term, what in (("locked", "Another process holds the vault."), ("skew", "The clocks differ."))
    )
    found = draft(page(*TRAM.paragraphs, f"<dl>{terms}</dl>"))
    said = " ".join(line.text for line in found.lines)
    assert "locked" in said
    assert "Another process holds the vault." in said
    assert "The clocks differ." in said


def test_marks_of_notes_go_and_bracketed_words_stay():
    note = '<sup class="reference"><a href="#cite_note-1">[1]</a></sup>'
    found = draft(page(f"{TRAM.paragraphs[0]}{note}", f"{TRAM.paragraphs[1]} <sup>[sic]</sup>"))
    assert [line.text for line in found.lines if line.kind == "text"] == [
        TRAM.paragraphs[0],
        f"{TRAM.paragraphs[1]} [sic]",
    ]


@pytest.mark.parametrize("around", ["{}", "<div id='wrap'>{}</div>", "<p>Site</p><div>{}</div>"])
def test_headings_and_lists_stay_in_pages_that_name_no_article(around):
    text = "<h1>Der</h1><p>Short.</p><h2>Noise</h2><ul><li>Be quiet.</li><li>No drums.</li></ul><h2>Food</h2>"
    body = around.format(f"{text}<p>{TRAM.text}</p>")
    lines = draft(f"<html><body>{body}</body></html>").lines
    assert [line.text for line in lines if line.kind == "heading"][-2:] == ["Noise", "Food"]
    assert [line.text for line in lines if line.kind == "item"] == ["- Be quiet.", "- No drums."]


def test_the_title_of_an_exported_document_is_its_title():
    body = "<p class='c3 title'>Handbook</p><h1>Before</h1><p>A sentence.</p><h1>After</h1><p>Another one.</p>"
    assert draft(f"<html><body class='doc-content'>{body}</body></html>").title == "Handbook"


def test_the_last_change_below_a_page_is_its_date_where_it_states_no_other():
    below = "<div class='footer'>© 2026, Ann. Created using Sphinx 7. Last updated on Mar 4, 2024.</div>"
    text = page(*TRAM.paragraphs).replace("</body>", f"{below}</body>")
    assert (draft(text).published, draft(text).guessed_published) == (None, date(2024, 3, 4))


def test_a_table_keeps_its_columns_where_cells_are_empty():
    """An empty corner is the commonest."""
    rows = (
        "<tr><th></th><th>Basic</th><th>Pro</th></tr><tr><td>API access</td><td></td><td>yes</td></tr>"
        "<tr><td colspan=3>For teams</td></tr>"
    )
    assert table_lines(rows) == ["– | Basic | Pro", "API access | – | yes", "For teams"]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (["Founded|by Ann Smith", "Address|Main Street"], ["- Founded: by Ann Smith", "- Address: Main Street"]),
        (["Spring Cup|Hall A|Ann", "Blitz|Cellar|Eva"], ["Spring Cup | Hall A | Ann", "", "Blitz | Cellar | Eva"]),
        (["Plan|Price", "Gold|5 €", "Silver|3 €"], ["Plan | Price", "Gold | 5 €", "Silver | 3 €"]),
    ],
)
def test_a_first_row_that_names_nothing_is_no_header(rows, lines):
    """Rows of pairs are labelled items, longer ones paragraphs; numbers below words tell a header without marks."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    assert table_lines("".join(f"<tr>{row}</tr>" for row in cells)) == lines


def table_lines(rows):
    """The lines of a table between two paragraphs."""
    prose = "<p>This paragraph is long enough to be an article, since it goes on about the club and its people.</p>"
    body = f"<h1>Club</h1>{prose * 3}<table>{rows}</table><p>The end of it.</p>"
    lines = draft(f"<html><body><article>{body}</article></body></html>").lines
    text = "\n".join(line.text if line.kind == "item" else f"\n{line.text}\n" for line in lines)
    return text.split("people.\n")[-1].split("\n\nThe end")[0].strip("\n").replace("\n\n\n", "\n\n").split("\n")


ROWS = "<tr><td>Monday</td><td>9 am to 5 pm</td></tr><tr><td>Saturday</td><td>10 am<br>to noon</td></tr>"


def lines_of(body):
    return [(line.kind, line.text) for line in draft(f"<html><body>{body}</body></html>").lines]


def test_a_page_that_is_little_but_a_table_is_read_by_rows():
    body = f"<h1>Opening hours</h1><table><caption>All year</caption><tr><th>Day</th><th>Hours</th></tr>{ROWS}</table>"
    assert lines_of(body) == [
        ("heading", "Opening hours"),
        ("text", "All year"),
        ("item", "Day | Hours"),
        ("item", "Monday | 9 am to 5 pm"),
        ("item", "Saturday | 10 am to noon"),
    ]


def test_rows_of_two_cells_without_columns_named_are_items():
    assert lines_of(f"<table>{ROWS}</table>") == [
        ("item", "- Monday: 9 am to 5 pm"),
        ("item", "- Saturday: 10 am to noon"),
    ]


@pytest.mark.parametrize(
    "cell",
    ["<h1>The club</h1><p>We meet on Mondays.</p>", f"<table>{ROWS}</table>"],
    ids=["a heading", "a table"],
)
def test_a_table_that_lays_a_page_out_is_read_by_cells(cell):
    row = f"<tr><td><a href='/'>Home</a></td><td>{cell}</td></tr>"
    found = lines_of(f"<h1>The club</h1><table>{row}<tr><td>Left</td><td>Right</td></tr></table>")
    assert ("text", "Home") in found
    assert ("text", "Left") in found


LEAD = "<p>The hall is open all year, in winter as in summer, but for the two weeks around Christmas.</p>"


def rows_of(table):
    """Return the lines of a table in an article."""
    return [text for _, text in lines_of(f"<article>{LEAD}<table>{table}</table>{LEAD}</article>")[1:-1]]


def test_a_cell_that_reaches_over_rows_or_columns_stands_in_each():
    table = """<tr><th>Hall</th><th>Who</th><th>Fee</th></tr>
      <tr><td rowspan="2">Pool</td><td>Member</td><td>5 €</td></tr><tr><td>Guest</td><td>7 €</td></tr>
      <tr><td>Gym</td><td colspan="2">closed</td></tr><tr><td>Ice</td><td rowspan="0">All</td><td>9 €</td></tr>"""
    assert rows_of(table) == [
        "Hall | Who | Fee",
        "Pool | Member | 5 €",
        "Pool | Guest | 7 €",
        "Gym | closed | closed",
        "Ice | All | 9 €",
    ]


def test_a_row_that_is_one_cell_is_said_once():
    table = "<tr><th>Hall</th><th>Fee</th></tr><tr><td colspan=2>Winter</td></tr><tr><td>Pool</td><td>5 €</td></tr>"
    assert rows_of(table) == ["Winter", "Hall | Fee", "Pool | 5 €"]


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("Opening hours – Fernhill Tool Library", "All year.", "Opening hours – Fernhill Tool Library"),
        ("Fernhill Tool Library | Opening hours", "All year.", "Opening hours – Fernhill Tool Library"),
        ("Opening hours – Fernhill Tool Library", "The Fernhill Tool Library is open.", "Opening hours"),
        ("Opening hours | Fernhill | Tools", "All year.", "Opening hours"),
        ("Opening hours", "All year.", "Opening hours"),
    ],
)
def test_a_heading_that_may_be_anybodys_has_the_name_of_its_site(name, text, title):
    body = f"<article><h1>Opening hours</h1>{LEAD}<p>{text}</p>{LEAD}</article>"
    assert draft(f"<html><head><title>{name}</title></head><body>{body}</body></html>").title == title


def test_a_heading_that_names_something_is_the_title():
    body = f"<article><h1>Penny</h1>{LEAD}{LEAD}</article>"
    assert draft(f"<html><head><title>Penny - Valley Wiki</title></head><body>{body}</body></html>").title == "Penny"


def test_a_table_with_heads_is_of_data_whatever_its_cells_hold():
    table = """<tr><th>Model</th><th>Price</th><th>Manual</th></tr>
      <tr><td><h3>Laser</h3><p>our best boat</p></td><td>200 €<form><button>Buy</button></form></td>
      <td><a href="/l.pdf">Laser manual</a></td></tr>
      <tr><td><h3>Optimist</h3>for children</td><td><table><tr><td>90 €</td><td>used: 60 €</td></tr></table></td>
      <td><a href="/o.pdf">Optimist manual</a></td></tr>"""
    assert rows_of(table) == [
        "Model | Price | Manual",
        "Laser our best boat | 200 € | Laser manual",
        "Optimist for children | 90 € used: 60 € | Optimist manual",
    ]


def test_the_caption_of_a_figure_is_that_of_its_table():
    table = f"<figure><table>{ROWS}</table><figcaption>All the year</figcaption></figure>"
    lines = [text for _, text in lines_of(f"<article>{LEAD}{table}{LEAD}</article>")]
    assert lines[1:-1] == ["All the year", "- Monday: 9 am to 5 pm", "- Saturday: 10 am to noon"]


def test_a_sign_in_a_cell_says_what_it_shows():
    table = """<tr><th>Feature</th><th>Free</th><th>Pro</th></tr>
      <tr><td>Backups</td><td></td><td><img src="/i/check.svg"></td></tr>
      <tr><td>Support</td><td><img src="/y.png" alt="by mail"></td><td><i class="fa fa-check"></i></td></tr>
      <tr><td>Adverts</td><td><svg aria-label="yes"></svg></td><td><span class="icon-times"></span></td></tr>
      <tr><td>Users</td><td>1</td><td>25</td></tr>"""
    assert rows_of(table) == [
        "Feature | Free | Pro",
        "Backups | – | ✓",
        "Support | by mail | ✓",
        "Adverts | yes | ✗",
        "Users | 1 | 25",
    ]


def test_what_is_uneven_is_made_even_and_a_second_row_of_heads_begins_a_table():
    long = "The pool is open to all who can swim. " * 20
    table = f"""<tr><th>Hall</th><th>Who</th><th>Fee</th></tr>
      <tr><td rowspan="2">Pool</td><td>Member</td><td>5 €</td></tr>
      <tr><td>Guest</td><td>7 €</td></tr><tr><td>Gym</td><td>{long}</td></tr>
      <tr><th>Boat</th><th>Deposit</th><th></th></tr><tr><td>Laser</td><td>200 €</td></tr>"""
    assert rows_of(table) == [
        "Hall | Who | Fee",
        "Pool | Member | 5 €",
        "Pool | Guest | 7 €",
        f"Gym | {long.strip()} | –",
        "Boat | Deposit | –",
        "Laser | 200 € | –",
    ]


def test_an_empty_corner_does_not_hinder_the_names():
    table = "<tr><td></td><th>Adult</th><th>Child</th></tr><tr><td>Pool</td><td>a</td><td>b</td></tr>"
    assert rows_of(table) == ["– | Adult | Child", "Pool | a | b"]


def test_a_cell_that_reaches_over_very_many_rows_reaches_to_the_last():
    rows = "".join(f"<tr><td>Town {number}</td><td>{number} €</td></tr>" for number in range(130))
    head = (
        "<tr><th>Region</th><th>Town</th><th>Fee</th></tr><tr><td rowspan=131>North</td><td>Hall</td><td>9 €</td></tr>"
    )
    assert rows_of(head + rows)[-1] == "North | Town 129 | 129 €"


def test_rows_that_are_of_groups_have_the_names_of_their_columns_each():
    table = """<tr><td></td><td colspan=2><b>Fee</b></td></tr>
      <tr><td><b>Hall</b></td><td><b>Adult</b></td><td><b>Child</b></td></tr>
      <tr><td><b>Winter</b></td><td></td><td></td></tr><tr><td>Pool</td><td>5 €</td><td>3 €</td></tr>
      <tr><th colspan=3>Summer</th></tr><tr><td>Pool</td><td>6 €</td><td>4 €</td></tr>"""
    assert rows_of(table.replace("th", "td")) == [
        "Winter",
        "Hall | Fee – Adult | Fee – Child",
        "Pool | 5 € | 3 €",
        "Summer",
        "Hall | Fee – Adult | Fee – Child",
        "Pool | 6 € | 4 €",
    ]


def test_two_rows_that_name_the_columns_become_one():
    table = """<thead><tr><th rowspan="2">Hall</th><th colspan="2">Fee</th></tr>
      <tr><th>Adult</th><th>Child</th></tr></thead><tr><td>Pool</td><td>5 €</td><td>3 €</td></tr>"""
    assert rows_of(table) == ["Hall | Fee – Adult | Fee – Child", "Pool | 5 € | 3 €"]


def test_rows_of_heads_that_do_not_belong_together_stay_apart():
    table = "<tr><th>Year</th><th>2018</th></tr><tr><th>Place</th><th>3</th></tr><tr><td>Points</td><td>29</td></tr>"
    assert rows_of(table) == ["Year | 2018", "Place | 3", "Points | 29"]


@pytest.mark.parametrize(
    "title",
    ["<caption>Fees 2026</caption>", '<tr><th colspan="2">Fees 2026</th></tr>', "<tr><td>Fees 2026</td></tr>"],
    ids=["a caption", "a row of heads", "a row"],
)
def test_what_entitles_a_table_stands_before_its_heads(title):
    table = f"{title}<tr><th>Hall</th><th>Kept by</th></tr><tr><td>Pool</td><td>Ann</td></tr>"
    assert rows_of(table) == ["Fees 2026", "Hall | Kept by", "Pool | Ann"]


@pytest.mark.parametrize(
    "head", ["<thead><tr><td>Hall</td><td>Kept by</td></tr></thead>", "<thead><th>Hall</th><th>Kept by</th></thead>"]
)
def test_a_head_of_a_table_names_its_columns_however_it_is_written(head):
    assert rows_of(f"{head}<tr><td>Pool</td><td>Ann</td></tr>") == ["Hall | Kept by", "Pool | Ann"]


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("10 am<br>to noon", "10 am to noon"),
        ("<p>9 am to noon</p><p>2 pm to 6 pm</p>", "9 am to noon; 2 pm to 6 pm"),
        ("<p>works with Windows 10</p><p>and newer</p>", "works with Windows 10 and newer"),
        ("<ul><li>Monday</li><li>Friday</li></ul>", "Monday; Friday"),
        ("<ul><li>red</li><li>blue</li></ul>", "red; blue"),
        ("<ul><li>Monday.</li><li>Friday.</li></ul>", "Monday. Friday."),
        ("<b>10</b> am<script>track()</script>", "10 am"),
        ("a&#1;b<br>c&#11;", "ab c"),
        ("<a href='/ann'>Ann</a>", "Ann"),
    ],
)
def test_the_words_of_a_cell_stay_apart_and_whole(cell, read_as):
    table = f"<tr><th>Hall</th><th>Open</th></tr><tr><td>Pool</td><td>{cell}</td></tr>"
    assert rows_of(table) == ["Hall | Open", f"Pool | {read_as}"]


@pytest.mark.parametrize("reach", ["65535", "-1", "two", "", "٣", "9" * 5000])
def test_a_cell_that_reaches_too_far_or_nowhere_is_read(reach):
    table = f'<tr><td rowspan="{reach}">Pool</td><td>5 €</td></tr><tr><td>Gym</td><td colspan="{reach}">7 €</td></tr>'
    assert any("5 €" in row for row in rows_of(table))


def test_a_table_of_links_without_heads_is_a_menu():
    menu = "".join(
        f"<tr><td><a href='/{n}'>Page {n}</a></td><td><a href='/{n}b'>More {n}</a></td></tr>" for n in range(9)
    )
    assert not any(
        "Page 3 " in text for _, text in lines_of(f"<article>{LEAD}{LEAD}<table>{menu}</table>{LEAD}</article>")
    )


def test_a_list_item_of_several_paragraphs_keeps_its_words_apart():
    body = f"<article>{LEAD}<ul><li><p>Close the game.</p><p>Then open it.</p></li></ul>{LEAD}</article>"
    assert ("item", "- Close the game. Then open it.") in lines_of(body)


def test_an_article_that_is_a_small_part_of_its_one_paragraph_page_is_not_taken_for_all_of_it():
    """Trafilatura finds the longest block alone; the others hold most of the page."""
    blocks = [
        f"Block {n} says that hall {n} is kept by the club of street {n}, and that it opens at {n} o'clock."
        for n in range(1, 9)
    ]
    body = "".join(f"<div><span>{block}</span></div>" for block in blocks)
    said = " ".join(text for _, text in lines_of(body))
    assert all(block in said for block in blocks)


@pytest.mark.parametrize(
    ("first", "second", "is_head"),
    [
        (("<b>Hall</b>", "<strong>Kept by</strong>", "<p><b>Since</b></p>"), ("Pool", "Ann", "May"), True),
        (("<b>Hall</b>", "<b>Kept by</b>", "Since"), ("Pool", "Ann", "May"), False),
        (("<b>Pool</b>", "<b>Ann</b>", "<b>May</b>"), ("<b>Gym</b>", "<b>Bob</b>", "<b>June</b>"), False),
    ],
)
def test_a_first_row_that_alone_is_bold_names_the_columns(first, second, is_head):
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (first, second))
    kinds = [kind for kind, text in lines_of(f"<article>{LEAD}<table>{rows}</table>{LEAD}</article>") if " | " in text]
    assert kinds == ["item" if is_head else "text"] * 2


def test_a_heading_that_is_all_of_a_cell_entitles_rows():
    rows = "<tr><td colspan=2><h3>For the dough</h3></td></tr><tr><td>125 g</td><td>flour</td></tr>"
    assert rows_of(f"{rows}<tr><td>65 g</td><td>sugar</td></tr>") == [
        "For the dough",
        "- 125 g: flour",
        "- 65 g: sugar",
    ]


def test_a_page_that_a_table_lays_out_is_read_as_if_it_were_of_blocks():
    menu = "<td><a href='/'>News</a><br><a href='/f'>Fleet</a></td>"
    boats = "<tr><td><b>Boat</b></td><td><b>Deposit</b></td></tr><tr><td>Laser</td><td>200 €</td></tr>"
    text = f"<p>{TRAM.paragraphs[0]}</p><p>{TRAM.paragraphs[1]}</p><table>{boats}</table>"
    body = f"<table><tr><td colspan=2><h1>Sailing club</h1></td></tr><tr>{menu}<td>{text}</td></tr></table>"
    found = lines_of(body)
    assert ("text", TRAM.paragraphs[0]) in found
    assert ("text", TRAM.paragraphs[1]) in found
    assert found[-2:] == [("item", "Boat | Deposit"), ("item", "Laser | 200 €")]


def test_a_note_below_a_table_leaves_its_columns_their_names():
    rows = "<tr><td>Rank</td><td>Price</td><td>Homes</td></tr><tr><td>Squire</td><td>$5</td><td>3</td></tr>"
    table = f"{rows}<tr><td>Baron</td><td>$9</td><td>9</td></tr><tr><td colspan=3>All last a year.</td></tr>"
    found = lines_of(f"<article>{LEAD}<table>{table}</table>{LEAD}</article>")[1:-1]
    assert found == [
        ("item", "Rank | Price | Homes"),
        ("item", "Squire | $5 | 3"),
        ("item", "Baron | $9 | 9"),
        ("item", "All last a year."),
    ]
