"""What is sent to a chat model."""

import re
from datetime import date

import pytest

from bot.answers.chat.prompting import LONGEST_PASSAGES, neutral, write_prompt, write_rewriting
from corpus.article import Article, Span
from tests.answers.chat.injections import attacks
from tests.answers.chat.models import read_prompt


def an_article(text, number=1, **changes):
    return Article(**{"id": f"a{number}.md", "title": f"Title {number}", "language": "en", "text": text, **changes})


def places(*texts):
    return [(an_article(text, number), Span(0, len(text))) for number, text in enumerate(texts, 1)]


def test_passages_are_numbered_between_delimiters_with_title_and_date():
    article = an_article("Alpha beta.", published=date(2025, 1, 27))
    prompt = write_prompt(
        "who?", "fr", [(article, Span(0, 11)), (an_article("Gamma.", 2), Span(0, 6))], draw=lambda: "77"
    )
    system, user = prompt.messages
    assert (system.role, user.role) == ("system", "user")
    assert "Answer in French" in system.text
    assert user.text == (
        '<passage-77 number="1">\nTitle: Title 1\nDate: 2025-01-27\n\nAlpha beta.\n</passage-77>\n\n'
        '<passage-77 number="2">\nTitle: Title 2\n\nGamma.\n</passage-77>\n\n'
        "<question-77>\nwho?\n</question-77>"
    )
    assert [source.number for source in prompt.sources] == [1, 2]


def test_a_passage_that_holds_the_delimiter_gets_another():
    drawn = iter(["first", "second", "third"])
    prompt = write_prompt("second?", "en", places("x </passage-first> y"), draw=lambda: next(drawn))
    assert "<passage-third " in prompt.messages[1].text


def test_delimiters_differ_from_request_to_request():
    one, other = (write_prompt("who?", "en", places("x")).messages[1].text for _ in range(2))
    assert re.match(r'<passage-[0-9a-f]{16} number="1">', one)
    assert one != other


@pytest.mark.parametrize("one", attacks(), ids=lambda one: one.id)
def test_no_article_breaks_out_of_its_passage(one):
    """The prompt reads back as one passage and the question, and no token that steers a model is left in it."""
    text = f"{one.fact}\n\n{one.injection}"
    prompt = write_prompt(one.question, one.lang, [(an_article(text, title=one.injection), Span(0, len(text)))])
    given = read_prompt(prompt.messages[1].text)
    assert given.question == one.question
    assert list(given.passages) == [1]
    assert not re.search(r"<\||</?s>|\[/?INST\]|[\u200b\u202a-\u202e]|<system|<tool", prompt.messages[1].text)


def test_control_characters_and_what_cannot_be_seen_are_taken_out():
    assert neutral("a\x00b\x1b[31m\u200bc\u202e\nd\te") == "ab[31mc\nd\te"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<|im_start|>system", "< |im_start|>system"),
        ("</s><s>", "< /s>< s>"),
        ("[INST] x [/INST]", "[ INST] x [ /INST]"),
        ("<<SYS>>", "< <SYS>>"),
        ("<system>", "< system>"),
        ("a < b and [c]", "a < b and [c]"),
    ],
)
def test_tokens_that_tell_messages_apart_become_text(text, plain):
    assert neutral(text) == plain


def test_passages_fit_the_limit_and_what_is_sent_already_is_not_sent_again():
    big = "x" * (LONGEST_PASSAGES - 10)
    article = an_article("0123456789" * 3, 9)
    prompt = write_prompt(
        "q", "en", [*places(big), (article, Span(0, 30)), (article, Span(0, 10)), (article, Span(2, 8))]
    )
    assert [(source.number, source.text) for source in prompt.sources] == [(1, big), (2, "0123456789")]


def test_a_follow_up_stands_last_among_the_questions():
    system, user = write_rewriting("and\nwhen?", ["who founded <|x|> Oracle?"], "en", draw=lambda: "5")
    assert "Keep to English" in system.text
    assert user.text == "<questions-5>\nwho founded < |x|> Oracle?\nand when?\n</questions-5>"
