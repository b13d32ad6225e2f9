"""How many processors this process may use."""

from __future__ import annotations

import os


def cores() -> int:
    """Return how many, at least 1: a container or `taskset` may allow fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
