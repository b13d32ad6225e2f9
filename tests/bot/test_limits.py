"""How many files a process may have open."""

import subprocess
import sys

import pytest

from bot.terminal.limits import ENOUGH

CHECK = """
import resource
from bot.terminal.limits import allow_many_files
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
allow_many_files()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_process_may_open_what_its_system_allows():
    """Up to a bound, and never less than before."""
    run = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    soft, hard = map(int, run.stdout.split())
    assert soft == (ENOUGH if hard < 0 else min(hard, ENOUGH))
