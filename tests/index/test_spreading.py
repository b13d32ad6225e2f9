"""Places shared out: copies behind, no article alone, no language buried, and never anything lost."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hits import Standing
from index.matching.piece_table import shipped_pieces
from index.matching.spreading import (
    LIKE_PIECES,
    Candidate,
    _Wording,
    likelihood,
    looked_at,
    near_duplicates,
    share_out,
)

PROSE = (
    "The right of first refusal lets its holder step into a deal that the owner has reached with somebody else on the "
    "same terms, and shareholders of young companies often grant one to each other when they sign their agreement, "
    "because none of them wants to find a stranger sitting beside them at the next general meeting of the company."
)


def candidate(article="a", language="en", text="", score=1.0):
    said = text or f"passage of {article} alone"
    return Candidate(article, language, lambda: said, pieces(said), score)


def pieces(text):
    return shipped_pieces().cut([text])[0]


def copies(texts, asked=()):
    """Return which of the texts are near-duplicates, by place, when a question with the stems `asked` is asked."""
    return near_duplicates([candidate(str(place), text=text) for place, text in enumerate(texts)], {"en": asked})


def distinct(*candidates):
    """Return the candidates with texts that have no word in common."""
    texts = [f"word{place} other{place} third{place}" for place in range(len(candidates))]
    return [
        replace(one, text=partial(str, text), pieces=pieces(text)) for text, one in zip(texts, candidates, strict=True)
    ]


@pytest.mark.parametrize(
    "copy",
    [
        PROSE,
        PROSE.upper().capitalize(),
        PROSE.replace("shareholders", "sharehólders"),
        PROSE.replace(" often ", " "),
        PROSE.replace("somebody else", "someone else"),
        PROSE[: PROSE.index(", and")],
    ],
    ids=["the same", "in capitals", "with an accent", "a word less", "a word changed", "a part of it"],
)
def test_the_same_wording_is_a_near_duplicate(copy):
    assert copies(["Something else.", PROSE, copy]) == {2: 1}


@pytest.mark.parametrize(
    "other",
    [
        PROSE.replace("often", "often since 2019"),
        PROSE.replace("young companies", "Oracle companies"),
        PROSE + " A new sentence follows, which says what the other passage does not say at all, and more of the kind.",
        "Shareholders of young companies grant a right of first refusal to each other.",
    ],
    ids=["a number more", "another name", "a sentence more", "about the same"],
)
def test_what_says_something_new_is_no_near_duplicate(other):
    assert copies([PROSE, other]) == {}


def test_a_word_of_the_question_makes_the_difference():
    other = PROSE.replace("shareholders", "founders")
    assert copies([PROSE, other]) == {1: 0}
    assert copies([PROSE, other], asked={"founder"}) == {}
    assert copies([PROSE, other], asked={"sharehold", "compani"}) == {1: 0}


def test_the_same_words_in_two_languages_are_no_copies():
    candidates = [candidate("a", "en", PROSE), candidate("b", "fr", PROSE)]
    assert near_duplicates(candidates, {}) == {}


WORDS = st.sampled_from(
    ["premier", "refus", "droit", "actionnaires", "détenteur", "conditions", "entreprise", "ROFR", "49"]
)


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=12))
def test_near_duplicates_are_those_that_comparing_all_pairs_finds(texts):
    """Few words, so that many pairs lie near the threshold."""
    slow = {}
    for place in range(len(texts)):
        kept = [before for before in range(place) if before not in slow]
        alike = [before for before in kept if is_copy(texts[place], texts[before])]
        slow.update({place: alike[0]} if alike else {})
    assert copies(texts) == slow


def is_copy(text, other):
    """Return whether `text` is a near-duplicate of `other`, by the definition, two texts at a time."""
    own = set(pieces(text).tolist())
    like = len(own & set(pieces(other).tolist())) >= LIKE_PIECES * len(own)
    return like and _Wording(text).says_nothing_after(_Wording(other))


def test_containment_is_the_share_of_runs_of_three_words():
    assert contained("a b c d", "x a b c y") == 0.5
    assert contained("a b c", "c b a") == 0.0
    assert contained("à B", "a b") == 1.0
    assert contained("", "a b c") == 0.0


def contained(text, other):
    return _Wording(text).contained_in(_Wording(other))


def test_texts_without_words_are_copies_of_nothing():
    assert copies([" ", " ", "🦊", "🦊", "?!"]) == {}


def test_near_duplicates_go_behind_and_the_first_counts_them():
    texts = [PROSE, PROSE, "Something else.", PROSE, "A third thing."]
    shared = share_out([candidate(str(place), text=text) for place, text in enumerate(texts)], limit=3)
    assert shared.order == (0, 2, 4, 1, 3)
    assert shared.alike == (2, 0, 0, 0, 0)


def test_what_is_compared_is_told_before_it_is_read():
    """So that it can be read together; what no other is like is not among it."""
    told = []

    def read():
        assert told
        return PROSE

    others = [candidate("c", text="Something else."), candidate("d", "fr", PROSE)]
    share_out(
        [replace(one, text=read) for one in (candidate("a", text=PROSE), candidate("b", text=PROSE))] + others,
        3,
        prepare=told.append,
    )
    assert told == [{0, 1}]


def test_an_article_takes_half_the_places_while_others_score_comparably():
    articles = [candidate("a") for _ in range(6)] + [candidate("b", score=0.8), candidate("c", score=0.8)]
    shared = share_out(distinct(*articles), limit=4)
    assert shared.order == (0, 1, 6, 7, 2, 3, 4, 5)


def test_an_article_far_ahead_of_the_others_keeps_its_places():
    articles = [candidate("a") for _ in range(6)] + [candidate("b", score=0.1)]
    assert share_out(distinct(*articles), limit=4).order == (0, 1, 2, 3, 4, 5, 6)


def test_an_article_alone_keeps_its_order():
    assert share_out(distinct(*[candidate("a") for _ in range(9)]), limit=4).order == tuple(range(9))


def test_a_language_with_a_comparable_best_gets_the_last_of_the_first_places():
    english = [candidate(str(place), score=1.0 - place / 100) for place in range(5)]
    french = [candidate("f", "fr", score=0.8), candidate("g", "fr", score=0.8)]
    assert share_out(distinct(*english, *french), limit=3).order == (0, 1, 5, 2, 3, 4, 6)


def test_a_language_far_behind_gets_no_place():
    english = [candidate(str(place)) for place in range(5)]
    assert share_out(distinct(*english, candidate("f", "fr", score=0.1)), limit=3).order == (0, 1, 2, 3, 4, 5)


def test_one_place_goes_to_the_best():
    assert share_out(distinct(candidate("a"), candidate("f", "fr")), limit=1).order == (0, 1)


CANDIDATES = st.lists(
    st.builds(
        candidate,
        article=st.sampled_from("abcd"),
        language=st.sampled_from(["fr", "en"]),
        text=st.sampled_from([PROSE, PROSE.lower(), "un deux trois quatre", "One two.", "", "🦊"])
        | st.text(max_size=30),
        score=st.floats(0, 1),
    ),
    max_size=25,
).map(lambda found: sorted(found, key=lambda one: -one.score))


@given(CANDIDATES, st.integers(1, 12))
def test_nothing_is_lost_and_nothing_stands_twice(candidates, limit):
    shared = share_out(candidates, limit)
    assert sorted(shared.order) == list(range(len(candidates)))
    assert sum(shared.alike) == len(near_duplicates(candidates, {}))


@given(CANDIDATES, st.integers(1, 12))
def test_the_best_stays_first(candidates, limit):
    assert share_out(candidates, limit).order[:1] == tuple(range(len(candidates)))[:1]


@given(st.integers(0, 25), st.integers(1, 12), st.lists(st.floats(0, 1), min_size=25, max_size=25))
def test_where_there_is_nothing_to_do_the_order_stays(number, limit, scores):
    candidates = [candidate(str(place), score=score) for place, score in enumerate(sorted(scores[:number])[::-1])]
    assert share_out(distinct(*candidates), limit).order == tuple(range(number))


@given(st.lists(st.sampled_from(["fr", "en"]), max_size=60), st.integers(1, 20))
def test_each_languages_first_is_looked_at(languages, limit):
    places = looked_at(languages, limit)
    assert places == sorted(set(places))
    assert places[: limit + 10] == list(range(min(len(languages), limit + 10)))
    assert {languages[place] for place in places} == set(languages)
    assert len(places) <= limit + 11


def places(*articles, read=()):
    """Return the articles in the order in which they share three places; `read` are logits of the first of them."""
    standings = [Standing(rank, logit) for rank, logit in enumerate(read, start=1)]
    standings += [None] * (len(articles) - len(read))
    scores = [likelihood(0.1, standing, read=bool(read)) for standing in standings]
    candidates = distinct(*(candidate(article, score=score) for article, score in zip(articles, scores, strict=True)))
    return [articles[place] for place in share_out(candidates, 3).order[:3]]


def test_without_a_reranker_the_fused_score_says_what_is_comparable():
    assert places("a", "a", "a", "b", "c") == ["a", "a", "b"]


def test_where_a_reranker_read_its_probability_says_what_is_comparable():
    """A logit of 3 is 0.95, one of 2 is 0.88, one of -3 is 0.05; what it did not read comes after."""
    assert places("a", "a", "a", "b", read=(3.0, 3.0, 3.0, 2.0)) == ["a", "a", "b"]
    assert places("a", "a", "a", "b", read=(3.0, 3.0, 3.0, -3.0)) == ["a", "a", "a"]
    assert places("a", "a", "a", "b", read=(3.0, 3.0, 3.0)) == ["a", "a", "a"]


@pytest.mark.parametrize("logit", [-1e30, -800.0, 800.0, 1e30])
def test_an_enormous_logit_is_a_probability_all_the_same(logit):
    assert likelihood(0.5, Standing(1, logit), read=True) == pytest.approx(float(logit > 0))
