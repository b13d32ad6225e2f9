"""Runs the peers' scripts with the Python that has them, and says why there is no figure where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.store.bench import Bench, note
from tests.benchmarks.store.processes import ProcessFailedError, Ran, run
from tests.benchmarks.store.table import Peer, median_of

SCRIPTS = Path(__file__).with_name("peers")
PEERS = {
    "LangChain": "langchain_stock.py",
    "LlamaIndex": "llamaindex_stock.py",
    "txtai": "txtai_stock.py",
    "Haystack": "haystack_stock.py",
    "Chroma": "chroma_stock.py",
}
ENCODE_AGAIN = ("txtai", "Haystack", "Chroma")  # all that they are handed: a change is measured on fewer texts
OPENED = 20_000  # passages of the index that is opened to answer
STARTS = 3

NOT_GIVEN = "not measured: no --peers"
Figures = dict[str, Peer | str]


def script(bench: Bench, peer: str, *arguments: object) -> Ran:
    """Run a peer's script to its end; hubs and telemetry are switched off."""
    quiet = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False", "PYTHONPATH": ""}
    quiet |= {"HAYSTACK_TELEMETRY_ENABLED": "False", "TOKENIZERS_PARALLELISM": "true", "USER_AGENT": "benchmark"}
    command = [str(bench.peers), str(SCRIPTS / PEERS[peer]), *map(str, arguments)]
    return run(command, env=dict(os.environ) | quiet)


def of_all(bench: Bench, what: str, one: Callable[[Bench, str], Peer]) -> Figures:
    """Return a figure of each peer by `one`, a function of the bench and the peer's name."""
    found: Figures = {}
    for peer in PEERS:
        if bench.peers is None:
            found[peer] = NOT_GIVEN
            continue
        note(f"{peer}: {what}")
        try:
            found[peer] = one(bench, peer)
        except ProcessFailedError as error:
            found[peer] = f"failed: {str(error)[-200:]}"
    return found


def place(bench: Bench, peer: str, what: str) -> Path:
    """Return an empty folder's path for a peer's index."""
    folder = bench.work / "peers" / f"{peer}-{what}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder


def first(bench: Bench, peer: str) -> Peer:
    """Return texts a second of a first build."""
    texts = bench.texts("passages", whole=False, at_most=bench.peer_texts)
    told = script(bench, peer, "first", texts, place(bench, peer, "first")).record()
    return Peer(told["texts"] / told["seconds"], f"{told['texts']} passages", extrapolated=True)


def change(bench: Bench, peer: str) -> tuple[Peer, Peer]:
    """Return the seconds of a process in which a filled index takes one change, and of the work alone.

    The work is opening, bringing up to date and saving; beside it a process loads libraries and the model.
    """
    count = bench.count("ten")
    fewer = min(count, bench.peer_texts) if peer in ENCODE_AGAIN else count
    texts = bench.texts("articles", whole=True, at_most=fewer)
    changed = texts.with_suffix(".changed.jsonl")
    lines = texts.read_text(encoding="utf-8").splitlines(keepends=True)
    middle = len(lines) // 2
    lines[middle] = lines[middle].rstrip()[:-2] + ' This sentence is new."}\n'
    changed.write_text("".join(lines), encoding="utf-8")
    folder = place(bench, peer, "change")
    script(bench, peer, "fill", texts, folder)
    ran = script(bench, peer, "change", changed, folder)
    told = ran.record()
    seconds, beside = told["seconds"], ran.wall_s - told["seconds"]
    if fewer == count:
        steps = f"opening {told['open_s']:.1f}, saving {told['save_s']:.1f} s, {told['encoded']:,} encoded"
        return Peer(ran.wall_s), Peer(seconds, steps)
    scaled, known = seconds * count / fewer, f"{seconds:.1f} s for {fewer:,}, encodes all again"
    return Peer(scaled + beside, extrapolated=True), Peer(scaled, known, extrapolated=True)


def pairs_of_all(bench: Bench, what: str, one: Callable[[Bench, str], tuple[Peer, Peer]]) -> tuple[Figures, Figures]:
    """Return two figures of each peer, as `one` gives them."""
    seconds: Figures = {}

    def first_of(bench: Bench, peer: str) -> Peer:
        figure, seconds[peer] = one(bench, peer)
        return figure

    found = of_all(bench, what, first_of)
    return found, {peer: seconds.get(peer, figure) for peer, figure in found.items()}


def start(bench: Bench, peer: str) -> tuple[Peer, Peer]:
    """Return seconds from a process's start to ten texts found, and its largest memory in KiB."""
    texts = bench.texts("opened", whole=False, at_most=OPENED)
    folder = place(bench, peer, "start")
    filled = script(bench, peer, "fill", texts, folder).record()
    runs = [script(bench, peer, "ask", folder, question) for question in bench.asked()[:STARTS]]
    counted = f"{filled['texts']:,} passages"
    return (
        Peer(median_of([one.wall_s for one in runs]), counted),
        Peer(median_of([one.max_rss_kib for one in runs]), counted),
    )
