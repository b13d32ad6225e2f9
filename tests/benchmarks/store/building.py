"""Steps `build` and `disk`: the first build of the whole corpus, and what its store takes."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.store import others
from tests.benchmarks.store.bench import Bench, Built
from tests.benchmarks.store.table import Goal, Peer, Row, number, quantity

TIMES = 40  # LangChain's rate
STOCK = 22.0  # passages a second of LangChain's pipeline on two undisturbed cores, where it is not measured beside
MEMORY_KIB = 2 * 2**20
DISK_BYTES = 1500


def build(bench: Bench) -> list[Row]:
    """Build from nothing."""
    built = bench.build("scale")
    told = built.told
    assert told is not None
    passages = built.passages()
    peers = others.of_all(bench, "a first build", others.first)
    stock = peers["LangChain"]
    base = stock.value if isinstance(stock, Peer) else STOCK
    rate, machine = passages / told.wall_s, bench.measure_machine()
    written = size_of(built.store())
    limit = (
        f"its tokenizer alone {number(machine.texts_tokenized_s)} texts/s a core: ours is "
        f"{number(rate / machine.texts_tokenized_s)} of one core's; writing {quantity(written, 'B')} at "
        f"{quantity(machine.write_bytes_s, 'B')}/s takes {number(written / machine.write_bytes_s)} s of "
        f"{number(told.wall_s)}"
    )
    work = f"first build, {built.articles:,} articles, {passages:,} passages"
    spread = f"{number(told.wall_s)} s"
    at_most = f"RSS sum {quantity(told.tree_rss_kib, 'KiB')}"
    return [
        Row(work, "rate", "passages/s", rate, Goal("more", TIMES * base), spread, peers, limit),
        Row(work, "peak memory, PSS of all processes", "KiB", told.tree_pss_kib, Goal("less", MEMORY_KIB), at_most),
    ]


def disk(bench: Bench) -> list[Row]:
    """Weigh the store."""
    built, machine = bench.built("scale"), bench.measure_machine()
    passages, store = built.passages(), built.store()
    largest = sorted(by_kind(store).items(), key=lambda one: -one[1])[:6]
    told = ", ".join(f"{name} {size / passages:.0f}" for name, size in largest)
    limit = f"text {machine.text_bytes:.0f} B at the mean, {machine.packed_bytes:.0f} by zlib one by one; of it {told}"
    snapshots = sum(not path.name.startswith(".") for path in (store / "snapshots").iterdir())
    work = f"disk, {passages:,} passages"
    size = size_of(store) / passages
    spread = f"{snapshots} snapshot{'s' * (snapshots != 1)}, {quantity(size_of(store), 'B')}"
    return [Row(work, "bytes a passage, whole store", "B", size, Goal("less", DISK_BYTES), spread, limit=limit)]


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def by_kind(folder: Path) -> dict[str, int]:
    """Return the bytes of the files below a folder by what they are: their folder in a snapshot or segment, or name."""
    found: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            parts = path.relative_to(folder).parts
            kind = parts[2] if len(parts) > 2 else parts[0]
            found[kind] = found.get(kind, 0) + path.stat().st_size
    return found


def codes_bytes(built: Built) -> int:
    """Return the bytes of the short codes that every question looks through."""
    return sum(path.stat().st_size for path in built.store().rglob("*codes*") if path.is_file())
