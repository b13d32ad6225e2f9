"""What all tests share: one thread for what numpy works out, and reading articles in this process."""

import os
from datetime import date

import pytest

# Before numpy is loaded, and for the processes that tests start. Each of several workers would have a thread a core,
# which wait for one another: two workers on two cores took twice the processor time for the same tests.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture
def read_here(monkeypatch):
    """Read added articles in this process: a child takes a second. Its own tests are in `test_intake_reading`."""
    from corpus.intake.reading import Reading, note_of
    from corpus.intake.trial import reading_of

    def read(path, limits):
        said = reading_of(path, limits)
        day = said["published"]
        return Reading(
            **said | {"published": day and date.fromisoformat(day), "notes": tuple(map(note_of, said["notes"]))}
        )

    monkeypatch.setattr("corpus.intake.adding.try_reading", read)
