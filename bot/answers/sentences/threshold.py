"""The confidence below which a question is refused: as trained, or as a host calibrated it on its own questions.

A calibration lies beside the snapshots of a corpus and holds for all of them, as long as the encoder and the way of
telling confidence are the same. Where they are not, or the file is damaged, the trained threshold counts.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from bot.answers.sentences.confidence import LEAST, VERSION, least_among
from index.keeping.snapshot import Store

FILE = "calibration.json"
TEXTS = frozenset({"confidence_version", "encoder_digest", "snapshot", "questions", "calibrated_at"})
AGAIN = "run `sourcier evaluate answers --calibrate` with your questions again"


@dataclass(frozen=True, slots=True)
class Calibration:
    """A threshold that questions of a host chose.

    `confidence_version` and `encoder_digest` say what it holds for, `snapshot` what the questions of the file
    `questions` were asked of, `calibrated_at` when (ISO 8601). `refused_answerable` and `refused_unanswerable` are the
    shares of them that it refuses, the latter None where there were none.
    """

    threshold: float
    confidence_version: str
    encoder_digest: str
    snapshot: str
    questions: str
    answerable: int
    unanswerable: int
    refused_answerable: float
    refused_unanswerable: float | None
    calibrated_at: str

    @property
    def asked(self) -> int:
        """How many questions chose it."""
        return self.answerable + self.unanswerable


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is refused: confidences below `least`. `note` says why a calibration that is there does not count.

    As shipped, `least` is that of the shared articles; a server's scope may have another.
    """

    least: float = LEAST
    calibration: Calibration | None = None
    note: str = ""

    @property
    def given(self) -> float | None:
        """What holds for every scope; None where nothing was calibrated, and each has what was shipped for it."""
        return None if self.calibration is None else self.least


def read_threshold(store: Store, encoder_digest: str, passages: int) -> Threshold:
    """Return the threshold for so many passages of a snapshot of `store`, which the encoder of this digest made.

    Raises nothing.
    """
    shipped = least_among(passages)
    try:
        text = store.read(FILE)
        if text is None:
            return Threshold(shipped)
        found = _parsed(text)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        why = f"{store.folder / FILE} is no calibration ({type(error).__name__})"
        return Threshold(shipped, note=f"{why}, so it is left aside; {AGAIN}")
    day = found.calibrated_at[:10]
    if found.encoder_digest != encoder_digest:
        why = f"the calibration of {day} was made with another encoder"
        return Threshold(shipped, note=f"{why}, so it is left aside; {AGAIN}")
    if found.confidence_version != VERSION:
        why = f"the calibration of {day} is of confidence {found.confidence_version}, and this is {VERSION}"
        return Threshold(shipped, note=f"{why}, so it is left aside; {AGAIN}")
    return Threshold(found.threshold, found)


def write_calibration(store: Store, calibration: Calibration) -> None:
    """Have `calibration` hold for `store` from now on, in one atomic step; an open index keeps what it was opened with.

    Raises:
        OSError, IndexFloorError: the disk refused.
    """
    store.write(FILE, json.dumps(asdict(calibration), indent=1, ensure_ascii=False) + "\n")


def forget_calibration(store: Store) -> bool:
    """Go back to the trained threshold; return whether there was another."""
    return store.remove(FILE)


def _parsed(text: str) -> Calibration:
    values: Any = json.loads(text)
    held = {one.name: values[one.name] for one in fields(Calibration)}
    shares = [held["threshold"], held["refused_answerable"], held["refused_unanswerable"] or 0.0]
    counts = [held["answerable"], held["unanswerable"]]
    texts = [value for name, value in held.items() if name in TEXTS]
    if not (
        all(isinstance(one, str) for one in texts)
        and all(
            isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one) and 0 <= one <= 1
            for one in shares
        )
        and all(isinstance(one, int) and one >= 0 for one in counts)
    ):
        raise ValueError
    datetime.fromisoformat(held["calibrated_at"])
    return Calibration(**held)
