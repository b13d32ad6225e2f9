"""What the disk refused, for people: the folder that matters, and what to do."""

import errno
import os
from pathlib import Path

import pytest

from index.keeping.disk import closed, refusal

STORE = Path("/data/indexes/notes-1a2b3c4d")
HIDDEN = STORE / "segments/.building-00ff/words/fr/terms.npy"


def refused(code, path):
    return refusal(OSError(code, os.strerror(code), None if path is None else str(path)), STORE)


@pytest.mark.parametrize("path", [HIDDEN, STORE / "current.new", STORE, None])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named_by_the_folder_and_not_by_what_was_being_written(code, path):
    """Which is gone by the time that somebody looks."""
    assert refused(code, path) == (f"the disk that holds {STORE} is full ({os.strerror(code)}); free some space on it")


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_folder_that_may_not_be_written_is_said_to_be_so(code):
    """With what would help."""
    assert refused(code, STORE / "writer.lock") == (
        f"{STORE} may not be written ({os.strerror(code)}); let this user write there, or name another folder"
    )


def test_what_lies_elsewhere_is_named_by_its_own_folder():
    """A temporary file, say."""
    assert refused(errno.ENOSPC, "/tmp/one") == (  # noqa: S108 - only a name
        "the disk that holds /tmp is full (No space left on device); free some space on it"
    )


@pytest.mark.parametrize("path", [STORE, Path("/data")])
@pytest.mark.parametrize("code", [errno.ENOENT, errno.ENOTDIR])
def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(code, path):
    """Also one above, which is the first that the disk refuses."""
    assert refused(code, path) == (
        f"{path} is not there and cannot be made ({os.strerror(code)}); name another folder, where files can be written"
    )


def test_what_is_gone_while_it_is_made_names_the_index_folder():
    """Somebody else deleted it."""
    assert refused(errno.ENOENT, HIDDEN) == f"{STORE}: No such file or directory"


def test_of_anything_else_the_place_is_named_unless_it_is_a_hidden_one():
    """A file that stays can be looked at."""
    assert refused(errno.EIO, STORE / "current") == f"{STORE / 'current'}: Input/output error"
    assert refused(errno.EIO, HIDDEN) == f"{STORE}: Input/output error"


def test_the_folder_that_may_not_be_written_is_named(ordinary_user):
    """Itself, or where it is not there the nearest above it, in which it would be made."""
    data = ordinary_user / "data"
    (data / "indexes").mkdir(parents=True)
    assert closed(data / "indexes" / "notes", data) is None
    (data / "indexes").chmod(0o555)
    assert closed(data, data / "indexes" / "notes" / "segments") == data / "indexes"
    assert closed(data) is None
