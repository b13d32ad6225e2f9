"""The articles and passages of a snapshot, whatever segments they lie in."""

import threading
from contextlib import ExitStack

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndexError
from index.keeping.catalogue import Catalogue, Listing, row_map, write_catalogue
from index.keeping.passage_store import PassageStore
from tests.index.splitting import an_article, as_one, cut, layouts, some_articles, write_split


def a_store(folder, layout, opened):
    split = write_split(folder, layout, opened)
    return PassageStore(split.segments, split.rows, split.catalogue)


def answers(store):
    """Return all that a store says, under the names by which it is asked."""
    ids = store.catalogue.ids()
    places = store.places(range(store.count()))
    articles = store.articles({place.article for place in places})
    read = store.read(range(len(ids)))
    return {
        "count": store.count(),
        "places": places,
        "passages": [place.passage(articles[place.article]) for place in places],
        "articles": articles,
        "cards": store.cards(),
        "titles": store.titles([*ids, "unknown"]),
        "each": [store.article(one) for one in ids],
        "passages_of": [store.passages_of(one) for one in ids],
        "article_ids": store.article_ids(),
        "languages": store.languages(),
        "definitions": [read[number].definitions for number in range(len(ids))],
    }


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_segments_do_not_show(tmp_path_factory, data):
    """However articles are split, and whatever is dead beside them: as if they stood in one segment, in order."""
    articles = data.draw(some_articles())
    folder = tmp_path_factory.mktemp("store")
    with ExitStack() as opened:
        fresh = answers(a_store(folder / "fresh", as_one(articles), opened))
        split = answers(a_store(folder / "split", data.draw(layouts(articles)), opened))
        assert split == fresh
        by_id = sorted((one.article for one in articles), key=lambda one: one.id)
        assert fresh["each"] == by_id
        cuts = sorted(articles, key=lambda one: one.article.id)
        assert fresh["passages"] == [passage for one in cuts for passage in one.passages]
        assert [one.key for of in fresh["passages_of"] for one in of] == [key[:32] for one in cuts for key in one.keys]
        assert fresh["languages"] == [one.article.language for one in cuts for _ in one.passages]
        assert [(card.id, card.size_bytes, card.modified_ns, card.collection) for card in fresh["cards"]] == [
            (one.article.id, one.size_bytes, one.modified_ns, one.article.collection) for one in cuts
        ]


TWO = (cut(an_article("a", [0, 1], heading="Heading")), cut(an_article("b", [2])))


@pytest.fixture
def store(tmp_path):
    with ExitStack() as opened:
        yield a_store(tmp_path, [[(TWO[1], True)], [(TWO[0], True)]], opened)


def test_what_is_not_there_is_told(store):
    """Unknown ids have nothing; rows and numbers that do not exist are damage."""
    assert store.article("c") is None
    assert store.passages_of("c") == []
    assert store.titles(["c"]) == {}
    assert store.places([]) == []
    assert store.articles([]) == {}
    for wrong in (-1, store.count()):
        with pytest.raises(DamagedIndexError, match=rf"no passage {wrong}; run `sourcier rebuild-index`"):
            store.places([0, wrong])
    for wrong in (-1, 2):
        with pytest.raises(DamagedIndexError, match=rf"no article {wrong}; run"):
            store.articles([0, wrong])


def test_rows_are_answered_in_the_order_asked(store):
    """Each as often as it is asked for."""
    all_places = store.places(range(store.count()))
    last = store.count() - 1
    assert store.places([last, 0, last]) == [all_places[last], all_places[0], all_places[last]]


def test_an_empty_store_holds_nothing(tmp_path):
    """And answers all the same."""
    with ExitStack() as opened:
        held = a_store(tmp_path, [[]], opened)
        assert (held.count(), held.cards(), held.article_ids(), held.languages()) == (0, [], [], [])
    write_catalogue(tmp_path / "0", Listing([], Catalogue(tmp_path).entries, []))
    nothing = Catalogue(tmp_path / "0")
    assert PassageStore([], row_map(nothing, []), nothing).places([]) == []


@pytest.mark.parametrize(
    ("column", "wrong", "told"),
    [
        ("number", 7, r"a stands elsewhere in .*1"),
        ("passages", 1, r"a stands elsewhere in .*1"),
        ("segment", 0, r"a stands elsewhere in .*0"),
    ],
)
def test_a_catalogue_of_other_segments_is_refused(tmp_path, column, wrong, told):
    """It would give one article the text of another."""
    with ExitStack() as opened:
        split = write_split(tmp_path, [[(TWO[1], True)], [(TWO[0], True)]], opened)
        listed = split.catalogue.listing()
        listed.entries[column][0] = wrong
        (tmp_path / "other").mkdir()
        write_catalogue(tmp_path / "other", listed)
        other = Catalogue(tmp_path / "other")
        rows = row_map(other, [9, 9])
        with pytest.raises(DamagedIndexError, match=rf"catalogue\.npy: {told}; run `sourcier rebuild-index`"):
            PassageStore(split.segments, rows, other)


def test_a_segment_that_is_missing_is_told(tmp_path):
    """By the article that stands there."""
    with ExitStack() as opened:
        split = write_split(tmp_path, [[(TWO[1], True)], [(TWO[0], True)]], opened)
        with pytest.raises(DamagedIndexError, match="a stands in segment 1, which is missing"):
            PassageStore(split.segments[:1], split.rows, split.catalogue)


def test_several_threads_read_at_once(tmp_path):
    """Each gets what it asked for."""
    articles = [cut(an_article(f"{number:02d}", [number % 6, 2], title=str(number))) for number in range(40)]
    layout = [[(one, True) for one in articles[at::3]] for at in range(3)]
    wrong = []

    def read(store, seed):
        random = np.random.default_rng(seed)
        for _ in range(60):
            numbers = set(random.integers(0, 40, 5).tolist())
            found = store.articles(numbers)
            wrong.extend(number for number in numbers if found[number] != articles[number].article)

    with ExitStack() as opened:
        store = a_store(tmp_path, layout, opened)
        threads = [threading.Thread(target=read, args=(store, seed)) for seed in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
