"""The disk that refuses, on the functions that the index floor writes with."""

import errno
import multiprocessing
import re
import signal

import numpy as np
import pytest

from index.errors import IndexFloorError
from index.keeping import disk
from index.keeping.snapshot import Store
from tests.faults.injecting import FAULTS, Died, Disk, Fault, dies_at, killed_at

FULL, BROKEN, FORBIDDEN, SHORT = FAULTS


def kinds(watched):
    return [(one.kind, one.path.name) for one in watched.operations]


def test_all_that_is_done_below_the_folder_is_counted(tmp_path):
    """Each file opened, written and synced, each name made, changed and taken away; nothing elsewhere."""
    folder, elsewhere = tmp_path / "store", tmp_path / "elsewhere"
    elsewhere.mkdir()
    watched = Disk(folder)
    with watched.watching():
        disk.make_folder(folder / "new")
        disk.write_bytes(folder / "new" / "file", b"one", b"two")
        disk.write_bytes(elsewhere / "file", b"one")
        disk.rename(folder / "new", folder / "old")
        disk.remove_tree(folder / "old")
        disk.remove_tree(elsewhere)
    made = [("mkdir", "new"), ("mkdir", "store"), ("mkdir", "new")]  # that of the folder above failed first
    file = [("open", "file"), ("write", "file")]
    renamed = [("rename", "new"), ("fsync", "store")]
    assert kinds(watched) == [*made, *file, *renamed, ("unlink", "file"), ("rmdir", "old")]
    assert [one.number for one in watched.operations] == list(range(1, len(watched.operations) + 1))
    assert (watched.unseen(), watched.made) == ([], set())


def test_what_the_disk_may_not_hold_yet_is_known(tmp_path):
    """A file until it is synced, a folder's names until it is, under their new names too."""
    watched = Disk(tmp_path)
    with watched.watching():
        (tmp_path / "half").mkdir()
        (tmp_path / "half" / "file").write_text("not synced")
        (tmp_path / "half").rename(tmp_path / "whole")
        assert watched.unsynced == {tmp_path, tmp_path / "whole", tmp_path / "whole" / "file"}
        disk.sync(tmp_path)
        disk.sync(tmp_path / "whole")
        assert watched.unsynced == {tmp_path / "whole" / "file"}
        disk.remove_tree(tmp_path / "whole")
        assert watched.unsynced <= {tmp_path}


def test_a_file_that_c_writes_is_told(tmp_path):
    """So that a build which writes such files is known to be tested by halves."""
    import sqlite3

    watched = Disk(tmp_path)
    with watched.watching():
        connection = sqlite3.connect(tmp_path / "unseen.sqlite")
        connection.execute("CREATE TABLE a (b)")
        connection.close()
        disk.write_bytes(tmp_path / "seen", b"")
    assert watched.unseen() == [tmp_path / "unseen.sqlite"]


@pytest.mark.parametrize("fault", [FULL, BROKEN, FORBIDDEN], ids=lambda fault: fault.name)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_operation_that_was_chosen_is_refused_with_the_files_name(tmp_path, fault, number):
    """Opening, writing and syncing a file."""
    watched = Disk(tmp_path, fault.at(number))

    def write_and_sync():
        disk.write_bytes(tmp_path / "file", b"one")
        disk.sync(tmp_path / "file")

    with watched.watching(), pytest.raises(OSError, match=re.escape(str(tmp_path / "file"))) as caught:
        write_and_sync()
    assert caught.value.errno == fault.code
    disk.write_bytes(tmp_path / "other", b"one")
    assert (tmp_path / "other").read_bytes() == b"one"


def test_every_step_of_replacing_a_file_can_be_refused(tmp_path):
    """Until the new name stands, the old content does."""
    store = Store(tmp_path)
    store.write("current", "old")
    counted = Disk(tmp_path)
    with counted.watching():
        store.write("current", "old")
    renamed = next(one.number for one in counted.operations if one.kind == "rename")
    for number in range(1, len(counted.operations) + 1):
        with Disk(tmp_path, BROKEN.at(number)).watching(), pytest.raises((OSError, IndexFloorError), match="Input/out"):
            store.write("current", f"new at {number}")
        assert store.read("current") == (f"new at {number}" if number > renamed else "old")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_making_and_renaming_folders_can_be_refused(tmp_path, number):
    watched = Disk(tmp_path, FORBIDDEN.at(number))

    def make_and_rename():
        disk.make_folder(tmp_path / "half")
        disk.rename(tmp_path / "half", tmp_path / "whole")

    with watched.watching(), pytest.raises(PermissionError, match=re.escape(str(tmp_path))):
        make_and_rename()
    assert (tmp_path / "half").exists() == (number == 2)
    assert (tmp_path / "whole").exists() == (number == 3)


def test_a_write_falls_short_as_on_a_full_disk(tmp_path):
    """Half is there, and nothing that needs room is done after it; taking away is."""
    watched = Disk(tmp_path, SHORT.at(2))
    with watched.watching():
        with pytest.raises(OSError, match=re.escape(str(tmp_path / "file"))) as caught:
            disk.write_array(tmp_path / "file", np.arange(100_000))
        assert caught.value.errno == errno.ENOSPC
        assert 0 < (tmp_path / "file").stat().st_size < 400_000
        with pytest.raises(OSError, match="other"):
            disk.write_bytes(tmp_path / "other", b"one")
        (tmp_path / "file").unlink()
    assert list(tmp_path.iterdir()) == []


def test_a_process_taken_for_dead_does_nothing_more(tmp_path):
    """Not even what it would tidy away."""
    watched = Disk(tmp_path, dies_at(4))

    def write_and_tidy_away():
        try:
            disk.make_folder(tmp_path / "half")
            disk.write_bytes(tmp_path / "half" / "file", b"one")
        finally:
            disk.remove_tree(tmp_path / "half")

    with watched.watching(), pytest.raises(Died):
        write_and_tidy_away()
    assert (tmp_path / "half" / "file").read_bytes() == b"one"


def write_and_die(folder, number):
    with Disk(folder, killed_at(number)).watching():
        disk.write_bytes(folder / "file", b"twelve bytes")
        disk.sync(folder / "file")


@pytest.mark.parametrize(("number", "holds"), [(1, None), (2, b"twelve"), (3, b"twelve bytes")])
def test_a_process_is_killed_where_it_is_to_be(tmp_path, number, holds):
    """Before it opens a file, in the middle of a write, before it syncs."""
    child = multiprocessing.get_context("forkserver").Process(target=write_and_die, args=(tmp_path, number))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert ((tmp_path / "file").read_bytes() if holds is not None else None) == holds
    assert (tmp_path / "file").exists() == (holds is not None)


def test_a_lasting_fault_hinders_only_what_needs_room(tmp_path):
    """As on a disk that stays full."""
    (tmp_path / "old").write_text("old")
    watched = Disk(tmp_path, Fault("full", errno.ENOSPC, lasting=True).at(1))
    with watched.watching():
        for _ in range(2):
            with pytest.raises(OSError, match="No space"):
                disk.write_bytes(tmp_path / "file", b"one")
        disk.rename(tmp_path / "old", tmp_path / "new")
    assert [one.name for one in tmp_path.iterdir()] == ["new"]
