"""Which passages may answer, and what is known of each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article, Passage
from index.builds.building import CutArticle, build_from_articles
from index.keeping.snapshot import Store, open_snapshot
from index.matching.candidates import KEPT, Query, _links, _numbered, find_candidates
from index.matching.counterparts import NONE
from index.matching.piece_table import shipped_pieces
from index.matching.vector_index import Neighbours
from index.search import Search
from index.words.terms import read_terms
from tests.fakes import WordEncoder, WordLexicon

TOPICS = [("butter", "beurre"), ("clock", "horloge"), ("tax", "taxe"), ("river", "fleuve"), ("moon", "lune")]


def article(name, language, text):
    return CutArticle(Article(name, "", language, text), (Passage(name, 0, len(text)),))


def opened(folder, articles, topics=TOPICS):
    encoder = WordEncoder(topics)
    build_from_articles(articles, folder, encoder)
    return open_snapshot(Store(folder), encoder), encoder


def query(snapshot, encoder, text, language):
    search = Search(snapshot, encoder, WordLexicon({}))
    return search.read(text, language)


@pytest.fixture
def translated(tmp_path):
    """A passage on each topic in both languages; "sel" stands in one French passage, and no lexicon knows it."""
    articles = [article(f"{number}.fr", "fr", f"{french} sel{number}") for number, (_, french) in enumerate(TOPICS)]
    articles += [article(f"{number}.en", "en", f"{english} word{number}") for number, (english, _) in enumerate(TOPICS)]
    snapshot, encoder = opened(tmp_path / "store", articles)
    yield snapshot, encoder
    snapshot.close()


def test_the_counterpart_of_a_passage_that_answers_is_a_candidate(translated):
    """Neither its words nor its meaning are those of the question, which knows the French passage by one word."""
    snapshot, encoder = translated
    terms = read_terms("sel2", "fr", WordLexicon({}))
    asked = Query("sel2", "fr", terms, np.zeros(encoder.dimensions, np.float32))
    found = find_candidates(asked, snapshot, shipped_pieces())
    names = [snapshot.passages.article_ids()[row] for row in found.rows.tolist()]
    assert names == ["2.fr", "2.en"]
    assert (found.word_ranks.tolist(), found.meaning_ranks.tolist()) == ([1, 0], [0, 0])
    assert found.links.places.tolist() == [1, 0]
    assert found.links.similarities.tolist() == pytest.approx([1.0, 1.0], abs=0.01)
    assert found.parts.across.tolist() == [0.0, 1.0]


def test_a_hit_says_what_its_counterpart_did_for_it(translated):
    """End to end: the English passage comes second, and its counterpart is why."""
    snapshot, encoder = translated
    hits = Search(snapshot, encoder, WordLexicon({})).find("Où est le sel2 ?", 3)
    assert [hit.article.id for hit in hits[:2]] == ["2.fr", "2.en"]
    assert hits[1].because.counterpart > 0.5


def test_passages_that_are_alike_by_chance_are_not_told(tmp_path):
    """Each is the other's nearest, for want of anything nearer; their vectors have nothing in common."""
    articles = [article("a.fr", "fr", "beurre sel"), article("b.en", "en", "clock word")]
    snapshot, encoder = opened(tmp_path / "store", articles)
    asked = Query("sel", "fr", read_terms("sel", "fr", WordLexicon({})), np.zeros(encoder.dimensions, np.float32))
    found = find_candidates(asked, snapshot, shipped_pieces())
    assert [snapshot.passages.article_ids()[row] for row in found.rows.tolist()] == ["a.fr"]
    snapshot.close()


def test_the_similarity_of_every_candidate_is_known(translated):
    """Also of those that meaning did not find."""
    snapshot, encoder = translated
    asked = query(snapshot, encoder, "butter word1 sel3", "en")
    found = find_candidates(asked, snapshot, shipped_pieces())
    wanted = snapshot.vectors.similarities(asked.vector, found.rows)
    np.testing.assert_allclose(found.parts.meaning, wanted, atol=0.001)
    assert not np.isnan(found.parts.meaning).any()


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Two hundred French passages that all hold the word."""
    articles = [article(f"{number}", "fr", f"beurre numéro {number}") for number in range(200)]
    snapshot, encoder = opened(tmp_path_factory.mktemp("crowded") / "store", articles)
    yield snapshot, encoder
    snapshot.close()


@pytest.mark.parametrize(("wanted", "found"), [(0, KEPT), (10, KEPT), (150, 150), (1000, 200)])
def test_no_more_are_kept_than_are_wanted(crowded, wanted, found):
    """A language gives its best fifty, or more where a long list is asked for."""
    snapshot, encoder = crowded
    asked = query(snapshot, encoder, "beurre", "fr")
    assert len(find_candidates(asked, snapshot, shipped_pieces(), wanted).rows) == found


def test_a_long_list_is_as_long_as_it_was_asked_for(crowded):
    """In a corpus of one language too."""
    snapshot, encoder = crowded
    assert len(Search(snapshot, encoder, WordLexicon({})).find("beurre", 150)) == 150


def test_nothing_is_found_in_an_empty_index(tmp_path):
    """No rows, no error."""
    snapshot, encoder = opened(tmp_path / "store", [])
    found = find_candidates(query(snapshot, encoder, "butter", "en"), snapshot, shipped_pieces())
    assert (len(found.rows), len(found.parts.words), len(found.links.places)) == (0, 0, 0)
    snapshot.close()


class Counterparts:
    """A snapshot of which only the counterparts are asked."""

    def __init__(self, counterparts):
        self.vectors, self._counterparts = self, np.array(counterparts, np.int64)

    def counterparts(self, rows):
        return Neighbours(self._counterparts[rows], np.ones(len(rows), np.float32))


@settings(deadline=None)
@given(st.permutations(range(8)), st.integers(0, 8), st.lists(st.integers(NONE, 7), min_size=8, max_size=8))
def test_links_lead_to_the_place_of_the_counterpart(order, count, counterparts):
    """Against looking each up."""
    rows = np.array(order[:count], np.int64)
    places = {row: place for place, row in enumerate(rows.tolist())}
    found = _links(rows, Counterparts(counterparts))
    assert found.places.tolist() == [places.get(counterparts[row], -1) for row in rows.tolist()]


@given(st.lists(st.integers(-5, 5)))
def test_rows_are_numbered_as_numpy_numbers_them(rows):
    """Each once, rising, and where each stands among them."""
    found, places = _numbered(np.array(rows, np.int64))
    wanted, wanted_places = np.unique(np.array(rows, np.int64), return_inverse=True)
    assert found.tolist() == wanted.tolist()
    assert places.tolist() == wanted_places.tolist()
