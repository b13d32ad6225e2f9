"""Lines and JSON objects of files that people give, packed with gzip or not, each with its number.

Whatever is wrong with a file is one sentence that names the file, the line and what to do.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import EvaluationInputError

PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object; `line` is where it stands, from 1."""

    path: Path
    line: int
    values: Mapping[str, Any]

    def wrong(self, what: str) -> EvaluationInputError:
        """Return the error that says what is wrong with this row."""
        return EvaluationInputError(f"{self.path}: line {self.line} {what}")

    def text(self, *names: str) -> str | None:
        """Return the first of these fields that is there, a number as its digits; None where none is.

        Raises:
            EvaluationInputError: it holds something else than text.
        """
        for name in names:
            value = self.values.get(name)
            if isinstance(value, str):
                return value
            if isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
            if value is not None:
                raise self.wrong(f"has a {type(value).__name__} as `{name}`; write text there")
        return None


def lines_of(path: Path) -> Iterator[Line]:
    """Yield the lines of a UTF-8 file that hold more than spaces.

    Raises:
        EvaluationInputError: it cannot be read, is empty, not UTF-8, or not whole.
    """
    number, found = 0, False
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8-sig") if path.suffix == PACKED else path.open(encoding="utf-8-sig")
        ) as file:
            for number, text in enumerate(file, start=1):
                if text.strip():
                    found = True
                    yield Line(number, text.rstrip("\r\n"))
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 text, after line {number}; save the file as UTF-8"
        raise EvaluationInputError(msg) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        msg = f"{path}: not a whole gzip file ({error}), after line {number}; fetch or pack it again"
        raise EvaluationInputError(msg) from error
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}"
        raise EvaluationInputError(msg) from error
    if not found:
        msg = f"{path} is empty; give a file with a row a line"
        raise EvaluationInputError(msg)


def objects_of(path: Path) -> Iterator[Row]:
    """Yield the JSON objects of a file with one a line.

    Raises:
        EvaluationInputError: as `lines_of`, or a line is no JSON object.
    """
    for line in lines_of(path):
        yield parsed(path, line)


def parsed(path: Path, line: Line) -> Row:
    """Return the JSON object on `line`.

    Raises:
        EvaluationInputError: it is none.
    """
    try:
        values = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
        msg = f"{path}: line {line.number} is not JSON ({why}); mend the line or take it out"
        raise EvaluationInputError(msg) from error
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        msg = (
            f"{path}: line {line.number} holds half a character (\\u{ord(half):04x}, of a pair that makes one); "
            "write the whole one, or take it out"
        )
        raise EvaluationInputError(msg) from error
    if not isinstance(values, dict):
        msg = f"{path}: line {line.number} is JSON but no object; write it as {{…}} with named fields"
        raise EvaluationInputError(msg)
    return Row(path, line.number, values)
