"""Articles to a snapshot, by change."""

import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from filelock import FileLock

from corpus.article import Article, Passage, Span
from corpus.errors import CorpusError
from corpus.roots import Root, server_roots, survey_roots
from index.builds import reading
from index.builds.building import CutArticle, Differing, build_from_articles, build_index, plan_build
from index.builds.merging import MOST_OF_A_SIZE
from index.builds.surveying import survey_now
from index.errors import (
    DamagedIndexError,
    EncoderError,
    IncompatibleIndexError,
    IndexBusyError,
    IndexFloorError,
    NoIndexError,
)
from index.keeping.catalogue import NUMBERS
from index.keeping.manifest import read_manifest, write_manifest
from index.keeping.snapshot import FORMAT_VERSION, Changes, Store, open_snapshot
from index.keeping.versions import use_version
from index.matching import vector_index
from index.search import Search
from index.segments import codes, vectors
from index.segments.segment import SEGMENT_FORMAT
from tests.fakes import WordEncoder, WordLexicon

ENCODER_GROUPS = [("oracle",), ("founder", "fondateur"), ("satellites",), ("refus", "refusal")]


@pytest.fixture
def encoder():
    return WordEncoder(ENCODER_GROUPS)


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "stargate.md").write_text(
        "---\ntitle: Stargate\nlang: fr\n---\n\nOracle et son fondateur Larry Ellison étaient à la Maison-Blanche.\n",
        encoding="utf-8",
    )
    (folder / "gps.md").write_text(
        "---\ntitle: GPS\nlang: en\n---\n\nThe satellites of the system carry atomic clocks.\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def build(articles, store, encoder, **options):
    return build_index(articles, store.folder, encoder, **options)


def test_a_first_build_reads_and_encodes_everything(articles, store, encoder):
    """The report counts what was done; the snapshot in use holds it."""
    report = build(articles, store, encoder)
    assert (report.articles, report.passages, report.added, report.encoded) == (2, 2, 2, 2)
    assert (report.changed, report.removed, report.unchanged, report.problems) == (0, 0, 0, ())
    snapshot = open_snapshot(store, encoder)
    assert [card.id for card in snapshot.articles()] == ["gps.md", "stargate.md"]
    assert snapshot.manifest.languages == {"fr": 1, "en": 1}
    assert snapshot.manifest.name == report.snapshot == store.current()
    snapshot.close()


def test_a_second_build_reads_and_encodes_only_what_changed(articles, store, encoder, monkeypatch):
    """One article added, one changed, one removed, one left alone."""
    build(articles, store, encoder)
    (articles / "kept.md").write_text("# Kept\n\nThe founder keeps a refusal in a drawer.\n", encoding="utf-8")
    build(articles, store, encoder)
    encoder.encoded.clear()
    (articles / "gps.md").write_text("# GPS\n\nThe satellites moved to a higher orbit.\n", encoding="utf-8")
    (articles / "new.md").write_text("# New\n\nA new page about the founder of a firm.\n", encoding="utf-8")
    (articles / "stargate.md").unlink()
    read = []
    real = reading.read_article
    monkeypatch.setattr(reading, "read_article", lambda file: read.append(file.id) or real(file))
    report = build(articles, store, encoder)
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 1)
    assert read == ["gps.md", "new.md"]
    assert report.encoded == len(encoder.encoded) == 2


def test_a_file_touched_but_not_changed_costs_no_encoding(articles, store, encoder):
    """Another modification time, the same text: nothing is encoded again."""
    build(articles, store, encoder)
    os.utime(articles / "gps.md", ns=(1, 1))
    report = build(articles, store, encoder)
    assert (report.unchanged, report.changed, report.encoded) == (2, 0, 0)


def test_a_renamed_article_costs_no_encoding(articles, store, encoder):
    """Vectors are kept by content."""
    build(articles, store, encoder)
    (articles / "gps.md").rename(articles / "navigation.md")
    report = build(articles, store, encoder)
    assert (report.added, report.removed, report.encoded) == (1, 1, 0)


def test_an_incremental_build_holds_what_a_fresh_one_holds(articles, store, encoder, tmp_path):
    """Passages, vectors and word counts are the same, whichever way the snapshot came about."""
    build(articles, store, encoder)
    (articles / "gps.md").write_text("# GPS\n\nThe satellites moved to a higher orbit.\n", encoding="utf-8")
    build(articles, store, encoder)
    fresh_store = Store(tmp_path / "fresh")
    build(articles, fresh_store, encoder)
    kept, fresh = open_snapshot(store, encoder), open_snapshot(fresh_store, encoder)
    assert kept.passages.article_ids() == fresh.passages.article_ids()
    assert kept.passages.read(range(2)) == fresh.passages.read(range(2))
    assert kept.catalogue.listing().ids == fresh.catalogue.listing().ids
    np.testing.assert_array_equal(kept.vectors.rows(), fresh.vectors.rows())
    assert kept.glossary.entries() == fresh.glossary.entries()
    kept.close()
    fresh.close()


def test_only_what_changed_is_mined_for_the_glossary(articles, store, encoder, monkeypatch):
    """What an unchanged article says is taken over; what a removed one said is gone."""
    (articles / "rofr.md").write_text("# Refusal\n\nIt has a right of first refusal (ROFR).\n", encoding="utf-8")
    (articles / "iss.md").write_text("# Orbit\n\nThe International Space Station (ISS) flies.\n", encoding="utf-8")
    build(articles, store, encoder)
    (articles / "gps.md").write_text("# GPS\n\nThe Global Positioning System (GPS) works.\n", encoding="utf-8")
    (articles / "iss.md").unlink()
    mined = []
    real = reading.mine
    monkeypatch.setattr(reading, "mine", lambda article, *said: mined.append(article.id) or real(article, *said))
    build(articles, store, encoder)
    assert mined == ["gps.md"]
    snapshot = open_snapshot(store, encoder)
    assert snapshot.glossary.terms() == ["GPS", "ROFR"]
    snapshot.close()


def test_everything_is_read_again_when_asked(articles, store, encoder):
    """`everything` takes nothing over, and still tells what changed from what did not."""
    build(articles, store, encoder)
    (articles / "gps.md").write_text("# GPS\n\nThe satellites moved to a higher orbit.\n", encoding="utf-8")
    report = build(articles, store, encoder, everything=True)
    assert (report.added, report.changed, report.unchanged, report.encoded) == (0, 1, 1, 2)


def test_steps_tell_how_far_the_build_is(articles, store, encoder):
    """Every stage starts at nothing and ends at its total, in order."""
    steps = []
    build(articles, store, encoder, on_step=steps.append)
    assert list(dict.fromkeys(step.stage for step in steps)) == ["reading", "encoding", "writing", "checking"]
    for stage in ("reading", "encoding", "writing", "checking"):
        of_stage = [step for step in steps if step.stage == stage]
        assert of_stage[0].done == 0
        assert of_stage[-1].done == of_stage[-1].total


def test_an_unreadable_file_is_named_and_the_others_are_read(articles, store, encoder):
    """The report gives the path and a reason."""
    (articles / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    report = build(articles, store, encoder)
    assert report.articles == 2
    assert [problem.path for problem in report.problems] == ["broken.pdf"]
    assert report.problems[0].reason


def test_a_folder_without_articles_is_refused(tmp_path, store, encoder):
    """The error names the folder and says what to do; nothing is put in use."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexFloorError, match=r"empty holds no article that can be read; put \.txt, \.md, "):
        build(tmp_path / "empty", store, encoder)
    assert store.current() is None


def test_a_missing_folder_is_refused(tmp_path, store, encoder):
    """The corpus floor's error comes through."""
    with pytest.raises(CorpusError, match="nowhere"):
        build(tmp_path / "nowhere", store, encoder)


@pytest.mark.parametrize("kept", ["", "calibration.json"])
def test_of_a_build_that_could_not_begin_nothing_is_left(tmp_path, encoder, kept):
    """No folder that would look like an index; what stood there before stays, and another build can begin."""
    store = Store(tmp_path / "data" / "indexes" / "artcles-12345678")
    if kept:
        store.folder.mkdir(parents=True)
        store.write(kept, "{}")
    (tmp_path / "empty").mkdir()
    for folder in ("nowhere", "empty"):
        with pytest.raises((CorpusError, IndexFloorError)):
            build(tmp_path / folder, store, encoder)
        assert (tmp_path / "data").exists() == bool(kept)
        assert store.read("calibration.json") == ("{}" if kept else None)
    (tmp_path / "empty" / "gps.md").write_text("The satellites carry atomic clocks.", encoding="utf-8")
    assert build(tmp_path / "empty", store, encoder).articles == 1


def test_a_failing_encoder_leaves_the_index_in_use(articles, store, encoder):
    """Vectors of a wrong width are refused with both shapes; nothing half-made is left."""

    class Narrow(WordEncoder):
        def encode_passages(self, texts):
            return super().encode_passages(texts)[:, :3]

    before = build(articles, store, encoder).snapshot
    with pytest.raises(EncoderError, match=r"shape \(2, 3\), wanted \(2, 16\)"):
        build(articles, store, Narrow(ENCODER_GROUPS, name="narrow"))
    assert store.current() == before
    assert [path.name for path in store.snapshots.iterdir()] == [before]


@pytest.mark.parametrize("broken", ["write_passages", "write_vectors", "write_words", "write_pieces"])
def test_a_full_disk_leaves_the_index_in_use(articles, store, encoder, monkeypatch, broken):
    """Whatever cannot be written, the error says so and the snapshot before stays."""
    before = build(articles, store, encoder).snapshot
    held = store.segment_names()

    def full(*_, **__):
        raise OSError(28, "No space left on device", str(store.folder))

    monkeypatch.setattr(f"index.builds.reading.{broken}", full)
    with pytest.raises(IndexFloorError, match=r"is full \(No space left on device\); .*; nothing was put in use"):
        build(articles, store, encoder, everything=True)
    assert store.current() == before
    assert (store.names(), store.segment_names(), store.left_over()) == ([before], held, [])


def test_two_builds_at_once_are_one_too_many(articles, store, encoder):
    """The second is refused at once."""
    store.snapshots.mkdir(parents=True)
    with FileLock(store.folder / "writer.lock"), pytest.raises(IndexBusyError, match="another process is building"):
        build(articles, store, encoder)


def test_no_index_yet_says_what_to_run(store, encoder):
    """Opening before the first build."""
    with pytest.raises(NoIndexError, match=r"there is no index in .* yet; run `sourcier rebuild-index`"):
        open_snapshot(store, encoder)


def test_another_encoder_is_refused_with_both_names(articles, store, encoder):
    """The index is not read with vectors that do not belong to it."""
    build(articles, store, encoder)
    other = WordEncoder(ENCODER_GROUPS, dimensions=8, name="other")
    with pytest.raises(IncompatibleIndexError, match=r"fake:words \(16 wide.*fake:other \(8 wide.*rebuild-index`"):
        open_snapshot(store, other)


def test_another_format_is_refused(articles, store, encoder):
    """Both versions stand in the message."""
    name = build(articles, store, encoder).snapshot
    folder = store.snapshots / name
    write_manifest(folder, replace(read_manifest(folder), format_version=999))
    with pytest.raises(IncompatibleIndexError, match=rf"index format 999, this version .* reads {FORMAT_VERSION}"):
        open_snapshot(store, encoder)


def test_the_format_before_seals_is_told_from_damage(articles, store, encoder):
    """A bot that starts after an upgrade builds its index anew instead of asking for a disk to be examined."""
    name = build(articles, store, encoder).snapshot
    (store.snapshots / name / "manifest.json").write_text('{"name": "x", "format_version": 5}', encoding="utf-8")
    with pytest.raises(IncompatibleIndexError, match=rf"index format 5, this version .* reads {FORMAT_VERSION}"):
        open_snapshot(store, encoder)


def test_segments_of_another_format_are_refused_and_made_anew(articles, store, encoder, monkeypatch):
    """What lies in them was cut and mined by other rules: nothing of it is taken over, no file needs to change."""
    with monkeypatch.context() as before:
        before.setattr("index.segments.segment.SEGMENT_FORMAT", SEGMENT_FORMAT - 1)
        before.setattr("index.builds.reading.SEGMENT_FORMAT", SEGMENT_FORMAT - 1)
        first = build(articles, store, encoder)
    told = rf"segment format {SEGMENT_FORMAT - 1}, this version .* reads {SEGMENT_FORMAT}; run `sourcier rebuild-index`"
    with pytest.raises(IncompatibleIndexError, match=told):
        open_snapshot(store, encoder)
    second = build(articles, store, encoder)
    assert (second.encoded, second.anew) == (first.encoded, True)
    with closing(open_snapshot(store, encoder)) as snapshot:
        assert snapshot.manifest.name == second.snapshot


def files_of(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


def test_a_flipped_byte_is_found_in_every_file(articles, store, encoder):
    """No file of a snapshot can change unnoticed."""
    name = build(articles, store, encoder).snapshot
    files = [*files_of(store.snapshots / name), *files_of(store.segments)]
    assert len(files) > 20
    for path in files:
        whole = path.read_bytes()
        if not whole:
            continue
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        with pytest.raises(DamagedIndexError):
            open_snapshot(store, encoder)
        path.write_bytes(whole)
    open_snapshot(store, encoder).close()


def test_the_snapshot_before_stands_in_for_a_damaged_one(articles, store, encoder):
    """A damaged snapshot in use is passed over."""
    first = build(articles, store, encoder).snapshot
    second = build(articles, store, encoder).snapshot
    (store.snapshots / second / "catalogue.txt").write_bytes(b"")
    snapshot = open_snapshot(store, encoder)
    assert snapshot.manifest.name == first
    snapshot.close()


def test_a_damaged_snapshot_leaves_no_file_open(articles, store, encoder, monkeypatch):
    """What was opened before the damage showed is closed again."""
    build(articles, store, encoder)
    closed = []
    monkeypatch.setattr("index.segments.segment.SegmentPassages.close", lambda passages: closed.append(passages))
    monkeypatch.setattr("index.keeping.snapshot.Catalogue.passages", 5)
    with pytest.raises(DamagedIndexError, match="5 passages"):
        open_snapshot(store, encoder)
    assert len(closed) == 1


def test_old_snapshots_are_removed_but_for_the_last_three(articles, store, encoder):
    """The disk does not fill up with rebuilds."""
    names = [build(articles, store, encoder).snapshot for _ in range(5)]
    assert store.names() == names[:1:-1]


def test_a_killed_build_leaves_nothing_after_the_next(articles, store, encoder):
    """What a dead process left half-made is swept by the next build, and was never in use."""
    build(articles, store, encoder)
    half = store.snapshots / ".building-dead"
    shutil.copytree(store.snapshots / str(store.current()), half)
    build(articles, store, encoder)
    assert not half.exists()


def test_changes_are_seen_without_reading(articles, store, encoder):
    """Added, changed and removed files are told by name, size and time; one of the same size stands apart."""
    (articles / "rofr.md").write_text("# ROFR\n\nA right of first refusal.\n", encoding="utf-8")
    build(articles, store, encoder)
    snapshot = open_snapshot(store, encoder)
    assert snapshot.changes_since(survey_roots([Root(articles)])).count == 0
    (articles / "new.md").write_text("# New\n\nA page.\n", encoding="utf-8")
    (articles / "gps.md").write_text("# GPS\n\nChanged.\n", encoding="utf-8")
    (articles / "stargate.md").unlink()
    os.utime(articles / "rofr.md", (1, 1))
    changes = snapshot.changes_since(survey_roots([Root(articles)]))
    assert changes == Changes(("new.md",), ("gps.md",), ("stargate.md",), ("rofr.md",))
    assert changes.count == 4
    snapshot.close()


def test_what_is_read_is_kept_however_many_are_built(articles, store, encoder, tmp_path):
    """A server's first question opens its words long after its snapshot went out of use; closed, it is tidied away."""
    own = tmp_path / "servers" / "1"
    own.mkdir(parents=True)
    (own / "lamp.md").write_text("---\nlang: en\n---\n# The lamp\n\nThe lamp is lit at dawn.\n", encoding="utf-8")
    roots = [Root(articles), *server_roots(tmp_path / "servers")]
    first = build_index(roots, store.folder, encoder).snapshot
    search = Search(open_snapshot(store, encoder), encoder, WordLexicon())
    for _ in range(4):
        build_index(roots, store.folder, encoder)
    assert first in store.names()
    assert search.find("lamp", scope=frozenset({"server-1"}))[0].article.id == "@1/lamp.md"
    search.close()
    search.close()
    build_index(roots, store.folder, encoder)
    assert first not in store.names()


def test_readers_keep_the_snapshot_they_hold(articles, store, encoder):
    """Four threads read while others build: every answer is whole."""
    build(articles, store, encoder)
    snapshot = open_snapshot(store, encoder)
    wrong = []
    stop = threading.Event()

    def read():
        while not stop.is_set():
            (place,) = snapshot.passages.places([1])
            text = snapshot.passages.articles([place.article])[place.article].text[place.start : place.end]
            near = snapshot.vectors.search(encoder.encode_questions(["oracle fondateur"])[0], 1)
            if "Ellison" not in text or near.rows.tolist() != [1]:
                wrong.append(text)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        build(articles, store, encoder, everything=True)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    snapshot.close()


BUILD_WITH_LITTLE_DISK = """
import resource, sys
from pathlib import Path
from index.builds.building import build_index
from index.errors import IndexFloorError
from index.keeping.versions import use_version
from tests.fakes import WordEncoder, WordLexicon

most_bytes = int(sys.argv[1])
encoder = WordEncoder([("oracle",)], name="words of the second build")
resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))
try:
    build_index(Path(sys.argv[2]), Path(sys.argv[3]), encoder)
except IndexFloorError as error:
    print("refused:", error)
else:
    print("built")
"""


@pytest.mark.parametrize("most_bytes", [0, 300, 5_000, 13_000, 17_000, 21_000])
def test_a_disk_that_refuses_leaves_the_index_in_use(articles, store, encoder, most_bytes):
    """No file may grow past some bytes: whatever is written fails, and says so."""
    before = build(articles, store, encoder).snapshot
    (articles / "long.md").write_text("# Long\n\n" + "A sentence about Oracle. " * 600, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", BUILD_WITH_LITTLE_DISK, str(most_bytes), str(articles), str(store.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert re.match(r"refused: .*(unchanged|too large)", run.stdout)
    assert store.current() == before
    assert [path.name for path in store.snapshots.iterdir()] == [before]
    open_snapshot(store, encoder).close()


def test_a_broken_escape_in_a_title_stops_no_build(articles, store, encoder):
    r"""YAML's "\uD800" is no character that any file can hold."""
    (articles / "bad.md").write_text('---\ntitle: "Bad \\uD800 title"\n---\n\nThe text is here.\n', encoding="utf-8")
    assert build(articles, store, encoder).articles == 3


def test_ready_articles_are_indexed_as_they_are_cut(store, encoder):
    """Those of no folder: the passages that are given, in their order, each to be found by its row."""
    text = "Oracle was founded. Satellites fly. Sky"
    article = Article("a", "Title", "en", text, headings=(Span(36, 39),))
    cut = CutArticle(article, (Passage("a", 0, 19), Passage("a", 20, 35, "Sky")))
    other = CutArticle(Article("b", "", "fr", "Le refus."), (Passage("b", 0, 9),))
    steps = []
    manifest = build_from_articles([cut, other], store.folder, encoder, on_step=steps.append)
    assert (manifest.articles, manifest.passages, manifest.languages) == (2, 3, {"fr": 1, "en": 1})
    assert encoder.encoded == ["Title\nOracle was founded.", "Title - Sky\nSatellites fly.", "\nLe refus."]
    assert [(step.done, step.total) for step in steps if step.stage == "encoding"] == [(0, 3), (0, 3), (3, 3)]
    snapshot = open_snapshot(store, encoder)
    assert snapshot.passages.article_ids() == ["a", "a", "b"]
    (place,) = snapshot.passages.places([1])
    assert (place.start, place.end) == (cut.passages[1].start, cut.passages[1].end)
    assert snapshot.passages.articles([place.article]) == {place.article: cut.article}
    assert snapshot.vectors.search(encoder.encode_questions(["satellites"])[0], 1).rows.tolist() == [1]
    snapshot.close()


def test_a_disk_that_refuses_ready_articles_is_named(tmp_path, encoder):
    """In the floor's own error."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(IndexFloorError, match="nothing was put in use; an index from before, if there is one,"):
        build_from_articles([], tmp_path / "file", encoder)


def test_a_file_beside_the_snapshots_is_written_whole_read_and_taken_away(articles, store, encoder):
    """It stays from one build to the next."""
    assert store.read("note.json") is None
    build(articles, store, encoder)
    store.write("note.json", "été")
    store.write("note.json", "hiver")
    (articles / "new.md").write_text("Some new article of a few words.", encoding="utf-8")
    build(articles, store, encoder)
    assert store.read("note.json") == "hiver"
    assert not (store.folder / "note.json.new").exists()
    assert [store.remove("note.json"), store.remove("note.json")] == [True, False]
    assert store.read("note.json") is None


@pytest.fixture
def servers(tmp_path):
    """A folder of two servers' articles; the function that gives all roots as they are now."""
    for server, text in (("1", "Oracle grants a right of refusal."), ("2", "The founder of Oracle is Larry.")):
        file = tmp_path / "servers" / server / "rules.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"---\ntitle: Rules\nlang: en\ncollection: articles\n---\n\n{text}\n", encoding="utf-8")
    return lambda: (Root(tmp_path / "articles"), *server_roots(tmp_path / "servers"))


def test_servers_articles_are_indexed_beside_the_shared_ones(articles, servers, store, encoder):
    """Each in its own collection, and only those that changed are read again."""
    first = build_index(servers(), store.folder, encoder)
    assert (first.articles, first.added, first.problems) == (4, 4, ())
    (articles.parent / "servers/2/more.md").write_text("Satellites of a server.", encoding="utf-8")
    encoder.encoded.clear()
    second = build_index(servers(), store.folder, encoder)
    assert (second.added, second.changed, second.unchanged, len(encoder.encoded)) == (1, 0, 4, 1)
    snapshot = open_snapshot(store, encoder)
    assert snapshot.manifest.collections == {"articles": 2, "server-1": 1, "server-2": 2}
    assert snapshot.changes_since(survey_roots(servers())).count == 0
    assert {card.id: card.collection for card in snapshot.articles()}["@2/rules.md"] == "server-2"
    snapshot.close()


def test_a_removed_servers_articles_vanish_everywhere(articles, servers, store, encoder):
    """From passages, words, vectors and the glossary, while all others are taken over."""
    terms = articles.parent / "servers/1/terms.md"
    terms.write_text("The right of first refusal (ROFR) is granted.", encoding="utf-8")
    build_index(servers(), store.folder, encoder)
    shutil.rmtree(articles.parent / "servers/1")
    snapshot = open_snapshot(store, encoder)
    assert snapshot.changes_since(survey_roots(servers())).removed == ("@1/rules.md", "@1/terms.md")
    snapshot.close()
    report = build_index(servers(), store.folder, encoder)
    assert (report.removed, report.unchanged, report.encoded) == (2, 3, 0)
    search = Search(open_snapshot(store, encoder), encoder, WordLexicon())
    every = frozenset({"articles", "server-1", "server-2"})
    assert "@1/rules.md" not in {hit.article.id for hit in search.find("right of refusal Oracle", 9, scope=every)}
    assert search.snapshot.glossary.count() == 0
    assert search.snapshot.article("@1/terms.md", every) is None
    assert "server-1" not in search.snapshot.manifest.collections
    search.close()


def test_an_article_is_read_again_where_its_place_has_another_collection(articles, servers, store, encoder):
    """The same file, size and time, but now a server's: what was taken over would stay shared."""
    build_index([Root(articles)], store.folder, encoder)
    report = build_index([Root(articles, collection="server-5")], store.folder, encoder)
    assert (report.changed, report.unchanged) == (2, 0)
    back = build_index([Root(articles)], store.folder, encoder)
    assert (back.changed, back.unchanged) == (2, 0)


def test_a_plan_says_what_the_build_then_does_and_changes_nothing(articles, servers, store, encoder):
    """Added, changed and removed by id; a file that only was touched is not changed."""
    first = plan_build(servers(), store.folder, encoder)
    assert first.added == ("@1/rules.md", "@2/rules.md", "gps.md", "stargate.md")
    assert (first.anew, first.to_encode, store.current()) == (True, 4, None)
    assert told(first) == done(build_index(servers(), store.folder, encoder))
    os.utime(articles / "gps.md", (1, 1))
    (articles / "stargate.md").write_text("Stargate is another text.", encoding="utf-8")
    (articles / "new.md").write_text("A new text of Oracle.", encoding="utf-8")
    (articles / "bad.md").write_bytes(b"")
    shutil.rmtree(articles.parent / "servers/1")
    before, encoder.encoded[:] = store.current(), []
    plan = plan_build(servers(), store.folder, encoder)
    assert (plan.added, plan.changed, plan.removed) == (("new.md",), ("stargate.md",), ("@1/rules.md",))
    assert (plan.unchanged, plan.to_encode, plan.anew) == (2, 2, False)
    assert (store.current(), encoder.encoded) == (before, [])
    report = build_index(servers(), store.folder, encoder)
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 2)
    assert told(plan) == done(report)


def told(plan):
    """Return what a plan says in the numbers and names of a report."""
    counts = len(plan.added), len(plan.changed), len(plan.removed), plan.unchanged, plan.articles
    names = Differing(plan.added, plan.changed, plan.removed)
    return (*counts, names, plan.passages, plan.to_encode, plan.problems, plan.damaged, plan.anew)


def done(report):
    counts = report.added, report.changed, report.removed, report.unchanged, report.articles
    found = (report.passages, report.encoded, report.problems, report.damaged, report.anew)
    return (*counts, report.differing, *found)


def test_a_plan_counts_what_a_build_takes_over_from_one_that_was_stopped(articles, store, encoder, monkeypatch):
    """Of a first build, of which nothing is in use, and of a later one; not where everything is asked for."""

    def stop(*_, **__):
        raise KeyboardInterrupt

    for number in range(2):
        (articles / f"new-{number}.md").write_text(f"A new text of Oracle, {number}.", encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr("index.builds.building.compose", stop)
            with pytest.raises(KeyboardInterrupt):
                build(articles, store, encoder)
        (articles / f"later-{number}.md").write_text(f"A later text of Oracle, {number}.", encoding="utf-8")
        encoder.encoded.clear()
        every = plan_build(articles, store.folder, encoder, everything=True)
        plan = plan_build(articles, store.folder, encoder)
        assert (every.to_encode, plan.to_encode, encoder.encoded) == (plan.passages, 1, [])
        assert (every.anew, plan.anew) == (True, False)
        assert told(plan) == done(build(articles, store, encoder))


def test_a_plan_counts_what_a_build_takes_over_from_other_snapshots(articles, store, encoder):
    """An article that is put back as it was, and all that is known of after somebody went back."""
    first = build(articles, store, encoder).snapshot
    path = articles / "gps.md"
    text, times = path.read_text(encoding="utf-8"), (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    path.write_text("Quite another text.", encoding="utf-8")
    (articles / "new.md").write_text("A new text of Oracle.", encoding="utf-8")
    build(articles, store, encoder)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=times)
    plan = plan_build(articles, store.folder, encoder)
    assert (plan.changed, plan.to_encode) == (("gps.md",), 0)
    use_version(store, first, encoder)
    plan = plan_build(articles, store.folder, encoder)
    assert (plan.added, plan.changed, plan.to_encode) == (("new.md",), (), 0)
    assert told(plan) == done(build(articles, store, encoder))


def test_a_plan_of_everything_says_so(articles, store, encoder):
    build_index(articles, store.folder, encoder)
    plan = plan_build(articles, store.folder, encoder, everything=True)
    assert (plan.anew, plan.unchanged, plan.to_encode) == (True, 2, 2)
    assert told(plan) == done(build_index(articles, store.folder, encoder, everything=True))


def test_a_plan_runs_while_another_process_builds(articles, store, encoder):
    build_index(articles, store.folder, encoder)
    with store.writing():
        assert plan_build(articles, store.folder, encoder).unchanged == 2


def test_what_is_damaged_is_read_again_alone_and_named(articles, store, encoder):
    """Every snapshot names the damaged segment: nothing whole is left to fall back on, but most can be taken over."""
    build(articles, store, encoder)
    (first,) = store.segment_names()
    (articles / "new.md").write_text("A new text of Oracle.", encoding="utf-8")
    build(articles, store, encoder)
    (path,) = (store.segments / first).glob("articles.sqlite")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedIndexError, match=r"articles\.sqlite has changed since it was written"):
        open_snapshot(store, encoder)
    encoder.encoded.clear()
    report = build(articles, store, encoder)
    assert (report.articles, report.encoded, len(encoder.encoded)) == (3, 2, 2)
    assert [one.partition(";")[0] for one in report.damaged] == [f"{path} has changed since it was written"]
    open_snapshot(store, encoder).close()


def test_a_snapshot_that_goes_out_of_use_while_it_is_opened_is_not_taken_for_damaged(
    articles, store, encoder, monkeypatch
):
    """The pointer was read, then a build put another in use and the first was tidied away."""
    from index.keeping import snapshot

    build(articles, store, encoder)
    real = snapshot.open_named

    def opened(store, name, encoder, **others):
        monkeypatch.setattr(snapshot, "open_named", real)
        build(articles, store, encoder, everything=True)
        shutil.rmtree(store.snapshots / name)
        return real(store, name, encoder, **others)

    monkeypatch.setattr(snapshot, "open_named", opened)
    with closing(open_snapshot(store, encoder)) as found:
        assert (found.manifest.name, found.passed_over) == (store.current(), ())


@pytest.mark.parametrize("put_in_use", [True, False], ids=["in use", "waiting"])
def test_many_small_segments_become_few_whoever_builds(articles, store, encoder, monkeypatch, put_in_use):
    """What takes long is merged after a snapshot is put in use; one that waits takes the time before."""
    monkeypatch.setattr("index.builds.composing.AT_ONCE", -1)
    build(articles, store, encoder)
    for number in range(MOST_OF_A_SIZE):
        (articles / f"{number}.md").write_text(f"Oracle has a new text, number {number}.", encoding="utf-8")
        report = build(articles, store, encoder, put_in_use=put_in_use)
        if not put_in_use:
            use_version(store, report.snapshot, encoder)
    with closing(open_snapshot(store, encoder)) as found:
        assert (len(found.segments), found.manifest.articles) == (1, 2 + MOST_OF_A_SIZE)
        assert found.manifest.name == report.snapshot == store.current()


def test_a_disk_that_refuses_to_tidy_spoils_no_build(articles, store, encoder, monkeypatch):
    """The snapshot is in use by then; the next build merges."""
    monkeypatch.setattr("index.builds.composing.AT_ONCE", -1)
    build(articles, store, encoder)
    for number in range(MOST_OF_A_SIZE):
        (articles / f"{number}.md").write_text(f"Oracle has a new text, number {number}.", encoding="utf-8")
        with monkeypatch.context() as full:
            full.setattr("index.builds.placing.merge_segments", refuses)
            assert build(articles, store, encoder).snapshot == store.current()
    with closing(open_snapshot(store, encoder)) as found:
        assert len(found.segments) == MOST_OF_A_SIZE + 1
    (articles / "last.md").write_text("The last text of Oracle.", encoding="utf-8")
    build(articles, store, encoder)
    with closing(open_snapshot(store, encoder)) as found:
        assert len(found.segments) == 1


def refuses(*_):
    raise OSError(28, "No space left on device", "segments")


def test_another_snapshots_damaged_catalogue_is_not_believed(articles, store, encoder):
    """A restored article is read again, though a snapshot on disk pretends to know it."""
    first = build(articles, store, encoder).snapshot
    whole = (articles / "gps.md").read_bytes(), (articles / "gps.md").stat()
    (articles / "gps.md").unlink()
    build(articles, store, encoder)
    path = store.snapshots / first / NUMBERS
    data = bytearray(path.read_bytes())
    data[-60] ^= 1
    path.write_bytes(data)
    (articles / "gps.md").write_bytes(whole[0])
    os.utime(articles / "gps.md", ns=(whole[1].st_atime_ns, whole[1].st_mtime_ns))
    report = build(articles, store, encoder)
    assert (report.added, report.unchanged) == (1, 1)
    with closing(open_snapshot(store, encoder)) as found:
        assert found.manifest.languages == {"fr": 1, "en": 1}


def test_a_restored_article_costs_nothing_where_a_snapshot_still_has_it(articles, store, encoder):
    """The same size and time: it is not even read."""
    build(articles, store, encoder)
    text, looks = (articles / "gps.md").read_bytes(), (articles / "gps.md").stat()
    (articles / "gps.md").unlink()
    build(articles, store, encoder)
    (articles / "gps.md").write_bytes(text)
    os.utime(articles / "gps.md", ns=(looks.st_atime_ns, looks.st_mtime_ns))
    encoder.encoded.clear()
    report = build(articles, store, encoder)
    assert (report.added, report.encoded, encoder.encoded) == (1, 0, [])


def test_a_removed_articles_text_is_in_no_file_but_those_to_go_back_to(articles, store, encoder):
    """Once the snapshots before are pruned it is gone from the disk."""
    (articles / "kept.md").write_text("# Kept\n\nThe founder keeps a refusal in a drawer.\n", encoding="utf-8")
    build(articles, store, encoder)
    (articles / "gps.md").unlink()
    build(articles, store, encoder)
    store.prune(1)
    with closing(open_snapshot(store, encoder)) as found:
        assert [one.passages.articles for one in found.segments] == [2]
    assert len(store.segment_names()) == 1


def test_a_manifest_that_cannot_be_read_keeps_its_segments(articles, store, encoder):
    """What seems superfluous may be what the snapshot in use is made of."""
    name, path = build(articles, store, encoder).snapshot, store.snapshots / str(store.current()) / "manifest.json"
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    store.prune()
    path.write_bytes(data)
    with closing(open_snapshot(store, encoder)) as found:
        assert found.manifest.name == name


def test_names_rise_though_the_clock_goes_back(articles, store, encoder, monkeypatch):
    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=tz)

    first = build(articles, store, encoder).snapshot
    monkeypatch.setattr("index.keeping.store.datetime", Earlier)
    (articles / "new.md").write_text("A new text of Oracle.", encoding="utf-8")
    second = build(articles, store, encoder).snapshot
    assert first < second == store.current()


def test_a_build_that_finds_nothing_changed_writes_nothing_where_that_is_asked_for(articles, store, encoder):
    """Rebuilds by the hour would push out the snapshots that one may want to go back to."""
    (articles / "bad.pdf").write_bytes(b"%PDF-1.4 nothing more")
    first = build(articles, store, encoder).snapshot
    again = build(articles, store, encoder, only_if_changed=True)
    assert (again.snapshot, again.unchanged, again.added, again.encoded) == (first, 2, 0, 0)
    assert (store.names(), [one.path for one in again.problems]) == ([first], ["bad.pdf"])
    os.utime(articles / "gps.md", ns=(1, 1))
    touched = build(articles, store, encoder, only_if_changed=True)
    assert touched.snapshot != first
    (articles / "bad.pdf").unlink()
    assert build(articles, store, encoder, only_if_changed=True).snapshot != touched.snapshot
    last = store.current()
    assert build(articles, store, encoder, only_if_changed=True).snapshot == last
    (articles / "gps.md").unlink()
    assert build(articles, store, encoder, only_if_changed=True).removed == 1


def test_what_could_not_be_read_is_no_change(articles, store, encoder):
    """Neither right after the build, however short before it was written, nor once it was tried again in vain."""

    def changes():
        with closing(open_snapshot(store, encoder)) as opened:
            return opened.changes_since(survey_now([Root(articles)], None))

    bad = articles / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 nothing more")
    first = build(articles, store, encoder).snapshot
    assert changes() == Changes()
    built = datetime.fromisoformat(read_manifest(store.snapshots / first).built_at).timestamp()
    os.utime(bad, (built + 0.001, built + 0.001))
    assert changes().added == ("bad.pdf",)
    again = build(articles, store, encoder, only_if_changed=True)
    assert (again.added, again.differing, [one.path for one in again.problems]) == (0, Differing(), ["bad.pdf"])
    assert changes() == Changes()


def test_an_unreadable_file_from_the_future_has_nothing_written_again_and_again(articles, store, encoder):
    bad = articles / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 nothing more")
    first = build(articles, store, encoder).snapshot
    os.utime(bad, (4_000_000_000, 4_000_000_000))
    assert build(articles, store, encoder, only_if_changed=True).snapshot == first


def test_nothing_is_built_to_wait_where_it_is_in_use_or_waits_already(articles, store, encoder):
    """Also before anything is in use; what waits on another one, holds something else or is damaged is built anew."""

    def waiting():
        return build(articles, store, encoder, only_if_changed=True, put_in_use=False)

    first, again = waiting(), waiting()
    assert (first.written, again.written, again.snapshot, again.added) == (True, False, first.snapshot, 2)
    use_version(store, first.snapshot, encoder)
    assert (waiting().snapshot, waiting().written, store.names()) == (first.snapshot, False, [first.snapshot])
    (articles / "new.md").write_text("A new text of Oracle.", encoding="utf-8")
    second, again = waiting(), waiting()
    assert (again.snapshot, again.written, again.differing) == (second.snapshot, False, second.differing)
    assert store.names() == [second.snapshot, first.snapshot]
    (articles / "new.md").write_text("Another text of Oracle.", encoding="utf-8")
    assert waiting().written
    (articles / "gps.md").unlink()
    third = waiting()
    path = store.snapshots / third.snapshot / "glossary.sqlite"
    path.write_bytes(path.read_bytes()[:-1])
    fourth = waiting()
    assert (fourth.written, fourth.damaged) == (True, ())
    build(articles, store, encoder)
    os.utime(articles / "new.md", ns=(1, 1))
    assert waiting().written


def test_a_text_of_an_older_snapshot_is_not_encoded_again(articles, store, encoder):
    """An article that comes back with another time is read, no more."""
    build(articles, store, encoder)
    text = (articles / "gps.md").read_bytes()
    (articles / "gps.md").unlink()
    build(articles, store, encoder)
    (articles / "gps.md").write_bytes(text)
    os.utime(articles / "gps.md", ns=(5, 5))
    report = build(articles, store, encoder)
    assert (report.added, report.encoded) == (1, 0)


def test_codes_in_memory_are_shared_by_the_snapshots_before_and_after_a_change(articles, store, encoder, monkeypatch):
    """By the build, which opens both, and by whoever opens the new one beside the old one and closes that."""
    monkeypatch.setattr(vectors, "CODED_FROM", 3)
    made = []
    monkeypatch.setattr(vector_index, "Scan", lambda *of: made.append(of) or codes.Scan(*of))
    for number in range(20):
        text = f"# Page {number}\n\nThe founder of page {number} keeps a refusal in drawer {number}.\n"
        (articles / f"page-{number}.md").write_text(text, encoding="utf-8")
    build(articles, store, encoder)
    made.clear()
    before = open_snapshot(store, encoder)
    assert len(made) == 1
    (articles / "late.md").write_text("# Late\n\nThe founder came late, with the satellites.\n", encoding="utf-8")
    build(articles, store, encoder)
    assert len(made) == 2
    after = open_snapshot(store, encoder, beside=before)
    assert len(made) == 2
    before.close()
    with closing(Search(after, encoder, WordLexicon())) as search:
        assert search.find("who came late?")[0].article.id == "late.md"
        assert {hit.article.id for hit in search.find("founder", 30)} >= {"late.md", "page-7.md"}


def test_codes_of_a_server_are_never_scanned_with_those_of_others(articles, servers, store, encoder, monkeypatch):
    """What is found for one, and how fast, would hang on what others have."""
    monkeypatch.setattr(vectors, "CODED_FROM", 16)
    made = []
    monkeypatch.setattr(vector_index, "Scan", lambda book, arrays: made.append(len(arrays)) or codes.Scan(book, arrays))
    for folder in (articles, articles.parent / "servers/1"):
        for number in range(20):
            (folder / f"page-{number}.md").write_text(f"The founder keeps a refusal in drawer {number}.", "utf-8")
    build_index(servers(), store.folder, encoder)
    made.clear()
    with closing(open_snapshot(store, encoder)) as snapshot:
        coded = [one.card.part for one in snapshot.segments if one.vectors.codebook is not None]
    assert sorted(coded) == ["", "server-1"]
    assert made == [1, 1]


def numbers_a_code(store, encoder):
    """Return how many numbers of a vector a code stands for, by the segments that have codes."""
    with closing(open_snapshot(store, encoder)) as snapshot:
        return {one.vectors.codebook.together for one in snapshot.segments if one.vectors.codebook}


def test_an_index_of_very_many_passages_gets_shorter_codes(articles, store, encoder, monkeypatch):
    """By how many there are altogether; one that grows keeps the codes it has until all is made anew."""
    monkeypatch.setattr(vectors, "CODED_FROM", 3)
    monkeypatch.setattr(codes, "VERY_MANY", 30)
    for number in range(20):
        text = f"# Page {number}\n\nThe founder of page {number} keeps a refusal in drawer {number}.\n"
        (articles / f"page-{number}.md").write_text(text, encoding="utf-8")
    build(articles, store, encoder)
    assert numbers_a_code(store, encoder) == {2}
    for number in range(20):
        shutil.copy(articles / f"page-{number}.md", articles / f"again-{number}.md")
    build(articles, store, encoder)
    assert numbers_a_code(store, encoder) == {2}
    build(articles, store, encoder, everything=True)
    assert numbers_a_code(store, encoder) == {3}
