"""Sentences on a terminal: no line begins with the mark that closes a quote, a colon or a quote's number.

rich takes every white space for a place to break at, no-break spaces too, so that "»" or ":" came to stand on a line
of its own in French. The text itself stays as it is: what comes out has the same characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod, OverflowMethod
    from rich.containers import Lines

# Articles are kept with plain spaces only (`corpus.typography`), so those before and after French marks count as well.
HELD = re.compile(r"[\u00a0\u202f]| (?=[»:;!?](?:\s|$)|\[\d+\])|(?<=«) ")
PRIVATE = range(0xE000, 0xF900)  # characters for private use: as wide as a space, and no white space


class Prose(Text):
    """Text that is wrapped as sentences are."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """Return the lines; the options are those of `Text.wrap`."""
        spaces = sorted(set(HELD.findall(self.plain)))
        free = (chr(code) for code in PRIVATE if chr(code) not in self.plain)
        stand_ins = dict(zip(spaces, free, strict=False))
        held = self.copy()
        held.plain = HELD.sub(lambda space: stand_ins.get(space[0], space[0]), self.plain)
        lines = held.wrap(console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap)
        back = {ord(stand_in): space for space, stand_in in stand_ins.items()}
        for line in lines:
            line.plain = line.plain.translate(back)
        return lines
