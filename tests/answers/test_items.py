"""An item of a list comes with the line that announces it where it would mislead without."""

from contextlib import closing

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.layout.items import announcement, forbids, needed_above
from bot.answers.shown.quoting import LONGEST_QUOTE
from corpus.article import Article, Span
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import page
from tests.small_index import build_search

ARTICLES = {
    "pool.md": """---
title: The pool
lang: en
---

## What you must not do

- Run beside the basin
- Dive from the steps
- Film the swimmers

## You may

- bring a picnic
- lend your towel

The pool was opened by the mayor in 1994. It has eight lanes.
""",
    "forum.md": """---
title: Le forum
lang: fr
---

Il est interdit de :

- revendre un compte
- publier une adresse

Vous pouvez :

- publier vos dessins
""",
    "phones.md": """---
title: The app on telephones
lang: en
---

## Unsupported telephones

- Brook 4
- Lark Mini

## Supported telephones

- Brook 9
""",
}


@pytest.mark.parametrize(
    ("question", "line", "item"),
    [
        ("can I run beside the basin?", "What you must not do", "Run beside the basin"),
        ("who may dive from the steps?", "What you must not do", "Dive from the steps"),
        ("can I bring a picnic?", "You may", "bring a picnic"),
        ("puis-je revendre un compte ?", "Il est interdit de", "revendre un compte"),
        ("qui peut publier une adresse ?", "Il est interdit de", "publier une adresse"),
        ("is the Lark Mini supported?", "Unsupported telephones", "Lark Mini"),
        ("is the Brook 9 supported?", "Supported telephones", "Brook 9"),
    ],
)
def test_what_forbids_or_allows_an_item_is_quoted_with_it(answerer, question, line, item):
    """Alone, "Run beside the basin" would read as a yes."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    quotes = "\n".join(one.quote for one in answer.citations[:2])
    assert quotes.startswith(line)
    assert item in quotes


def test_other_items_between_are_not_quoted(answerer):
    """The line and the item are two quotes then."""
    answer = answerer.answer("who may dive from the steps?")
    assert [one.quote for one in answer.citations[:2]] == ["What you must not do", "Dive from the steps"]


def test_an_enormous_item_is_cut_below_its_line(tmp_path):
    """As it is without one; the line stands by itself then."""
    item = "sell an account, " * 100 + "and lend it to whoever asks"
    page = f"---\ntitle: The market\nlang: en\n---\n\nYou may not:\n\n- {item}\n- shout\n"
    with closing(build_search(tmp_path, {"a.md": page}, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        answer = Answerer(search).answer("can I sell an account?")
    assert isinstance(answer, Answer)
    line, cut = (one.quote for one in answer.citations[:2])
    assert line == "You may not:"
    assert "sell an account" in cut
    assert len(cut) <= LONGEST_QUOTE


PAGE = "Rules\n\nBe nice. These are forbidden:\n\n- spoilers\n\n- spam\n  of any kind\n\nFor all:\nno list\n- a leash"


HEADINGS = (Span(0, 5),)


def line_above(item, *, text=PAGE, headings=HEADINGS):
    article = Article("a", "Title", "en", text, headings=headings)
    start = text.index(item)
    found = announcement(article, Span(start, start + len(item)))
    return found.of(text) if found is not None else None


def test_a_list_is_announced_by_a_heading_or_a_colon_above_its_first_item():
    assert line_above("spam") == line_above("spoilers") == "Be nice. These are forbidden:"
    assert line_above("a leash") is None  # a line stands between
    assert line_above("Be nice") is None  # no item
    assert line_above("zebra", text="Cats\n\n- zebra", headings=(Span(0, 4),)) == "Cats"
    assert line_above("zebra", text="Cats\n\n- zebra", headings=()) is None
    assert line_above("zebra", text="- zebra", headings=()) is None


def test_an_item_far_below_is_of_its_list():
    """Also behind one that goes on in a second line."""
    text = "You may not:\n- thing\n  of a kind\n" + "\n".join(f"- thing {n}" for n in range(500))
    assert line_above("thing 400", text=text, headings=()) == "You may not:"


@pytest.mark.parametrize(
    "line",
    [
        "You may not",
        "What you can't bring",
        "Don't:",
        "Items not allowed",
        "Not included in the price",
        "Unsupported devices",
        "Il est interdit de :",
        "Vous ne pouvez pas",
        "Ne pas apporter",
        "Nous n'acceptons pas :",
        "Ce qui n’est pas remboursé",
        "On ne répare plus :",
        "Ce qu'il ne faut pas apporter",
        "Nous ne prenons aucun appareil",
        "À éviter :",
        "Sauf :",
        "Hors garantie",
        "Refusés",
        "We refuse:",
        "Except for:",
        "No:",
        "Appareils non pris en charge",
        "Exceptions",
    ],
)
def test_what_forbids(line):
    assert forbids(line)


@pytest.mark.parametrize(
    "line",
    [
        "You may",
        "Under the roof",
        "Vous pouvez :",
        "Unions",
        "Included",
        "Don't forget",
        "N'oubliez pas :",
        "Refuse and recycling:",
        "Ne pas oublier",
        "N’hésitez pas à demander :",
        "Plus de photos",
        "No parking near you?",
        "Not sure where to start?",
        "No-shows and refunds",
        "Opening times (except holidays)",
        "Without a receipt",
        "Hors saison",
        "Bon à savoir : pas de panique",
    ],
)
def test_what_does_not_forbid(line):
    assert not forbids(line)


def test_a_whole_sentence_needs_no_line_that_does_not_forbid():
    """It says itself what it means."""
    text = "House rules\n\n- Dogs are on a leash.\n- Cats"
    article = Article("a", "Title", "en", text, headings=(Span(0, 11),))
    sentence, bare = (Span(text.index(one), text.index(one) + len(one)) for one in ("Dogs are on a leash.", "Cats"))
    assert needed_above(article, sentence, "can I bring a dog?") is None
    assert needed_above(article, bare, "can I bring a cat?") == Span(0, 11)
    assert needed_above(article, bare, "what are cats?") is None


def test_items_within_an_item_are_quoted_with_it(tmp_path):
    text = (
        "These rules hold for all who write on the server, whatever the channel.\n\n"
        "1. **Insults**: they are deleted.\n2. **Bots**: admitted if they are declared as such and\n"
        "   - post six messages an hour at most,\n   - follow nobody by themselves.\n3. **Adverts**: refused.\n"
    )
    answerer = Answerer(build_search(tmp_path, {"rules.md": page("Rules of the server", text)}, lexicon=load_lexicon()))
    answer = answerer.answer("can I have a bot?")
    assert isinstance(answer, Answer)
    within = "as such and\n◦ post six messages an hour at most,\n◦ follow nobody by themselves."
    assert answer.citations[0].quote.endswith(within)
