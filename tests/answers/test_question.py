"""Reading a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.questions.question import Asked, read_kind


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("what is ROFR here?", "ROFR"),
        ("What's the meaning of slow mode?", "slow mode"),
        ("what does the acronym GDPR stand for", "GDPR"),
        ("define CRISPR", "CRISPR"),
        ("and what is copyleft?", "copyleft"),
        ("alors c'est quoi l'inflation ?", "inflation"),
        ("mais qu'est-ce qu'un trou noir ?", "trou noir"),
        ("ROFR meaning", "ROFR"),
        ("hallucination def", "hallucination"),
        ("watermelon project definition", "watermelon project"),
        ("PME signification", "PME"),
        ("right of first refusal definition", "right of first refusal"),
        ("rofr?", "rofr"),
        ("c'est quoi ROFR", "ROFR"),
        ("cest quoi le rofr", "rofr"),
        ("c koi le mode lent sur discord", "mode lent"),
        ("what is slow mode on Discord?", "slow mode"),
        ("ROFR, c’est quoi ?", "ROFR"),
        ("que veut dire ROFR", "ROFR"),
        ("ROFR ça veut dire quoi", "ROFR"),
        ("Qu’est-ce qu’un droit de premier refus ?", "droit de premier refus"),
        ("qu'est ce que le GPS", "GPS"),
        ("quelle est la définition du RGPD ?", "RGPD"),
        ("que signifie « ARNm » ici ?", "ARNm"),
        ("what counts as fair wear and tear?", "fair wear and tear"),
        ("what exactly qualifies as personal data", "personal data"),
        ("what is considered a data breach?", "data breach"),
        ("what is classed as income?", "income"),
        ("qu'est-ce qui compte comme une violation de données ?", "violation de données"),
        ("qu'est-ce qui est considéré comme un revenu ?", "revenu"),
        ("à partir de quand parle-t-on de faillite ?", "faillite"),
        ("à partir de quand on parle d'apnée ?", "apnée"),
        ("c'est quoi exactement une faute lourde", "faute lourde"),
        ("qu'est-ce qu'on appelle l'entiercement ?", "entiercement"),
        ("qu'appelle-t-on usure normale ?", "usure normale"),
    ],
)
def test_what_a_definition_asks_about(question, subject):
    """French and English, with and without accents, marks and articles."""
    assert read_kind(question) == Asked("definition", subject)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who is the founder of Oracle?", "who"),
        ("Qui détient 49 % du capital d'OpenAI ?", "who"),
        ("When was it launched?", "when"),
        ("en quelle année Microsoft a-t-il investi", "when"),
        ("how many satellites are there", "how_many"),
        ("what is the number of moons of Saturn?", "how_many"),
        ("combien de lunes", "how_many"),
        ("quelle est la température du plasma ?", "how_many"),
        ("c'est à quelle altitude, le refuge ?", "how_many"),
        ("What is the altitude of the hut?", "how_many"),
        ("at what altitude is the hut?", "how_many"),
        ("What is altitude sickness?", "definition"),
        ("où se trouve ITER ?", "where"),
        ("ou se trouve iter", "where"),
        ("pourquoi le ciel est bleu", "why"),
        ("are we allowed to bill people who ask for it", "other"),
        ("can i leave when it rains?", "other"),
        ("do we have to pay who wrote it", "other"),
        ("peut-on punir un membre qui insulte ?", "other"),
        ("est-ce qu'on doit payer quand on part ?", "other"),
        ("can i ask who built it?", "who"),
        ("peut-on savoir quand il ouvre ?", "when"),
        ("combien de temps peut-on rester quand on paie ?", "how_many"),
        ("how does TLS work", "how"),
        ("Stargate Oracle investisseur", "other"),
        ("Qu'est-ce qui cause les marées ?", "other"),
        ("Quel est le texte qui protège les données ?", "other"),
        ("What happens when a message is deleted?", "other"),
        ("what GPS is", "definition"),
        ("what the acronym ROFR stands for", "definition"),
        ("ce qu'est le RGPD", "definition"),
        ("ce que veut dire RGPD", "definition"),
        ("what year it is", "when"),
        ("what's the price of gold", "how_many"),
        ("À quel prix l'action a-t-elle été vendue ?", "how_many"),
    ],
)
def test_the_kind_of_a_question(question, kind):
    """The words that ask tell what is asked for."""
    assert read_kind(question).kind == kind


@given(st.text(max_size=300))
def test_any_text_has_a_kind(text):
    """No text raises or takes exponential time."""
    assert read_kind(text).kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("the lamp does not show when I start it, what should I do?", "how"),
        ("la lampe s'éteint quand je démarre, que faire ?", "how"),
        ("when does the shop open?", "when"),
        ("when should I tell them what to do?", "when"),
        ("what should I do when it rains?", "other"),
    ],
)
def test_what_to_do_is_asked_whatever_stands_before(question, kind):
    assert read_kind(question).kind == kind
