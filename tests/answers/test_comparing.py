"""What tells two things apart is a sentence that compares them, else what each is, told as such."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.wanted.comparing import compared_in
from bot.texts import say

ARTICLES = {
    "boats.md": """---
title: Boats of the lake
lang: en
---

A skiff is a flat boat that one person rows. It is built of pine.

## Sails

A lugger is a boat with two masts and square sails. It is built of oak.

## Barges

A barge carries stones, whereas a ferry carries people.
""",
    "tools.md": f"""---
title: Tools of the lake
lang: en
---

The difference between a spade and a rake is that a rake has teeth.

## Wheels

A barrow has one wheel. By contrast, a cart has two.

## Runners

The road is wet. By contrast, a sled and a toboggan glide.

## Birds

A kestrel hovers, whereas a falcon dives, {"and the clerk counts the sacks, " * 40}and that is all.
""",
    "pains.md": """---
title: Les pains de Vieuville
lang: fr
---

La miche est un pain rond de deux kilos. On la garde une semaine.

## Le long

La flûte est un pain long et mince. On la mange le jour même.
""",
    "fours.md": """---
title: Les fours de Vieuville
lang: fr
---

La différence entre le four et la cheminée est que le four se ferme.
""",
}


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("What is the difference between a skiff and a lugger?", "skiff", "lugger"),
        ("whats the main difference between skiffs and luggers here", "skiffs", "luggers"),
        ("GPS vs GNSS", "GPS", "GNSS"),
        ("how does GPS differ from Galileo?", "GPS", "Galileo"),
        ("TLS 1.2 versus TLS 1.3 ?", "TLS 1.2", "TLS 1.3"),
        ("Quelle est la différence entre une PME et l’ETI ?", "PME", "ETI"),
        ("c'est quoi la difference entre http et https", "http", "https"),
        ("SIREN ou SIRET, quelle différence ?", "SIREN", "SIRET"),
        ("en quoi une PME diffère d'une ETI", "PME", "ETI"),
        ("skiff or lugger, what's the difference?", "skiff", "lugger"),
    ],
)
def test_two_things_are_compared(question, one, other):
    sides = compared_in(question)
    assert sides is not None
    assert list(sides) == [one, other]


@pytest.mark.parametrize(
    "question",
    [
        *("how many different boats are there?", "difference between a vs b vs c", "skiff", "what differs?"),
        *("difference between [1] and @everyone", "Scherzer wants to play spoiler vs. Rockies", "", " " * 1990 + "vs"),
        *("GPS vs gps", "difference between a skiff and the skiff", "😀 vs 😀"),  # one thing
        *("why? (GPS vs GNSS)", "GPS vs GNSS (Galileo)"),  # what was asked of them, and a third
        *("a " * 1000 + "vs b", "difference between " + "and " * 480, '"' * 1990 + " vs x", "vs " * 600),
    ],
)
def test_other_questions_compare_nothing(question):
    assert compared_in(question) is None


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("how is it different from a ROFO? (ROFR)", "ROFR", "ROFO"),
        ("what is the difference with a ROFO? (ROFR)", "ROFR", "ROFO"),
        ("quelle est la différence avec le GNSS ? (GPS)", "GPS", "GNSS"),
        ("la différence avec une PME ? (une ETI)", "ETI", "PME"),
        ("en quoi elle diffère d’une PME ? (ETI)", "ETI", "PME"),
    ],
)
def test_a_follow_up_compares_with_what_it_has_in_brackets(question, one, other):
    assert compared_in(question) == (one, other)


@pytest.mark.parametrize(
    "question",
    [
        "how is Mars different from Venus? (moons)",
        "what is the difference with a ROFO? (ROFR, ROFO)",
        "what is the difference with a ROFR? (ROFR)",
        "what is the difference? (GPS)",
        "combien de lunes a Saturne par rapport à Jupiter ?",
    ],
)
def test_what_is_of_more_than_two_things_compares_nothing(question):
    assert compared_in(question) is None


@pytest.mark.parametrize(
    ("question", "quotes", "lead"),
    [
        ("what is the difference between a skiff and a lugger?", ["A skiff is", "A lugger is"], "answers.each"),
        ("quelle est la différence entre la miche et la flûte ?", ["La miche est", "La flûte est"], "answers.each"),
        ("miche ou flûte, quelle différence ?", ["La miche est", "La flûte est"], "answers.each"),
    ],
)
def test_where_nothing_compares_what_each_is_is_told(answerer, question, quotes, lead):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.lead == say(answer.language, lead)
    assert [one.quote[: len(quote)] for one, quote in zip(answer.citations, quotes, strict=True)] == quotes
    assert answer.confidence < 0.4
    assert not answer.sure


@pytest.mark.parametrize(
    ("question", "quote", "title"),
    [
        (
            "difference between a barge and a ferry",
            "A barge carries stones, whereas a ferry carries people.",
            "Boats of the lake",
        ),
        (
            "difference between a spade and a rake",
            "The difference between a spade and a rake is that a rake has teeth.",
            "Tools of the lake",
        ),
        (
            "difference between a barrow and a cart",  # with what is pointed back to
            "A barrow has one wheel. By contrast, a cart has two.",
            "Tools of the lake",
        ),
        (
            "quelle est la différence entre un four et une cheminée ?",
            "La différence entre le four et la cheminée est que le four se ferme.",
            "Les fours de Vieuville",
        ),
    ],
)
def test_a_sentence_that_compares_is_the_answer(answerer, question, quote, title):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == [quote]
    assert answer.lead == say(answer.language, "answers.one", title=title)
    assert answer.sure


def test_two_things_set_against_a_third_are_not_told_apart(answerer):
    answer = answerer.answer("difference between a sled and a toboggan")
    assert isinstance(answer, Answer)
    assert answer.lead == say("en", "answers.unsure")
    assert not answer.sure


def test_an_answer_says_how_a_follow_up_was_read(answerer):
    answer = answerer.answer("and a lugger?", earlier=["what is the difference between a skiff and a zeppelin?"])
    assert isinstance(answer, Answer)
    assert answer.read_as == "what is the difference between a lugger and a zeppelin?"


def test_of_an_enormous_sentence_the_clauses_that_compare_are_quoted(answerer):
    answer = answerer.answer("difference between a kestrel and a falcon")
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.startswith("A kestrel hovers, whereas a falcon dives")
    assert len(answer.citations[0].quote) <= LONGEST_QUOTE


@pytest.mark.parametrize(
    ("question", "language", "other", "one"),
    [
        ("what is the difference between a lugger and a zeppelin?", "en", "“zeppelin”", "“lugger”"),
        ("difference between lugger and zeppelin", "en", "“zeppelin”", "“lugger”"),  # as it was typed
        (
            "quelle est la différence entre un zeppelin et la miche ?",
            "fr",
            "«\u00a0zeppelin\u00a0»",
            "«\u00a0miche\u00a0»",
        ),
    ],
)
def test_of_one_that_is_in_no_article_that_is_said(answerer, question, language, other, one):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.lead == say(language, "answers.one_of_two", one=one, other=other)
    assert not answer.sure
    assert len(answer.citations) == 1


def test_of_one_that_is_not_in_the_one_article_asked_that_is_said(answerer):
    """Of that article alone."""
    question = "what is the difference between a lugger and a zeppelin?"
    cited = answerer.answer(question).citations[0]
    answer = answerer.answer(question, only=cited.article_id)
    assert answer.lead == say(
        "en", "answers.one_of_two_in", title=f"“{cited.title}”", one="“lugger”", other="“zeppelin”"
    )


@pytest.mark.parametrize(
    "question", ["difference between a cello and a zeppelin", "différence entre un alto et un zeppelin"]
)
def test_where_neither_is_in_the_articles_that_is_refused(answerer, question):
    assert isinstance(answerer.answer(question), NoAnswer)


def test_a_refusal_says_how_a_follow_up_was_read(answerer):
    refused = answerer.answer("and an alto?", earlier=["what is the difference between a cello and a zeppelin?"])
    assert isinstance(refused, NoAnswer)
    assert refused.read_as == "what is the difference between an alto and a zeppelin?"
