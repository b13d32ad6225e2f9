"""Parts of a score, weighted and explained."""

import json

import numpy as np
import pytest

from index.ranking import PARTS, Parts, Ranking, RankingError, load_ranking, save_ranking

WITHIN = dict(zip(PARTS, (0.1, 2.0, 0.0, 3.0, -1.0, 0.0), strict=True))
ACROSS = dict(zip(PARTS, (0.2, 4.0, 0.0, 6.0, -2.0, -0.5), strict=True))
RANKING = Ranking(WITHIN, ACROSS)


def parts(*candidates):
    return Parts(*(np.array(column, np.float32) for column in zip(*candidates, strict=True)))


ONE = (10.0, 0.5, 0.3, 0.8, 2.0, 0.0)
OTHER = (10.0, 0.5, 0.3, 0.8, 2.0, 1.0)


def test_passages_within_and_across_have_weights_of_their_own():
    """1 + 1 + 2.4 - 2 within; 2 + 2 + 4.8 - 4 - 0.5 across."""
    assert RANKING.weigh(parts(ONE, OTHER)).scores.tolist() == pytest.approx([2.4, 4.3], abs=1e-5)


def test_contributions_add_up_to_the_lead_over_the_mean():
    """What a part gave to all alike explains nothing."""
    weighed = RANKING.weigh(parts(ONE, (0.0, 0.5, 0.3, 0.8, 2.0, 0.0)))
    first = weighed.contributions(0)
    assert (first.words, first.meaning, first.pieces, first.size, first.language) == pytest.approx((0.5, 0, 0, 0, 0))
    assert sum((first.words, first.meaning, first.pieces, first.size, first.language)) == pytest.approx(
        weighed.scores[0] - weighed.scores.mean()
    )


def test_no_candidates_have_no_scores():
    """An empty list is no error."""
    assert RANKING.weigh(Parts(*([np.zeros(0, np.float32)] * len(PARTS)))).scores.tolist() == []


def test_what_is_saved_is_loaded_again(tmp_path):
    """To four places."""
    save_ranking(tmp_path / "ranking.json", RANKING)
    assert load_ranking(tmp_path / "ranking.json") == RANKING


def test_the_shipped_ranking_trusts_every_way_and_mistrusts_length():
    """Every way of matching counts for a passage, within and across; length counts against it."""
    shipped = load_ranking()
    for side in (shipped.within, shipped.across):
        assert all(side[name] > 0 for name in ("words", "meaning", "alike", "said"))
        assert side["size"] < 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "damaged, or not a ranking"),
        ("[]", "damaged, or not a ranking"),
        (json.dumps({"within": WITHIN, "across": {}}), "damaged, or not a ranking"),
        (json.dumps({"within": WITHIN, "across": {**ACROSS, "words": float("nan")}}), "NaN or infinite"),
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
