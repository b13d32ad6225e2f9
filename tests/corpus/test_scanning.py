"""The walk through a folder of articles against the plain one, on folders that nobody would make on purpose."""

import contextlib
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.library import scan_folder
from tests.corpus.slow_scan import slow_scan

LARGEST = 10  # bytes

NFD = unicodedata.normalize("NFD", "é")
FOLDERS = ("a", "a-b", "b", "é", NFD, "@123", "@12x", "x_files", "__MACOSX", ".git", "deep", "caf\udce9")
FILES = (
    *("a.txt", "A.TXT", "é.md", f"{NFD}.md", "x.html", "X.HTM", "b.docx", "b.Pdf", "a.b.markdown", "\u0301.txt"),
    *(".html", "_files", "x_files", "X_FICHIERS", "x_fichiers.txt", "İ_files", "i̇.html", "Thumbs.db", "desktop.ini"),
    *(".hidden.txt", "~$a.docx", "a.txt~", "~", "a.odt", "LICENSE", "a.", "a.txt.", "a..txt", "caf\udce9.txt", "@123"),
)


@dataclass(frozen=True)
class Thing:
    """Something to put into a folder: a file of `size` bytes, a folder, a pipe, or a link to `target`."""

    folder: tuple[str, ...]
    kind: str
    name: str
    size: int
    target: tuple[str, ...]


FOLDER = st.lists(st.sampled_from(FOLDERS), max_size=3).map(tuple)
THING = st.builds(
    Thing,
    FOLDER,
    st.sampled_from(("file", "file", "file", "file", "folder", "pipe", "link", "link")),
    st.sampled_from(FILES + FOLDERS),
    st.integers(0, LARGEST + 2),
    st.lists(st.sampled_from((*FOLDERS, *FILES[:4], "..")), max_size=3).map(tuple),
)


def put(root, thing):
    """Make the thing below `root`, unless something else stands in its place."""
    path = root.joinpath(*thing.folder, thing.name)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if thing.kind == "file":
            with path.open("xb") as file:  # what stands there may be a pipe
                file.write(b"x" * thing.size)
        elif thing.kind == "folder":
            path.mkdir()
        elif thing.kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(Path(os.curdir, *thing.target))


def outcome(scan, root, **options):
    """Return what is found, with paths as `Path` compares them; the paths' texts may differ in a "./"."""
    found = scan(root, max_size_bytes=LARGEST, **options)
    files = [(file.id, file.path, file.size_bytes, file.modified_ns, file.collection) for file in found.files]
    return files, found.problems


@settings(max_examples=150, deadline=None)
@given(
    st.lists(THING, min_size=4, max_size=25),
    st.sampled_from(("", "@7/")),
    st.lists(FOLDER, max_size=2),
    st.sampled_from(("whole", "here", "below", "back")),
)
def test_a_scan_is_what_the_plain_one_gives(things, prefix, barred, way):
    """With links to anything, loops, pipes, names in other spellings or no text, folders that are left out."""
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made).resolve() / "corpus"
        whole.mkdir()
        for thing in things:
            put(whole, thing)
        without = [whole.joinpath(*parts) for parts in barred if parts]
        options = {"id_prefix": prefix, "collection": "server-7" if prefix else None, "without": without}
        ways = {"whole": whole, "here": Path(), "below": Path("../corpus"), "back": whole / ".." / "corpus"}
        with contextlib.chdir(whole):
            fast, slow = (outcome(scan, ways[way], **options) for scan in (scan_folder, slow_scan))
            assert fast == slow


def test_a_scans_files_are_told_as_paths_are(tmp_path):
    """So that one and the same file is equal to itself, whoever made the value."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("a text", encoding="utf-8")
    with contextlib.chdir(tmp_path):
        assert [file.place for file in scan_folder(Path()).files] == ["a/b.txt"]
    assert [file.place for file in scan_folder(tmp_path).files] == [str(tmp_path / "a" / "b.txt")]
