"""`python -m bot`, which is `sourcier`: the articles are looked at while the rest of the program is loaded."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import closing

from bot.ahead import LookAhead, named


def main() -> None:
    """Run the command that the process was started with, and leave with its exit status."""
    gc.disable()  # while modules are loaded, all of which last; `bot.cli` enables it
    with closing(LookAhead()) as ahead:
        try:
            folders = named(sys.argv[1:], os.environ)
            if folders is not None:
                ahead.begin(folders)
            from bot.cli import main as run
        except KeyboardInterrupt:
            sys.exit(130)  # as `bot.cli` does it, which is not there yet
        run(ahead)


if __name__ == "__main__":
    main()
