"""Whether somebody may is surely told only by what names them."""

import numpy as np
import pytest

from bot.answers.shown.quotes import Quote
from bot.answers.trust.entitled import is_of_others, who_may
from corpus.article import Article, Span
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"landlord": "bailleur", "credit": "credit", "tax": "impot"})
CREDIT = "Le crédit d'impôt rembourse 30 % du coût."
RULE = "Les propriétaires bailleurs n'y ont pas droit."


def asked(question, language="en"):
    return Query(question, language, read_terms(question, language, LEXICON), np.zeros(2, np.float32))


@pytest.mark.parametrize(
    ("question", "language", "found"),
    [
        ("can landlords claim the tax credit", "en", ["landlords"]),
        ("Can tenants refuse entry?", "en", ["tenants"]),
        ("can a bad leaver lose shares that already vested?", "en", ["bad", "leaver"]),
        ("are students entitled to the allowance?", "en", ["students"]),
        ("do contractors have to pay it?", "en", ["contractors"]),
        ("un bailleur a-t-il droit à une caution ?", "fr", ["bailleur"]),
        ("les locataires peuvent-ils refuser ?", "fr", ["locataires"]),
        ("est-ce que les stagiaires ont droit au congé ?", "fr", ["stagiaires"]),
        ("les étudiants sont-ils exonérés de la taxe ?", "fr", ["étudiants"]),
        ("can you sign it while off sick?", "en", []),
        ("can I claim the tax credit?", "en", []),
        ("can people claim the tax credit?", "en", []),
        ("peut-on refuser la demande ?", "fr", []),
        ("je peux refuser la demande ?", "fr", []),
        ("what can landlords claim?", "en", []),
        ("do landlords like dogs?", "en", []),
        ("combien de temps dure le bail ?", "fr", []),
    ],
)
def test_who_is_asked_about_is_the_subject_of_may(question, language, found):
    assert [term.surface for term in who_may(asked(question, language))] == found


def of_others(text, question, *, quoted, title="Pompes", language="fr", asked_in="en"):
    article = Article("one", title, language, text)
    start = text.index(quoted)
    return is_of_others([Quote(article, Span(start, start + len(quoted)))], (), asked(question, asked_in))


def test_what_names_nobody_of_those_asked_about_is_of_others():
    text = f"{CREDIT} {RULE}"
    assert of_others(text, "can landlords claim the tax credit", quoted=CREDIT)


def test_in_one_language_they_may_go_by_another_word():
    """Kids are children, and staff employees, of which the lexicon knows nothing."""
    assert not of_others(CREDIT, "les stagiaires ont-ils droit au crédit d'impôt ?", quoted=CREDIT, asked_in="fr")


@pytest.mark.parametrize(
    ("text", "title", "question", "quoted"),
    [
        (f"{CREDIT} {RULE}", "Pompes", "can landlords claim the tax credit", RULE),
        (CREDIT, "Guide du bailleur", "can landlords claim the tax credit", CREDIT),
        (f"Il s'agit des bailleurs. {CREDIT}", "Pompes", "can landlords claim the tax credit", CREDIT),
        (
            "Un bailleur peut en garder :\n\nles loyers impayés\n\nIls ne peuvent pas facturer l'usure.",
            "Dépôts",
            "can landlords charge for wear?",
            "Ils ne peuvent pas facturer l'usure.",
        ),
        (CREDIT, "Pompes", "can I claim the tax credit", CREDIT),
    ],
)
def test_what_names_them_or_stands_under_their_name_is_not(text, title, question, quoted):
    assert not of_others(text, question, quoted=quoted, title=title)


def test_a_word_that_the_lexicon_does_not_know_is_not_held_against_the_other_language():
    assert not of_others(CREDIT, "can frobnicators claim the tax credit", quoted=CREDIT)
