"""What somebody went back behind, and that is not built again unasked."""

import os
import shutil
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.roots import Root, server_roots, survey_roots
from index.builds.building import build_index
from index.builds.differing import Changes, Stamp, changes_between, put_aside
from index.builds.surveying import survey_now
from index.errors import IndexFloorError
from index.keeping.catalogue import NUMBERS, Catalogue
from index.keeping.manifest import read_manifest, write_manifest
from index.keeping.snapshot import Store, open_snapshot
from index.keeping.versions import use_version
from tests.fakes import WordEncoder


@pytest.fixture
def encoder():
    return WordEncoder([("oracle",), ("satellites",)])


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "gps.md").write_text("# GPS\n\nThe satellites of the system carry atomic clocks.\n", encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def two(articles, store, encoder):
    """Two snapshots that were in use, the second of one article more; their names."""
    first = build_index(articles, store.folder, encoder).snapshot
    (articles / "oracle.md").write_text("# Oracle\n\nIts founder likes islands.\n", encoding="utf-8")
    return first, build_index(articles, store.folder, encoder).snapshot


@pytest.fixture
def aside(articles, store, encoder):
    """Returns what is put aside of the snapshot that answers now."""

    def find(counts=bool):
        with closing(open_snapshot(store, encoder)) as opened:
            return put_aside(store, opened.manifest, lambda: survey_roots([Root(articles)]), counts)

    return find


def test_what_was_gone_back_behind_is_put_aside_until_an_article_changes(articles, store, encoder, two, aside):
    """Until then the folder holds what somebody did not want to answer from."""
    first, second = two
    assert aside() is None
    use_version(store, first, encoder, back=True)
    assert aside() == second
    (articles / "oracle.md").write_text("# Oracle\n\nIts founder likes islands and yachts.\n", encoding="utf-8")
    assert aside() is None
    assert aside(lambda article_id: article_id != "oracle.md") == second


def test_files_that_were_copied_anew_do_not_undo_going_back(articles, store, encoder, two, aside):
    """A checkout or a backup gives each another time."""
    use_version(store, two[0], encoder, back=True)
    for path in articles.iterdir():
        os.utime(path, ns=(1, 1))
    assert aside() == two[1]


def test_what_is_damaged_is_not_what_was_gone_back_behind(store, encoder, two, aside):
    """Nobody could use it; a build makes a whole one."""
    first, second = (set(read_manifest(store.snapshots / name).segments) for name in two)
    (segment,) = second - first
    path = next((store.folder / "segments" / segment).glob("words/*"))
    use_version(store, two[0], encoder, back=True)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert aside() is None


def test_what_was_never_in_use_is_not_put_aside(articles, store, encoder, two, aside):
    """It waits, or its build was killed before it came into use."""
    (articles / "ion.md").write_text("# Ion\n\nAn ion is charged.\n", encoding="utf-8")
    build_index(articles, store.folder, encoder, put_in_use=False)
    assert aside() is None


def test_what_is_damaged_is_not_put_aside(store, two, aside):
    """The one before stands in for it, and the next build mends it."""
    path = store.snapshots / two[1] / NUMBERS
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert aside() is None


def test_one_by_another_encoder_is_not_put_aside(store, encoder, two, aside):
    """It answers nobody."""
    first, second = two
    use_version(store, first, encoder, back=True)
    folder = store.snapshots / second
    write_manifest(folder, replace(read_manifest(folder), encoder_digest="ab" * 32))
    assert aside() is None


def test_a_folder_is_not_looked_at_where_nobody_went_back(store, encoder, two):
    """That takes a second where there are many articles."""
    with closing(open_snapshot(store, encoder)) as opened:
        assert put_aside(store, opened.manifest, lambda: pytest.fail("looked")) is None


SERVERS_IDS = ("@1/a.md", "@1/deep/b.md", "@22/a.md")
FILES = st.dictionaries(
    st.sampled_from((*SERVERS_IDS, "a.md", "b.md", "deep/c.md")),
    st.sampled_from(("one", "two", "three")),
    min_size=1,
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, FILES, st.booleans())
def test_what_differs_of_servers_is_what_differs_of_all_among_theirs(tmp_path_factory, encoder, before, after, later):
    """Though only their folders were looked into."""
    tmp_path = tmp_path_factory.mktemp("differing")
    folders = {"": tmp_path / "shared", "@1/": tmp_path / "servers" / "1", "@22/": tmp_path / "servers" / "22"}

    def write(files, at_ns):
        for folder in folders.values():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        for name, text in files.items():
            prefix = next(one for one in ("@1/", "@22/", "") if name.startswith(one))
            path = folders[prefix] / name.removeprefix(prefix)
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"# {text}\n\nThe satellites carry {text}.\n", encoding="utf-8")
            os.utime(path, ns=(at_ns, at_ns))

    def survey(*, servers_only):
        roots = () if servers_only else (Root(folders[""]),)
        return survey_roots((*roots, *server_roots(tmp_path / "servers")))

    write(before, 10**18)
    roots = (Root(folders[""]), *server_roots(tmp_path / "servers"))
    build_index(roots, tmp_path / "store", encoder)
    write(after, 10**18 + later)
    with closing(open_snapshot(Store(tmp_path / "store"), encoder)) as opened:
        whole = opened.changes_since(survey(servers_only=False)).among(lambda name: name.startswith("@"))
        own = opened.changes_since(survey(servers_only=True), servers_only=True)
    assert (own, own.stamps) == (whole, whole.stamps)


def test_an_article_that_is_edited_twice_differs_in_its_stamp(articles, store, encoder, two):
    """By its id alone it differs as it did before; what is gone has the stamp of what was read."""
    path, gone = articles / "oracle.md", articles / "gps.md"
    read = Stamp(gone.stat().st_size, gone.stat().st_mtime_ns)
    gone.unlink()
    found = []
    with closing(open_snapshot(store, encoder)) as opened:
        for text, at_ns in (("# Oracle\n\nNo.\n", 1), ("# Oracle\n\nYes.\n", 1), ("# Oracle\n\nNot.\n", 2)):
            path.write_text(text, encoding="utf-8")
            os.utime(path, ns=(at_ns, at_ns))
            found.append(opened.changes_since(survey_roots([Root(articles)])))
    assert found[0] == found[1] == found[2] == Changes(changed=("oracle.md",), removed=("gps.md",))
    assert [one.stamps for one in found] == [
        {"oracle.md": Stamp(14, 1), "gps.md": read},
        {"oracle.md": Stamp(15, 1), "gps.md": read},
        {"oracle.md": Stamp(15, 2), "gps.md": read},
    ]
    assert found[0].among(lambda article_id: article_id == "gps.md").stamps == {"gps.md": read}


def losing(moved, away):
    """Return what surveys the folders, whereupon these files are moved away before they are read."""

    def survey(roots, before):
        found = survey_now(roots, before)
        for file in moved:
            file.rename(away / file.name)
        return found

    return survey


def test_a_file_that_comes_back_as_it_was_is_new(articles, store, encoder, tmp_path):
    """It could not be read, and its time says nothing of that."""
    oracle, away = articles / "oracle.md", tmp_path / "away"
    oracle.write_text("# Oracle\n\nIts founder likes islands.\n", encoding="utf-8")
    away.mkdir()
    report = build_index(articles, store.folder, encoder, surveyor=losing([oracle], away))
    assert [(one.path, one.reason) for one in report.problems] == [("oracle.md", "it is no longer there")]
    folder = store.snapshots / report.snapshot

    def added():
        return changes_between(Catalogue(folder), read_manifest(folder), survey_roots([Root(articles)])).added

    assert added() == ()
    (away / "oracle.md").rename(oracle)
    assert added() == ("oracle.md",)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_be_read_again_is_new(articles, store, encoder):
    oracle = articles / "oracle.md"
    oracle.write_text("# Oracle\n\nIts founder likes islands.\n", encoding="utf-8")
    oracle.chmod(0)
    folder = store.snapshots / build_index(articles, store.folder, encoder).snapshot
    manifest = read_manifest(folder)
    assert changes_between(Catalogue(folder), manifest, survey_roots([Root(articles)])).added == ()
    oracle.chmod(0o644)
    assert changes_between(Catalogue(folder), manifest, survey_roots([Root(articles)])).added == ("oracle.md",)


@pytest.mark.parametrize(
    ("gone", "edited", "of", "refused"),
    [(2, 6, 6, False), (3, 6, 6, True), (3, 39, 40, False), (6, 39, 40, True), (3, 3, 40, True)],
)
def test_a_folder_that_goes_away_while_it_is_read_changes_nothing(
    articles, store, encoder, tmp_path, gone, edited, of, refused
):
    """What is left of it is not put in use, by the files that were to be read; a few may go at any time."""
    for number in range(of - 1):
        (articles / f"{number:02}.md").write_text(
            f"# Oracle {number}\n\nIts founder likes islands.\n", encoding="utf-8"
        )
    first = build_index(articles, store.folder, encoder).snapshot
    for number in range(min(edited, of - 1)):
        (articles / f"{number:02}.md").write_text(f"# Oracle {number}\n\nIts founder likes yachts.\n", encoding="utf-8")
    away = tmp_path / "away"
    away.mkdir()
    surveyor = losing([articles / f"{number:02}.md" for number in range(gone)], away)
    if refused:
        with pytest.raises(IndexFloorError, match=rf"^{gone} of \d+ files were gone when they were to be read"):
            build_index(articles, store.folder, encoder, surveyor=surveyor)
        assert store.current() == first
    else:
        assert build_index(articles, store.folder, encoder, surveyor=surveyor).articles == of - gone
