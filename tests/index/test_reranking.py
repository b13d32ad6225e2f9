"""The best hits in a reranker's order: a hand-made one, and a real cross-encoder through the search."""

from collections.abc import Sequence

import numpy as np
import pytest

from corpus.article import Article, Passage
from index.builds.building import build_index
from index.hits import Hit, Standing
from index.keeping.snapshot import Store, open_snapshot
from index.matching.reranking import read_text, rerank
from index.rerankers import load_reranker
from index.rerankers.protocol import Reranker, Scores
from index.search import Search
from tests.fakes import WordEncoder, WordLexicon
from tests.index.tiny_models import write_cross_encoder

TEXTS = ["Oracle sells rivers.", "Oracle moved a mountain far away.", "Oracle?", "Quartz clocks at Oracle tick."]


class LongestFirst:
    """Scores a text by its length, and remembers what it read."""

    def __init__(self) -> None:
        self.read: list[tuple[str, tuple[str, ...]]] = []

    @property
    def id(self) -> str:
        return "fake:longest"

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        self.read.append((question, tuple(texts)))
        return np.array([len(text) for text in texts], np.float32)


def a_hit(rank, text, *, heading=""):
    return Hit(rank, Article(f"{rank}.md", "T", "en", text), Passage(f"{rank}.md", 0, len(text), heading), 1 / rank)


HITS = [a_hit(1, "aa"), a_hit(2, "a"), a_hit(3, "aaaa"), a_hit(4, "aaaaaa")]


def test_the_first_are_ordered_by_the_score_and_the_rest_stay_behind():
    found = rerank("what?", HITS, LongestFirst(), depth=3)
    assert [(hit.rank, hit.text) for hit in found] == [(1, "aaaa"), (2, "aa"), (3, "a"), (4, "aaaaaa")]
    assert [hit.reranked for hit in found] == [Standing(1, 6.0), Standing(2, 4.0), Standing(3, 3.0), None]


def test_equal_scores_keep_their_order():
    found = rerank("what?", [a_hit(1, "b"), a_hit(2, "a"), a_hit(3, "cc")], LongestFirst())
    assert [hit.text for hit in found] == ["cc", "b", "a"]


def test_no_hits_stay_none():
    assert rerank("what?", [], LongestFirst()) == []


def test_title_and_heading_are_read_above_the_passage():
    reranker = LongestFirst()
    rerank("what?", [a_hit(1, "aa", heading="H"), a_hit(2, "b")], reranker)
    assert reranker.read == [("what?", ("T - H\naa", "T\nb"))]


@pytest.fixture
def searched(tmp_path):
    """Return a function that makes a search with a reranker over four articles of one passage."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.md").write_text(f"---\ntitle: T{number}\nlang: en\n---\n\n{text}\n", encoding="utf-8")
    encoder = WordEncoder([("oracle",)])
    build_index(folder, tmp_path / "store", encoder)
    opened = []

    def search(reranker: Reranker | None, **options) -> Search:
        snapshot = open_snapshot(Store(tmp_path / "store"), encoder)
        opened.append(Search(snapshot, encoder, WordLexicon(), reranker=reranker, **options))
        return opened[-1]

    yield search
    for one in opened:
        one.close()


def test_the_real_cross_encoders_order_is_what_find_returns(searched, tmp_path):
    """Two models with other random weights give two orders, each the one that its own scores say."""
    orders = []
    for seed in range(2):
        folder = write_cross_encoder(tmp_path / f"tiny-{seed}", seed=seed)
        reranker = load_reranker(str(folder), device="cpu")
        found = searched(reranker).find("Oracle?")
        scores = reranker.scores("Oracle?", [read_text(hit) for hit in found])
        assert [hit.reranked.rank for hit in found] == [hit.rank for hit in found] == [1, 2, 3, 4]
        assert [hit.reranked.score for hit in found] == pytest.approx(scores.tolist(), abs=1e-4)
        assert scores.tolist() == sorted(scores.tolist(), reverse=True)
        orders.append([hit.article.id for hit in found])
    assert orders[0] != orders[1]


def test_find_hands_the_reranker_no_more_than_the_depth(searched):
    reranker = LongestFirst()
    found = searched(reranker, rerank_depth=2).find(" Oracle? ", limit=3)
    ((question, texts),) = reranker.read
    assert (question, len(texts)) == ("Oracle?", 2)
    assert [hit.reranked and hit.reranked.rank for hit in found] == [1, 2, None]


def test_the_reranker_reads_beyond_the_places_that_are_asked_for(searched):
    """The longest text is found whatever place it had before."""
    (best,) = searched(LongestFirst()).find("Oracle?", limit=1)
    assert best.text == max(TEXTS, key=len)


def test_a_question_without_words_is_not_read(searched):
    reranker = LongestFirst()
    assert searched(reranker).find("🦊") == []
    assert reranker.read == []


def test_without_a_reranker_no_hit_has_its_standing(searched):
    assert [hit.reranked for hit in searched(None).find("Oracle?")] == [None] * 4
