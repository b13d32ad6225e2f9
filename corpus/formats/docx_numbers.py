"""What Word writes before the paragraphs of a list or a numbered heading: "3.", "b)", "Article 2".

The numbers stand nowhere in a document; they are counted by its definitions (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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
            del counts[deeper]
        if levels[depth].form in ("bullet", "none"):
            return ""

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            level = levels.get(at)
            return formed(counts.get(at, level.first), _FORMS.get(level.form, "1")) if level is not None else ""

        mark = " ".join(_LEVEL.sub(shown, levels[depth].text).split())
        if len(mark) > _LONGEST or not any(map(str.isalnum, mark)):
            return ""
        return mark if " " in mark or not mark[-1].isalnum() else f"{mark}."


def numbers_of(document: Document) -> Numbers:
    """Return the lists that a document defines."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if not parts:
        return Numbers({}, {})
    root = parts[0].element
    defined = {one.get(qn("w:abstractNumId")): _levels(one) for one in root.findall(qn("w:abstractNum"))}
    levels, shared = {}, {}
    for one in root.findall(qn("w:num")):
        number, base = one.get(qn("w:numId")), value_of(one, "w:abstractNumId")
        own = {
            _whole(over.get(qn("w:ilvl"))) or 0: start
            for over in one.findall(qn("w:lvlOverride"))
            if (start := _whole(value_of(over, "w:startOverride"))) is not None
        }
        levels[number] = {
            depth: _Level(level.form, own.get(depth, level.first), level.text)
            for depth, level in defined.get(base, {}).items()
        }
        shared[number] = f"list {number}" if own else f"definition {base}"
    return Numbers(levels, shared)


def _levels(definition: BaseOxmlElement) -> dict[int, _Level]:
    return {
        _whole(level.get(qn("w:ilvl"))) or 0: _Level(
            value_of(level, "w:numFmt") or "decimal",
            _whole(value_of(level, "w:start")) or 0,
            value_of(level, "w:lvlText") or "",
        )
        for level in definition.findall(qn("w:lvl"))
    }


def value_of(element: BaseOxmlElement | None, name: str) -> str | None:
    """Return the value that a child of an element states, by the child's name; None without element, child or value."""
    child = element.find(qn(name)) if element is not None else None
    return child.get(qn("w:val")) if child is not None else None


def _whole(stated: str | None) -> int | None:
    return min(int(stated), _MOST) if stated and stated.isascii() and stated.isdecimal() else None
