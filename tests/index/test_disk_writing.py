"""What is written is what lies there, and a page of it that is looked at does not bring the whole file along."""

import os
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from index.keeping.disk import WRITTEN_AT_ONCE, read_array, write_array, write_bytes
from index.keeping.hashing import checksum

EDGES = (0, 1, WRITTEN_AT_ONCE - 1, WRITTEN_AT_ONCE, WRITTEN_AT_ONCE + 1, 3 * WRITTEN_AT_ONCE + 7)


@pytest.mark.parametrize("second", EDGES)
@pytest.mark.parametrize("first", EDGES)
def test_chunks_of_any_size_lie_one_after_the_other(tmp_path, first, second):
    rng = np.random.default_rng(first * 7 + second)
    chunks = [rng.bytes(first), memoryview(rng.bytes(second))]
    write_bytes(tmp_path / "file", *chunks)
    assert (tmp_path / "file").read_bytes() == b"".join(map(bytes, chunks))


def test_a_view_of_wider_numbers_is_written_byte_by_byte(tmp_path):
    """Its length counts numbers."""
    numbers = np.arange(WRITTEN_AT_ONCE, dtype=np.uint64)
    write_bytes(tmp_path / "file", numbers.data)
    assert np.array_equal(np.fromfile(tmp_path / "file", np.uint64), numbers)


def resident(path):
    """Return the bytes of a mapped file that this process has in memory."""
    found, of_it = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            of_it = line.endswith(f" {path}")
        elif of_it and line.startswith("Rss:"):
            found += int(line.split()[1]) << 10
    return found


@pytest.fixture
def on_disk():
    """A folder on a disk, where the files of other tests may lie in memory."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        yield Path(folder)


def forget(path):
    """Have the kernel drop what it holds of a file, so that it is read from the disk again."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what of a mapped file is in memory")
@pytest.mark.parametrize("checked", [False, True], ids=["written", "checked"])
def test_a_row_that_is_looked_at_does_not_bring_the_whole_file_into_memory(on_disk, checked):
    """A search looks at a few of some hundred thousand; see `WRITTEN_AT_ONCE`."""
    path = on_disk / "rows.npy"
    write_array(path, np.zeros((1 << 18, 256), np.uint8))
    if checked:
        forget(path)
        checksum(path)
    rows = read_array(path)
    before = resident(path)
    asked = range(5_000, 1 << 18, 1 << 15)
    assert rows[asked].sum() == 0
    assert 0 < resident(path) - before <= len(asked) << 17
