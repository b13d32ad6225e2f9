"""How long `sourcier ask` takes on a built index, as a whole process, and how much memory it uses.

    .venv/bin/python -m tests.benchmarks.ask [--runs 10] [--corpus FOLDER] [QUESTION]

Each run is a fresh process, timed from outside; memory is the peak resident set of the process as the kernel counted
it. The index is built, and one run is made, before the count. Prints minimum, median and maximum; asserts nothing,
since machines differ. A bare interpreter is timed beside it, as the floor of the same machine at the same moment.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall time in seconds, peak resident memory in MiB."""

    wall_s: float
    peak_mib: float


def run(command: list[str]) -> Run:
    """Run `command` to its end; its output is thrown away.

    Raises:
        SystemExit: it failed.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        assert process.stderr is not None
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {process.stderr.read().decode()[-500:]}")
    return Run(wall_s, usage.ru_maxrss / 1024)


def row(name: str, runs: list[Run]) -> str:
    """Return one line of the table."""
    wall = sorted(one.wall_s for one in runs)
    peak = sorted(one.peak_mib for one in runs)
    return (
        f"{name:<18} {wall[0]:>7.3f} {statistics.median(wall):>7.3f} {wall[-1]:>7.3f} "
        f"{peak[0]:>8.0f} {statistics.median(peak):>7.0f} {peak[-1]:>7.0f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("question", nargs="?", default="what is ROFR here?")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--corpus")
    options = parser.parse_args()
    floor = [sys.executable, "-c", "import numpy"]
    asked, bare = [], []
    with tempfile.TemporaryDirectory() as data:
        ask = [sys.executable, "-m", "bot.cli", "ask", options.question, "--data-dir", data]
        if options.corpus:
            ask += ["--corpus", options.corpus]
        run(ask)  # builds the index, and warms the disk cache
        for _ in range(options.runs):  # in turn, so that both see the machine in the same mood
            asked.append(run(ask))
            bare.append(run(floor))
    print(f"{options.runs} runs; wall seconds and peak MiB, each minimum, median, maximum")
    print(row("sourcier ask", asked))
    print(row("python and numpy", bare))


if __name__ == "__main__":
    main()
