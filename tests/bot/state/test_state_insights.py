"""What the insights and the audit log ask of the state."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers.answer import NoAnswer
from bot.state import State
from bot.state.nouns import Feedback, Gap, KeptAnswer

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
GAP = Gap(0, 1, 2, 3, "why?", "en", "a1", NOW)
FEEDBACK = Feedback("a1", 4, 1, 3, False, "why?", ("x.md",), NOW)
KEPT = KeptAnswer("a1", 1, 2, 3, "command", NoAnswer("why?", "No.", "not_answered", "en"), "s1", NOW, private=True)


@pytest.fixture
async def state(tmp_path):
    opened = await State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    yield opened
    await opened.close()


async def test_what_was_asked_in_private_is_known_to_be(state):
    """From the answer that is kept, or from whoever notes it; it stays known when the answer goes."""
    await state.gaps.note(replace(GAP, answer_id="a0"))
    await state.gaps.note(replace(GAP, answer_id="a2", private=True))
    await state.answers.keep(KEPT)
    await state.gaps.note(GAP)
    await state.feedback.give(FEEDBACK)
    await state.feedback.give(replace(FEEDBACK, answer_id="a0"))
    kept = {gap.answer_id: gap.private for gap in await state.gaps.untold(1, limit=5)}
    assert kept == {"a0": False, "a1": True, "a2": True}
    said = {one.answer_id: one.private for one in await state.feedback.complaints(1, limit=5)}
    assert said == {"a0": False, "a1": True}


async def test_a_gap_that_could_not_be_told_waits_again(state):
    """Until it is told once."""
    await state.gaps.note(GAP)
    (gap,) = await state.gaps.untold(1, limit=5)
    assert [await state.gaps.told([gap.id], NOW), await state.gaps.told([gap.id], NOW)] == [1, 0]
    await state.gaps.release(gap.id)
    assert await state.gaps.untold(1, limit=5) == [gap]


async def test_complaints_and_the_log_are_counted_by_server(state):
    """What helped is no complaint, and other servers' are theirs."""
    await state.feedback.give(FEEDBACK)
    await state.feedback.give(replace(FEEDBACK, answer_id="a2", helpful=True))
    await state.feedback.give(replace(FEEDBACK, answer_id="a3", guild_id=9))
    for guild_id in (1, 1, 9, None):
        await state.audit.note(guild_id, 5, "rebuild", NOW)
    assert await state.feedback.complaint_count(1) == 1
    assert await state.audit.count(1) == 2
    assert await state.audit.count(7) == 0
