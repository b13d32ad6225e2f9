"""How an extra of Sourcier is installed, for every message that says so.

Sourcier is on no package registry: asked for by its name, pip would fail, or bring a stranger's package.
"""

from __future__ import annotations

import shlex
import sys


def how_to_install(extra: str) -> str:
    """Return what installs `extra` where this Python runs: where to stand, and the command."""
    return f"from Sourcier's folder, run: {shlex.quote(sys.executable or 'python')} -m pip install -e '.[{extra}]'"
