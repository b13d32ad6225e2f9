"""Searches are kept for their pages, as long as answers are, and go with the person or the server."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.answers.answer import Answer, Citation
from bot.state import State
from bot.state.nouns import KeptAnswer, KeptSearch, Retention

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
SEARCH = KeptSearch("s1", 7, 3, "search", "what is ROFR?", NOW)


@pytest.fixture
async def state(tmp_path):
    opened = await State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    yield opened
    await opened.close()


async def test_a_search_is_read_as_it_was_kept(state):
    """In a server and in direct messages; one that is not kept is none."""
    direct = replace(SEARCH, id="s2", guild_id=None, kind="articles")
    for one in (SEARCH, direct):
        await state.searches.keep(one)
        assert await state.searches.get(one.id) == one
    assert await state.searches.get("s3") is None


async def test_searches_are_purged_with_answers(state):
    """At the age that is set for answers."""
    await state.searches.keep(SEARCH)
    purged = await state.purge(Retention(answers_days=30), NOW + timedelta(days=30))
    assert purged.rows["searches"] == 0
    purged = await state.purge(Retention(answers_days=30), NOW + timedelta(days=30, seconds=1))
    assert purged.rows["searches"] == 1
    assert await state.searches.get("s1") is None


async def test_searches_go_with_their_person_and_their_server(state):
    """They are counted and exported before."""
    await state.searches.keep(SEARCH)
    await state.searches.keep(replace(SEARCH, id="s2", person_id=4))
    assert (await state.people.kept_about(3)).searches == 1
    (row,) = (await state.people.export(3))["searches"]
    assert (row["words"], row["created_at"]) == ("what is ROFR?", "2026-05-01T12:00:00+00:00")
    assert (await state.people.forget(3, NOW.date())).searches == 1
    assert await state.searches.get("s1") is None
    assert await state.searches.get("s2") is not None
    await state.servers.left(7, NOW)
    await state.servers.forget_left(NOW + timedelta(seconds=1))
    assert await state.searches.get("s2") is None


async def test_public_answers_that_cite_an_article_are_found(state):
    """Of one server, newest first, private ones left out."""
    cited = Citation(1, "a.md", "A", None, None, "articles", "en", "Q.", 0, 2)
    answer = Answer("first?", "L [1].", (cited,), "en", "extracted", 1.0)
    one = KeptAnswer("1", 7, 5, 3, "command", answer, "s", NOW)
    later = NOW + timedelta(seconds=1)
    for kept in (
        one,
        replace(one, id="2", result=replace(answer, question="second?"), created_at=later),
        replace(one, id="3", private=True),
        replace(one, id="4", guild_id=None),
        replace(one, id="5", guild_id=8),
        replace(one, id="6", result=replace(answer, citations=(replace(cited, article_id="b.md"),))),
    ):
        await state.answers.keep(kept)
    found = await state.answers.public_citing("a.md", guild_id=7, limit=5)
    assert [kept.question for kept in found] == ["second?", "first?"]
    assert len(await state.answers.public_citing("a.md", guild_id=7, limit=1)) == 1
