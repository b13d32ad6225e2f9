"""How many processors this process may use."""

from __future__ import annotations

import math
import os
from contextlib import suppress
from pathlib import Path

QUOTA = Path("/sys/fs/cgroup/cpu.max")  # "150000 100000" is one and a half processors (Linux, cgroup v2)


def cores() -> int:
    """Return how many, at least 1: `taskset` or a container may allow fewer than the machine has."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(found, _quota()))


def _quota() -> int:
    """Return how many processors' time a container may have; as many as there can be where nobody says."""
    with suppress(OSError, ValueError):  # there is no such file, or it says "max"
        quota, period = QUOTA.read_text(encoding="ascii").split()
        return math.ceil(int(quota) / int(period))
    return 1 << 16
