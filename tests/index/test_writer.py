"""Who holds a store for writing, by what they wrote down."""

import json

import pytest

from index.keeping.writer import Writer, ourselves, read_writer

NOW = "2026-01-02T03:04:05+00:00"


@pytest.mark.parametrize(
    "told",
    [
        "",
        "nothing of ours",
        "[]",
        "7",
        "null",
        '{"process": 1e999, "host": "x", "since": "2026-01-02"}',
        '{"process": -1e999, "host": "x", "since": "2026-01-02"}',
        '{"process": NaN, "host": "x", "since": "2026-01-02"}',
        '{"process": [], "host": "x", "since": "2026-01-02"}',
        '{"process": 7, "host": "x", "since": 7}',
        '{"process": 7, "host": "x", "since": "0001-01-01T00:00:00+14:00"}',
        '{"process": 7, "host": "x", "since": "9999-12-31T23:59:59-14:00"}',
        '{"process": 7, "host": "x"}',
        "[" * 100_000,
    ],
)
def test_what_no_process_of_ours_wrote_tells_of_nobody(told):
    """And raises nothing: the file lies in a folder where people may write."""
    assert read_writer(told) == Writer()
    assert str(read_writer(told)) == "another process"


def test_a_process_reads_what_it_wrote():
    """The number and the time stand in the words for people."""
    told = ourselves()
    assert str(read_writer(json.dumps(told))).startswith(f"another process, {told['process']}, since ")


def test_another_machine_is_named():
    """Where the folder is shared."""
    told = json.dumps({"process": 7, "host": "elsewhere", "since": NOW})
    assert str(read_writer(told)).startswith("another process, 7 on elsewhere, since ")
