"""Files out of zip archives that anybody may have made."""

import io
import json
import stat
import zipfile
from contextlib import suppress
from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.intake import Archive, export, is_archive, listing, take_in
from corpus.intake.limits import LIMITS
from corpus.refusals import IntakeError
from corpus.roots import server_root
from tests.corpus.files import docx, zipped

TEXT = b"Un texte lisible de six mots."
PAGE = b"<html lang='fr'><title>Le projet</title><body><article><h1>Le projet</h1><p>Un texte lisible.</p></article>"
URL = "https://example.org/projet"


def opened(data, limits=LIMITS):
    return Archive(io.BytesIO(data), limits)


def names(data):
    return [one.name for one in opened(data).files]


def refusal(work):
    """Return why something is refused, and a sentence that says so."""
    with pytest.raises(IntakeError) as caught:
        work()
    return caught.value.reason


def refusal_of(data, number=0, limits=LIMITS):
    """Return why one file of an archive that can be opened is refused."""
    archive = opened(data, limits)
    return refusal(lambda: archive.read(archive.files[number]))


def entry(name, *, mode=0, flags=0):
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.flag_bits = flags
    return made


def damaged(data, old, new):
    """Return an archive in which bytes were changed, wherever they stand."""
    assert old in data
    return data.replace(old, new)


def test_an_archive_is_told_by_its_ending():
    assert [is_archive(name) for name in ("a.zip", "x/A.ZIP", "a.zip.md", "zip")] == [True, True, False, False]


def test_files_come_out_as_they_went_in():
    """In the archive's order, under their own names."""
    archive = opened(zipped(("b.md", b"# B"), ("fr/a.txt", TEXT)))
    assert [(one.path, one.name, one.url) for one in archive.files] == [
        ("b.md", "b.md", None),
        ("fr/a.txt", "a.txt", None),
    ]
    assert [archive.read(one) for one in archive.files] == [b"# B", TEXT]


@pytest.mark.parametrize(
    "name",
    [
        *("fr/", "fr\\", "__MACOSX/._a.md", "x/__MACOSX/a.md", ".DS_Store", "fr/.DS_Store", "Thumbs.db"),
        *("fr/desktop.ini", ".hidden.md", ".git/notes.md", "~$notes.docx", "notes.md~", "page_files/frame.html"),
        "x/page_fichiers/a.png",
    ],
)
def test_what_is_nobodys_article_is_passed_over(name):
    """As in a folder: systems' and editors' files, and the pictures of a saved page."""
    data = zipped("a.md", ("page.html", PAGE), ("x/page.htm", PAGE), (name, b""))
    assert names(data) == ["a.md", "page.html", "page.htm"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("photo.jpg", "format"), ("README", "format"), ("old.doc", "format"), ("more.zip", "packed_archive")],
)
def test_what_cannot_be_read_is_named_without_being_unfolded(name, reason, monkeypatch):
    data = zipped("a.md", name)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert refusal_of(data, 1) == reason


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("/etc/passwd.md", "passwd.md"),
        ("../../a.md", "a.md"),
        ("./a.md", "a.md"),
        ("C:\\notes\\a.md", "a.md"),
        ("fr\\..\\a.md", "a.md"),
        ("con.md", "article-con.md"),
        (f"{'x' * 300}.md", f"{'x' * 120}.md"),
    ],
)
def test_a_path_leads_nowhere(written, name):
    """Only what stands last in it counts, as of a file that is handed in."""
    assert names(zipped((entry(written), TEXT))) == [name]


def test_a_long_path_is_shown_by_its_end():
    (one,) = opened(zipped(f"{'folder/' * 20}a.md")).files
    assert (len(one.path), one.path[0], one.path[-12:]) == (60, "…", "/folder/a.md")


def test_names_that_are_there_more_than_once_get_numbers():
    """Also those that differ by their case or their Unicode alone; so no file of an archive replaces another."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped("a.md", "fr/a.md", "A.MD", "é.md", "e\u0301.md", "a.md")
    assert names(data) == ["a.md", "a-2.md", "A-3.md", "é.md", "é-2.md", "a-4.md"]


def test_thousands_of_files_of_one_name_are_named_quickly():
    data = zipped(*(f"{number}/README.md" for number in range(LIMITS.members)))
    begun = perf_counter()
    last = opened(data).files[-1]
    assert last.name == f"README-{LIMITS.members}.md"
    assert perf_counter() - begun < 2


@pytest.mark.parametrize(("encoding", "flags"), [("utf-8", 0x800), ("utf-8", 0), ("cp437", 0), ("cp850", 0)], ids=str)
def test_names_are_read_in_the_encodings_that_archives_have(encoding, flags):
    """On macOS UTF-8 is written without saying so, on Windows what DOS had."""
    written = "Règles d’été" if encoding == "utf-8" else "Règles été à Noël"
    there = f"{written}.md".encode(encoding)
    data = damaged(zipped("?" * len(there)), b"?" * len(there), there)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + place
        data = data[:at] + flags.to_bytes(2, "little") + data[at + 2 :]
    archive = opened(data)
    assert [one.path for one in archive.files] == [f"{written}.md"]
    assert archive.read(archive.files[0]) == TEXT


def test_capitals_of_windows_are_read():
    """Where the two code pages of DOS differ, the one that has letters is meant."""
    data = damaged(zipped("????.md"), b"????", "ÀÊÍÓ".encode("cp850"))
    assert names(data) == ["ÀÊÍÓ.md"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped(), "archive_empty"),
        (zipped("fr/", ".DS_Store"), "archive_empty"),
        (b"", "archive_damaged"),
        (TEXT, "archive_damaged"),
        (zipped("a.md")[:-30], "archive_damaged"),
        (zipped("a.md")[20:60], "archive_damaged"),
        (damaged(zipped("a.md"), b"PK\x01\x02", b"PK\x01\x03"), "archive_damaged"),
        (damaged(zipped("é.md"), "é".encode(), b"\xff\xff"), "archive_damaged"),
        (
            damaged(zipped("a.md"), b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
            "archive_locked",
        ),
        (zipped(*(f"{number}.md" for number in range(11))), "archive_files"),
    ],
)
def test_an_archive_that_cannot_be_opened_is_refused_whole(data, reason):
    assert refusal(lambda: opened(data, replace(LIMITS, members=10))) == reason


def test_an_archive_larger_than_a_collection_is_not_opened():
    data = zipped(("a.md", TEXT), how=zipfile.ZIP_STORED)
    assert refusal(lambda: opened(data, replace(LIMITS, total_bytes=len(data) - 1))) == "archive_too_large"
    assert opened(data, replace(LIMITS, total_bytes=len(data))).files


def test_a_table_of_contents_that_is_too_long_is_not_read():
    """Each file in it takes half a kilobyte of memory, and millions would fit in an archive."""
    data = zipped(*((entry(f"{number}{'x' * 60_000}.md"), b"") for number in range(20)))
    assert refusal(lambda: opened(data)) == "archive_files"


def test_a_locked_file_that_nobody_wants_locks_nothing():
    """Only an article's password is missed."""
    data = damaged(zipped(".x"), b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert refusal(lambda: opened(data)) == "archive_empty"


def test_a_damaged_file_keeps_out_no_other():
    data = damaged(zipped(("a.md", TEXT), ("b.md", b"Un autre texte."), how=zipfile.ZIP_STORED), b"lisible", b"visible")
    assert refusal_of(data) == "packed_damaged"
    archive = opened(data)
    assert archive.read(archive.files[1]) == b"Un autre texte."


def test_a_link_is_not_followed():
    data = zipped("b.md", (entry("a.md", mode=stat.S_IFLNK | 0o777), b"/etc/passwd"))
    assert refusal_of(data, 1) == "packed_link"


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unfolds_without_a_limit_is_not_unfolded(how):
    """Of these Python gives all that a block holds at once, which may be gigabytes."""
    assert refusal_of(zipped("a.md", how=how)) == "packed_unusually"


SMALL = replace(LIMITS, file_bytes=1_000_000, total_bytes=2_000_000)


def test_a_file_that_is_too_large_is_not_unfolded_and_counts_for_nothing():
    data = zipped(*((f"{number}.md", bytes(1_000_001)) for number in range(5)), ("b.md", TEXT))
    archive = opened(data, SMALL)
    assert [refusal(lambda one=one: archive.read(one)) for one in archive.files[:5]] == ["too_large"] * 5
    assert archive.read(archive.files[5]) == TEXT


def test_a_file_that_says_it_is_smaller_is_damaged():
    """No more of it is unfolded than it says."""
    data = zipped(("a.md", bytes(1_500_000)))
    data = damaged(data, (1_500_000).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert refusal_of(data, 0, SMALL) == "packed_damaged"


def test_what_was_made_to_unfold_is_refused():
    """By how much came out of how little."""
    assert refusal_of(zipped(("a.md", bytes(12_000_000)))) == "unfolds"


def test_an_archive_unfolds_to_no_more_than_a_collection_holds():
    """Those before it came out."""
    archive = opened(zipped(*((f"{number}.md", bytes(900_000)) for number in range(3))), SMALL)
    assert [len(archive.read(one)) for one in archive.files[:2]] == [900_000] * 2
    assert refusal(lambda: archive.read(archive.files[2])) == "collection_full"


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8), st.integers(0, 500))
def test_whatever_bytes_are_wrong_an_archive_gives_files_or_a_reason(changes, cut):
    """Nothing else is raised."""
    data = bytearray(zipped("a.md", ("fr/é.txt", TEXT * 20), ("sources.json", b"{}"))[: 700 - cut])
    for place, value in changes:
        data[place % len(data)] = value
    try:
        archive = opened(bytes(data))
    except IntakeError:
        return
    for one in archive.files:
        with suppress(IntakeError):
            archive.read(one)


@pytest.mark.usefixtures("read_here")
def test_what_was_exported_comes_back_as_it_was(tmp_path):
    """In another server: names, titles, days and the addresses of pages."""
    here, there = (server_root(tmp_path / "servers", number) for number in (1, 2))
    take_in(here, "projet.html", PAGE, url=URL)
    take_in(here, "Été 2025.txt", TEXT)
    take_in(here, "a.md", b"---\ntitle: Titre\nurl: https://example.org/a\ndate: 2025-01-27\n---\n\nUn texte.")
    take_in(here, "a.docx", docx("Un texte lisible."))

    def known(root):
        return [
            (
                one.id.removeprefix(root.id_prefix),
                one.source.title,
                one.source.published,
                one.source.url,
                one.size_bytes,
            )
            for one in listing(root)
        ]

    with export(here).file as file:
        archive = Archive(file, LIMITS)
        for _ in range(2):
            taken = [take_in(there, one.name, archive.read(one), url=one.url) for one in archive.files]
    assert known(there) == known(here)
    assert {one.outcome for one in taken} == {"unchanged"}
    assert [source.url for source in (one.source for one in listing(there)) if source.name == "projet.html"] == [URL]


def record(**said):
    return {"name": "a.html", "taken": "2025-01-27T10:00:00+00:00", "url": URL, "size_bytes": len(PAGE)} | said


@pytest.mark.parametrize(
    ("below", "listed", "url"),
    [
        ("", {"a.html": record()}, URL),
        ("articles-Halden/", {"a.html": record()}, URL),
        ("", {"b.html": record()}, None),
        ("", {"a.html": record(size_bytes=5)}, None),
        ("", {"a.html": record(url="javascript:alert(1)")}, None),
        ("", {"a.html": record(url=None)}, None),
        ("", {"a.html": record(taken=5)}, None),
        ("", {"a.html": []}, None),
        ("", [], None),
        ("", "nonsense", None),
    ],
)
def test_an_address_is_taken_from_the_list_that_an_export_holds(below, listed, url):
    """Also where the folder was packed again; not where the file was edited since, nor what is no address."""
    data = zipped((f"{below}a.html", PAGE), (f"{below}sources.json", json.dumps(listed).encode()))
    assert [(one.name, one.url) for one in opened(data).files] == [("a.html", url)]


@pytest.mark.parametrize("listed", [b"", b"[" * 200_000, b"\xff", b'{"a.html": ' + b" " * 6_000_000 + b"1}"])
def test_a_list_that_cannot_be_read_loses_no_article(listed):
    assert names(zipped(("a.html", PAGE), ("sources.json", listed))) == ["a.html"]
