"""Which words of a sentence stand in bold."""

import pytest

from bot.answers.highlighting import answering_span
from bot.answers.question import read_kind
from index.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"found": "fond", "founder": "fondateur", "fondateur": "founder"})
ORACLE = "Sam Altman, directeur d’OpenAI, et Larry Ellison, cofondateur d’Oracle, étaient là."


def bold(question, sentence, *, asked_in="en", language="en"):
    terms = read_terms(question, asked_in, LEXICON)
    span = answering_span(sentence, language, read_kind(question), question, terms, [1.0] * len(terms))
    return span.of(sentence) if span else ""


@pytest.mark.parametrize(
    ("question", "sentence", "language", "found"),
    [
        ("who founded BioNTech?", "BioNTech, fondée en 2008 à Mayence par Uğur Şahin, a grandi.", "fr", "Uğur Şahin"),
        ("who added the amber light?", "The amber light was added in Detroit by William Potts.", "en", "William Potts"),
        (
            "who wrote the licence?",
            "The licence, written in January, is the work of Fred Stone.",
            "en",
            "Fred Stone",
        ),
        ("who painted the wall?", "The Italian painter Giotto painted the wall.", "en", "Giotto"),
        ("who wrote the Apache License?", "The Apache License, published in January, is long.", "en", ""),
    ],
)
def test_a_who_puts_the_person_in_bold(question, sentence, language, found):
    """No month, town or people, nor what was asked about itself."""
    assert bold(question, sentence, language=language) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("where is the JET?", "The JET (Joint European Torus), built in Culham, is old.", "Culham"),
        ("who leads OpenAI?", "OpenAI (Sam Altman) beat the firm of Elon Musk.", "Sam Altman"),
    ],
)
def test_a_bracket_that_spells_an_acronym_out_answers_nothing(question, sentence, found):
    """One that names somebody may."""
    assert bold(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "asked_in", "sentence", "found"),
    [
        ("who is Larry Ellison?", "en", ORACLE, "cofondateur d’Oracle"),
        ("qui est Larry Ellison ?", "fr", ORACLE, "cofondateur d’Oracle"),
        (
            "qui est Masayoshi Son ?",
            "fr",
            "Masayoshi Son, le fondateur de SoftBank, préside.",
            "le fondateur de SoftBank",
        ),
        ("who is He Jiankui?", "en", "In 2018 the Chinese researcher He Jiankui spoke.", "Chinese researcher"),
        ("who is Larry Ellison?", "en", "Larry Ellison spoke to Sam Altman.", ""),
    ],
)
def test_who_somebody_is_stands_beside_the_name(question, asked_in, sentence, found):
    """And nobody else is he."""
    assert bold(question, sentence, asked_in=asked_in, language="fr") == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("where was it founded?", "Ann Lee founded it on 3 May 2020 in Ghent.", "Ghent"),
        ("où a-t-elle été fondée ?", "Elle a été fondée par Ann Lee à Mayence.", "Mayence"),
    ],
)
def test_a_where_puts_the_place_in_bold(question, sentence, found):
    asked_in = "fr" if question.startswith("où") else "en"
    assert bold(question, sentence, asked_in=asked_in, language=asked_in) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("how wide is the mirror?", "Since 2021 the mirror has 18 parts over 6.5 metres.", ""),
        ("what is the diameter of the mirror?", "The mirror has 18 parts over 6.5 metres.", "6.5 metres"),
        ("what temperature must it reach?", "It produces 500 megawatts.", ""),
        ("how many satellites are there?", "Since 15 December 2016 there are 24 satellites.", "24 satellites"),
        ("how many satellites are there?", "Satellites circle at 20,200 kilometres.", ""),
        ("how many of them agreed?", "Of them 3% agreed.", "3% agreed"),
        ("how old was she?", "She died at the age of 77 in 1990.", "77"),
    ],
)
def test_a_number_in_bold_is_of_the_measure_asked_for(question, sentence, found):
    """A count is no date and no length; without any such number nothing is bold."""
    assert bold(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("how many employees in 2019?", "It had 300 employees in 2015 and 700 in 2019.", "700"),
        ("how many employees in 2015?", "It had 300 employees in 2015 and 700 in 2019.", "300 employees"),
        ("how many members in 2026?", "In 2021 it had 1,000 members; it counted 8,400 in January 2026.", "8,400"),
        (
            "how many members in 2021?",
            "In 2021 it had 1,000 members; it counted 8,400 in January 2026.",
            "1,000 members",
        ),
        ("how many members in 2026?", "Of 1,000 members 400 came in January 2026.", "400 came"),
        (
            "how many shops did we have in 2022?",
            "Sales rose from 300 in 2022 to 450 in 2023; we had 12 shops in 2022.",
            "12 shops",
        ),
        (
            "how many people came in 2024?",
            "In 2023, 38 people came; in 2024, 52 people came and 4 tents were lost.",
            "52 people",
        ),
        (
            "how many tents were lost in 2024?",
            "In 2023, 38 people came; in 2024, 52 people came and 4 tents were lost.",
            "4 tents",
        ),
        ("how much does the Aster 5 weigh?", "The Aster 5 weighs 1.3 kg.", "1.3 kg"),
        ("how much XP does level 2 need?", "Level 2 needs 2,500 XP.", "2,500 XP"),
        ("how much is the kit?", "The kit weighs 800 grams and is €120.", "€120"),
        ("how much is the Orrin fee?", "The Orrin fee is 12 % of the sale.", "12 %"),
        ("how much is shipping to Spain?", "Shipping costs €7 within France, €12 to Spain and €24 elsewhere.", "€12"),
    ],
)
def test_a_number_goes_with_the_year_or_place_beside_it(question, sentence, found):
    """Of several years the one that is asked for; behind the number where there is one alone."""
    assert bold(question, sentence) == found
