"""What the doctor found, for people: a line each, and the remedy under what is not in order."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.doctor.finding import Finding, State
from bot.terminal.screen import visible
from bot.terminal.wording import counted

MARKS: dict[State, Text] = {
    "ok": Text("ok", style="green"),
    "note": Text("note", style="cyan"),
    "warning": Text("warning", style="bold yellow"),
    "broken": Text("broken", style="bold red"),
}


def render_findings(findings: Sequence[Finding]) -> RenderableType:
    """Return every finding in its order, and a sentence that sums them up."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for finding in findings:
        rows.add_row(MARKS[finding.state], Text(visible(finding.found), style="dim" if finding.state == "ok" else ""))
        if finding.remedy:
            rows.add_row("", Text(f"→ {visible(finding.remedy)}"))
    return Group(rows, Text(), Text(summed_up(findings), style="bold"))


def summed_up(findings: Sequence[Finding]) -> str:
    """Return how many things are broken, and what that means."""
    broken, warnings = (sum(1 for one in findings if one.state == state) for state in ("broken", "warning"))
    if broken:
        also = f", and {counted(warnings, 'warning')}" if warnings else ""
        return f"{counted(broken, 'thing')} broken{also}."
    return f"Nothing is broken; {counted(warnings, 'warning')}." if warnings else "Everything is in order."
