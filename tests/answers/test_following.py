"""How a follow-up reads in full."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.following import in_full, kind_in_full
from index.candidates import Query
from index.terms import read_terms
from tests.fakes import WordLexicon


def read(text, language):
    return Query(text, language, read_terms(text, language, WordLexicon()), np.zeros(0, np.float32))


def read_as(question, *earlier, language="en"):
    """Return how `question` reads after those before it, which are read already, oldest first."""
    return in_full(read(question, language), [read(one, language) for one in reversed(earlier)])


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("how many moons does Saturn have?", "and Jupiter?", "how many moons does Jupiter have?"),
        ("who owns Telesat in France?", "what about Canada?", "who owns Telesat in Canada?"),
        ("what is the FSF?", "and the OSI?", "what is the OSI?"),
        ("when did it sell in New Zealand?", "And in the United States?", "when did it sell in the United States?"),
        ("what is the difference with an ETI?", "and with a TPE?", "what is the difference with a TPE?"),
        ("when did the UK approve it? (Casgevy)", "and the US?", "when did the US approve it? (Casgevy)"),
        ("when was it founded? (BioNTech)", "and Moderna?", "when was it founded? (Moderna)"),
        ("who wrote the GPL?", "and the MIT licence?", "who wrote the MIT licence?"),
        ("who invented base editing?", "and prime editing?", "who invented prime editing?"),
        ("what is a ban?", "and a time-out?", "what is a time-out?"),
        ("how many words in a message?", "and in an embed?", "how many words in an embed?"),
        ("who won in 2020?", "and in 2019?", "who won in 2019?"),
        ("what did phase 2 cost before 2025 and 2 bis?", "and 3?", "what did phase 2 cost before 2025 and 3 bis?"),
    ],
)
def test_another_thing_stands_in_place_of_the_one_before(earlier, question, full):
    """A name in place of a name with all its words, a number of a number, a place of a place, its determiner too."""
    assert read_as(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("combien de lunes avait Saturne en 2025 ?", "et en 2019 ?", "combien de lunes avait Saturne en 2019 ?"),
        ("combien de lunes avait Saturne en 2025 ?", "2019 ?", "combien de lunes avait Saturne en 2019 ?"),
        ("combien de lunes a Saturne ?", "et la Terre ?", "combien de lunes a la Terre ?"),
        ("quelles sont les amendes du RGPD ?", "et la CNIL ?", "quelles sont les amendes de la CNIL ?"),
        ("quelles sont les amendes de la CNIL ?", "et le RGPD ?", "quelles sont les amendes du RGPD ?"),
        ("quel est le siège d'Oracle ?", "et de SoftBank ?", "quel est le siège de SoftBank ?"),
        ("quel est le siège de SoftBank ?", "et Oracle ?", "quel est le siège d’Oracle ?"),
        ("et combien de lunes a Saturne ?", "et la Terre ?", "combien de lunes a la Terre ?"),
        ("parle-moi de la GPL", "et de la licence MIT", "parle-moi de la licence MIT"),
        ("c'est quoi une PME ?", "et une ETI ?", "c'est quoi une ETI ?"),
        ("c'est quoi le droit d'auteur ?", "et le copyleft ?", "c'est quoi le copyleft ?"),
        ("qui l'a approuvé au Pérou ?", "et en France ?", "qui l'a approuvé en France ?"),
    ],
)
def test_the_french_words_before_a_name_change_with_it(earlier, question, full):
    assert read_as(question, earlier, language="fr") == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("who won the cup?", "and in 2019?", "who won the cup in 2019?", "en"),
        ("who won the cup?", "2019?", "who won the cup? (2019)", "en"),
        ("quelles sont les amendes du RGPD ?", "et en France ?", "quelles sont les amendes du RGPD en France ?", "fr"),
        ("combien dure-t-il ? (brevet)", "et après la mort ?", "combien dure-t-il après la mort ? (brevet)", "fr"),
        ("where is ITER built?", "and the magnets?", "where is ITER built? (magnets)", "en"),
        ("how much did it cost? (Webb)", "and the mirror?", "how much did it cost? (Webb, mirror)", "en"),
    ],
)
def test_what_stands_in_no_place_is_asked_of_besides(earlier, question, full, language):
    """Behind what was asked, before its mark and its space, or in its brackets."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("what is GDPR?", "and the fines?", "and the fines? (GDPR)", "en"),
        ("qu'est-ce que le RGPD ?", "et les amendes ?", "et les amendes ? (RGPD)", "fr"),
        ("who holds the ROFR for Microsoft?", "what does it cost?", "what does it cost? (ROFR, Microsoft)", "en"),
        (
            "what is a right of first refusal?",
            "how long does it last?",
            "how long does it last? (right of first refusal)",
            "en",
        ),
        (
            "when was the James Webb telescope launched?",
            "what did it cost?",
            "what did it cost? (James Webb telescope)",
            "en",
        ),
        ("what did He Jiankui do?", "was he punished?", "was he punished? (He Jiankui)", "en"),
        ("how do time-outs work?", "why?", "why? (time-outs work)", "en"),
        ("when did Let's Encrypt open?", "why?", "why? (Let's Encrypt open)", "en"),
        ("what is OpenAI?", "how many employees?", "how many employees? (OpenAI)", "en"),
        ("c'est quoi le RGPD ?", "quelles amendes ?", "quelles amendes ? (RGPD)", "fr"),
        ("ça marche ? (vaccin à ARN)", "c’est dangereux ?", "c’est dangereux ? (vaccin à ARN)", "fr"),
        ("qui a fondé Discord ?", "en quelle année ?", "en quelle année ? (fondé Discord)", "fr"),
        ("qui a créé la licence ?", "et pourquoi ?", "et pourquoi ? (créé la licence)", "fr"),
    ],
)
def test_what_a_follow_up_lacks_stands_behind_it_as_it_was_said(earlier, question, full, language):
    """The name or the thing asked about with all its words; a bare "why?" is given all that was asked."""
    assert read_as(question, earlier, language=language) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("où se trouve le pont de Normandie ?", "qui l'a construit ?", "(pont de Normandie)", "fr"),
        ("comment agit un vaccin à ARN messager ?", "qui l'a inventé ?", "(vaccin à ARN messager)", "fr"),
        ("que contient la licence MIT ?", "qui l'a écrite ?", "(licence MIT)", "fr"),
        ("when was the treaty of Rome signed?", "what did it create?", "(treaty of Rome)", "en"),
        ("when did the ferry of Marlow sink?", "who built it?", "(ferry of Marlow)", "en"),
        ("where is the Eiffel Tower?", "who built it?", "(Eiffel Tower)", "en"),
        ("does the Hubble telescope work?", "what did it cost?", "(Hubble)", "en"),
        ("where was the Eiffel Tower painted?", "who built it?", "(Eiffel Tower)", "en"),
    ],
)
def test_a_name_brings_the_noun_that_it_belongs_to(earlier, question, full, language):
    """But no verb: neither one that "does" announces, nor a participle."""
    assert read_as(question, earlier, language=language) == f"{question} {full}"


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        ("quelle est la population de Lyon ?", "qui en est le maire ? Il est jeune ?", "(Lyon)", "fr"),
        ("quelles sont les amendes du RGPD ?", "qui les prononce ?", "(amendes du RGPD)", "fr"),
        ("how many moons does Saturn have?", "who discovered it?", "(Saturn)", "en"),
        ("how many moons does Saturn have?", "who discovered them?", "(moons, Saturn)", "en"),
        ("combien de lunes a Saturne ?", "qui les a découvertes ?", "(lunes, Saturne)", "fr"),
        ("how many members of NATO are there?", "where do they meet?", "(members of NATO)", "en"),
    ],
)
def test_what_was_asked_for_is_meant_by_a_plural_alone(earlier, question, full, language):
    assert read_as(question, earlier, language=language) == f"{question} {full}"


@pytest.mark.parametrize(
    ("earlier", "question", "full", "language"),
    [
        (
            "quelles sont les amendes du RGPD ?",
            "et pour une PME ?",
            "quelles sont les amendes du RGPD pour une PME ?",
            "fr",
        ),
        ("what are the fines of the GDPR?", "and for a SME?", "what are the fines of the GDPR for a SME?", "en"),
        ("quel est le prix de l'essence ?", "et du gazole ?", "quel est le prix du gazole ?", "fr"),
        ("quelles amendes du RGPD ?", "et une PME ?", "quelles amendes d’une PME ?", "fr"),
    ],
)
def test_for_whom_is_asked_besides_and_of_what_instead(earlier, question, full, language):
    assert read_as(question, earlier, language=language) == full


def test_a_measure_of_something_else_asks_by_itself():
    question = "et la hauteur de la tour Eiffel ?"
    assert read_as(question, "quand le Titanic a-t-il coulé ?", language="fr") == ""


def test_what_names_nothing_leans_on_the_question_further_back():
    assert read_as("how big is it?", "what does ROFR cost?", "which rules hold?") == "how big is it? (ROFR)"


def test_a_determiner_of_another_language_is_left_out():
    earlier = read("what is Azure?", "en")
    assert in_full(read("et le ROFR ?", "fr"), [earlier]) == "what is ROFR?"


def test_nothing_is_read_into_a_question_without_another_before_it():
    assert read_as("and Jupiter?") == ""


def test_what_stands_in_brackets_asks_nothing():
    assert kind_in_full("when was it founded? (What)").kind == "when"
    assert kind_in_full("and the fines? (GDPR)").kind == "other"


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["en", "fr"]))
def test_any_two_texts_make_a_question_of_one_line_or_none(earlier, question, language):
    """No text raises, and what is read holds what was asked or what was asked before."""
    full = read_as(f"and {question}", earlier, language=language)
    assert isinstance(full, str)
