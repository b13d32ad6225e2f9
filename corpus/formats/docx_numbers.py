"""What Word writes before the paragraphs of a list or a numbered heading: "3.", "b)", "Article 2".

The numbers stand nowhere in a document; they are counted by its definitions (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from corpus.numerals import Form, formed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_LEVEL = re.compile(r"%([1-9])")
_LONGEST = 30  # code points of a mark
_MOST = 100_000  # that a list is believed to begin with
_FORMS: Mapping[str, Form] = MappingProxyType(
    {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
)


@dataclass(frozen=True)
class _Level:
    form: str  # "decimal", "bullet", "lowerLetter"…
    first: int
    text: str  # "%1.%2." stands for "3.1."
    is_legal: bool = False  # writes the numbers of all levels in digits
    restarts: int | None = None  # behind which depths it begins anew: those below; None for any above it
    style: str | None = None  # that makes paragraphs of this depth


@dataclass
class Numbers:
    """Counts the paragraphs of a document's lists, in order."""

    levels: Mapping[str, Mapping[int, _Level]]  # by list, then by depth from 0
    shared: Mapping[str, str]  # by list, the definition whose counting it takes part in
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, number: str, depth: int) -> str | None:
        """Return what stands before the next paragraph of a list, "" for a bullet; None where there is no such list."""
        levels = self.levels.get(number)
        if levels is None or depth not in levels:
            return None
        counts = self.counted.setdefault(self.shared[number], {})
        counts[depth] = counts.get(depth, levels[depth].first - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            restarts = levels[deeper].restarts if deeper in levels else None
            if restarts is None or depth < restarts:
                del counts[deeper]
        if levels[depth].form in ("bullet", "none"):
            return ""

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            level = levels.get(at)
            if level is None:
                return ""
            number = counts.get(at, level.first)
            if level.form == "decimalZero":
                return f"{number:02}"
            return formed(number, "1" if levels[depth].is_legal else _FORMS.get(level.form, "1"))

        mark = " ".join(_LEVEL.sub(shown, levels[depth].text).split())
        if len(mark) > _LONGEST or not any(map(str.isalnum, mark)):
            return ""
        return mark if " " in mark or not mark[-1].isalnum() else f"{mark}."

    def depth_of(self, number: str, style: str | None) -> int:
        """Return how deep in a list paragraphs of a style are that do not say it themselves."""
        levels = self.levels.get(number, {})
        return next((depth for depth, level in levels.items() if style is not None and level.style == style), 0)


def numbers_of(document: Document) -> Numbers:
    """Return the lists that a document defines."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if not parts:
        return Numbers({}, {})
    root = parts[0].element
    definitions = root.findall(qn("w:abstractNum"))
    of_styles: dict[str | None, BaseOxmlElement] = {value_of(one, "w:styleLink"): one for one in definitions}
    of_styles.pop(None, None)
    defined = {
        one.get(qn("w:abstractNumId")): _levels(of_styles.get(value_of(one, "w:numStyleLink"), one))
        for one in definitions
    }
    levels, shared = {}, {}
    for one in root.findall(qn("w:num")):
        number, base = one.get(qn("w:numId")), value_of(one, "w:abstractNumId")
        own = {
            _whole(over.get(qn("w:ilvl"))) or 0: start
            for over in one.findall(qn("w:lvlOverride"))
            if (start := _whole(value_of(over, "w:startOverride"))) is not None
        }
        overridden = {
            depth: level for over in one.findall(qn("w:lvlOverride")) for depth, level in _levels(over).items()
        }
        levels[number] = {
            depth: replace(level, first=own.get(depth, level.first))
            for depth, level in (defined.get(base, {}) | overridden).items()
        }
        shared[number] = f"list {number}" if own else f"definition {base}"
    return Numbers(levels, shared)


def _levels(definition: BaseOxmlElement) -> dict[int, _Level]:
    return {
        _whole(level.get(qn("w:ilvl"))) or 0: _Level(
            value_of(level, "w:numFmt") or "decimal",
            _whole(value_of(level, "w:start")) or 0,
            value_of(level, "w:lvlText") or "",
            level.find(qn("w:isLgl")) is not None and value_of(level, "w:isLgl") not in ("0", "false"),
            _whole(value_of(level, "w:lvlRestart")),
            value_of(level, "w:pStyle"),
        )
        for level in definition.findall(qn("w:lvl"))
    }


def value_of(element: BaseOxmlElement | None, name: str) -> str | None:
    """Return the value that a child of an element states, by the child's name; None without element, child or value."""
    child = element.find(qn(name)) if element is not None else None
    return child.get(qn("w:val")) if child is not None else None


def _whole(stated: str | None) -> int | None:
    return min(int(stated), _MOST) if stated and stated.isascii() and stated.isdecimal() else None
