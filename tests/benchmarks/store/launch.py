"""Starts a command from a process that is small itself, and writes when it started, how long it took, and its memory.

    python -I -S launch.py TOLD COMMAND...

The kernel counts in a process's largest resident set that of the process that started it, so the benchmark, which is
large, cannot start what it measures. TOLD gets one JSON object; `started` is on the machine's monotonic clock. The exit
status is the command's.
"""

import json
import os
import sys
import time

told, *command = sys.argv[1:]
started = time.monotonic()
pid = os.posix_spawn(command[0], command, os.environ)
_, status, usage = os.wait4(pid, 0)
wall_s = time.monotonic() - started
with open(told, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib would make this process larger
    json.dump({"started": started, "wall_s": wall_s, "max_rss_kib": usage.ru_maxrss}, file)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
