"""What this machine can do at most, measured in the same run: memory, tokenizer, disk, and a process that does nothing.

    python -m tests.benchmarks.store.machine FOLDER TEXTS

prints one JSON object. It runs as a process of its own on one core, so that its buffers weigh on nothing else. TEXTS is
a file of JSON lines with `text`; FOLDER lies on the disk that is measured.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

COPIED_BYTES = 512 * 2**20  # far beyond any cache
WRITTEN_BYTES = 256 * 2**20
TRIES = 5
STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Machine:
    """Limits of one core and the disk. Rates a second; `nothing_s` is a Python that imports numpy and faiss.

    `python` is its version, `step_s` what it takes for one step of a loop: builds of one version differ by a third.
    `text_bytes` and `packed_bytes` are what a text takes at the mean, as it is and by zlib at its best.
    """

    copy_bytes_s: float
    read_bytes_s: float
    texts_tokenized_s: float
    write_bytes_s: float
    disk_read_bytes_s: float
    sync_s: float
    nothing_s: float
    python: str
    step_s: float
    text_bytes: float
    packed_bytes: float


def best(work: Callable[[], object], tries: int = TRIES) -> float:
    """Return the seconds of the quickest of a few tries."""
    found = []
    for _ in range(tries):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def memory() -> tuple[float, float]:
    """Return bytes a second that one core copies (read and written both counted), and sums up."""
    import numpy as np

    one = np.ones(COPIED_BYTES // 8)
    other = np.empty_like(one)
    return 2 * one.nbytes / best(lambda: np.copyto(other, one)), one.nbytes / best(one.sum)


def disk(folder: Path) -> tuple[float, float, float]:
    """Return bytes a second written with fsync and read past the cache, and seconds of a small file's fsync."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "measured"
    block = os.urandom(4 * 2**20)

    def write(size: int) -> None:
        with path.open("wb") as file:
            for _ in range(max(1, size // len(block))):
                file.write(block[:size])
            file.flush()
            os.fsync(file.fileno())

    def read() -> None:
        with path.open("rb", buffering=0) as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            while file.read(len(block)):
                pass

    try:
        written_s, read_s = best(lambda: write(WRITTEN_BYTES), 2), best(read, 2)
        return WRITTEN_BYTES / written_s, WRITTEN_BYTES / read_s, best(lambda: write(4096))
    finally:
        path.unlink(missing_ok=True)


def tokenized(texts: list[str]) -> float:
    """Return texts a second that the shipped encoder's tokenizer cuts on one core."""
    from tokenizers import Tokenizer

    import index

    assert index.__file__ is not None
    tokenizer = Tokenizer.from_file(str(Path(index.__file__).parent / "models" / "sourcier-static" / "tokenizer.json"))
    return len(texts) / best(lambda: tokenizer.encode_batch_fast(texts, add_special_tokens=False), 3)


def step_s() -> float:
    """Return seconds that Python takes for one step of a loop over numbers in a dictionary."""

    def loop() -> int:
        held, total = dict[int, int](), 0
        for number in range(STEPS):
            held[number & 1023] = number
            total += held.get((number * 7) & 1023, 1)
        return total

    return best(loop) / STEPS


def main() -> None:
    """Print the limits."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    folder, file = map(Path, sys.argv[1:])
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    copied, read = memory()
    written, disk_read, sync_s = disk(folder)
    nothing = [
        best(lambda: subprocess.run([sys.executable, "-c", "import numpy, faiss"], check=True), 1) for _ in range(TRIES)
    ]
    encoded = [text.encode() for text in texts]
    found = Machine(
        copied,
        read,
        tokenized(texts),
        written,
        disk_read,
        sync_s,
        statistics.median(nothing),
        platform.python_version(),
        step_s(),
        statistics.mean(map(len, encoded)),
        statistics.mean(len(zlib.compress(one, 9)) for one in encoded),
    )
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
