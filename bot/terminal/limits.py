"""How many files this process may have open: an index is many, and systems begin with a thousand."""

from __future__ import annotations

import sys
from contextlib import suppress

ENOUGH = 65_536  # more than any index has; some systems allow a billion, which makes other programs slow


def allow_many_files() -> None:
    """Have the system allow as many open files as it lets this process have, up to `ENOUGH`; elsewhere do nothing."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # a container may forbid it
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
