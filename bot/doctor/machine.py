"""The machine: its Python, its memory, its clock, a card for PyTorch, a port to serve on."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.doctor.finding import Finding, broken, fine, warning

OLDEST_PYTHON = (3, 11)
TOO_NEW_PYTHON = (3, 14)  # nobody builds lingua-language-detector 2.1 for it

# With the shipped models and articles the bot took 199 MB resident, a rebuild beside it 149 MB; the system itself and
# a larger corpus take the rest.
LITTLE_MEMORY_BYTES = 700_000_000
FREE_MEMORY_BYTES = 300_000_000

CLOCK_SLACK = timedelta(days=1)  # time zones, and machines that were set up before their clock was

MEMORY_FACTS = Path("/proc/meminfo")
MEMORY_LIMIT = Path("/sys/fs/cgroup/memory.max")  # of a container, version 2

CARD_SIGNS = (Path("/proc/driver/nvidia/version"), Path("/dev/nvidiactl"), Path("/dev/kfd"))  # NVIDIA's, AMD's driver


def python(version: tuple[int, ...] = sys.version_info[:3]) -> Iterator[Finding]:
    """Look at the version of Python."""
    spoken = ".".join(map(str, version[:3]))
    if not OLDEST_PYTHON <= version[:2] < TOO_NEW_PYTHON:
        yield broken(
            "python-old" if version[:2] < OLDEST_PYTHON else "python-new",
            f"This is Python {spoken}; Sourcier needs 3.11, 3.12 or 3.13.",
            "Install one of these, name it to make (`make PYTHON=python3.13 ask`), and start Sourcier from there.",
        )
    else:
        yield fine("python", f"Python {spoken}")


def memory(total_bytes: int | None, available_bytes: int | None) -> Iterator[Finding]:
    """Look at how much memory there is; None where this system does not say."""
    if total_bytes is None or available_bytes is None:
        return
    spoken = f"{_megabytes(total_bytes)} of memory, {_megabytes(available_bytes)} of it free"
    if total_bytes < LITTLE_MEMORY_BYTES:
        yield warning(
            "memory-little",
            f"{spoken}: with the shipped models the bot and a rebuild beside it need about "
            f"{_megabytes(LITTLE_MEMORY_BYTES)}.",
            "Take a machine with 1 GB or more, or add swap; leave SOURCIER_RERANKER and SOURCIER_ENCODER unset.",
        )
    elif available_bytes < FREE_MEMORY_BYTES:
        yield warning(
            "memory-taken",
            f"{spoken}: the system may end the bot, or a rebuild, when it runs out.",
            "See what takes it (`ps aux --sort=-rss`), stop what you can spare, or add swap.",
        )
    else:
        yield fine("memory", spoken)


def memory_bytes(facts: Path = MEMORY_FACTS, limit: Path = MEMORY_LIMIT) -> tuple[int | None, int | None]:
    """Return total and available memory, a container's limit considered; None for what the system does not say."""
    try:
        lines = dict(line.split(":", 1) for line in facts.read_text(encoding="ascii").splitlines() if ":" in line)
        total, available = (int(lines[name].split()[0]) * 1024 for name in ("MemTotal", "MemAvailable"))
    except (OSError, ValueError, KeyError, IndexError):
        return None, None
    try:
        most = int(limit.read_text(encoding="ascii"))
    except (OSError, ValueError):  # no container, or one without a limit, which says `max`
        return total, available
    return min(total, most), min(available, max(0, most - _taken_bytes(limit.parent)))


def _taken_bytes(group: Path) -> int:
    """Return what a container's processes hold; pages of files that nobody looked at lately can be had back."""
    try:
        taken = int((group / "memory.current").read_text(encoding="ascii"))
        facts = (group / "memory.stat").read_text(encoding="ascii")
    except (OSError, ValueError):
        return 0
    return taken - sum(int(one) for one in re.findall(r"^inactive_file (\d+)$", facts, re.MULTILINE))


def clock(now: datetime, known: datetime) -> Iterator[Finding]:
    """Look whether the clock is behind `known`, a moment that has certainly passed."""
    if now + CLOCK_SLACK < known:
        yield broken(
            "clock-behind",
            f"The clock says {now:%d %B %Y, %H:%M} UTC, but Sourcier's own files are from {known:%d %B %Y}: "
            "certificates will be refused, and Discord with them.",
            "Set the clock; on most systems `timedatectl set-ntp true` keeps it right.",
        )
    else:
        yield fine("clock", f"The clock says {now:%d %B %Y, %H:%M} UTC")


def installed_at(package: Path) -> datetime:
    """Return when the newest of the package's own files was written."""
    newest = max((path.stat().st_mtime for path in package.glob("*.py")), default=0.0)
    return datetime.fromtimestamp(newest, UTC)


def torch_build(card_packages: int, card: bool) -> Iterator[Finding]:
    """Look whether PyTorch brought packages for cards (`card_packages` of them) to a machine without one."""
    if card_packages and not card:
        yield warning(
            "torch-for-cards",
            f"PyTorch is the build for NVIDIA cards ({card_packages} packages of gigabytes), and there is no card.",
            "Install the build for CPUs: `pip install torch --force-reinstall --index-url "
            "https://download.pytorch.org/whl/cpu`, then remove what `pip list` shows as nvidia-….",
        )
    else:
        yield fine("torch-build", "PyTorch's build suits this machine")


def has_card() -> bool:
    """Return whether the driver of a card is loaded."""
    return any(sign.exists() for sign in CARD_SIGNS)


def metrics_port(port: int | None) -> Iterator[Finding]:
    """Look whether the port for measures can be had."""
    if port is None:
        return
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            yield warning(
                "metrics-port",
                f"Port {port} of SOURCIER_METRICS_PORT cannot be had: {error.strerror}. A running bot may have it.",
                "If it does not run, name a free port, above 1023 unless the bot runs as root.",
            )
        else:
            yield fine("metrics-port", f"Port {port} is free for the measures")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:,.0f} MB"
