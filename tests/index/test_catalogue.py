"""The catalogue of the articles that live, and the rows that follow from it."""

from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.scanning import END, Root, SourceFile, Survey
from index.errors import DamagedIndexError
from index.keeping.catalogue import (
    ARTICLES_PER_FILE,
    UNKNOWN,
    Catalogue,
    Listing,
    digest_bytes,
    joined,
    new_entries,
    row_map,
    write_catalogue,
)


def listing(*articles, collections=("articles",)):
    """`articles` give id, segment, number, first, passages and the name of the collection."""
    entries = new_entries(len(articles))
    for place, (_, segment, number, first, passages, collection) in enumerate(articles):
        entries["segment"][place], entries["number"][place] = segment, number
        entries["first"][place], entries["passages"][place] = first, passages
        entries["collection"][place] = collections.index(collection)
        entries["size_bytes"][place], entries["modified_ns"][place] = 100 + place, 1000 + place
        entries["digest"][place] = place
    return Listing([one[0] for one in articles], entries, collections)


def catalogue(folder, *args, **kwargs):
    write_catalogue(folder, listing(*args, **kwargs))
    return Catalogue(folder)


THREE = (("b", 1, 0, 0, 2, "news"), ("a", 0, 1, 3, 1, "laws"), ("é", 0, 0, 0, 3, "news"))


def test_articles_are_sorted_by_id(tmp_path):
    """Whatever the order in which they are given; collections that no article has are left out."""
    found = catalogue(tmp_path, *THREE, collections=("news", "empty", "laws"))
    assert found.ids() == ["a", "b", "é"]
    assert [found.id(number) for number in range(3)] == ["a", "b", "é"]
    assert [found.collection(number) for number in range(3)] == ["laws", "news", "news"]
    assert found.collections == {"laws": 1, "news": 2}
    assert (found.count, found.passages) == (3, 6)
    assert found.spoken() == {"fr": 3, "en": 0}
    assert found.digest(1) == "00" * 32


def test_global_rows_go_by_article_then_place(tmp_path):
    """Of article a one passage, of b two, of é three, each where its segment holds it."""
    found = catalogue(tmp_path, *THREE, collections=("news", "laws"))
    rows = row_map(found, [4, 2])
    assert rows.segments.tolist() == [0, 1, 1, 0, 0, 0]
    assert rows.locals.tolist() == [3, 0, 1, 0, 1, 2]
    assert found.of_rows("collection").tolist() == [0, 1, 1, 1, 1, 1]
    assert found.articles_of(range(6)).tolist() == [0, 1, 1, 2, 2, 2]


def test_an_article_without_passages_has_no_rows(tmp_path):
    """Wherever it stands among the others."""
    found = catalogue(
        tmp_path, ("a", 0, 0, 0, 0, "c"), ("b", 0, 1, 0, 1, "c"), ("d", 0, 2, 1, 0, "c"), collections=("c",)
    )
    assert row_map(found, [1]).locals.tolist() == [0]
    assert found.articles_of([0]).tolist() == [1]


@settings(deadline=None, max_examples=50)
@given(st.sets(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5), max_size=12), st.text())
def test_each_id_is_found(tmp_path_factory, ids, other):
    """By its number; another has none."""
    folder = tmp_path_factory.mktemp("catalogue")
    found = catalogue(folder, *[(one, 0, 0, 0, 0, "articles") for one in ids])
    assert found.ids() == sorted(ids)
    assert [found.find(one) for one in sorted(ids)] == list(range(len(ids)))
    assert other in ids or found.find(other) == UNKNOWN


def file(article_id, size_bytes, modified_ns, collection=None):
    return SourceFile(article_id, Path(article_id), size_bytes, modified_ns, collection)


def test_files_are_looked_at(tmp_path):
    """Size and time tell whether a file is as it was; an unknown one is not."""
    found = catalogue(tmp_path, *THREE, collections=("news", "laws"))
    look = found.look(
        [file("a", 101, 1001), file("b", 100, 1001), file("c", 1, 1), file("é", 9, 1002), file("b", 100, 1000)]
    )
    assert look.numbers.tolist() == [0, 1, UNKNOWN, 2, 1]
    assert look.same.tolist() == [True, False, False, False, True]


def test_a_file_that_belongs_elsewhere_is_not_the_same(tmp_path):
    """One put into a server's collection, out of one, into another's, or left where it was."""
    names = ("news", "server-1")
    found = catalogue(tmp_path, ("a", 0, 0, 0, 1, "news"), ("b", 0, 1, 1, 1, "server-1"), collections=names)
    look = found.look(
        [
            file("a", 100, 1000, "server-1"),
            file("b", 101, 1001, "server-1"),
            file("b", 101, 1001, "server-2"),
            file("b", 101, 1001),
            file("a", 100, 1000, "news"),
        ]
    )
    assert look.same.tolist() == [False, True, False, False, True]


ROOTS = (Root(Path("shared")), Root(Path("one"), "@1/", "server-1"), Root(Path("two"), "@2/", "server-2"))
HELD = st.dictionaries(
    st.sampled_from(("a", "b", "c/d", "é", "@1/a", "@1/b", "@2/a")),
    st.tuples(st.integers(100, 103), st.integers(1000, 1003)),
)


@settings(deadline=None)
@given(HELD, st.booleans())
def test_a_survey_is_looked_at_as_its_files_are(tmp_path_factory, held, astray):
    """Where all are known and where not, with servers' own, or what was a server's under a shared id."""
    ids = ("a", "b", "c/d", "@1/a", "é")
    names = ("news", "server-1")
    astray_name = "server-1" if astray else "news"
    of = {"@1/a": "server-1", "b": astray_name}
    found = catalogue(
        tmp_path_factory.mktemp("catalogue"),
        *((one, 0, number, number, 1, of.get(one, "news")) for number, one in enumerate(ids)),
        collections=names,
    )
    for chosen in (held, {one: (100 + number, 1000 + number) for number, one in enumerate(ids)} | held):
        files = dict(sorted(chosen.items()))
        roots = [int(one[1]) if one.startswith("@") else 0 for one in files]
        survey = Survey(
            ROOTS,
            "".join(f"{one}{END}" for one in files),
            array("q", (size for size, _ in files.values())),
            array("q", (time for _, time in files.values())),
            array("i", roots),
        )
        fast, slow = found.survey(survey), found.look(survey.scan().files)
        assert (fast.numbers.tolist(), fast.same.tolist()) == (slow.numbers.tolist(), slow.same.tolist())


def test_few_files_are_looked_at_as_many_are(tmp_path):
    """Each is found by itself where that is quicker than to list all that there are."""
    rows = [(f"{number:03d}", 0, number, number, 1, "news") for number in range(3 * ARTICLES_PER_FILE)]
    found = catalogue(tmp_path, *rows, collections=("news",))
    many = [file(name, 100 + number, 1000 + number) for name, _, number, *_ in rows]
    few = [many[7], file("none", 1, 1)]
    assert found.look(few).numbers.tolist() == [7, UNKNOWN]
    assert found.look(many).numbers.tolist() == list(range(3 * ARTICLES_PER_FILE))
    assert found.look(few).same.tolist() == [True, False]


def test_an_empty_catalogue_knows_nothing(tmp_path):
    """And says so without an error."""
    found = catalogue(tmp_path)
    assert (found.ids(), found.count, found.passages, found.collections) == ([], 0, 0, {})
    assert found.find("a") == UNKNOWN
    assert found.look([file("a", 1, 1)]).same.tolist() == [False]
    assert row_map(found, []).count == 0
    assert row_map(found, [3]).dead == (3,)


def test_a_catalogue_is_written_anew_with_what_changed(tmp_path):
    """Articles are left out and others join, each with its collection by name."""
    first = catalogue(tmp_path, *THREE, collections=("news", "laws"))
    new = listing(("a", 2, 0, 0, 5, "blog"), collections=("blog",))
    (tmp_path / "next").mkdir()
    write_catalogue(tmp_path / "next", joined([first.listing(first.without({"a"})), new]))
    found = Catalogue(tmp_path / "next")
    assert found.ids() == ["a", "b", "é"]
    assert [found.collection(number) for number in range(3)] == ["blog", "news", "news"]
    assert found.entries["passages"].tolist() == [5, 2, 3]


def test_a_digest_is_kept_whole():
    """Its 32 bytes, as its 64 digits say."""
    assert bytes(digest_bytes("00ff" * 16)) == b"\x00\xff" * 16


def test_an_id_stands_once(tmp_path):
    """Twice the same is refused, as is one that holds the mark that parts ids."""
    with pytest.raises(ValueError, match="two articles have the id 'a'"):
        catalogue(tmp_path, ("a", 0, 0, 0, 1, "articles"), ("a", 0, 1, 1, 1, "articles"))
    with pytest.raises(ValueError, match="holds a NUL"):
        catalogue(tmp_path, ("a\0b", 0, 0, 0, 1, "articles"))


@pytest.mark.parametrize("name", ["catalogue.npy", "catalogue.txt"])
@pytest.mark.parametrize("content", [None, b"", b"nothing of the kind", b"\xff\0" * 40])
def test_a_damaged_file_is_named(tmp_path, name, content):
    """And what to run."""
    catalogue(tmp_path, *THREE, collections=("news", "laws"))
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DamagedIndexError, match=rf"{name}: .*run `sourcier rebuild-index`"):
        Catalogue(tmp_path)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_a_flipped_bit_crashes_nothing(tmp_path_factory, data):
    """Of either file: an error that says what to run, or an answer; whether the right one, checksums say."""
    folder = tmp_path_factory.mktemp("catalogue")
    catalogue(folder, *THREE, collections=("news", "laws"))
    path = folder / data.draw(st.sampled_from(["catalogue.npy", "catalogue.txt"]))
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    told = ""
    try:
        found = Catalogue(folder)
        row_map(found, [4, 2])
        found.ids()
    except DamagedIndexError as error:
        told = str(error)
    assert told == "" or "run `sourcier rebuild-index`" in told


def test_a_place_beyond_a_segment_is_damage(tmp_path):
    """It would give one passage another's words."""
    found = catalogue(tmp_path, *THREE, collections=("news", "laws"))
    with pytest.raises(DamagedIndexError, match=r"catalogue\.npy: a stands at 3 of segment 0"):
        row_map(found, [3, 2])
    with pytest.raises(DamagedIndexError, match=r"b stands at 0 of segment 1"):
        row_map(found, [4])
