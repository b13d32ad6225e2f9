"""Print what the store takes, line by line of what it is to reach, beside the peers and the machine's limits.

    .venv/bin/python -m tests.benchmarks.store ../shared/data [--only build,disk,change,start,million,together,swap]

Folders of articles and their indexes go to `--work` and are used again by the next run; only `build` begins anew.
With `--peers PYTHON`, a Python that has what `tests/benchmarks/store/peers/requirements.txt` names, the peers are
measured too, on fewer passages where they would take hours: those figures are marked ≈ and say so. `--articles` makes
everything smaller, to try it out. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from index.errors import IndexFloorError
from tests.benchmarks.store.bench import ALL, Bench, note
from tests.benchmarks.store.building import build, disk
from tests.benchmarks.store.changing import change
from tests.benchmarks.store.processes import ProcessFailedError
from tests.benchmarks.store.questioning import million, start, together
from tests.benchmarks.store.swap import swap
from tests.benchmarks.store.table import Row, drawn, quantity, records

STEPS: dict[str, Callable[[Bench], list[Row]]] = {
    "build": build,
    "disk": disk,  # beside a first build, while the store holds one snapshot
    "change": change,
    "start": start,
    "million": million,
    "together": together,
    "swap": swap,
}
WIDE = 200  # columns of a table that is not printed to a terminal


def steps_of(only: str) -> list[str]:
    """Return the steps that are named, in the order in which they run."""
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    unknown = sorted(set(wanted) - set(STEPS))
    if unknown:
        msg = f"no step is called {', '.join(unknown)}; there are {', '.join(STEPS)}"
        raise argparse.ArgumentTypeError(msg)
    return [name for name in STEPS if name in wanted]


def options() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder shared/data")
    parser.add_argument("--only", type=steps_of, default=list(STEPS), help="some of the steps, with commas between")
    parser.add_argument("--articles", type=int, default=ALL, help="of the scale data, instead of all 189,479")
    parser.add_argument("--work", type=Path, help="where everything is made; without it, a folder that is deleted")
    parser.add_argument("--peers", type=Path, help="the Python that has the peers")
    parser.add_argument("--peer-texts", type=int, default=300, help="texts that peers encode where that takes long")
    parser.add_argument("--repetitions", type=int, default=5, help="of each change")
    parser.add_argument("--answers", type=int, default=10_000, help="under swaps")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    return parser.parse_args()


def main() -> None:
    """Measure, and print the table; a step that fails leaves the others be, and the exit status tells."""
    given, rows, failed = options(), list[Row](), dict[str, str]()
    loads = [os.getloadavg()[0]]
    if not (given.data / "scale").is_dir():
        sys.exit(f"{given.data} holds no folder `scale`; give the folder shared/data")
    with nullcontext(given.work) if given.work else tempfile.TemporaryDirectory() as work:
        Path(work).mkdir(parents=True, exist_ok=True)
        bench = Bench(
            given.data.resolve(),
            Path(work).resolve(),
            given.articles,
            given.peers.absolute() if given.peers else None,
            given.peer_texts,
            given.repetitions,
            given.answers,
        )
        for name in given.only:
            note(f"== {name}")
            try:
                rows += STEPS[name](bench)
            except (ProcessFailedError, IndexFloorError, OSError) as error:
                failed[name] = str(error)
                note(f"{name} failed: {error}")
            if given.json:
                told = {"rows": records(rows), "failed": failed}
                told |= {"machine": asdict(bench.machine)} if bench.machine else {}
                given.json.write_text(json.dumps(told, indent=1, ensure_ascii=False))
    loads.append(os.getloadavg()[0])
    console = Console() if sys.stdout.isatty() else Console(width=WIDE)
    title = f"The index as a store; {loads[0]:.1f} processes were busy before, {loads[1]:.1f} after"
    if bench.machine is not None:
        one = bench.machine
        memory = f"reads {quantity(one.read_bytes_s, 'B')}/s of memory, copies {quantity(one.copy_bytes_s, 'B')}/s"
        stored = f"writes {quantity(one.write_bytes_s, 'B')}/s, reads {quantity(one.disk_read_bytes_s, 'B')}/s"
        title += f"; one core {memory}, tokenizes {one.texts_tokenized_s:,.0f} texts/s; the disk {stored}"
        title += f"; Python {one.python} takes {one.step_s * 1e9:.0f} ns for a step of a loop"
    console.print(drawn(rows, title))
    for name, why in failed.items():
        console.print(f"{name} failed: {why}", markup=False)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
