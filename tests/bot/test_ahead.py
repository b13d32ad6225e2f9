"""A look ahead tells what a look tells, and counts only for the folders and the index that it was begun for."""

import gc
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot import ahead as module
from bot.__main__ import main
from bot.ahead import LookAhead, Named, named
from bot.places import corpus_roots, servers_folder, store_folder
from bot.settings import Settings, SettingsError, load_settings
from bot.wiring import CorpusParts
from corpus.errors import CorpusError
from corpus.scanning import Root
from corpus.walking import Problem
from index.keeping.catalogue import NUMBERS
from index.keeping.snapshot import Changes
from index.keeping.store import CURRENT, Store

pytestmark = pytest.mark.usefixtures("bare_host")

PAGE = "---\ntitle: {name}\nlang: en\n---\n\nThe cat {name} sleeps on the mat."


@pytest.fixture
def settings(tmp_path):
    return load_settings(corpus=str(tmp_path / "notes"), data_dir=str(tmp_path / "data"))


@pytest.fixture
def built(settings, monkeypatch):
    """Some articles, indexed, of which even so few are looked at ahead; one server has one of its own."""
    monkeypatch.setattr(module, "LEAST", 0)
    for path in ("a.md", "sub/b.md", "sub/c.md", "z.md"):
        write(settings.corpus / path)
    write(servers_folder(settings) / "7" / "own.md")
    (settings.corpus / "empty.md").touch()
    (settings.corpus / "link.md").symlink_to("../other.md")
    write(settings.corpus.parent / "other.md")
    CorpusParts(settings).build()
    return settings


@pytest.fixture
def only_ahead(monkeypatch):
    """Whoever looks now, not ahead, fails."""

    def refuse(*_):
        pytest.fail("looked again")

    monkeypatch.setattr(module, "survey_now", refuse)


def write(path, text=PAGE):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(name=path.stem), encoding="utf-8")


def same_size(folder):
    path = folder / "a.md"
    then = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("sleeps", "wakens"), encoding="utf-8")
    assert path.stat().st_size == then.st_size
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns + 1))


def swapped_link(folder):
    (folder / "link.md").unlink()
    (folder / "link.md").symlink_to("z.md")


def vanish(folder):
    for one in ("b.md", "c.md"):
        (folder / "sub" / one).unlink()
    (folder / "sub").rmdir()


CASES = {
    "unchanged": (lambda _: None, Changes()),
    "added": (lambda folder: write(folder / "new.md"), Changes(added=("new.md",))),
    "added below": (lambda folder: write(folder / "sub" / "aa.md"), Changes(added=("sub/aa.md",))),
    "removed": (lambda folder: (folder / "sub" / "b.md").unlink(), Changes(removed=("sub/b.md",))),
    "changed, same size": (same_size, Changes(touched=("a.md",))),
    "touched": (lambda folder: os.utime(folder / "z.md", (1, 1)), Changes(touched=("z.md",))),
    "renamed": (lambda folder: (folder / "a.md").rename(folder / "b.md"), Changes(added=("b.md",), removed=("a.md",))),
    "emptied": (lambda folder: (folder / "a.md").write_bytes(b""), Changes(removed=("a.md",))),
    "a folder vanished": (vanish, Changes(removed=("sub/b.md", "sub/c.md"))),
    "a link elsewhere": (swapped_link, Changes(changed=("link.md",))),
    "a link to nothing": (lambda folder: (folder.parent / "other.md").unlink(), Changes(removed=("link.md",))),
    "no text for a name": (lambda folder: write(folder / os.fsdecode(b"caf\xe9.md"), "A cat."), Changes()),
    "another spelling": (lambda folder: write(folder / "e\u0301.md"), Changes(added=("é.md",))),
    "a server's": (
        lambda folder: write(folder.parent / "data" / "servers" / store_name(folder) / "7" / "more.md"),
        Changes(added=("@7/more.md",)),
    ),
    "a new server's": (
        lambda folder: write(folder.parent / "data" / "servers" / store_name(folder) / "8" / "own.md"),
        Changes(added=("@8/own.md",)),
    ),
}


def store_name(folder):
    return store_folder(Named(folder, folder.parent / "data")).name


def changes(settings, surveyor=None):
    """Return what differs between the folders and the index in use."""
    parts = CorpusParts(settings, surveyor) if surveyor is not None else CorpusParts(settings)
    with closing(parts.open()) as index:
        return index.changes()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.usefixtures("only_ahead")
def test_what_changed_is_seen_ahead(built, case):
    """Whatever changed, as looking then and there sees it."""
    change, expected = CASES[case]
    change(built.corpus)
    with closing(LookAhead()) as ahead:
        ahead.begin(built)
        assert changes(built, ahead) == expected
    assert changes(built) == expected


@pytest.mark.usefixtures("only_ahead")
def test_a_rebuild_takes_what_was_seen_ahead(built):
    """What is new, gone or cannot be read, with the places of the files."""
    write(built.corpus / "sub" / "e\u0301.md")
    (built.corpus / "z.md").unlink()
    with closing(LookAhead()) as ahead:
        ahead.begin(built)
        report = CorpusParts(built, ahead).build()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 0, 1, 5)
    assert report.problems == (Problem("empty.md", "it is empty; put text in it, or remove it", "empty"),)
    assert changes(built) == Changes()


def test_a_look_counts_once(built):
    """A conversation goes on for hours: the next question is answered from what there is then."""
    with closing(LookAhead()) as ahead, closing(CorpusParts(built, ahead).open()) as index:
        ahead.begin(built)
        assert index.changes() == Changes()
        write(built.corpus / "new.md")
        ahead.begin(built)
        assert index.changes() == Changes(added=("new.md",))


def test_a_look_from_before_another_index_came_does_not_count(built):
    """What it did not see may be in that index."""
    with closing(LookAhead()) as ahead:
        ahead.begin(built)
        write(built.corpus / "new.md")
        CorpusParts(built).build()
        assert changes(built, ahead) == Changes()


def test_a_look_at_another_folder_does_not_count(built, tmp_path):
    """What was guessed of the command line was wrong."""
    with closing(LookAhead()) as ahead:
        ahead._begun, ahead._snapshot = module.Ahead([Root(tmp_path)]), Store(store_folder(built)).current()
        assert changes(built, ahead) == Changes()


def test_a_process_that_dies_is_looked_for(built):
    """As if it had not been."""
    write(built.corpus / "new.md")
    with closing(LookAhead()) as ahead:
        ahead.begin(built)
        ahead._begun._child.kill()
        assert changes(built, ahead) == Changes(added=("new.md",))


def test_a_folder_that_is_away_is_an_error(built):
    """As it is without a look ahead, and nothing is taken for removed."""
    with closing(LookAhead()) as ahead:
        ahead.begin(built)
        ahead._begun._child.wait()
        ahead.close()
        built.corpus.rename(built.corpus.with_name("away"))
    with closing(LookAhead()) as ahead:
        ahead.begin(built)
        with pytest.raises(CorpusError, match="does not exist"):
            ahead(corpus_roots(built), Store(store_folder(built)).current())


def test_few_articles_are_not_looked_at_ahead(built, monkeypatch):
    """Nor none: a process would take longer to start."""
    monkeypatch.undo()
    ahead = LookAhead()
    ahead.begin(built)
    assert ahead._begun is None
    ahead.begin(Named(built.corpus / "sub", built.data_dir))
    assert ahead._begun is None


def test_what_is_looked_ahead_for_lies_where_the_index_has_it():
    """The names are told twice, since telling them once would load numpy first."""
    assert (CURRENT, NUMBERS, Store(Path()).snapshots.name) == (module.CURRENT, module.CATALOGUE, module.SNAPSHOTS)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("ask --corpus a --data-dir b why", Named(Path("a"), Path("b"))),
        ("search why --data-dir=b --corpus=a", Named(Path("a"), Path("b"))),
        ("rebuild-index --corpus ~/a --data-dir b", Named(Path.home() / "a", Path("b"))),
        ("ask --corpus a --data-dir b --no-update why", None),
        ("rebuild-index --watch --corpus a --data-dir b", None),
        ("ask --corpus a why", None),
        ("ask why --data-dir b --corpus", None),
        ("corpus check --corpus a --data-dir b", None),
        ("", None),
    ],
)
def test_folders_are_guessed_from_a_command_line(line, wanted):
    assert named(line.split(), {}) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("ask why", Named(Path.home() / "c", Path("d"))),
        ("ask --corpus a why", Named(Path("a"), Path("d"))),
        ("ask --data-dir=b why", Named(Path.home() / "c", Path("b"))),
        ("ask --no-update why", None),
    ],
)
def test_what_a_command_line_leaves_out_is_guessed_from_the_environment(line, wanted):
    assert named(line.split(), {"SOURCIER_CORPUS": "~/c", "SOURCIER_DATA_DIR": "d"}) == wanted


@pytest.mark.parametrize("environment", [{"SOURCIER_CORPUS": "c"}, {"SOURCIER_CORPUS": "c", "SOURCIER_DATA_DIR": ""}])
def test_nothing_is_guessed_where_one_folder_is_not_named(environment):
    assert named(["ask", "why"], environment) is None


def test_the_variables_are_those_of_the_settings(monkeypatch, tmp_path):
    for (_, variable), name in zip(module.FOLDERS_NAMED, ("corpus", "data"), strict=True):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / name))
    settings = Settings()
    assert (settings.corpus, settings.data_dir) == (tmp_path / "corpus", tmp_path / "data")


def test_nothing_much_is_loaded_before_the_look():
    """Or it would begin when it could have ended."""
    told = "import sys, bot.ahead; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) & {"numpy", "pydantic", "typer", "rich", "faiss", "asyncio"} == set()


def test_the_command_begins_with_what_the_environment_names(monkeypatch, tmp_path):
    """Before it loads what it answers with."""
    begun = []
    monkeypatch.setattr(LookAhead, "begin", lambda _, folders: begun.append(folders))
    monkeypatch.setattr("bot.cli.main", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["sourcier", "ask", "why"])
    monkeypatch.setenv("SOURCIER_CORPUS", str(tmp_path / "c"))
    monkeypatch.setenv("SOURCIER_DATA_DIR", str(tmp_path / "d"))
    try:
        main()
    finally:
        gc.enable()
    assert begun == [Named(tmp_path / "c", tmp_path / "d")]


def test_a_home_folder_that_is_none_is_for_the_settings_to_tell(tmp_path):
    assert named(["ask", "why"], {"SOURCIER_CORPUS": "~nobody-here/c", "SOURCIER_DATA_DIR": "d"}) is None
    with pytest.raises(SettingsError, match="wanted the path of a folder"):
        load_settings(corpus="~nobody-here/c", data_dir=str(tmp_path))
