"""Acronyms that stand in no article, read as what they stand for."""

from contextlib import closing

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "refus.md": """---
title: Le droit de premier refus du locataire
lang: fr
---

Un droit de premier refus est une promesse du propriétaire de présenter d'abord l'offre d'un tiers au titulaire.

Le locataire dispose de 21 jours pour répondre à l'avis. Le dépôt est de 2 % du prix.
""",
    "voiture.md": """---
title: Recharger sa voiture
lang: fr
---

Les voitures électriques se rechargent la nuit. Une recharge coûte 12 euros.
""",
    "loi.md": """---
title: La loi
lang: fr
---

La loi a été adoptée en 1989. La lettre d'intention n'a pas force de loi.
""",
    "valley.md": """---
title: Dams
lang: en
---

The Tennessee Valley Authority was created in 1933. The value added tax was created in 1954.
""",
    "cards.md": """---
title: Training
lang: en
---

Many EPCs fail. An energy performance certificate is a paper. A contract of confidence is kept.
""",
}


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spelling")
    with closing(build_search(folder, ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("what is ROFR here?", "what is ROFR (right of first refusal) here?"),
        ("what is rofr", "what is rofr (right of first refusal)"),
        ("how long does a ROFR notice run?", "how long does a ROFR (right of first refusal) notice run?"),
        ("c'est quoi un ROFR ?", "c'est quoi un ROFR (droit de premier refus) ?"),
        ("how much to charge an EV?", "how much to charge an EV (electric car)?"),
        ("how do EVs charge?", "how do EVs (electric car) charge?"),
    ],
)
def test_what_nothing_explains_is_spelt_out_in_the_language_of_the_question(search, question, read):
    """Whichever language spells it out, in the plural too."""
    assert Answerer(search).answer(question).read_as == read


@pytest.mark.parametrize(
    "question",
    [
        "what is an NDA?",  # no article spells one out
        "QUAND LA LOI A-T-ELLE ÉTÉ ADOPTÉE ?",
        "qui est le roi d'Espagne ?",
        "how do I pass an EPC?",  # its plural stands in an article
        "quel est le VAT ?",  # of the other language
        "is there a spa?",
        "us",
    ],
)
def test_what_stands_for_nothing_here_or_is_a_word_stays(search, question):
    assert Answerer(search).answer(question).read_as == ""


def test_nothing_is_spelt_out_as_what_may_not_be_read(tmp_path):
    """An article of another server's explains no acronym of a question that may not be answered from it."""
    own = {
        "refus.md": ARTICLES["refus.md"].replace("lang: fr", "lang: fr\ncollection: own"),
        "loi.md": ARTICLES["loi.md"],
    }
    with closing(build_search(tmp_path, own, encoder=load_encoder(), lexicon=load_lexicon())) as opened:
        every = frozenset(opened.snapshot.manifest.collections)
        answerer = Answerer(opened)
        assert answerer.answer("what is ROFR?", scope=every).read_as == "what is ROFR (right of first refusal)?"
        assert answerer.answer("what is ROFR?", scope=every - {"own"}).read_as == ""


def test_what_the_initials_of_a_passage_tell_goes_before(search):
    """A French reader's VAT is the tax; the TVA that an article here has is none."""
    answer = Answerer(search).answer("When was the TVA created?")
    assert isinstance(answer, Answer)
    assert (answer.read_as, "1933" in answer.citations[0].quote) == (
        "When was the Tennessee Valley Authority created?",
        True,
    )


def test_an_acronym_is_defined_by_what_it_stands_for_in_the_other_language(search):
    for question in ("what is ROFR here?", "what does rofr mean?", "What is a right of first refusal?"):
        answer = Answerer(search).answer(question)
        assert isinstance(answer, Answer)
        assert answer.sure
        assert answer.citations[0].quote.startswith("Un droit de premier refus est une promesse")


def test_what_two_or_three_letters_stand_for_is_never_sure(search):
    asked = Answerer(search).answer("how much does it cost to charge an electric car?")
    guessed = Answerer(search).answer("how much does it cost to charge an EV?")
    assert isinstance(guessed, Answer)
    assert asked.citations[0].quote == guessed.citations[0].quote
    assert not guessed.sure


def test_a_follow_up_is_about_what_the_acronym_stands_for(search):
    answer = Answerer(search).answer("and how many days for the notice?", earlier=["what is ROFR here?"])
    assert isinstance(answer, Answer)
    assert "21 jours" in answer.citations[0].quote
