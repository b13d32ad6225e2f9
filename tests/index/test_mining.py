"""What an article says that its terms mean."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.article import Article, Span
from corpus.sentences import split_sentences
from index.glossaries.definitions import term_key
from index.glossaries.mining import mine


def article(text, language="fr", title="Une page", headings=()):
    return Article("page.md", title, language, text, headings=headings)


def defined(text, language="fr", title="Une page"):
    return [(one.term, one.kind) for one in mine(article(text, language, title))]


def test_an_acronym_brings_its_long_form_and_the_sentence_that_says_so():
    """Both are runs of the text."""
    text = "Rien ici. Il a un droit de premier refus (ROFR) depuis peu. Rien là."
    (one,) = mine(article(text))
    assert (one.term, one.meaning, one.kind, one.found) == ("ROFR", "droit de premier refus", "acronym", "phrase")
    assert one.span.of(text) == one.meaning
    assert one.sentence.of(text) == "Il a un droit de premier refus (ROFR) depuis peu."


@pytest.mark.parametrize(
    ("text", "language", "title", "term"),
    [
        ("Le slow mode est un frein que posent les modérateurs.", "fr", "Le slow mode", "slow mode"),
        ("L'ITER est un réacteur de recherche à fusion.", "fr", "Cadarache", "ITER"),
        ("SOS Méditerranée est une association de sauvetage en mer.", "fr", "En mer", "SOS Méditerranée"),
        ("Le taux de reproduction désigne le nombre de personnes infectées.", "fr", "Santé", "taux de reproduction"),
        ("On appelle hallucination une réponse que le modèle invente.", "fr", "IA", "hallucination"),
        (
            "A right of first refusal is a right to match an offer.",
            "en",
            "First refusal, right",
            "right of first refusal",
        ),
        ("Throttling refers to slowing down a sender of messages.", "en", "Limits", "Throttling"),
    ],
)
def test_a_sentence_that_defines_is_found(text, language, title, term):
    """The subject is an acronym, a name, what the title is about, or the verb does nothing but define."""
    assert defined(text, language, title) == [(term, "definition")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il est un homme que tout le monde connaît ici.", "fr"),
        ("C'est une question que tout le monde se pose ici.", "fr"),
        ("This is a page that everybody has read before.", "en"),
        ("There is a page that everybody has read before.", "en"),
        ("ITER est le premier à le dire en public ce matin.", "fr"),
        ("ITER est d'ailleurs un projet que nous aimons tous.", "fr"),
        ("ITER is the only project that ever came so far.", "en"),
        ("Le voisin est un homme qui parle beaucoup trop.", "fr"),
        ("ITER est un projet « magnifique », a dit le ministre.", "fr"),
    ],
)
def test_a_sentence_that_only_reports_defines_nothing(text, language):
    """Pronouns, judgements, opinions, and things that the article is not about."""
    assert defined(text, language) == []


def test_a_heading_says_what_its_section_is_about():
    """Its words count as the title's do, and it defines nothing itself."""
    text = "Le salon\n\nLe salon est une pièce où les membres parlent."
    assert [one.term for one in mine(article(text, headings=(Span(0, 8),)))] == ["salon"]
    assert mine(article(text)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("r.o.f.r.", "ROFR"),
        ("rofr", "ROFR"),
        ("APIs", "API"),
        ("Écosse", "ecosse"),
        ("Slow Mode", "slow mode"),
        ("A-GPS", "AGPS"),
    ],
)
def test_spellings_of_a_term_share_a_key(one, other):
    """Case, accents, dots, hyphens of an acronym and its plural do not part them."""
    assert term_key(one) == term_key(other)


PIECES = (
    *("right of first refusal (ROFR)", "ROFR (right of first refusal)", "ROFR is a right. "),
    *(
        "A ROFR, ou droit de premier refus, ",
        " ",
        "\n\n",
        "(",
        ")",
        ", ",
        ". ",
        "AB",
        "b",
        "é",
        "’",
        "«",
        "»",
        "0",
        "-",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("The right of first refusal (ROFR) is old.")
def test_every_meaning_stands_in_the_text(text):
    """At its span, inside its sentence, whatever the text."""
    found = mine(article(text))
    assert found or text != "The right of first refusal (ROFR) is old."
    for one in found:
        assert one.span.of(text) == one.meaning
        assert one.sentence.start <= one.span.start
        assert one.span.end <= one.sentence.end


def test_sentences_that_are_known_already_give_the_same_definitions():
    """Splitting once serves passages and glossary."""
    page = article("Rien ici. Il a un droit de premier refus (ROFR). L'ITER est un réacteur de recherche à fusion.")
    assert mine(page, split_sentences(page.text, "fr")) == mine(page) != []
