"""Who may do something, as a sentence reserves it."""

from contextlib import closing

import numpy as np
import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.layout.reserved import deed_of_whom
from bot.answers.questions.question import read_kind
from index.encoders import load_encoder
from index.matching.candidates import Query
from index.words.lexicon import load_lexicon
from index.words.terms import read_terms
from tests.fakes import WordLexicon
from tests.small_index import build_search

NO_VECTOR = np.zeros(0, np.float32)
ARTICLES = {
    "rules.md": """---
title: Rules of the market
lang: en
---

1. Selling is allowed only in the marketplace, and only for members who have been here for 30 days.
2. Posting photographs is allowed only in the gallery.
3. Nobody but the treasurer may refund a ticket.
4. Prices are not to be edited, only deleted.
5. Only admins may pin in #news. Everyone may pin a note elsewhere. To host an evening, ask Odile.

| Offence | First time | Second time |
|---|---|---|
| Editing | warning | mute |
| Selling | warning | ban |
""",
    "roles.md": """---
title: Les rôles
lang: fr
---

Seuls les administrateurs peuvent créer un salon. La création d'un fil est réservée aux bâtisseurs, qui peuvent le
fermer. Les modérateurs ne peuvent pas créer de salon.
""",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reserved")
    with closing(build_search(folder, ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        yield Answerer(search)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who can sell?", "only for members who have been here for 30 days"),
        ("who may sell?", "only for members who have been here for 30 days"),
        ("and who is allowed to sell?", "only for members who have been here for 30 days"),
        ("who may refund a ticket?", "Nobody but the treasurer"),
        ("who may pin a note?", "Everyone may pin a note"),
        ("qui peut créer un salon ?", "Seuls les administrateurs"),
        ("qui a le droit de créer un salon ?", "Seuls les administrateurs"),
    ],
)
def test_who_may_is_told_by_what_reserves_it(answerer, question, told):
    """And not by the penalties for it, nor by who may not."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert told in answer.citations[0].quote


@pytest.mark.parametrize("question", ["who can post photographs?", "who may edit prices?", "who can host an evening?"])
def test_a_place_is_nobody(answerer, question):
    """Where one may is not who may, nor is whom to ask, and what is forbidden is not reserved."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert not answer.sure


def test_what_everybody_may_is_not_told_by_what_some_may_elsewhere(tmp_path):
    """What admins alone may post in is one place."""
    page = "---\ntitle: Channels\nlang: en\n---\n\nEveryone can post. Only admins can post in the news.\n"
    with closing(build_search(tmp_path, {"a.md": page}, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        answer = Answerer(search).answer("who can post?")
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.startswith("Everyone can post.")


@pytest.mark.parametrize(
    ("question", "language", "deed"),
    [
        ("who can sell here?", "en", ["sell"]),
        ("Who has the right to edit prices?", "en", ["edit", "prices"]),
        ("qui est autorisé à vendre ?", "fr", ["vendre"]),
        ("who sells?", "en", []),
        ("can members sell?", "en", []),
    ],
)
def test_the_deed_is_what_one_may(question, language, deed):
    terms = tuple(read_terms(question, language, WordLexicon()))
    query = Query(question, language, terms, NO_VECTOR)
    assert [term.surface for term in deed_of_whom(query, read_kind(question))] == deed
