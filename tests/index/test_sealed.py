"""Records behind a seal, and the checksums of files."""

import random

import pytest

from index.errors import DamagedIndexError
from index.keeping.disk import write_bytes
from index.keeping.hashing import checksum, checksum_of
from index.keeping.sealed import check_files, checksums, read_sealed, sealed

RECORD = {"name": "été", "rows": 3, "checksums": {"a/b": "00"}, "none": None}


def test_a_record_comes_back_as_it_was(tmp_path):
    write_bytes(tmp_path / "card.json", sealed(RECORD))
    assert read_sealed(tmp_path / "card.json") == RECORD


def test_any_bit_that_changes_breaks_the_seal(tmp_path):
    """Those of the seal itself and of the marks around it too."""
    whole = sealed(RECORD)
    path = tmp_path / "card.json"
    for place in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        path.write_bytes(changed)
        with pytest.raises(DamagedIndexError, match="has changed since it was written; run `sourcier rebuild-index"):
            read_sealed(path)


@pytest.mark.parametrize("length", [0, 1, 20, 60, -1])
def test_a_record_cut_short_is_refused(tmp_path, length):
    (tmp_path / "card.json").write_bytes(sealed(RECORD)[:length])
    with pytest.raises(DamagedIndexError, match="has changed"):
        read_sealed(tmp_path / "card.json")


def test_a_record_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DamagedIndexError, match=r"card\.json: cannot be read \(No such file"):
        read_sealed(tmp_path / "card.json")


def test_a_files_checksum_is_that_of_its_bytes(tmp_path):
    """However many are read at once."""
    data = random.Random(1).randbytes(5_000_001)
    (tmp_path / "file").write_bytes(data)
    assert checksum(tmp_path / "file") == checksum_of(data)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda path: path.unlink(), "is missing"),
        (lambda path: path.write_bytes(b""), "has changed since it was written"),
        (lambda path: path.write_bytes(b"onf"), "has changed since it was written"),
    ],
)
def test_a_file_that_is_not_as_it_was_is_named(tmp_path, spoil, what):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"one")
    (tmp_path / "card").write_bytes(b"two")
    wanted = checksums(tmp_path, without=("card",))
    check_files(tmp_path, wanted, without=("card",))
    assert list(wanted) == ["folder/file"]
    spoil(tmp_path / "folder" / "file")
    with pytest.raises(DamagedIndexError, match=rf"folder/file {what}; run `sourcier rebuild-index`"):
        check_files(tmp_path, wanted, without=("card",))


def test_damaged_files_beside_the_first_are_counted(tmp_path):
    """So that one line says how much was lost."""
    for name in "abc":
        (tmp_path / name).write_text(name, encoding="utf-8")
    wanted = checksums(tmp_path)
    (tmp_path / "a").unlink()
    (tmp_path / "b").write_text("x", encoding="utf-8")
    with pytest.raises(DamagedIndexError, match=r"/a is missing, and 1 more file is damaged; run"):
        check_files(tmp_path, wanted)
    (tmp_path / "c").write_text("x", encoding="utf-8")
    with pytest.raises(DamagedIndexError, match=r"/a is missing, and 2 more files are damaged; run"):
        check_files(tmp_path, wanted)
