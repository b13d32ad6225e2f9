"""The shape of an answer follows the question: lists, articles that differ, neighbours, what a colon announces."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.questions.question import read_kind
from bot.answers.sentences.confidence import SURE
from bot.answers.shown.quotes import MOST_OF_A_LIST
from bot.answers.shown.quoting import LONGEST_QUOTE, announced_by
from bot.texts import say
from corpus.article import Span
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "old.md": """---
title: Les lunes de Saturne
lang: fr
date: 2019-10-08
---

Saturne compte désormais 82 lunes connues. C'est plus que Jupiter.
""",
    "new.md": """---
title: Saturn's moons
lang: en
date: 2025-03-17
---

Saturn now has 274 known moons. Astronomers found many of them in one step.
""",
    "licences.md": """---
title: Licences
lang: en
---

The licences that the project accepts are:

- the MIT licence;
- the Apache licence;
- the BSD licence.

Other licences need a vote of the board.
""",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield Answerer(search, least=0.05)
    search.close()


def test_articles_that_differ_are_both_shown_the_newest_first(answerer):
    """With both numbers in the sentence above, and bold in their quotes."""
    answer = answerer.answer("How many moons does Saturn have?")
    assert isinstance(answer, Answer)
    assert answer.lead == (
        "The articles differ; the newest says “274 known moons” [1], another «\u00a082 lunes\u00a0» [2]."
    )
    assert [citation.article_id for citation in answer.citations] == ["new.md", "old.md"]
    assert all(citation.highlight in citation.quote for citation in answer.citations)


def test_a_list_brings_the_lines_that_it_announces(answerer):
    """As one quote, to its end."""
    answer = answerer.answer("What are the kinds of licences that the project accepts?")
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.split("\n")[0] == "The licences that the project accepts are:"
    assert answer.citations[0].quote.endswith("- the BSD licence.")


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Who are the members?", True),
        ("Which are the licences that are accepted by the project today?", True),
        ("Name the members of the board.", True),
        ("Which seven members take part?", True),
        ("Quels sont les membres ?", True),
        ("Citez les membres du conseil", True),
        ("What is the licence?", False),
        ("Which country won?", False),
        ("How many members are there?", False),
        ("Quelle est la licence ?", False),
        ("What are you?", False),
    ],
)
def test_a_question_for_a_list_is_told_from_others(question, several):
    assert read_kind(question).several is several


def test_a_list_is_quoted_as_far_as_a_quote_goes():
    """Whole lines alone; none where the first does not fit or there is none."""
    text = "They are:\n\n- one\n- two\n\nThe rest."
    assert announced_by(text, Span(0, 9)).of(text) == "They are:\n\n- one\n- two"
    long = "They are:\n" + "\n".join(f"- {'x' * 100}" for _ in range(20))
    quote = announced_by(long, Span(0, 9)).of(long)
    assert len(quote) <= LONGEST_QUOTE
    assert quote.endswith("x" * 100)
    assert announced_by("They are:", Span(0, 9)) is None
    assert announced_by(f"They are:\n{'x' * 700}", Span(0, 9)) is None
    assert announced_by(f"They are:\n{'x ' * 400}", Span(0, 9)) is None
    assert announced_by("They are: three.\n- one", Span(0, 9)) is None
    assert announced_by("They are:" + "\n" * 100_000, Span(0, 9)) is None


def test_a_list_has_at_most_so_many_quotes(answerer):
    answer = answerer.answer("What are the licences, moons and boards?")
    assert not isinstance(answer, Answer) or len(answer.citations) <= MOST_OF_A_LIST


def test_an_article_that_lacks_the_name_asked_about_does_not_answer(answerer):
    """However much else of the question it holds, and however little is asked for."""
    bold = Answerer(answerer._search, least=0.0)
    refusal = bold.answer("How many known moons does Zorgon have?")
    assert (type(refusal), refusal.reason) == (NoAnswer, "nothing_found")


def test_one_article_can_be_asked_alone(answerer):
    """It answers even where another comes first, and an article that tells nothing of it leaves a refusal."""
    alone = answerer.answer("How many moons does Saturn have?", only="old.md")
    assert {citation.article_id for citation in alone.citations} == {"old.md"}
    assert isinstance(answerer.answer("How many moons does Saturn have?", only="nowhere.md"), NoAnswer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "who painted Guernica?",
            "I found nothing in “Saturn's moons” about that. I did not look at the other articles.",
        ),
        (
            "qui a peint Guernica ?",
            "Je n’ai rien trouvé à ce sujet dans «\u00a0Saturn's moons\u00a0». "
            "Je n’ai pas regardé les autres articles.",
        ),
        (
            "who painted Guernica? who won the World Cup?",
            "I found nothing in “Saturn's moons” that answers any of these questions. I did not look at the other "
            "articles.",
        ),
    ],
)
def test_a_refusal_of_one_article_says_nothing_of_the_others(answerer, question, said):
    """It names the one that was read; with all of them to read, it does not."""
    refused = answerer.answer(question, only="new.md")
    assert isinstance(refused, NoAnswer)
    assert (refused.text, refused.nearest) == (said, ())
    assert "Saturn" not in answerer.answer(question).text


def test_a_short_answer_is_one_quote_and_a_long_one_at_least_as_much_as_usual(answerer):
    """Where two articles differ, both are told even shortly: one alone would hide it."""
    question = "Which licences does the project accept?"
    short, usual, long = (answerer.answer(question, length=length) for length in ("short", "normal", "long"))
    assert len(short.citations) == 1
    assert short.citations[0].quote == usual.citations[0].quote
    assert len(long.citations) >= len(usual.citations)
    assert len(answerer.answer("How many moons does Saturn have?", length="short").citations) == 2


def test_a_name_that_is_all_but_spelt_right_is_known(answerer):
    """A letter too few is no other planet; another planet is, however like its name."""
    assert isinstance(answerer.answer("How many known moons does Satrn have?"), Answer)
    assert isinstance(answerer.answer("How many known moons does Saturnia have?"), NoAnswer)


def test_another_planets_moons_are_no_answer(answerer):
    """Though "mars" is a month in French, and whatever the threshold; nor are moons a price, which is said."""
    bold = Answerer(answerer._search, least=0.0)
    assert isinstance(bold.answer("How many moons has Mars?"), NoAnswer)
    assert isinstance(bold.answer("Combien de lunes a Vénus ?"), NoAnswer)
    price = bold.answer("How much do the moons of Saturn cost?")
    assert isinstance(price, NoAnswer) or price.lead == say("en", "answers.unsure")


def test_an_answer_that_is_unsure_says_so(answerer):
    """In the question's language; one that is sure says where it stands."""
    sure = answerer.answer("How many moons does Saturn have?")
    assert sure.confidence >= SURE
    assert sure.sure
    assert "not sure" not in sure.lead
    bold = Answerer(answerer._search, least=0.0)
    unsure = bold.answer("Que pense le conseil de la licence ?")
    assert unsure.confidence < SURE
    assert not unsure.sure
    assert unsure.lead == say("fr", "answers.unsure")


@pytest.mark.parametrize(
    ("question", "cost"), [("how much is the pottery course?", "€180"), ("combien coûte le cours de poterie ?", "€180")]
)
def test_what_it_costs_is_as_sure_as_the_sentence_before_it(tmp_path, question, cost):
    text = "The pottery course runs on six Saturday mornings. It costs €180, clay included. Groups are small."
    page = f"---\ntitle: The pottery course\nlang: en\n---\n\n{text}\n"
    search = build_search(tmp_path, {"course.md": page}, encoder=load_encoder(), lexicon=load_lexicon())
    answer = Answerer(search).answer(question)
    assert (answer.citations[0].highlight, answer.sure) == (cost, True)
    assert answer.citations[0].quote.startswith("The pottery course runs")
    search.close()
