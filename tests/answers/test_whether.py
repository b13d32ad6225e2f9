"""How questions for a yes or a no begin, in both languages."""

from __future__ import annotations

import pytest

from bot.answers.questions.whether import (
    asks_if_one_may_or_must,
    asks_may_or_must,
    asks_permission,
    asks_whether,
    where_others_stand,
)


@pytest.mark.parametrize(
    "question",
    [
        "Is the pool heated?",
        "and did Oracle buy it?",
        "Est-ce que la piscine est chauffée ?",
        "donc est-ce qu'il reste ?",
        "les frais sont-ils remboursés ?",
        "acceptez-vous les pneus ?",
        "y a-t-il un vestiaire ?",
        "peut-on camper ?",
        "les membres paient-ils ?",
        "le chauffage est compris ?",
        "les gens qui partent sont-ils remboursés ?",
    ],
)
def test_whether_something_is_so(question):
    assert asks_whether(question)


NO_WHETHER = [
    "Quand Ilse est-elle née ?",
    "à qui sont les clés ?",
    "que dois-je apporter ?",
    "c'est quoi, une SARL ?",
    "les pneus ?",
    "which add-on do I need?",
    "the add-on price",
    "Prix du rendez-vous ?",
    "Et qui peut ouvrir le portail ?",
    "ou puis-je garer mon vélo ?",
]


@pytest.mark.parametrize(
    "question", ["What is a pool?", "isotopes of iron", "Quel jour est-ce que ça ferme ?", *NO_WHETHER]
)
def test_another_question_does_not_ask_whether(question):
    """Nor does a word that only begins so."""
    assert not asks_whether(question)


@pytest.mark.parametrize(
    "question",
    [
        "Can I bring a dog?",
        "and can we stream?",
        "am I allowed to sell keys?",
        "Are dogs allowed?",
        "Ai-je le droit de vendre des clés ?",
        "et on peut venir avec un chien ?",
        "Les chiens sont-ils autorisés ?",
        "est-ce que j'ai le droit de filmer ?",
        "est ce que je peux venir ?",
        "peut on apporter un chien ?",
    ],
)
def test_whether_something_is_allowed(question):
    assert asks_permission(question)


@pytest.mark.parametrize("question", ["Must I pay?", "Which dogs are allowed in?", "Dois-je payer ?", "Who can I ask?"])
def test_what_one_must_is_not_what_is_allowed(question):
    assert not asks_permission(question)


@pytest.mark.parametrize(
    "question",
    [
        "Should tenants pay?",
        "do I have to register?",
        "Faut-il payer ?",
        "Un bailleur peut-il refuser ?",
        "on doit payer ?",
    ],
)
def test_whether_somebody_may_or_must(question):
    assert asks_may_or_must(question)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Can we charge those who ask?", True),
        ("Can I ask who leads it?", False),
        ("Peut-on vendre quand on est locataire ?", True),
        ("Peut-on savoir quand il ouvre ?", False),
        ("Ai-je le droit de vendre où je veux ?", True),
        ("Can landlords refuse those who ask?", False),
    ],
)
def test_whether_one_may_is_not_who_or_when(question, asks):
    """Whatever asking word stands further on, unless it is what one wants to know."""
    assert asks_if_one_may_or_must(question) is asks


@pytest.mark.parametrize(
    ("question", "language", "there"),
    [
        ("Can landlords refuse?", "en", "landlords refuse?"),
        ("Are tenants entitled to a copy?", "en", "tenants entitled to a copy?"),
        ("Are tenants many?", "en", None),
        ("Est-ce qu'un bailleur peut refuser ?", "fr", "un bailleur"),
        ("et les locataires ont-ils droit à une copie ?", "fr", "les locataires"),
        ("Les locataires sont nombreux ?", "fr", None),
    ],
)
def test_where_those_stand_of_whom_it_is_asked(question, language, there):
    """In French between what opens the question and its verb, in English behind what opens it."""
    found = where_others_stand(question, language)
    assert (found.of(question) if found else None) == there
