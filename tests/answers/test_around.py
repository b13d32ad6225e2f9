"""What stands around a sentence comes along where a reader needs it."""

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.shown.around import PERSON, around
from bot.answers.shown.quoting import LONGEST_QUOTE
from corpus.article import Article, Span
from corpus.sentences import split_sentences
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"effect": "effet", "side": "effet"})


def quoted(question, text, chosen, *, asked_in="en", language="en"):
    article = Article("one", "Title", language, text)
    spans = split_sentences(text, language)
    place = next(number for number, span in enumerate(spans) if span.of(text).startswith(chosen))
    before = spans[place - 1] if place and "\n\n" not in text[spans[place - 1].end : spans[place].start] else None
    one = Evidence(article, spans[place], before, 0.9, 0.9, passage=Span(0, len(text)))
    query = Query(question, asked_in, read_terms(question, asked_in, LEXICON), np.zeros(2, np.float32))
    found = around(one, query, read_kind(question))
    assert found.sentences == len(split_sentences(found.span.of(text), language))
    return found.span.of(text)


AGE = "Un mineur consent à partir d’un âge que chaque pays fixe de 13 à 16 ans. En France, cet âge est de 15 ans. Fin."
WOMEN = (
    "In 2012 Jennifer Doudna and Emmanuelle Charpentier cut DNA. From then on it was easy. "
    "The two women received the Nobel Prize in 2020."
)
EFFECTS = (
    "Il ne donne pas la maladie. Un vaccin a des effets indésirables. Les plus courants sont la fièvre et la fatigue."
)
CLOCKS = (
    "The gain of 38 microseconds would push positions wrong. The clocks are therefore set to run slow. Others are not."
)


def test_the_next_sentence_comes_where_it_has_what_is_lacking():
    """What holds "in France, this age" answers for France, and nobody needs it for another question."""
    first = "Un mineur consent à partir d’un âge que chaque pays fixe de 13 à 16 ans."
    question = "À quel âge un mineur consent-il en France ?"
    assert quoted(question, AGE, "Un mineur", asked_in="fr", language="fr") == AGE.removesuffix(" Fin.")
    question = "À quel âge un mineur consent-il ?"
    assert quoted(question, AGE, "Un mineur", asked_in="fr", language="fr") == first


def test_whom_a_who_asks_for_comes_from_further_up():
    assert quoted("Who won the Nobel Prize?", WOMEN, "The two") == WOMEN
    assert quoted("When was the Nobel Prize won?", WOMEN, "The two") == WOMEN[WOMEN.index("From") :]


def test_an_announcement_brings_what_it_announces():
    """A sentence that says nearly nothing but the question, and the next that has no noun of its own."""
    found = quoted("What are the side effects of a vaccin?", EFFECTS, "Un vaccin", language="fr")
    assert found == EFFECTS[EFFECTS.index("Un vaccin") :]


def test_a_number_that_is_told_announces_nothing():
    text = "La CNIL compte 18 membres. Elle informe et conseille."
    assert quoted("Combien de membres compte la CNIL ?", text, "La CNIL", asked_in="fr", language="fr") == (
        "La CNIL compte 18 membres."
    )


SLOW = "L’outil le plus doux est le mode lent. Le mode lent impose un délai à chaque membre. Trente secondes suffisent."
CASGEVY = (
    "A faulty gene deforms blood cells. The cure, called Casgevy, does not repair that gene. It cuts a switch. Fine."
)


def test_a_definition_goes_on_where_the_next_sentence_tells_of_the_thing():
    """By its name, or a pronoun behind a short sentence; with the one before where that says what "that gene" is."""
    question = "c’est quoi le mode lent ?"
    assert quoted(question, SLOW, "L’outil", asked_in="fr", language="fr") == SLOW[: SLOW.index(" Trente")]
    assert quoted("what is slow mode?", SLOW, "L’outil", language="fr") == SLOW[: SLOW.index(" Trente")]
    assert quoted("what is Casgevy?", CASGEVY, "The cure") == CASGEVY.removesuffix(" Fine.")
    assert quoted("what is a switch?", CASGEVY, "It cuts") == CASGEVY[CASGEVY.index("The cure") : -len(" Fine.")]


def test_only_a_definition_goes_on_so():
    question = "quel est l’outil le plus doux ?"
    assert quoted(question, SLOW, "L’outil", asked_in="fr", language="fr") == SLOW[: SLOW.index(" Le mode lent")]


def test_the_reason_stands_before_its_consequence():
    """For a "why" alone."""
    assert quoted("Why are the clocks set to run slow?", CLOCKS, "The clocks") == CLOCKS.removesuffix(
        " Others are not."
    )
    assert quoted("Who set the clocks to run slow?", CLOCKS, "The clocks").startswith("The clocks")


@pytest.mark.parametrize("gap", ["\n\n", " " + "word " * LONGEST_QUOTE])
def test_what_stands_in_another_paragraph_or_is_enormous_stays_out(gap):
    text = f"Un vaccin a des effets indésirables.{gap}Les plus courants sont la fièvre."
    found = quoted("What are the side effects of a vaccin?", text, "Un vaccin", language="fr")
    assert found == "Un vaccin a des effets indésirables."


def test_what_is_counted_is_told():
    """As many sentences as are counted, and no more than a reader needs; a longer sentence says enough itself."""
    text = "TLS gives two promises. Secrecy: nobody reads along. Wholeness: nothing is changed. It costs nothing."
    assert quoted("Which promises does TLS give?", text, "TLS gives") == text.removesuffix(" It costs nothing.")
    assert quoted("How many promises does TLS give?", text, "TLS gives") == "TLS gives two promises."
    long = "TLS gives two promises to all who read pages from servers far away. Secrecy: nobody reads along."
    assert quoted("Which promises does TLS give?", long, "TLS gives") == long.partition(" Secrecy")[0]


def test_a_person_is_two_words_with_capitals():
    """None begins inside a word, so that a line of capitals is read once."""
    assert PERSON.findall("Then Rosalind Franklin and Vincent van Gogh saw McDonald.") == [
        "Then Rosalind",
        "Vincent van Gogh",
    ]
    assert PERSON.match("AAAA Bob", 1) is None
    assert PERSON.findall("Łukasz Šimon, ×a Bob") == ["Łukasz Šimon"]
