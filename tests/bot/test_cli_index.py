"""`sourcier index`, over a real index of a note."""

import errno
import io
import json
import os
import re
import shutil
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot import cli
from bot.terminal.reports import render_versions
from bot.wiring import CorpusParts
from index.keeping.versions import Version

pytestmark = pytest.mark.usefixtures("bare_host")


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.md").write_text("---\ntitle: Cats\nlang: en\n---\n\nThe cat sleeps on the mat.")
    return folder


@pytest.fixture
def run(notes, tmp_path):
    """Runs a command over the notes."""

    def command(*arguments):
        given = [*arguments, "--corpus", str(notes), "--data-dir", str(tmp_path / "data")]
        return CliRunner().invoke(cli.app, given)

    return command


@pytest.fixture
def build(run, notes):
    """Builds the index of notes one of which was changed and returns its name: of others, the one in use would stay."""
    times = count(1)

    def built(*options):
        path = notes / "one.md"
        said = path.read_text(encoding="utf-8").partition("Day ")[0].rstrip()
        path.write_text(f"{said} Day {next(times)} has come.\n", encoding="utf-8")
        return json.loads(run("rebuild-index", "--json", *options).stdout)["snapshot"]

    return built


def test_a_rebuild_of_unchanged_notes_leaves_the_index_in_use(run, build):
    """Others to go back to are not pushed out."""
    first = build()
    again = json.loads(run("rebuild-index", "--json").stdout)
    assert (again["snapshot"], again["added"], again["changed"], again["encoded"]) == (first, [], [], 0)
    assert len(json.loads(run("index", "versions", "--json").stdout)["versions"]) == 1
    assert run("rebuild-index").stdout.startswith("Nothing changed: ")


def test_there_is_nothing_to_list_before_the_first_build(run):
    """And the sentence says what to run."""
    result = run("index", "versions")
    assert (result.exit_code, result.stdout) == (0, "There is no index yet; `sourcier rebuild-index` makes one.\n")
    assert json.loads(run("index", "versions", "--json").stdout) == {"versions": []}


def test_versions_are_listed_newest_first_with_what_is_in_use(run, build):
    """One that waits is told apart from one before."""
    first, second, waiting = build(), build(), build("--wait")
    found = json.loads(run("index", "versions", "--json").stdout)["versions"]
    assert [(one["name"], one["in_use"], one["waiting"]) for one in found] == [
        (waiting, False, True),
        (second, True, False),
        (first, False, False),
    ]
    assert [(one["articles"], one["problem"]) for one in found] == [(1, None)] * 3
    lines = run("index", "versions").stdout.splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [[waiting, "waits"], [second, "in"]]
    for line, name in zip(lines, (waiting, second, first), strict=True):
        state = {waiting: "waits · ", second: "in use · "}.get(name, "")
        built = "" if name == first else r" · 1 changed \(one\.md\)"
        assert re.fullmatch(
            rf"{name} +{state}\d\d \w+ \d{{4}}, \d\d:\d\d:\d\d \([^)]+\) · 1 article, 1 passage{built}", line
        )


def test_versions_say_what_each_build_changed(run, build, notes):
    """Which tells apart what was built in the same minute; a first build has nothing to compare with."""
    build()
    (notes / "two.md").write_text("The dog sleeps on the sofa.")
    run("rebuild-index")
    (notes / "two.md").unlink()
    run("rebuild-index")
    lines = run("index", "versions").stdout.splitlines()
    assert [line.split(" · ")[-1] for line in lines] == [
        "1 removed (two.md)",
        "1 added (two.md)",
        "1 article, 1 passage",
    ]
    found = json.loads(run("index", "versions", "--json").stdout)["versions"]
    assert [one["changes"] for one in found] == [
        {"added": [], "changed": [], "removed": ["two.md"]},
        {"added": ["two.md"], "changed": [], "removed": []},
        None,
    ]


def test_on_a_narrow_terminal_a_name_stays_whole():
    """It is there to be copied."""
    name, stream = "20260102T030405000000Z-1a2b", io.StringIO()
    found = [Version(name, in_use=True, waiting=False, problem="x" * 99)]
    Console(file=stream, width=60).print(render_versions(found, {}, datetime.now(UTC), Path("/store")))
    assert stream.getvalue().startswith(f"{name}  in use · cannot be used: ")
    assert max(map(len, stream.getvalue().splitlines())) <= 60


def test_a_build_that_waits_says_how_to_put_it_in_use(run, build, notes):
    """And does not answer meanwhile."""
    first = build()
    (notes / "one.md").write_text("The cat has another mat.")
    lines = run("rebuild-index", "--wait").stdout.splitlines()
    assert lines[0].startswith("Index built, not in use yet: 1 article")
    name = lines[-1].split("`")[1].split()[-1]
    assert lines[-1] == f"`sourcier index use {name}` puts it in use."
    assert run("index", "use", name).stdout == f"{name} is in use instead of {first}.\n"
    assert json.loads(run("index", "use", first, "--json").stdout) == {"in_use": first, "before": name}
    assert run("index", "use", first).stdout == f"{first} is in use.\n"


def test_nothing_is_built_to_wait_where_nothing_changed(run, build, notes):
    """What is in use stays, and what waits for the same waits on."""
    first = build()
    assert run("rebuild-index", "--wait").stdout.startswith("Nothing changed: 1 article")
    (notes / "two.md").write_text("The dog sleeps on the sofa.")
    second = json.loads(run("rebuild-index", "--wait", "--json").stdout)["snapshot"]
    lines = run("rebuild-index", "--wait").stdout.splitlines()
    assert lines[0].startswith("Such an index waits already: 2 articles")
    assert lines[-1] == f"`sourcier index use {second}` puts it in use."
    found = json.loads(run("index", "versions", "--json").stdout)["versions"]
    assert [one["name"] for one in found] == [second, first]


def test_going_back_takes_the_one_before(run, build):
    """And there is an end to going back."""
    first, second = build(), build()
    assert run("index", "rollback").stdout == f"{first} is in use instead of {second}.\n"
    result = run("index", "rollback")
    assert result.exit_code == 1
    assert result.stderr == (
        f"sourcier: no index on disk was in use before {first}, so there is none to go back to; "
        f"`sourcier index use {second}` puts another one in use\n"
    )


def test_going_back_undoes_what_use_did(run, build):
    """It comes back to where one came from, and then goes on to what was before."""
    _, second, third = build(), build(), build()
    run("index", "use", second)
    assert run("index", "rollback").stdout == f"{third} is in use instead of {second}.\n"
    assert run("index", "rollback").stdout == f"{second} is in use instead of {third}.\n"


def test_going_back_passes_over_one_that_only_waited(run, build):
    """Which the list tells apart from those that were in use."""
    first, waited, last = build(), build("--wait"), build()
    lines = run("index", "versions").stdout.splitlines()
    assert [line.split()[:3] for line in lines if line.startswith(waited)] == [[waited, "never", "used"]]
    assert run("index", "rollback").stdout == f"{first} is in use instead of {last}.\n"


def test_before_the_first_build_there_is_nothing_to_go_back_to_or_use(run, tmp_path):
    """And nothing is made by asking."""
    back, use = run("index", "rollback"), run("index", "use", "x")
    assert (back.exit_code, use.exit_code) == (1, 1)
    assert " yet, so none to go back to; `sourcier rebuild-index` makes one" in back.stderr
    assert " yet, and none called 'x'; run `sourcier rebuild-index`" in use.stderr
    assert not (tmp_path / "data" / "indexes").exists()


def test_what_keeps_from_going_back_is_named(run, build, notes, tmp_path):
    """Each index before the one in use, and its damage."""
    first, second, third = build(), build(), build()
    for name in (first, second):
        damage(notes, tmp_path, name)
    result = run("index", "rollback")
    assert result.exit_code == 1
    assert result.stderr.startswith(
        f"sourcier: 2 indexes before {third}, in use, cannot be used ({second}: glossary.sqlite has changed since it "
        f"was written; {first}: glossary.sqlite has changed since it was written); `sourcier rebuild-index` makes a new"
    )
    assert json.loads(run("status", "--json").stdout)["index"]["name"] == third


def test_a_misspelt_name_is_guessed(run, build):
    """By what is like it; others are told how many there are."""
    name = build()
    assert f"did you mean {name}? `sourcier index versions` lists" in run("index", "use", f"{name[:-1]}x").stderr
    assert f"there is one, {name}; `sourcier index versions` lists them" in run("index", "use", "x").stderr


def test_going_back_passes_over_a_damaged_one(run, build, notes, tmp_path):
    """Which the list names."""
    first, second, third = build(), build(), build()
    store = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store
    (store.snapshots / second / "manifest.json").write_text("{}")
    listed = run("index", "versions").stdout
    assert "cannot be used" in listed
    assert run("index", "use", second).exit_code == 1
    assert json.loads(run("index", "rollback", "--json").stdout) == {"in_use": first, "before": third}


@pytest.mark.parametrize("name", ["nothing", "../..", "a/b"])
def test_an_unknown_name_is_refused(run, build, name):
    """With what lists the names."""
    build()
    result = run("index", "use", name)
    assert result.exit_code == 1
    assert "`sourcier index versions` lists them" in result.stderr


def damage(notes, tmp_path, name):
    """Change one bit of the glossary of a version, and return that file's name."""
    folder = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store.snapshots / name
    file = folder / "glossary.sqlite"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    return file.name


def test_whole_indexes_are_verified_with_status_0(run, build):
    """Also where there is none yet."""
    assert (run("index", "verify").exit_code, run("index", "verify", "--json").stdout) == (0, '{"versions": []}\n')
    first, second = build(), build()
    result = run("index", "verify")
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()] == [[second, "in", "use", "whole"], [first, "whole"]]


def test_a_damaged_index_is_named_with_its_file_what_to_do_and_status_1(run, build, notes, tmp_path):
    """One alone is read where it is named."""
    first, second = build(), build()
    file = damage(notes, tmp_path, second)
    result = run("index", "verify")
    assert result.exit_code == 1
    assert file in result.stdout.splitlines()[0]
    assert result.stdout.splitlines()[-1].startswith("The index in use is damaged: the newest whole one before it")
    assert run("index", "verify", first).exit_code == 0
    result = run("index", "verify", second, "--json")
    (one,) = json.loads(result.stdout)["versions"]
    assert (result.exit_code, one["name"], one["in_use"], one["damaged"]) == (1, second, True, True)
    assert file in one["problem"]


def test_an_index_in_use_that_is_gone_is_no_whole_one(run, build, notes, tmp_path):
    """Whether another is left or none."""
    first, second = build(), build()
    snapshots = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store.snapshots
    for name in (second, first):
        shutil.rmtree(snapshots / name)
        result = run("index", "verify")
        assert (result.exit_code, "There is no index yet" in result.output) == (1, False)
        assert "The index in use is not there" in result.output


def test_an_unknown_index_cannot_be_verified(run, build):
    """With what lists the names."""
    build()
    result = run("index", "verify", "nothing")
    assert (result.exit_code, "`sourcier index versions` lists them" in result.stderr) == (1, True)


def test_old_indexes_are_deleted_but_those_in_use_waiting_or_read(run, build, notes, tmp_path):
    """And it is said what that freed."""
    first, second, third, waiting = build(), build(), build(), build("--wait")
    parts = CorpusParts(cli.settings_from(notes, tmp_path / "data"))
    would = json.loads(run("index", "prune", "--keep", "1", "--dry-run", "--json").stdout)
    assert would["names"] == [second, first]
    assert parts.store.names() == [waiting, third, second, first]
    reading = parts.open(first)
    done = json.loads(run("index", "prune", "--keep", "1", "--json").stdout)
    reading.close()
    assert (done["names"], parts.store.names()) == ([second], [waiting, third, first])
    assert 0 < done["freed_bytes"] < would["freed_bytes"]
    assert run("index", "prune", "--keep", "1").stdout.startswith("Deleted 1 index, freed ")
    assert run("index", "prune", "--keep", "1").stdout == "There is nothing to delete.\n"
    assert parts.store.names() == [waiting, third]


def test_what_builds_left_that_did_not_finish_is_said_to_be_freed(run, build, notes, tmp_path):
    """Though no index goes: a disk that was full has room again."""
    build()
    left = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store.segments / "20990101T000000000000Z-dead"
    left.mkdir()
    (left / "vectors").write_bytes(bytes(300_000))
    assert run("index", "prune").stdout.startswith("No index was to go; freed 293 KiB that builds left")
    assert run("index", "prune").stdout == "There is nothing to delete.\n"


def test_without_a_number_as_many_are_kept_as_a_build_keeps(run, build):
    """So that there is nothing to delete after a build."""
    for _ in range(4):
        build()
    assert run("index", "prune").stdout == "There is nothing to delete.\n"
    assert run("index", "prune", "--keep", "0").exit_code == 2


def test_a_host_chooses_how_many_are_kept(run, build, monkeypatch, notes, tmp_path):
    """By builds, by going back, and by `prune` where it is given no number."""
    monkeypatch.setenv("SOURCIER_KEEP_VERSIONS", "4")
    names = [build() for _ in range(5)]
    store = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store
    assert store.names() == names[:0:-1]
    monkeypatch.setenv("SOURCIER_KEEP_VERSIONS", "2")
    assert json.loads(run("index", "prune", "--json").stdout)["names"] == names[2:0:-1]
    monkeypatch.setenv("SOURCIER_KEEP_VERSIONS", "1")
    assert run("index", "use", names[4]).exit_code == 0
    assert store.names() == [names[4]]


@pytest.mark.parametrize("number", ["0", "101", "all"])
def test_a_number_of_versions_that_makes_no_sense_is_refused(run, monkeypatch, number):
    """With the setting's name and what it may be."""
    monkeypatch.setenv("SOURCIER_KEEP_VERSIONS", number)
    result = run("index", "versions")
    assert (result.exit_code, "SOURCIER_KEEP_VERSIONS" in result.stderr) == (2, True)
    assert "wanted a whole number from 1 to 100" in result.stderr


def test_whoever_asks_at_a_terminal_hears_that_a_damaged_index_was_passed_over(run, build, notes, tmp_path):
    """On standard error, and in what `status` says, until there is a sound one."""
    first, second = build(), build()
    assert run("ask", "where does the cat sleep?", "--no-update").stderr == ""
    file = damage(notes, tmp_path, second)
    asked = run("ask", "where does the cat sleep?", "--no-update", "--json")
    assert json.loads(asked.stdout)["refused"] is False
    assert f"{file} has changed since it was written); the newest whole one before it answers instead" in asked.stderr
    assert "`sourcier rebuild-index` makes a new one." in asked.stderr
    told = json.loads(run("status", "--json").stdout)
    assert (told["index"]["name"], [one["name"] for one in told["passed_over"]]) == (first, [second])
    shown = run("status").stdout
    assert f"{second}, so the one before it answers: " in shown
    build("--all")
    assert json.loads(run("status", "--json").stdout)["passed_over"] == []
    assert run("ask", "where does the cat sleep?").stderr == ""


def test_a_dry_run_names_the_damage_and_the_articles_as_the_rebuild_then_does(run, build, notes, tmp_path):
    """In the same keys for programs, of which only the name and the time are the rebuild's alone."""
    file = damage(notes, tmp_path, build())
    (notes / "two.md").write_text("The dog sleeps on the sofa.")
    lines = run("rebuild-index", "--dry-run").stdout.splitlines()
    assert re.fullmatch(rf"Damaged, and to be read again: .*{file} has changed since .*disk examined\.", lines[-1])
    planned = json.loads(run("rebuild-index", "--dry-run", "--json").stdout)
    made = json.loads(run("rebuild-index", "--json").stdout)
    assert list(made) == list(planned)
    assert (made["added"], len(made["damaged"]), made["anew"]) == (["one.md", "two.md"], 1, False)
    assert planned == {**made, "snapshot": None, "seconds": planned["seconds"]}
    (notes / "two.md").unlink()
    assert json.loads(run("rebuild-index", "--json").stdout)["removed"] == ["two.md"]


@pytest.mark.parametrize("command", [["rebuild-index", "--all"], ["ask", "where does the cat sleep?"]])
def test_a_full_disk_is_named_by_its_folder(run, build, notes, tmp_path, monkeypatch, command):
    """Not by a hidden place in it; a question is answered from what there is."""
    build()
    store = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store
    (notes / "two.md").write_text("The dog sleeps on the sofa.")

    def full(path, *_):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr("index.keeping.disk.write_bytes", full)
    result = run(*command)
    assert f"the disk that holds {store.folder} is full (No space left on device)" in result.stderr
    assert ".building-" not in result.stderr
    assert (result.exit_code, "mat" in result.stdout) == ((0, True) if command[0] == "ask" else (1, False))


def test_status_names_what_the_data_folder_holds_for_nothing(run, build, tmp_path):
    """Where there is an index, and before the first."""
    data = tmp_path / "data"
    unread = [data / "servers" / name for name in ("a-12345678", "b-12345678")]
    for one in unread:
        (one / "7").mkdir(parents=True)
    other = data / "indexes" / "old-12345678"
    other.mkdir(parents=True)
    (other / "texts").write_bytes(bytes(2_500_000))
    for _ in range(2):
        shown = re.sub(r"\s+", "", run("status").stdout)
        assert all(f"Notreadservers'ownarticlesin{one};`sourcierdoctor`saysmore" in shown for one in unread)
        assert f"Notusedindexesin{other}(2.4MiB)" in shown
        told = json.loads(run("status", "--json").stdout)
        assert told["unread_servers"] == [str(one) for one in unread]
        assert told["other_stores"] == [{"store": str(other), "size_bytes": 2_500_000}]
        build()


def test_status_names_what_waits_and_who_builds(run, build, notes, tmp_path):
    """Before anything is in use too; what somebody went back behind waits for nobody."""
    waiting = build("--wait")
    shown = run("status").stdout
    assert re.search(
        rf"^Index +none yet; .*\nWaits +{waiting}: built just now, 1 article, 1 passage$",
        shown,
        re.MULTILINE | re.DOTALL,
    )
    assert f"`sourcier index use {waiting}` puts it in use." in shown
    run("index", "use", waiting)
    build()
    run("index", "rollback")
    told = json.loads(run("status", "--json").stdout)
    assert (told["waiting"], told["building"]) == ([], None)
    newest = build("--wait")
    store = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store
    with store.writing():
        told = json.loads(run("status", "--json").stdout)
        shown = run("status").stdout
        (store.folder / "writer.json").write_text("{}")
        unknown = run("status").stdout
    assert [(one["name"], one["articles"], one["problem"]) for one in told["waiting"]] == [(newest, 1, None)]
    assert told["building"]["process"] == os.getpid()
    assert datetime.fromisoformat(told["building"]["since"]).tzinfo is not None
    assert re.search(rf"^Building +another process, {os.getpid()}, since \d\d:\d\d:\d\d$", shown, re.MULTILINE)
    assert re.search(r"^Building +another process$", unknown, re.MULTILINE)
    damage(notes, tmp_path, newest)
    (store.folder / "writer.json").write_text("{}")
    assert "Building" not in run("status").stdout


def test_where_every_index_is_damaged_status_names_each_and_says_what_to_do(run, build, notes, tmp_path):
    """With status 1; the next rebuild mends it."""
    first, second = build(), build()
    for name in (first, second):
        damage(notes, tmp_path, name)
    result = run("status")
    assert (result.exit_code, result.stderr) == (1, "")
    rows = [line.split(maxsplit=1) for line in result.stdout.splitlines()]
    assert ["Index", "none that is whole: 2 indexes on disk, damaged"] in rows
    assert [row[1] for row in rows if row[0] == "Damaged"] == [
        f"{name}: glossary.sqlite has changed since it was written" for name in (second, first)
    ]
    assert "`sourcier rebuild-index`, or the next question here, reads again what was lost" in result.stdout
    record = run("status", "--json")
    told = json.loads(record.stdout)
    assert (record.exit_code, told["index"], [one["name"] for one in told["passed_over"]]) == (1, None, [second, first])
    assert run("rebuild-index").exit_code == 0
    assert run("status").exit_code == 0


@pytest.mark.parametrize("command", ["ask", "search"])
def test_questions_are_answered_where_the_folder_of_articles_is_gone(run, build, notes, command):
    """From the index in use, and it is said."""
    build()
    notes.rename(notes.with_name("away"))
    result = run(command, "where does the cat sleep?")
    assert (result.exit_code, "mat" in result.stdout) == (0, True)
    assert result.stderr == (
        f"The articles cannot be looked at (the corpus folder {notes} does not exist); "
        "answering from the index in use.\n"
    )


def test_status_shows_the_index_where_the_folder_of_articles_is_gone(run, build, notes):
    """And says why it cannot be compared, with status 1."""
    name = build()
    notes.rename(notes.with_name("away"))
    result, record = run("status"), run("status", "--json")
    assert (result.exit_code, record.exit_code) == (1, 1)
    assert f"Changed since  nobody can tell: the corpus folder {notes} does not exist; name a folder" in result.stdout
    told = json.loads(record.stdout)
    assert (told["index"]["name"], told["problem"].split("; ")[0]) == (
        name,
        f"the corpus folder {notes} does not exist",
    )


def test_damaged_files_are_counted_and_the_first_is_named_shortly(run, build, notes, tmp_path):
    """Whatever the store's path; segments by the beginning of their names."""
    name = build()
    store = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store
    (segment,) = store.segment_names()
    files = [path for path in (store.segments / segment).rglob("*") if path.is_file() and path.name != "segment.json"]
    for path in files:
        path.write_bytes(path.read_bytes() + b"x")
    line = run("index", "verify").stdout.splitlines()[0]
    assert line.startswith(f"{name}  in use  damaged: segments/{segment[:8]}…/")
    assert line.endswith(f" has changed since it was written, and {len(files) - 1} more files are damaged")
    damage(notes, tmp_path, name)
    assert run("index", "verify").stdout.splitlines()[0] == (
        f"{name}  in use  damaged: glossary.sqlite has changed since it was written, and 1 more segment is damaged"
    )


def test_touched_files_cost_no_way_back(run, build, notes):
    """What is built then takes the place of the index that says the same, with what that one's build changed."""
    first, second = build(), build()
    path = notes / "one.md"
    for seconds in (1, 2, 3, 4):
        os.utime(path, (seconds, seconds))
        third = json.loads(run("rebuild-index", "--json").stdout)["snapshot"]
        assert third != second
        versions = json.loads(run("index", "versions", "--json").stdout)["versions"]
        assert [one["name"] for one in versions] == [third, first]
        assert versions[0]["changes"] == {"added": [], "changed": ["one.md"], "removed": []}
    assert json.loads(run("index", "rollback", "--json").stdout) == {"in_use": first, "before": third}


def test_an_index_is_meant_by_how_its_name_begins_or_ends(run, build):
    """Where no other's does."""
    first, second = build(), build()
    assert run("index", "use", first[-4:]).stdout == f"{first} is in use instead of {second}.\n"
    assert run("index", "use", second[:-2]).stdout == f"{second} is in use instead of {first}.\n"
    assert run("index", "use", "2").exit_code == 1
    assert run("index", "use", "").exit_code != 0
    assert json.loads(run("status", "--json").stdout)["index"]["name"] == second


def test_a_rebuild_that_mends_does_not_say_that_nothing_changed(run, build, notes, tmp_path):
    """What was damaged is named, and the next one finds nothing to do."""
    damage(notes, tmp_path, build())
    mended = run("rebuild-index").stdout
    assert mended.startswith("Index ready: 1 article, 1 passage, in ")
    assert "Damaged, and read again: " in mended
    assert run("rebuild-index").stdout.startswith("Nothing changed: 1 article, 1 passage, in ")
