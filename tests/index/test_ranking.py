"""Parts of a score, weighted and explained."""

import json
from contextlib import closing
from dataclasses import astuple, replace

import numpy as np
import pytest

from index import search as searching
from index.matching.beside import BESIDE, beside
from index.matching.network import Network
from index.matching.parts import PARTS, Parts
from index.matching.ranking import (
    ACROSS_AMONG_FEW,
    HEARD,
    NETWORK,
    WORDS_AMONG_FEW,
    Links,
    Ranking,
    RankingError,
    load_ranking,
    save_ranking,
)
from index.search import Search
from tests.fakes import WordEncoder, WordLexicon
from tests.small_index import build_search

WITHIN = dict(zip(PARTS, (0.1, 2.0, 0.0, 3.0, -1.0, 0.0, 0.0), strict=True))
ACROSS = dict(zip(PARTS, (0.2, 4.0, 0.0, 6.0, -2.0, 1.5, -0.5), strict=True))
RANKING = Ranking(WITHIN, ACROSS)


def parts(*candidates):
    return Parts(*(np.array(column, np.float32) for column in zip(*candidates, strict=True)))


ONE = (10.0, 0.5, 0.3, 0.8, 2.0, 0.0, 0.0)
OTHER = (10.0, 0.5, 0.3, 0.8, 2.0, 0.0, 1.0)


def test_passages_within_and_across_have_weights_of_their_own():
    """1 + 1 + 2.4 - 2 within; 2 + 2 + 4.8 - 4 - 0.5 across."""
    assert RANKING.weigh(parts(ONE, OTHER)).scores.tolist() == pytest.approx([2.4, 4.3], abs=1e-5)


def test_contributions_add_up_to_the_lead_over_the_mean():
    """What a part gave to all alike explains nothing."""
    weighed = RANKING.weigh(parts(ONE, (0.0, 0.5, 0.3, 0.8, 2.0, 0.0, 0.0)))
    (first,) = weighed.contributions([0])
    assert list(astuple(first)) == pytest.approx([0.5, 0, 0, 0, 0, 0, 0])
    assert sum(astuple(first)) == pytest.approx(weighed.scores[0] - weighed.scores.mean())


def of_few(seed=0, hidden=3):
    """A network of what a passage has beside the others, drawn at random."""
    random = np.random.default_rng(seed)
    shapes = [(len(BESIDE),), (len(BESIDE),), (len(BESIDE), hidden), (hidden,), (hidden,), (1,)]
    drawn = [random.normal(size=shape).round(4).astype(np.float32) for shape in shapes]
    return Network(drawn[0], np.abs(drawn[1]) + 1, *drawn[2:])


def test_what_was_learned_of_few_is_added_and_explained():
    """The parts stay what they are; all of it adds up."""
    some, articles = parts(ONE, OTHER, (0.0, 0.5, 0.3, 0.8, 2.0, 0.0, 0.0)), np.array([0, 1, 1])
    plain = RANKING.weigh(some)
    learned = replace(RANKING, of_few=of_few()).weigh_of_few(some, articles)
    added = of_few().logits(beside(some, plain.scores, articles))
    assert learned.scores == pytest.approx(plain.scores + added)
    for place, one in enumerate(learned.contributions([0, 1, 2])):
        assert one.beside == pytest.approx(added[place] - added.mean(), abs=1e-5)
        assert sum(astuple(one)) == pytest.approx(learned.scores[place] - learned.scores.mean())
    assert RANKING.weigh_of_few(some, articles).scores.tolist() == plain.scores.tolist()


def links(*places, alike=0.8):
    return Links(np.array(places), np.full(len(places), alike, np.float32))


def test_a_passage_is_heard_by_how_likely_its_counterpart_answers():
    """The best of a language speaks for its counterpart in full, one behind it by less; both ways."""
    worse = (0.0, 0.5, 0.3, 0.8, 2.0, 0.0, 0.0)
    heard = RANKING.hear(parts(ONE, worse, OTHER, OTHER), links(2, 3, 0, 1)).counterpart
    assert heard.tolist() == pytest.approx([1.0, 1.0, 1.0, np.exp(-HEARD * 1.0)])


def test_only_what_says_the_same_is_heard():
    """Passages that are each other's nearest by default are no translations; one without a counterpart hears none."""
    said = [RANKING.hear(parts(ONE, OTHER), links(1, 0, alike=alike)).counterpart[1] for alike in (0.5, 0.6, 0.95)]
    assert said == pytest.approx([0.0, 0.5, 1.0])
    assert RANKING.hear(parts(ONE, OTHER), links(-1, -1)).counterpart.tolist() == [0.0, 0.0]


def test_what_was_heard_before_does_not_echo():
    """A passage's own say is worked out without that of its counterpart."""
    once = RANKING.hear(parts(ONE, OTHER), links(1, 0))
    twice = RANKING.hear(once, links(1, 0))
    assert twice.counterpart.tolist() == once.counterpart.tolist()


def test_no_candidates_have_no_scores():
    """An empty list is no error."""
    assert RANKING.weigh(Parts(*([np.zeros(0, np.float32)] * len(PARTS)))).scores.tolist() == []


def test_what_is_saved_is_loaded_again(tmp_path):
    """To four places."""
    save_ranking(tmp_path / "ranking.json", RANKING)
    assert load_ranking(tmp_path / "ranking.json") == RANKING
    save_ranking(tmp_path / "ranking.json", replace(RANKING, of_few=of_few()))
    again = load_ranking(tmp_path / "ranking.json")
    assert again == RANKING
    rows = np.random.default_rng(1).normal(size=(4, len(BESIDE))).astype(np.float32)
    assert again.of_few.logits(rows) == pytest.approx(of_few().logits(rows), abs=1e-5)


def test_the_shipped_ranking_trusts_every_way_and_mistrusts_length():
    """Every way of matching counts for a passage, within and across; length counts against it."""
    shipped = load_ranking()
    for side in (shipped.within, shipped.across):
        assert all(side[name] > 0 for name in ("words", "meaning", "alike", "said", "counterpart"))
        assert side["size"] < 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "damaged, or not a ranking"),
        ("[]", "damaged, or not a ranking"),
        (json.dumps({"within": WITHIN, "across": {}}), "damaged, or not a ranking"),
        (json.dumps({"within": WITHIN, "across": {**ACROSS, "words": float("nan")}}), "NaN or infinite"),
        (json.dumps({"within": WITHIN, "across": ACROSS, "of_few": {"means": [0.0]}}), "damaged, or not a ranking"),
        (
            json.dumps({"within": WITHIN, "across": ACROSS, "of_few": {name: [0.0] for name in NETWORK}}),
            f"a network of {len(BESIDE)} numbers was wanted",
        ),
    ],
)
def test_a_damaged_ranking_is_named(tmp_path, content, said):
    """With what to do."""
    path = tmp_path / "ranking.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RankingError, match=f"ranking.json: .*{said}.*install sourcier again"):
        load_ranking(path)


def test_a_missing_ranking_is_named(tmp_path):
    """With what to do."""
    with pytest.raises(RankingError, match="there is no ranking there; install sourcier again"):
        load_ranking(tmp_path / "ranking.json")


@pytest.mark.parametrize(("passages", "words"), [(0, 1.0), (40, 1.0), (150, 1.0), (300, 0.5), (1_500, 0.1)])
def test_among_few_passages_the_other_language_and_words_count_more(passages, words):
    """By so much, words less the more there are; nothing else does."""
    few = RANKING.among_few(passages)
    more = pytest.approx(words * WORDS_AMONG_FEW)
    assert few.within["words"] - WITHIN["words"] == more
    assert few.across["words"] - ACROSS["words"] == more
    assert few.across["across"] == -0.5 + ACROSS_AMONG_FEW
    others = WITHIN.keys() - {"words", "across"}
    assert all((few.within[one], few.across[one]) == (WITHIN[one], ACROSS[one]) for one in others)


@pytest.mark.parametrize(("few", "wanted"), [(2, load_ranking()), (3, load_ranking().among_few(2))])
def test_a_search_ranks_by_how_many_passages_there_are(tmp_path, monkeypatch, few, wanted):
    """The shipped one, or the one it is given."""
    monkeypatch.setattr(searching, "FEW", few)
    with closing(build_search(tmp_path, {"a.md": "Un phare.", "b.md": "Le phare de Brest est vert."})) as search:
        assert search.ranking_in(None) == wanted
        taught = replace(RANKING, of_few=of_few())
        given = Search(search.snapshot, WordEncoder([]), WordLexicon(), ranking=taught)
        assert given.ranking_in(None).of_few is taught.of_few
        because = [hit.because.beside for hit in given.find("un phare")]
        assert because
        assert any(because) is (few == 3)
        assert given.ranking_in(None) == (RANKING if few == 2 else RANKING.among_few(2))
        nothing = frozenset[str]()
        assert search.ranking_in(nothing) == load_ranking().among_few(0)
