"""Articles and passages of a segment: written, read back and merged."""

from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article, Passage
from index.errors import DamagedIndexError
from index.keeping.rows import DEAD
from index.segments import articles as article_files
from index.segments import texts
from index.segments.passages import (
    KEY_BYTES,
    CutStored,
    Place,
    SegmentPassages,
    key_bytes,
    listing_of,
    merge_passages,
    write_passages,
)
from tests.index.splitting import SENTENCES, an_article, cut, some_articles


def opened(folder, articles):
    write_passages(folder, articles)
    return closing(SegmentPassages(folder))


def contents(segment):
    """Return all that a segment says, article by article."""
    read = segment.read(range(segment.articles))
    keys = [bytes(key).hex() for key in segment.keys]
    return [
        (
            read[number].article,
            segment.places(number, read[number].article),
            tuple(keys[segment.firsts[number] : segment.firsts[number + 1]]),
            read[number].definitions,
        )
        for number in range(segment.articles)
    ]


def wanted(articles):
    return [
        (one.article, one.passages, tuple(key[: 2 * KEY_BYTES] for key in one.keys), one.definitions)
        for one in articles
    ]


@settings(deadline=None, max_examples=30)
@given(some_articles())
def test_what_was_written_is_read_back(tmp_path_factory, articles):
    """Articles whole, with their passages, keys and what they say of their terms."""
    with opened(tmp_path_factory.mktemp("segment") / "a", articles) as segment:
        assert contents(segment) == wanted(articles)
        assert segment.rows == sum(len(one.passages) for one in articles)
        cards = segment.cards()
        assert [(cards[number].id, cards[number].title, cards[number].date) for number in range(len(articles))] == [
            (one.article.id, one.article.title, one.article.published) for one in articles
        ]


@settings(deadline=None, max_examples=30)
@given(st.lists(some_articles(4), max_size=4), st.randoms(use_true_random=False))
def test_merging_keeps_what_is_kept(tmp_path_factory, parts, random):
    """As if the articles that are kept had been written by themselves; each old row is told its new one."""
    folder = tmp_path_factory.mktemp("merged")
    with ExitStack() as stack:
        segments, kept = [], []
        for number, articles in enumerate(parts):
            segments.append(stack.enter_context(opened(folder / str(number), articles)))
            kept.append(np.array([random.random() < 0.6 for _ in articles], np.bool_))
        found = merge_passages(folder / "merged", list(zip(segments, kept, strict=True)))
        merged = stack.enter_context(closing(SegmentPassages(folder / "merged")))
        living = [
            one for articles, mask in zip(parts, kept, strict=True) for one in np.array([*articles, None])[:-1][mask]
        ]
        assert contents(merged) == wanted(living)
        for segment, mask, new in zip(segments, kept, found, strict=True):
            assert (new.articles != DEAD).tolist() == mask.tolist()
            assert (new.rows != DEAD).tolist() == np.repeat(mask, np.diff(segment.firsts)).tolist()
            lives = np.flatnonzero(new.rows != DEAD)
            assert (merged.keys[new.rows[lives]] == segment.keys[lives]).all()
            assert (merged.spans[new.rows[lives]] == segment.spans[lives]).all()


@pytest.fixture
def small_dictionaries(monkeypatch):
    """Have a dictionary made of texts that a test can write."""
    monkeypatch.setattr(texts, "TRAINED_FROM", 4000)


def many(name, count, seed=0):
    """Return articles that say much alike."""
    random = np.random.default_rng(seed)
    words = [f"word{number}{name}" for number in range(80)]
    found = []
    for number in range(count):
        said = " ".join(random.choice(words, 40))
        article = Article(f"{name}/{number:03d}.md", "Title", "en", f"It says {said}.")
        found.append(
            CutStored(article, article.digest, 1, 1, (Passage(article.id, 0, len(article.text)),), ("00" * 32,))
        )
    return found


def dictionaries(folder):
    with closing(article_files.ArticleFile(folder / "articles.sqlite")) as file:
        return len(file.dictionaries), sorted({int(one) for one in file.sizes()[:, 0]})


@pytest.mark.usefixtures("small_dictionaries")
def test_many_texts_share_a_dictionary(tmp_path):
    """They take less than each by itself, and are read back the same."""
    articles = many("a", 100)
    with opened(tmp_path / "many", articles) as segment:
        assert contents(segment) == wanted(articles)
    assert dictionaries(tmp_path / "many") == (1, [1])
    with opened(tmp_path / "few", articles[:2]):
        assert dictionaries(tmp_path / "few") == (0, [0])


@pytest.mark.usefixtures("small_dictionaries")
@pytest.mark.parametrize(("most", "held"), [(8, 2), (1, 1)])
def test_merging_takes_dictionaries_over(tmp_path, monkeypatch, most, held):
    """Texts without one, or with one too many, are packed anew with the one that most have."""
    monkeypatch.setattr(article_files, "MOST_DICTIONARIES", most)
    parts = [many("a", 60, 1), many("b", 100, 2), many("c", 2, 3)]
    with ExitStack() as stack:
        segments = [stack.enter_context(opened(tmp_path / str(at), one)) for at, one in enumerate(parts)]
        merge_passages(tmp_path / "all", [(one, np.ones(one.articles, np.bool_)) for one in segments])
        merged = stack.enter_context(closing(SegmentPassages(tmp_path / "all")))
        assert contents(merged) == wanted([one for part in parts for one in part])
    assert dictionaries(tmp_path / "all") == (held, list(range(1, held + 1)))


@pytest.mark.usefixtures("small_dictionaries")
def test_merging_makes_a_dictionary_of_many_small_segments(tmp_path):
    """Each had too few texts for one."""
    parts = [many(str(at), 10, at) for at in range(10)]
    with ExitStack() as stack:
        segments = [stack.enter_context(opened(tmp_path / str(at), one)) for at, one in enumerate(parts)]
        merge_passages(tmp_path / "all", [(one, np.ones(one.articles, np.bool_)) for one in segments])
        merged = stack.enter_context(closing(SegmentPassages(tmp_path / "all")))
        assert contents(merged) == wanted([one for part in parts for one in part])
    assert dictionaries(tmp_path / "0") == (0, [0])
    assert dictionaries(tmp_path / "all") == (1, [1])


@pytest.mark.usefixtures("small_dictionaries")
def test_texts_from_which_nothing_can_be_learned_are_packed_alone(tmp_path):
    """One long text is no sample of others."""
    article = Article("a", "", "en", "x" * 100_000)
    with opened(tmp_path / "a", [CutStored(article, article.digest, 1, 1, (), ())]) as segment:
        assert segment.read([0])[0].article == article
    assert dictionaries(tmp_path / "a") == (0, [0])


def test_articles_are_found_by_the_keys_of_their_passages(tmp_path):
    """Of each a row that has it; none for a text that nobody encoded."""
    articles = [cut(an_article("a", [0, 1])), cut(an_article("b", [4]))]
    with opened(tmp_path / "a", articles) as segment:
        keys = [articles[1].keys[0], "ab" * 32, articles[0].keys[0]]
        assert segment.find(key_bytes(keys)).tolist() == [len(articles[0].keys), DEAD, 0]
        assert segment.find(key_bytes([])).tolist() == []


def test_a_listing_says_where_each_article_stands():
    """As the catalogue takes it."""
    articles = [cut(an_article("b", [0, 1], collection="news"), 7, 8), cut(an_article("a", language="fr"), 9, 10)]
    listed = listing_of(articles, 3)
    first = len(articles[0].passages)
    assert listed.ids == ["b", "a"]
    assert [listed.collections[number] for number in listed.entries["collection"]] == ["news", "articles"]
    assert listed.entries["first"].tolist() == [0, first]
    assert listed.entries["passages"].tolist() == [first, 1]
    assert listed.entries["language"].tolist() == [1, 0]
    assert listed.entries["size_bytes"].tolist() == [7, 9]
    assert listed.entries["segment"].tolist() == [3, 3]
    assert bytes(listed.entries["digest"][1]).hex() == articles[1].digest
    assert listing_of([], 0).ids == []


def test_what_does_not_stand_in_the_article_is_refused(tmp_path):
    """A heading that it has not, a key too few, a definition of another text."""
    one = cut(an_article("a", [0]))
    strange = Passage("a", 0, 5, "Sky")
    with pytest.raises(ValueError, match="a has no heading 'Sky'"):
        write_passages(tmp_path / "1", [replace(one, passages=(strange,), keys=one.keys[:1])])
    with pytest.raises(ValueError, match=r"a: \d passages and 0 keys"):
        write_passages(tmp_path / "2", [replace(one, keys=())])
    other = cut(an_article("a", [3], language="fr"))
    assert other.definitions
    with pytest.raises(ValueError, match="a does not say"):
        write_passages(tmp_path / "3", [replace(one, definitions=other.definitions)])


FILES = ["articles.sqlite", "passages/spans.npy", "passages/firsts.npy", "passages/keys.npy"]


def use(folder):
    """Read all that there is."""
    with closing(SegmentPassages(folder)) as segment:
        contents(segment)
        segment.cards()
        return segment


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [None, b"", b"nothing of the kind" * 400])
def test_a_damaged_file_is_named(tmp_path, name, content):
    """And what to run."""
    write_passages(tmp_path / "a", [cut(an_article("a", [0, 1]))])
    (tmp_path / "a" / name).unlink()
    if content is not None:
        (tmp_path / "a" / name).write_bytes(content)
    with pytest.raises(DamagedIndexError, match=rf"{Path(name).name}: .*run `sourcier rebuild-index`"):
        use(tmp_path / "a")


@pytest.mark.parametrize("name", FILES)
def test_files_of_different_segments_are_refused(tmp_path, name):
    """They would give one passage the place of another."""
    write_passages(tmp_path / "a", [cut(an_article("a", [0, 1]))])
    write_passages(tmp_path / "b", [cut(an_article("a", [0])), cut(an_article("b", [0, 2, 4]))])
    (tmp_path / "a" / name).write_bytes((tmp_path / "b" / name).read_bytes())
    with pytest.raises(DamagedIndexError, match=r"do not fit together; run `sourcier rebuild-index`"):
        use(tmp_path / "a")


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_a_flipped_bit_crashes_nothing(tmp_path_factory, data):
    """Of any file: an error that says what to run, or an answer; whether the right one, checksums say."""
    folder = tmp_path_factory.mktemp("segment") / "a"
    write_passages(folder, [cut(an_article("a", [0, 1, 3], heading="Heading")), cut(an_article("b", [2]))])
    path = folder / data.draw(st.sampled_from(FILES))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    told = ""
    try:
        use(folder)
    except DamagedIndexError as error:
        told = str(error)
    assert told == "" or "run `sourcier rebuild-index`" in told


@pytest.mark.parametrize("heading", [-1, 2])
def test_a_heading_that_is_not_there_is_damage(heading):
    """An article's headings are numbered from 1; 0 is none."""
    article = an_article("a", [0, 1], heading="Heading")
    assert [Place(0, 0, 5, number).passage(article).heading for number in (0, 1)] == ["", "Heading"]
    with pytest.raises(DamagedIndexError, match=f"a stands below heading {heading}, it has 1; run"):
        Place(0, 0, 5, heading).passage(article)


def test_the_made_up_articles_have_several_passages():
    """So that the tests above read several of one article."""
    assert len(cut(an_article("a", range(len(SENTENCES)))).passages) > 3
