"""The lines of a glossary, and the labels elsewhere that define nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.article import Article, Span
from corpus.sentences import split_sentences
from index.glossaries.listed import listed_terms

LINES = """Claim: a plot of land that only you can build on.

- TPS – how many ticks the server runs each second.
- “Shard” - a currency of the realm
- Wipe (reset): a world made anew. It happens every year."""


def listed(text, title="Glossary", language="en", headings=()):
    page = Article("page.md", title, language, text, headings=headings)
    return [(one.term, one.line.of(text)) for one in listed_terms(page, split_sentences(text, language))]


def terms(*args, **more):
    return [term for term, _ in listed(*args, **more)]


def test_each_line_of_a_glossary_explains_its_label():
    """The whole line, whatever marks it as an item and parts label and explanation."""
    assert listed(LINES) == [
        ("Claim", "Claim: a plot of land that only you can build on."),
        ("TPS", "TPS – how many ticks the server runs each second."),
        ("Shard", "“Shard” - a currency of the realm"),
        ("Wipe", "Wipe (reset): a world made anew. It happens every year."),
    ]


@pytest.mark.parametrize(
    "title", ["Lexique", "Glossary of server terms", "Key terms", "Les mots du jeu", "Définitions", "Jargon"]
)
def test_a_title_says_that_terms_are_explained(title):
    assert len(terms(LINES, title=title)) == 4


@pytest.mark.parametrize(
    "title",
    ["Rules", "Terms", "Terms of use", "How the size of a vocabulary changes what models learn", "Staff and contacts"],
)
def test_a_label_elsewhere_defines_nothing(title):
    assert listed(LINES, title=title) == []


def test_a_heading_says_it_of_its_section_alone():
    words = "Mana : le prix des sorts.\n\nLe Puits : la zone de combat."
    text = f"Lexique\n\n{words}\n\nÉquipe\n\nSupport : un ticket.\n\nPrix : 10 écus."
    headings = tuple(Span(text.index(one), text.index(one) + len(one)) for one in ("Lexique", "Équipe"))
    assert terms(text, title="Le monde", language="fr", headings=headings) == ["Mana", "Puits"]


@pytest.mark.parametrize(
    "line",
    [
        "Note: ask what is not here.",
        "Last updated: 12 June 2024",
        "See also: the page of rules",
        "12 June: the quiz of the year",
        "It has two uses: to buy and to sell.",
        "TPS: 20",
        "All of these words, with their uses: read them.",
    ],
)
def test_what_is_labelled_in_a_glossary_and_is_no_term_of_it(line):
    assert terms(f"{LINES}\n\n{line}") == terms(LINES)


def test_one_line_alone_makes_no_glossary():
    assert listed("Claim: a plot of land that only you can build on.") == []


def test_a_line_too_long_to_quote_is_its_first_sentences():
    first = "Claim: a plot of land that only you can build on."
    (_, line), _ = listed(f"{first} {'You may sell it to whom you want. ' * 20}\n\nWipe: a world made anew.")
    assert line.startswith(first)
    assert line.endswith("want.")
    assert len(line) <= 400


FRAGMENTS = (
    *("Claim: a plot of land.\n", "- TPS – how many ticks.\n", "« Wipe » : un monde neuf.\n"),
    *("\n", " ", ":", "A", "é", "–", "«", "(b)", "0"),
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join))
@example("Claim: a plot of land.\n- TPS – how many ticks.\n")
def test_every_line_is_one_of_the_text_and_opens_with_its_term(text):
    found = listed(text)
    assert found or not text.startswith("Claim: a plot of land.\n- TPS – how many ticks.\n")
    for term, line in found:
        assert term in line
        assert "\n" not in line.strip()
