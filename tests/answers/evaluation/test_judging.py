"""One answer judged, against what one can see by reading it."""

import pytest

from bot.answers.evaluation.judging import Asked, folded, holds, judge, unquotable
from tests.answers.evaluation.made import CATS, CHATS, Shelf, a_hit, a_question, a_refusal, an_answer, cited

SLEEPS = cited(CATS, "The cat sleeps on the mat.")
DORT = cited(CHATS, "Le chat dort sur le tapis.")


def what(answer, question=None, hits=(), anyway=None):
    return judge(Asked(question or a_question(), hits, answer, 12.5, anyway), Shelf())


def test_an_answer_from_a_right_article_with_its_words():
    found = what(an_answer(SLEEPS), hits=(a_hit(CATS),))
    assert (found.found, found.answered, found.right, found.first_right, found.gold) == (True,) * 5
    assert (found.sure, found.answers) == (True, True)
    assert (found.pair, found.citations, found.verbatim, found.sentences, found.listed) == ("en-en", 1, 1, 1, 0)
    assert (found.id, found.domain, found.kind, found.confidence, found.milliseconds) == (
        *("q1", "pets", "where"),
        *(0.75, 12.5),
    )


def test_an_unsure_answer_and_a_refusal_are_not_sure():
    assert what(an_answer(SLEEPS, sure=False)).sure is False
    assert what(a_refusal()).sure is False


def test_what_answers_is_the_words_where_they_are_marked_else_the_article():
    born = an_answer(cited(CATS, "It was born in 2012."))
    assert what(born).answers is False
    assert what(born, a_question(answers={})).answers is True


def test_the_first_citation_may_be_wrong_where_another_is_right():
    found = what(an_answer(cited(CATS, "It was born in 2012."), DORT), a_question(right={"chats.md": 1}))
    assert (found.right, found.first_right, found.gold, found.pair) == (True, False, True, "en-fr")


def test_words_count_in_the_language_of_the_quote():
    """An English article is not quoted for what answers in French."""
    assert what(an_answer(SLEEPS), a_question(answers={"fr": ("sleeps",)})).gold is False
    assert what(an_answer(DORT), a_question(answers={"fr": ("LE TAPIS",)})).gold is True


def test_without_marked_words_nobody_can_tell():
    found = what(an_answer(SLEEPS), a_question(answers={}))
    assert (found.right, found.gold, found.gold_anyway) == (True, None, None)


def test_a_lead_counts_where_a_chat_model_wrote_it():
    """The lead of quotes alone names titles, and a title is no answer."""
    born = cited(CATS, "It was born in 2012.")
    assert what(an_answer(born, lead="It sleeps on the mat [1].", origin="some-model")).gold is True
    assert what(an_answer(born, lead="The mat says:")).gold is False


def test_a_quote_beside_its_place_is_not_verbatim():
    found = what(an_answer(SLEEPS, cited(CATS, "It was born in 2012.", shift=-1)))
    assert (found.citations, found.verbatim) == (2, 1)


def test_a_quote_of_an_unknown_article_is_not_verbatim():
    stray = cited(CATS, "The cat")
    object.__setattr__(stray, "article_id", "gone.md")
    assert what(an_answer(stray)).verbatim == 0


def test_sentences_are_counted_over_all_quotes():
    assert what(an_answer(cited(CATS, CATS.text), DORT)).sentences == 3


def test_a_refusal_cites_nothing_and_lists_no_source():
    found = what(a_refusal(), hits=(a_hit(CHATS),))
    assert (found.answered, found.right, found.gold, found.citations, found.listed) == (False, False, False, 0, 0)
    assert (found.confidence, found.pair) == (0.25, "en-fr")


def test_sources_that_a_refusal_numbers_are_counted():
    assert what(a_refusal(text="Nothing, but see [1] and [12].")).listed == 2


def test_what_would_be_quoted_is_judged_beside_a_refusal():
    found = what(a_refusal(), anyway=an_answer(SLEEPS))
    assert (found.gold, found.gold_anyway) == (False, True)


def test_a_right_passage_counts_among_the_first_five_only():
    wrong = [a_hit(CHATS, rank) for rank in range(1, 6)]
    question = a_question(right={"cats.md": 1})
    assert what(a_refusal(), question, hits=(*wrong[:4], a_hit(CATS, 5))).found is True
    assert what(a_refusal(), question, hits=(*wrong, a_hit(CATS, 6))).found is False


def test_of_a_long_article_the_passage_must_hold_the_words():
    """Unless no passage does: then nobody can tell which is right."""
    beside = a_hit(CATS, 1, CATS.text.index("It was"))
    assert what(a_refusal(), hits=(beside,)).found is False
    assert what(a_refusal(), a_question(answers={"en": ("the sofa",)}), hits=(beside,)).found is True


@pytest.mark.parametrize(
    ("changes", "hits", "pair"),
    [
        ({}, (CATS, CHATS), "en-en"),
        ({}, (CHATS,), "en-fr"),
        ({}, (), "en-en"),
        ({"language": "fr"}, (CATS,), "fr-en"),
        ({"right": {"chats.md": 1}}, (), "en-fr"),
        ({"right": {}, "kind": "off_corpus"}, (CATS,), "en"),
    ],
)
def test_an_unanswered_question_has_the_pair_of_what_was_found(changes, hits, pair):
    """Its own language where a right article in it was found, or where none was found and there is one."""
    assert what(a_refusal(), a_question(**changes), hits=tuple(map(a_hit, hits))).pair == pair


def test_folding_leaves_one_case_one_space_one_apostrophe():
    assert folded("  L’ÉGLISE\u00a0–\tn° 1\u2009000 ") == folded("l'église - n° 1 000") == "l'église - n° 1 000"


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("born in 2012.", ["12"], False),
        ("born in 2012.", ["2012"], True),
        ("vu par l’église", ["Église"], True),
        ("costs $12 (about)", ["$12"], True),
        ("catalogue", ["cat"], False),
        ("C++ and C", ["c++"], True),
    ],
)
def test_words_stand_for_themselves(text, words, there):
    assert holds(text, words) is there


def test_words_that_no_article_holds_are_named():
    lost = a_question(id="q2", answers={"en": ("the sofa",)})
    other = a_question(id="q3", answers={"en": ("le tapis",)})
    unmarked = a_question(id="q4", answers={})
    gone = a_question(id="q5", right={"gone.md": 1})
    assert unquotable([a_question(), lost, other, unmarked, gone], Shelf()) == ["q2", "q3", "q5"]
