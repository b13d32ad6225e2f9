import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.layout import is_item, plain_lines
from tests.corpus.samples import CHESS, SAMPLES, TRAM


def texts(raw):
    return [line.text for line in plain_lines(raw)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
@pytest.mark.parametrize("width", [50, 72, 79, 100])
def test_wrapped_paragraphs_are_joined(sample, width):
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in sample.paragraphs)
    assert texts(wrapped) == list(sample.paragraphs)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n"])
def test_paragraphs_on_one_line_each_stay_apart(sample, gap):
    assert texts(gap.join(sample.paragraphs)) == list(sample.paragraphs)


def test_numbers_count_the_lines_of_the_file():
    raw = "\n\nUn titre\n\n" + textwrap.fill(TRAM.paragraphs[0], 60) + "\n\nFin."
    assert [line.number for line in plain_lines(raw)] == [
        3,
        5,
        5 + textwrap.fill(TRAM.paragraphs[0], 60).count("\n") + 2,
    ]


def test_lists_and_verses_are_not_joined():
    verses = ["Sous le pont Mirabeau", "coule la Seine", "et nos amours", "faut-il qu’il m’en souvienne"]
    assert texts("\n".join(verses)) == verses


def test_a_sentence_that_plainly_goes_on_is_joined_wherever_its_lines_were_broken():
    raw = (
        "They cannot charge you for use. Fair wear means the\nordinary decay that use brings, such as rugs or\nblinds."
    )
    assert texts(f"Title\n\n{raw}\nShort\n\nMenu\nSearch\nHome") == [
        "Title",
        raw.replace("\n", " "),
        "Short",
        "Menu",
        "Search",
        "Home",
    ]


def test_prose_that_is_wrapped_by_hand_above_lists_of_short_lines_is_joined():
    prose = (
        "The choir has met in the hall of the quarter ever since the year 1998.",
        "It has some 46 singers, who are led by a conductor,",
        "or by her deputy, and who come from all parts of the town. They meet",
        "on Tuesdays at eight in the evening, and anybody may come along and",
        "listen to them before joining. Two concerts are given every year by",
        "the choir and its friends, in December and in June.",
    )
    labels = ["Full price: 120 € a year", "Couples: 200 €", "Under 26: 40 €", "Fauré", "Poulenc", "Duruflé", "Britten"]
    raw = "\n".join(prose) + "\n\n" + "\n".join(labels)
    assert texts(raw) == [" ".join(prose), *labels]


@pytest.mark.parametrize(
    "raw",
    [
        "missing things that stand in the list of the house\ncleaning, if the home is dirty",
        "You can take off what was really lost, such as this:\nunpaid rent",
        "A line that ends with a full stop and is long enough.\nand another",
        "Too short a line to wrap\nand another",
        "Fees that residents of the town of Grenoble pay here\nadults 5 euros\nchildren 3 euros",
        "Run the following commands in your own shell\npip install sourcier",
        "Subject: the deposit of the flat in Lyon\ncc: bob@example.com",
        "Name of the product, and what it costs by now\nmartin, 12 rue de la Paix",
    ],
)
def test_a_list_or_a_finished_line_does_not_go_on(raw):
    menu = ["Home", "Search", "Help", "About", "News", "Shop"]
    assert texts(f"{raw}\n\n" + "\n".join(menu)) == [*raw.split("\n"), *menu]


def test_a_repeated_title_is_not_taken_for_a_wrapped_line():
    raw = f"{CHESS.title}\n{CHESS.title}\n\n{CHESS.text}"
    assert texts(raw) == [CHESS.title, CHESS.title, *CHESS.paragraphs]


def test_an_indented_line_belongs_to_the_item_above():
    lines = plain_lines("- premier point\n  qui continue\n- second point")
    assert [(line.kind, line.text) for line in lines] == [
        ("item", "- premier point qui continue"),
        ("item", "- second point"),
    ]


def test_a_long_address_does_not_hide_that_the_text_is_wrapped():
    body = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in CHESS.paragraphs)
    assert texts("https://example.org/" + "a" * 200 + "\n\n" + body)[1:] == list(CHESS.paragraphs)


@pytest.mark.parametrize("text", ["- a", "• a", "1. a", "12) a", "(3) a", "(1.1) a", "b) a", "(a) a"])
def test_bullets_and_numbers_open_items(text):
    assert is_item(text)


@pytest.mark.parametrize("text", ["M. Dupont", "2019. Une année", "-5 degrés", "a - b", "p. 5", "3.5 euros", "1984"])
def test_other_openings_are_no_items(text):
    assert not is_item(text)


@given(st.text(st.sampled_from("ab .\n-1)\t")))
def test_no_word_is_lost_and_order_is_kept(raw):
    assert " ".join(texts(raw)).split() == raw.split()
