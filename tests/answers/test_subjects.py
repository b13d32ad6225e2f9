"""A sentence that leaves out who did what is asked is quoted with the name that opens its paragraph."""

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.shown.around import around
from bot.answers.shown.quotes import quotes_of
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.trust.sureness import doubt_of
from bot.answers.wanted.acting import deed_asked, doer_first
from bot.answers.wanted.subjects import in_full, left_out
from corpus.article import Article, Span
from corpus.sentences import split_sentences
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"wrote": "redig"})

WHO = """Nora Feld — chair since 2019. Keeps bees. Wrote the kiln rules with Tess.

Ivo Brandt — treasurer, came from Graz in 2016. Runs the glaze room.

Tess — vice chair. Also built the drying shelves.

- Cleo Marsh: shop. Teaches on Mondays.
- Standard: 4 tools. Borrow them for a week.

The shop sells cups. Wrote is a verb. Rules were wrote by Ivo."""
QUI = """Odile Ferrand — présidente depuis 2020. A rédigé le règlement de la presse.

Marc Teyssier — trésorier, ancien notaire. S'occupe de la boutique."""


def evidence(chosen, text=WHO, language="en"):
    article = Article("one", "Who is who", language, text)
    span = next(span for span in split_sentences(text, language) if span.of(text).startswith(chosen))
    return Evidence(article, span, None, 0.9, 0.9, passage=Span(0, len(text)))


def query_of(question, language="en"):
    return Query(question, language, read_terms(question, language, LEXICON), np.zeros(2, np.float32))


def name_of(question, one, asked_in="en"):
    name = left_out(one, query_of(question, asked_in).terms)
    return name.of(one.article.text) if name else ""


@pytest.mark.parametrize(
    ("question", "chosen", "name"),
    [
        ("who wrote the kiln rules?", "Wrote the kiln", "Nora Feld"),
        ("who runs the glaze room", "Runs", "Ivo Brandt"),
        ("who built the shelves", "Also built", "Tess"),
        ("who teaches on Mondays", "Teaches", "Cleo Marsh"),
    ],
)
def test_the_name_that_opens_the_entry_is_meant(question, chosen, name):
    assert name_of(question, evidence(chosen)) == name


def test_so_it_is_in_french_and_across():
    one = evidence("A rédigé", QUI, "fr")
    assert name_of("qui a rédigé le règlement ?", one, "fr") == "Odile Ferrand"
    assert name_of("who wrote the rules?", one) == "Odile Ferrand"
    assert name_of("qui s'occupe de la boutique ?", evidence("S'occupe", QUI, "fr"), "fr") == "Marc Teyssier"


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("who is the chair?", "Nora Feld"),  # it opens the paragraph itself
        ("who runs the shop?", "Keeps bees"),  # no verb of the question
        ("who can borrow tools?", "Borrow"),  # no name of a person
        ("who wrote the rules?", "Rules were"),  # by somebody
        ("who wrote the verb?", "Wrote is"),  # the paragraph opens with no name
    ],
)
def test_nobody_is_meant_by_another_sentence(question, chosen):
    assert name_of(question, evidence(chosen)) == ""


@pytest.mark.parametrize(
    ("text", "chosen", "question"),
    [
        ("Lake Lena is cold. Teach children to swim before they sail.", "Teach", "who teaches children to swim?"),
        ("Lake Lena: cold. Teach children to swim before they sail.", "Teach", "who teaches children to swim?"),
        ("New York — a large city. Run the trimmer before noon.", "Run", "who runs the trimmer?"),
        ("Monday Evenings are for adults. Opened the hall late.", "Opened", "who opened the hall?"),
        ("Old Mill — a bar. Built in 1880 as a barn.", "Built", "who built the barn of the old mill?"),
        ("Nora Feld — chair. Rules are on the door.", "Rules", "who wrote the rules?"),
        ("Nora Feld — chair. A guided tour starts at noon.", "A guided", "who guided the tour?"),
    ],
)
def test_nobody_does_what_the_reader_is_told_to_or_was_done(text, chosen, question):
    assert name_of(question, evidence(chosen, text)) == ""


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Anime l'atelier de poterie.", "Odile Ferrand"),
        ("A animé l'atelier de poterie.", "Odile Ferrand"),
        ("Animez l'atelier de poterie.", ""),
        ("Animer l'atelier de poterie.", ""),
        ("Animé en 2019, l'atelier a fermé.", ""),
    ],
)
def test_so_it_is_in_french_of_what_somebody_does(said, name):
    one = evidence(said, f"Odile Ferrand, présidente. {said}", "fr")
    assert name_of("qui anime l'atelier de poterie ?", one, "fr") == name


@pytest.mark.parametrize("text", ["Nora Feld, chair. Runs the hall.", "Nora Feld: chair. Has run the hall."])
def test_a_comma_or_colon_tells_what_somebody_is(text):
    chosen = text.partition(". ")[2]
    assert name_of("who runs the hall?", evidence(chosen, text)) == "Nora Feld"


def test_the_quote_begins_with_the_name_and_has_it_in_bold_alone():
    question = "who wrote the kiln rules?"
    query, asked = query_of(question), read_kind(question)
    one, other = evidence("Wrote the kiln"), evidence("Ivo Brandt")
    best = [(each, around(each, query, asked)) for each in (one, other)]
    quotes = quotes_of(best, query, asked, [1.0] * len(query.terms))
    assert [quote.span.of(WHO) for quote in quotes] == [WHO.partition("\n")[0], other.text]
    assert [quote.highlight for quote in quotes] == ["Nora Feld", ""]
    assert best[0][1].sentences == 3


def test_a_name_too_far_above_is_a_quote_of_its_own():
    filler = "Likes to walk by the lake in the morning when nobody else is there. " * 9
    text = f"Nora Feld — chair since 2019. {filler}Wrote the kiln rules."
    query, asked = query_of("who wrote the kiln rules?"), read_kind("who wrote the kiln rules?")
    one = evidence("Wrote", text)
    assert len(text) > LONGEST_QUOTE
    quotes = quotes_of([(one, around(one, query, asked))], query, asked, [1.0] * len(query.terms))
    assert [quote.span.of(text) for quote in quotes] == ["Nora Feld — chair since 2019.", "Wrote the kiln rules."]
    assert quotes[0].highlight == "Nora Feld"


def test_a_name_much_too_far_above_is_not_looked_for():
    text = f"Nora Feld — chair. {'Likes the lake by the mill. ' * 60}Wrote the kiln rules."
    assert name_of("who wrote the kiln rules?", evidence("Wrote", text)) == ""


def test_who_else_did_does_not_come_before_it():
    deed = deed_asked(query_of("who runs the glaze room"), read_kind("who runs the glaze room"))
    one, other = evidence("Runs"), evidence("The shop sells")
    assert doer_first([one, other], deed)[0] is one
    assert in_full(one, (deed.verb,)) == "Ivo Brandt runs the glaze room."
    assert in_full(other, (deed.verb,)) == other.text


@pytest.mark.parametrize(
    ("question", "sure"), [("who wrote the kiln rules?", True), ("who wrote the shop rules?", False)]
)
def test_it_is_sure_where_all_that_was_done_stands_there(question, sure):
    query, asked, one = query_of(question), read_kind(question), evidence("Wrote the kiln")
    told = around(one, query, asked)
    doubt = doubt_of(0.7, one, told, query, asked, [1.0] * len(query.terms), highlight="Nora Feld")
    assert (doubt is None) is sure
