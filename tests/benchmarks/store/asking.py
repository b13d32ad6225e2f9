"""Asks a built index questions, as a process of its own that has loaded nothing else, and prints JSON.

    python -m tests.benchmarks.store.asking one DATA CORPUS QUESTIONS         one core, one question after the other
    python -m tests.benchmarks.store.asking together DATA CORPUS QUESTIONS    two cores, one at a time, eight at once

DATA and CORPUS are as `sourcier --data-dir` and `--corpus` have them; QUESTIONS is a file of JSON, a list of texts.
The caller sets one thread for BLAS, OpenMP and the tokenizer (`ONE_THREAD`).
"""

from __future__ import annotations

import gc
import inspect
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.settings import Settings
from bot.wiring import CorpusParts
from index.search import Search
from tests.benchmarks.store.processes import first_cores, memory_of, tree_of
from tests.benchmarks.store.table import median_of, percentile

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
WARM_UP = 40  # questions that are not counted: they bring the files into memory
HITS = 10
EIGHT = 8
ROUNDS = 15  # of one at a time and eight at once, in turn; single ones lie from 1.4 to 1.9
COMPARED_AT_ONCE = 32_768  # rows that brute force looks at together: 32 MiB of 256 numbers


def main() -> None:
    """Measure, and print."""
    what, data, corpus, questions = sys.argv[1:]
    os.sched_setaffinity(0, first_cores(1 if what == "one" else 2))
    texts = json.loads(Path(questions).read_text())
    parts = CorpusParts(Settings(corpus=Path(corpus), data_dir=Path(data), _env_file=None))  # type: ignore[call-arg]
    with closing(parts.search(parts.store)) as search:
        gc.freeze()  # as the bot does
        measured = one_core(search, texts) if what == "one" else eight(search, texts)
        print(json.dumps({"passages": search.snapshot.manifest.passages} | measured))


def one_core(search: Search, texts: Sequence[str]) -> dict[str, Any]:
    """Return the times of questions, what they leave in memory, and the recall of the dense part."""
    first_s = next(timed(search, texts[:1]))
    list(timed(search, texts[:WARM_UP]))
    times = list(timed(search, texts[WARM_UP:] or texts))
    memory = memory_of("self")
    gc.collect()
    encoding = []
    for text in texts[WARM_UP:]:
        started = time.perf_counter()
        search.encoder.encode_questions([text])
        encoding.append(time.perf_counter() - started)
    started = time.perf_counter()
    recall, dense = recall_at(search, texts)
    return {
        "questions": len(times),
        "first_s": first_s,
        "p50_s": median_of(times),
        "p99_s": percentile(times, 0.99),
        "max_s": max(times),
        "encoding_p50_s": median_of(encoding),
        "dense_p50_s": median_of(dense),
        "recall": recall,
        "rss_kib": memory["Rss"],
        "anonymous_kib": memory["Anonymous"],
        "brute_s": time.perf_counter() - started,
        "dimensions": search.snapshot.vectors.dimensions,
    }


def timed(search: Search, texts: Sequence[str]) -> Iterator[float]:
    """Yield the seconds of each question."""
    for text in texts:
        started = time.perf_counter()
        search.find(text, HITS)
        yield time.perf_counter() - started


def recall_at(search: Search, texts: Sequence[str]) -> tuple[float, list[float]]:
    """Return how many of the ten nearest by brute force the dense part finds, a share, and its seconds a question.

    Brute force compares each question in full with the same stored vectors.
    """
    vectors, times, found = search.snapshot.vectors, [], []
    asked = search.encoder.encode_questions(list(texts))
    for one in asked:
        started = time.perf_counter()
        found.append(vectors.search(one, HITS))
        times.append(time.perf_counter() - started)
    best = np.full((len(asked), HITS), -np.inf, np.float32)
    for rows in stored(search):
        both = np.concatenate([best, asked @ rows.T], axis=1)
        best = -np.partition(-both, HITS - 1, axis=1)[:, :HITS]
    shares = [
        float((one.similarities >= wanted.min() - 1e-6).sum()) / HITS
        for one, wanted, question in zip(found, best, asked, strict=True)
        if question.any()
    ]
    return float(np.mean(shares)), times


def stored(search: Search) -> Iterator[NDArray[np.float32]]:
    """Yield all vectors as float32, a stretch of rows at a time."""
    vectors = search.snapshot.vectors
    read: Any = vectors.rows
    some = bool(inspect.signature(read).parameters)
    for start in range(0, vectors.count, COMPARED_AT_ONCE):
        rows = np.arange(start, min(start + COMPARED_AT_ONCE, vectors.count))
        yield np.asarray(read(rows) if some else read()[rows], np.float32)


def eight(search: Search, texts: Sequence[str]) -> dict[str, Any]:
    """Return questions a second one at a time and eight at once, the medians of a few rounds in turn.

    And what the processes that search beside this one hold of memory for themselves.
    """
    list(timed(search, texts[:WARM_UP]))
    alone, together = [], []
    with ThreadPoolExecutor(EIGHT) as threads:
        list(threads.map(lambda text: search.find(text, HITS), texts))  # starts other processes
        for _ in range(ROUNDS):
            started = time.perf_counter()
            for text in texts:
                search.find(text, HITS)
            alone.append(len(texts) / (time.perf_counter() - started))
            started = time.perf_counter()
            list(threads.map(lambda text: search.find(text, HITS), texts))
            together.append(len(texts) / (time.perf_counter() - started))
    others = [memory_of(one) for one in tree_of(os.getpid()) if one != os.getpid()]
    return {
        "alone_s": median_of(alone),
        "together_s": median_of(together),
        "rounds": ROUNDS,
        "ratios": [of_all / of_one for of_all, of_one in zip(together, alone, strict=True)],
        "others": len(others),
        "others_kib": sum(one["Private_Dirty"] + one["Private_Clean"] for one in others),
        "others_pss_kib": sum(one["Pss"] for one in others),
    }


if __name__ == "__main__":
    main()
