"""Print how soon a crowd hears from the real process, and what holds its event loop longest.

    python -m tests.benchmarks.crowd [--people 50] [--rounds 6] [--articles FOLDER]

Needs `../shared/discord` beside the checkout and the runner's environment in `.fd` (`.ci/run` makes it). The bot
answers from a copy of the shipped articles, or of `--articles`, and rebuilds everything again and again meanwhile.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.settings import shipped_corpus
from tests.discord.test_loopback import LOOPBACK, ROOT, RUNNER_PYTHON, missing

CASES = Path(__file__).with_name("cases_crowd.py")
LONGEST_SHOWN = 5


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that `share` of all do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-int(len(ranked) * share * 1000) // 1000) - 1)]


def play(folder: Path, articles: Path, people: int, rounds: int) -> tuple[dict, list[dict]]:
    """Play the crowd; return what it was told, and the callbacks that held the loop."""
    corpus, told, held = folder / "articles", folder / "told.json", folder / "held.jsonl"
    shutil.copytree(articles, corpus)
    command = [RUNNER_PYTHON, LOOPBACK / "scenario_runner.py", "--scenario", CASES, "--out", folder / "out"]
    for name, value in {"people": people, "rounds": rounds, "out": told}.items():
        command += ["--set", f"{name}={value}"]
    settings = {"SOURCIER_CORPUS": corpus, "SOURCIER_DATA_DIR": folder / "data", "PYTHONPATH": ROOT}
    for name, value in settings.items():
        command += ["--env", f"{name}={value}"]
    command += ["--cwd", folder, "--", sys.executable, "-m", "tests.benchmarks.crowd.watched", held, "run"]
    ended = subprocess.run(
        list(map(str, command)), cwd=LOOPBACK, capture_output=True, text=True, check=False, timeout=1200
    )
    if not told.exists():
        sys.exit(f"the crowd was not played to its end:\n{ended.stdout[-3000:]}{ended.stderr[-3000:]}")
    return json.loads(told.read_text()), [json.loads(line) for line in held.read_text().splitlines()]


def main() -> None:
    """Play, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--articles", type=Path, default=shipped_corpus())
    given = parser.parse_args()
    if why := missing():
        sys.exit(why)
    with tempfile.TemporaryDirectory() as folder:
        told, held = play(Path(folder), given.articles, given.people, given.rounds)
    since, until = told["rebuilding_since"], told["rebuilding_until"]
    print(f"{given.people} people at once, {given.rounds} rounds; {told['rebuilds']} rebuilds of everything meanwhile")
    print("| seconds | acknowledged p50 | p99 | worst | answered p50 | p99 | worst | ratio of p99 to steady |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    steady = percentile([one["acknowledged_s"] for one in told["steady"]], 0.99)
    for name in ("steady", "rebuilding"):
        first = [one["acknowledged_s"] for one in told[name]]
        whole = [one["answered_s"] for one in told[name]]
        cells = [f"{percentile(v, s):.3f}" for v in (first, whole) for s in (0.5, 0.99, 1.0)]
        print(f"| {name} | {' | '.join(cells)} | {percentile(first, 0.99) / steady:.2f} |")
    for name, some in (
        ("start", [one for one in held if one["at"] < min(o["at"] - o["answered_s"] for o in told["steady"])]),
        (
            "steady",
            [o for o in held if o["at"] < since and o["at"] >= min(x["at"] - x["answered_s"] for x in told["steady"])],
        ),
        ("rebuilding", [one for one in held if since <= one["at"] <= until]),
    ):
        worst = sorted(some, key=lambda one: -one["cpu_s"])[:LONGEST_SHOWN]
        shown = ", ".join(f"{one['what']} {one['cpu_s'] * 1000:.0f} ({one['wall_s'] * 1000:.0f})" for one in worst)
        print(f"loop held longest, {name}: ms of its own work (of wall time): {shown or 'under 1 ms'}")


if __name__ == "__main__":
    main()
