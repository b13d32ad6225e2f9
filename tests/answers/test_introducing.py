"""Which sentence says what a thing is."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.confidence import SURE
from bot.answers.wanted.introducing import introduced_first, introduces
from corpus.article import Article, Passage, Span
from index.hits import Hit
from tests.small_index import build_search


@pytest.mark.parametrize(
    ("text", "subject", "language"),
    [
        ("It moves around a point called L2, far from here.", "L2", "en"),
        ("Such a copy is called a fork.", "fork", "en"),
        ("Even Titan, the giant among the moons, is a point.", "Titan", "en"),
        ("It is named after James Webb, who ran NASA.", "James Webb", "en"),
        ("They saw the largest moon, Titan, last night.", "Titan", "en"),
        ("French law knows it under the name of pacte de préférence.", "pacte de préférence", "en"),
        ("Ils ont présenté une société nouvelle, Stargate, chargée de construire.", "Stargate", "fr"),
        ("Ce sont OpenAI et MGX, un fonds spécialisé.", "MGX", "fr"),
        ("Cette machine s’appelle un tokamak, un mot russe.", "tokamak", "fr"),
        ("Let’s Encrypt, une autorité gratuite, a ouvert.", "Let's Encrypt", "fr"),
        ("Cette région a été baptisée l' Occitanie.", "Occitanie", "fr"),
        ("Il publie sous le nom d’ Hergé depuis 1924.", "Hergé", "fr"),
        ("Titan is far, and so is a giant called Titan.", "Titan", "en"),
        ("a " * 60 + "moon called Titan.", "Titan", "en"),
    ],
)
def test_a_name_that_is_given_or_stands_beside_what_it_is_introduces(text, subject, language):
    assert introduces(text, subject, language)


@pytest.mark.parametrize(
    ("text", "subject", "language"),
    [
        ("With CRISPR, the cell repairs itself.", "CRISPR", "en"),
        ("The people of Rio, a merry crowd, danced.", "Rio", "en"),
        ("Arm, Nvidia, Oracle and OpenAI are partners.", "Nvidia", "en"),
        ("A ship, Titan, and a boat sank.", "Titan", "en"),
        ("Dans Azure, le calcul coûte cher.", "Azure", "fr"),
        ("Ils veulent l’UE et l’OTAN, a déclaré le ministre.", "OTAN", "fr"),
        ("Le tokamak pèsera 23 000 tonnes.", "tokamak", "fr"),
        ("Le directeur d’ OpenAI, l’entreprise, a parlé.", "OpenAI", "fr"),
        ("A point called L21 is far.", "L2", "en"),
        ("A moon called " + "x " * 60 + "Titan.", "Titan", "en"),
        ("", "L2", "en"),
        ("A point.", "", "en"),
    ],
)
def test_a_name_in_a_list_or_behind_a_preposition_introduces_nothing(text, subject, language):
    assert not introduces(text, subject, language)


TEXT = "Titan is cold. The largest moon, Titan, was found early. Rhea is small."


@pytest.mark.parametrize(
    ("text", "subject", "language"),
    [
        ("Fair wear means what use brings with it.", "fair wear", "en"),
        ("A good reason is any move of 30 miles.", "good reason", "en"),
        ("L'usure normale est celle qui vient de l'usage.", "usure normale", "fr"),
        ("La faute lourde désigne une intention de nuire.", "faute lourde", "fr"),
    ],
)
def test_a_sentence_that_opens_with_a_name_and_says_what_it_means_introduces_it(text, subject, language):
    assert introduces(text, subject, language)


@pytest.mark.parametrize(
    ("text", "subject", "language"),
    [
        ("Fair wear is allowed.", "fair wear", "en"),
        ("Most of fair wear means little.", "fair wear", "en"),
        ("L'usure normale est tolérée.", "usure normale", "fr"),
    ],
)
def test_a_sentence_that_tells_something_else_of_a_name_does_not_introduce_it(text, subject, language):
    assert not introduces(text, subject, language)


def found(*, kept):
    """Return what comes first of the sentences at the places `kept`, likeliest first, each as (text, share)."""
    article = Article("moons.md", "Moons", "en", TEXT)
    spans = [Span(0, 14), Span(15, 56), Span(57, 71)]
    evidence = [
        Evidence(article, spans[at], None, share, 0.5) for at, share in zip(kept, (0.6, 0.3, 0.1), strict=False)
    ]
    hit = Hit(1, article, Passage("moons.md", 0, len(TEXT)), 1.0)
    return [(one.text, one.share) for one in introduced_first(evidence, [hit], "Titan")]


def test_the_sentence_that_introduces_comes_first_and_only_what_names_it_behind():
    assert found(kept=[0, 2, 1]) == [("The largest moon, Titan, was found early.", 0.6), ("Titan is cold.", 0.6)]


def test_a_sentence_that_was_not_kept_is_found_in_its_passage():
    assert found(kept=[0, 2]) == [("The largest moon, Titan, was found early.", 0.6), ("Titan is cold.", 0.6)]


@pytest.mark.parametrize("question", ["what is Stargate?", "c'est quoi Stargate ?"])
def test_what_is_introduced_is_answered_however_unlikely_it_looks(tmp_path, question):
    said = "Le président a présenté une société nouvelle, Stargate, chargée de construire des centres."
    text = f"---\ntitle: Ce que garde Microsoft\nlang: fr\n---\n\nStargate a coûté cher. {said} Elle a des rivaux."
    search = build_search(tmp_path, {"stargate.md": text})
    answer = Answerer(search).answer(question)
    search.close()
    assert isinstance(answer, Answer)
    assert said in answer.citations[0].quote
    assert answer.confidence >= SURE
