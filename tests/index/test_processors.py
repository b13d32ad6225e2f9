"""How many processors there are: no more than the system, or a container's quota of time, lets this process use."""

import os

import pytest

from index import processors


@pytest.mark.parametrize(
    ("quota", "wanted"),
    [("max 100000\n", 4), ("100000 100000\n", 1), ("150000 100000\n", 2), ("50000 100000\n", 1), ("nonsense", 4)],
)
def test_a_quota_of_time_counts_as_processors(quota, wanted, tmp_path, monkeypatch):
    """Rounded up."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    monkeypatch.setattr(processors, "QUOTA", tmp_path / "cpu.max")
    assert processors.cores() == wanted


def test_without_a_quota_it_is_as_many_as_may_be_used(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 5}, raising=False)
    monkeypatch.setattr(processors, "QUOTA", tmp_path / "nothing")
    assert processors.cores() == 2
