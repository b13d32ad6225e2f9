import io
from datetime import date, datetime

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

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


def drafted(change):
    """Return the draft of a document that a function writes."""
    document = Document()
    change(document)
    out = io.BytesIO()
    document.save(out)
    return read(out.getvalue())


def table_of(document):
    """Add a table of four rows and three columns."""
    table = document.add_table(0, 3)
    for row in (["Hall", "Fee", "Fee"], ["Hall", "Adult", "Child"], ["Pool", "5 €", "3 €"], ["Gym", "7 €", "4 €"]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def with_table(change):
    """Return the lines of a document with such a table, changed by a function."""
    return [line.text for line in drafted(lambda document: change(table_of(document))).lines]


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


@pytest.mark.parametrize("way", ["bold", "style"])
def test_a_first_row_that_is_set_off_names_the_columns(way):
    def change(table):
        for row, texts in enumerate((["Hall", "Kept by", "Since"], ["Pool", "Ann", "May"], ["Gym", "Bob", "June"])):
            for cell, text in zip(table.rows[row].cells, texts, strict=True):
                cell.text = ""
                cell.paragraphs[0].add_run(text).bold = way == "bold" and row == 0
        if way == "style":
            table.style = "Light Grid Accent 1"

    rows = [(line.kind, line.text) for line in drafted(lambda document: change(table_of(document))).lines]
    assert rows[:2] == [("item", "Hall | Kept by | Since"), ("item", "Pool | Ann | May")]


def test_bold_rows_are_heads_and_what_groups_of_rows_are_of():
    def change(table):
        merged(table, (0, 0), (1, 0), "Hall")
        merged(table, (0, 1), (0, 2), "Fee")
        for row, texts in ((4, ["Outdoors", "", ""]), (5, ["Lake", "1 €", "0 €"])):
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
            assert len(table.rows) == row + 1
        for row in (0, 1, 4):
            for cell in table.rows[row].cells:
                for run in cell.paragraphs[0].runs:
                    run.bold = True

    assert with_table(change) == [
        "Hall | Fee – Adult | Fee – Child",
        "Pool | 5 € | 3 €",
        "Gym | 7 € | 4 €",
        "Outdoors",
        "Hall | Fee – Adult | Fee – Child",
        "Lake | 1 € | 0 €",
    ]


def test_a_first_row_like_the_others_names_none():
    def change(document):
        table = document.add_table(0, 3)
        for row in (["Pool", "Ann", "May"], ["Gym", "Bob", "June"]):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    assert [line.kind for line in drafted(change).lines] == ["text", "text"]


def numbered(document, form, text, *, number, levels=1):
    """Define a list in a document: by its number, with the same form at each of its levels."""
    root = document.part.numbering_part.element
    made = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text(level)}"/></w:lvl>'
        for level in range(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{made}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def listed(document, text, number, depth=0, style=None):
    """Add a paragraph of a list."""
    paragraph = document.add_paragraph(text, style=style)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_the_numbers_of_lists_are_counted_as_word_writes_them():
    def change(document):
        numbered(
            document, "decimal", lambda level: ".".join(f"%{n + 1}" for n in range(level + 1)), number=901, levels=2
        )
        numbered(document, "lowerLetter", lambda _: "%1)", number=902)
        numbered(document, "bullet", lambda _: "•", number=903)
        numbered(document, "upperRoman", lambda _: "Article %1", number=904)
        for text, number, depth in (
            ("Open", 901, 0), ("Push", 901, 1), ("Wait", 901, 1), ("red", 902, 0), ("Close", 901, 0), ("Lock", 901, 1),
            ("blue", 902, 0), ("apart", 903, 0), ("none", 0, 0), ("unknown", 999, 0),
        ):  # fmt: skip
            listed(document, text, number, depth)
        for title in ("Members", "Fees"):
            listed(document, title, 904, style="Heading 2")

    assert [(line.kind, line.text) for line in drafted(change).lines] == [
        ("item", "1. Open"),
        ("item", "1.1. Push"),
        ("item", "1.2. Wait"),
        ("item", "a) red"),
        ("item", "2. Close"),
        ("item", "2.1. Lock"),
        ("item", "b) blue"),
        ("item", "- apart"),
        ("text", "none"),
        ("text", "unknown"),
        ("heading", "Article I Members"),
        ("heading", "Article II Fees"),
    ]


def test_bullets_within_an_item_have_another_mark():
    def change(document):
        numbered(document, "bullet", lambda _: "•", number=901, levels=2)
        listed(document, "Bots, if they", 901)
        listed(document, "post little", 901, 1)

    assert [line.text for line in drafted(change).lines] == ["- Bots, if they", "◦ post little"]


def defined(document, number, levels, *, definition="", over=""):
    """Define a list by the XML of its levels, of its definition, and of what its own overrides."""
    root = document.part.numbering_part.element
    named = f'{nsdecls("w")} w:abstractNumId="{number}"'
    root.insert(0, parse_xml(f"<w:abstractNum {named}>{definition}{levels}</w:abstractNum>"))
    own = f'<w:abstractNumId w:val="{number}"/>{over}'
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{own}</w:num>'))


def level(depth, form, text, more=""):
    values = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{values}</w:lvl>'


ARTICLES = level(0, "upperRoman", "Article %1.") + level(1, "decimalZero", "Section %1.%2", "<w:isLgl/>")
STEPS = level(0, "upperRoman", "Part %1.") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')


@pytest.mark.parametrize(
    ("levels", "depths", "marks"),
    [
        (ARTICLES, (0, 1, 0, 1), ["Article I. a", "Section 1.01 b", "Article II. c", "Section 2.01 d"]),
        (STEPS, (0, 1, 0, 1), ["Part I. a", "1. b", "Part II. c", "2. d"]),
    ],
    ids=["in digits", "goes on"],
)
def test_levels_are_counted_as_they_say(levels, depths, marks):
    def change(document):
        defined(document, 901, levels)
        for text, depth in zip("abcd", depths, strict=True):
            listed(document, text, 901, depth)

    assert [line.text for line in drafted(change).lines] == marks


def test_a_list_by_its_style_or_with_levels_of_its_own_is_numbered():
    def change(document):
        styled = '<w:numStyleLink w:val="Steps"/>'
        defined(document, 901, "", definition=styled)
        defined(document, 902, level(0, "lowerLetter", "%1)"), definition='<w:styleLink w:val="Steps"/>')
        over = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerRoman", "(%1)")}</w:lvlOverride>'
        defined(document, 903, level(0, "decimal", "%1."), over=over)
        for number in (901, 901, 903):
            listed(document, "Knock", number)

    assert [line.text for line in drafted(change).lines] == ["a) Knock", "b) Knock", "(i) Knock"]


def test_paragraphs_without_words_count_and_a_style_may_say_how_deep():
    def change(document):
        deeper = level(1, "decimal", "%1.%2", '<w:pStyle w:val="Deeper"/>')
        defined(document, 901, level(0, "decimal", "%1.") + deeper)
        style = document.styles.add_style("Deeper", WD_STYLE_TYPE.PARAGRAPH)
        number = f'<w:numPr {nsdecls("w")}><w:numId w:val="901"/></w:numPr>'
        style.element.get_or_add_pPr().append(parse_xml(number))
        for text in ("One", "", "Three"):
            listed(document, text, 901)
        document.add_paragraph("Below", style="Deeper")

    assert [line.text for line in drafted(change).lines] == ["1. One", "3. Three", "3.1. Below"]


def test_a_clause_in_a_style_based_on_a_heading_is_text():
    clause = "Whoever gives up a plot tells the clerk before the first of October."

    def change(document):
        document.styles.add_style("Clause", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 2"]
        document.add_paragraph(clause, style="Clause")
        document.add_paragraph("Rents", style="Clause")

    assert [(line.kind, line.text) for line in drafted(change).lines] == [("text", clause), ("heading", "Rents")]


def row_of(*cells, before=0, after=0):
    """Return a row of cells, each XML, that leaves columns out."""
    left = f'<w:trPr><w:gridBefore w:val="{before}"/><w:gridAfter w:val="{after}"/></w:trPr>' if before or after else ""
    shown = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{left}{shown}</w:tr>"


def said(text, properties=""):
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_what_a_row_leaves_out_keeps_its_column_and_rows_of_controls_are_read():
    control = "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    rows = (
        row_of(said("Hall"), said("Who"), said("Fee")),
        row_of(said("Guest"), said("7"), before=1),
        control.format(row_of(said("Gym"), after=2)),
        control.format(row_of(said("Pool"), said("All"), said("9"))),
    )
    table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
    found = drafted(lambda document: document.element.body.insert(0, parse_xml(table)))
    assert [line.text for line in found.lines] == ["Hall | Who | Fee", "– | Guest | 7", "Gym | – | –", "Pool | All | 9"]


def test_items_boxes_and_hyphens_of_cells_are_read():
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="901"/></w:numPr></w:pPr>'
    box = f"<w:p><w:r><w:t>see</w:t><w:txbxContent>{said('In the box.')}</w:txbxContent></w:r></w:p>"
    hyphen = "<w:p><w:r><w:t>9</w:t><w:noBreakHyphen/><w:t>12</w:t></w:r></w:p>"
    rows = row_of(said("Bring"), said("Note"), said("Hours")) + row_of(
        said("rope", item) + said("hat", item), box, hyphen
    )
    table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"

    def change(document):
        numbered(document, "decimal", lambda _: "%1.", number=901)
        listed(document, "First", 901)
        document.element.body.insert(1, parse_xml(table))
        listed(document, "Last", 901)

    assert [line.text for line in drafted(change).lines] == [
        "1. First",
        "Bring | Note | Hours",
        "2. rope; 3. hat | see | 9-12",
        "In the box.",
        "4. Last",
    ]


def test_the_style_of_a_list_numbers_it_and_a_style_based_on_a_heading_is_one():
    def change(document):
        document.styles.add_style("Chapter", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 1"]
        document.add_paragraph("Rules", style="Chapter")
        document.add_paragraph("Knock", style="List Number")
        document.add_paragraph("Enter", style="List Number")

    assert [(line.kind, line.text) for line in drafted(change).lines] == [
        ("heading", "Rules"),
        ("item", "1. Knock"),
        ("item", "2. Enter"),
    ]


@pytest.mark.parametrize(
    ("within", "read_as"),
    [
        ("<w:ins><w:r><w:t>12 €</w:t></w:r></w:ins><w:del><w:r><w:delText>9 €</w:delText></w:r></w:del>", "Fee: 12 €"),
        ("<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>", "Fee:"),
        ("<w:sdt><w:sdtContent><w:r><w:t>12 €</w:t></w:r></w:sdtContent></w:sdt>", "Fee: 12 €"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>3 May</w:t></w:r></w:fldSimple>', "Fee: 3 May"),
        ("<w:smartTag><w:r><w:t>Lyon</w:t><w:br/><w:t>Nord</w:t></w:r></w:smartTag>", "Fee: Lyon Nord"),
    ],
    ids=["tracked", "moved", "content control", "field", "smart tag"],
)
def test_the_words_of_a_paragraph_are_those_that_word_shows(within, read_as):
    def change(document):
        paragraph = document.add_paragraph("Fee: ")
        for part in parse_xml(f"<w:p {nsdecls('w')}>{within}</w:p>"):
            paragraph._p.append(part)

    assert [line.text for line in drafted(change).lines] == [read_as]


def test_what_stands_in_a_content_control_or_a_text_box_is_read_once_and_a_table_of_contents_is_not():
    inner = "<w:r><w:txbxContent><w:p><w:r><w:t>In a box in it</w:t></w:r></w:p></w:txbxContent></w:r>"
    boxed = f"<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r>{inner}</w:p></w:txbxContent>"
    both = f"<mc:Choice>{boxed}</mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:r><mc:AlternateContent {names}>{both}</mc:AlternateContent></w:r>"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'

    def control(text, properties=""):
        content = f"<w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent>"
        return parse_xml(f"<w:sdt {nsdecls('w')}>{properties}{content}</w:sdt>")

    def change(document):
        document.add_paragraph("Before")._p.append(parse_xml(f"<w:p {nsdecls('w')}>{box}</w:p>")[0])
        document.element.body.insert(1, control("In a control"))
        document.element.body.insert(2, control("Contents", gallery))

    assert [line.text for line in drafted(change).lines] == ["Before", "In a box", "In a box in it", "In a control"]


def test_lists_and_looks_that_are_written_wrongly_are_read_all_the_same():
    def change(document):
        numbered(document, "decimal", lambda _: "%1.", number=901)
        for element in document.part.numbering_part.element.iter(qn("w:ilvl"), qn("w:start"), qn("w:lvl")):
            element.set(qn("w:val"), "many")
        listed(document, "Open", 901, depth="deep")
        table = table_of(document)
        table._tbl.tblPr.append(parse_xml(f'<w:tblLook {nsdecls("w")} w:val="what"/>'))

    assert [line.text for line in drafted(change).lines][1:] == [
        "Hall | Fee | Fee",
        "Hall | Adult | Child",
        "Pool | 5 € | 3 €",
        "Gym | 7 € | 4 €",
    ]
