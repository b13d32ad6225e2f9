"""Steps `start`, `million` and `together`: a process's first answer, a million passages, eight questions at once."""

from __future__ import annotations

import sys
from typing import Any

from tests.benchmarks.store import others
from tests.benchmarks.store.asking import EIGHT, ONE_THREAD
from tests.benchmarks.store.bench import Bench, Built, note
from tests.benchmarks.store.building import codes_bytes
from tests.benchmarks.store.processes import environment, run
from tests.benchmarks.store.table import Goal, Row, median_of, number, quantity, spread_of

RUNS = 10
WARM_UP = 2  # starts that are not counted, which bring the index and the folders into memory after what ran before
FIRST_ANSWER_S, FIRST_KIB = 1.0, 400 * 2**10
P50_MS, P99_MS, RECALL, MILLION_KIB = 15, 60, 0.98, 1.5 * 2**20
AT_ONCE = 1.7


def start(bench: Bench) -> list[Row]:
    """Ask by processes of their own, over the whole corpus."""
    built, machine = bench.built("scale"), bench.measure_machine()
    work = f"start to first answer, {built.passages():,} passages"
    seconds, memory = peers_of(bench)
    limit = f"a Python that imports numpy and faiss: {number(machine.nothing_s)} s"
    rows = []
    for what, more in (("as people type it", ()), ("--no-update", ("--no-update",))):
        runs = []
        for question in bench.asked()[-WARM_UP:]:
            run(built.command("ask", question, *more))
        for question in bench.asked()[:RUNS]:
            runs.append(run(built.command("ask", question, *more)))
            note(f"  ask {what}: {runs[-1].wall_s:.2f} s")
        wall, most = [one.wall_s for one in runs], [one.max_rss_kib for one in runs]
        times, sizes = (seconds, memory) if not more else ({}, {})
        rows += [
            Row(
                work,
                f"sourcier ask, {what}",
                "s",
                median_of(wall),
                Goal("less", FIRST_ANSWER_S),
                spread_of(wall, "s"),
                times,
                limit,
            ),
            Row(
                work,
                f"resident, {what}",
                "KiB",
                median_of(most),
                Goal("less", FIRST_KIB),
                spread_of(most, "KiB"),
                sizes,
            ),
        ]
    return rows


def peers_of(bench: Bench) -> tuple[others.Figures, others.Figures]:
    """Return the peers' seconds to the first answer, and their memory."""
    return others.pairs_of_all(bench, "start to first answer", others.start)


def ask(bench: Bench, built: Built, what: str) -> dict[str, Any]:
    """Ask all questions in a process of its own, with one thread for every library."""
    note(f"asking {what}: {built.articles:,} articles")
    command = [sys.executable, "-m", "tests.benchmarks.store.asking", what, built.data, built.folder, bench.questions()]
    return run([*map(str, command)], env=environment(**ONE_THREAD)).record()


def million(bench: Bench) -> list[Row]:
    """Ask a million passages on one core."""
    built, machine = bench.built("million"), bench.measure_machine()
    told = ask(bench, built, "one")
    work = f"question over {told['passages']:,} passages, one core"
    codes, rows_bytes = codes_bytes(built), told["passages"] * told["dimensions"]
    limit = (
        f"codes of {quantity(codes, 'B')} at {quantity(machine.read_bytes_s, 'B')}/s: "
        f"{quantity(codes / machine.read_bytes_s * 1000, 'ms')} (the dense part took "
        f"{quantity(told['dense_p50_s'] * 1000, 'ms')}); a byte a number in full: "
        f"{quantity(rows_bytes / machine.read_bytes_s * 1000, 'ms')}"
    )
    asked = f"{told['questions']} questions, max {quantity(told['max_s'] * 1000, 'ms')}"
    first = f"first {quantity(told['first_s'] * 1000, 'ms')}"
    against = f"brute force over the stored vectors took {number(told['brute_s'])} s"
    own = f"of it its own {quantity(told['anonymous_kib'], 'KiB')}, the rest mapped files"
    found = [
        Row(work, "p50", "ms", told["p50_s"] * 1000, Goal("less", P50_MS), asked, limit=limit),
        Row(work, "p99", "ms", told["p99_s"] * 1000, Goal("less", P99_MS), first),
        Row(work, "recall@10 of the dense part", "", told["recall"], Goal("more", RECALL), against),
        Row(work, "resident", "KiB", told["rss_kib"], Goal("less", MILLION_KIB), own),
    ]
    if built.told is not None:
        rate = told["passages"] / built.told.wall_s
        took = f"{number(built.told.wall_s)} s, peak {quantity(built.told.tree_pss_kib, 'KiB')} (PSS)"
        found.append(Row(work, "first build", "passages/s", rate, spread=took, better="more"))
    return found


def together(bench: Bench) -> list[Row]:
    """Ask eight at once on two cores."""
    rows = []
    for name in ("scale", "million"):
        told = ask(bench, bench.built(name), "together")
        work = f"{EIGHT} questions at once, {told['passages']:,} passages, two cores"
        rates = (
            f"{number(told['together_s'])} against {number(told['alone_s'])} questions/s, medians of {told['rounds']}; "
            f"of each round {', '.join(f'{one:.2f}' for one in told['ratios'])}"
        )
        times = median_of(told["ratios"])
        limit = f"two cores: 2; ours is {number(times / 2)} of it"
        rows.append(Row(work, "throughput over one at a time", "x", times, Goal("more", AT_ONCE), rates, limit=limit))
        shared = f"{told['others']} of them, {quantity(told['others_pss_kib'], 'KiB')} with their share of mapped files"
        rows.append(Row(work, "own memory of further processes", "KiB", told["others_kib"], spread=shared))
    return rows
