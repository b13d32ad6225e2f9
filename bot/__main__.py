"""`python -m bot`, which is `sourcier`: the articles are looked at while the rest of the program is loaded."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import closing

from bot.ahead import LookAhead, named

NO_WINDOWS = "sourcier: it runs on Linux and macOS; on Windows install and start it in WSL (`wsl --install`)"


def main() -> None:
    """Run the command that the process was started with, and leave with its exit status."""
    if sys.platform == "win32":  # where no folder can be opened to see that its files are on disk
        sys.exit(NO_WINDOWS)
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
