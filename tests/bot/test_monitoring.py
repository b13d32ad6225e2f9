"""The measures: each counts what it says, costs nothing when off, and is served on this machine alone."""

import asyncio
import inspect
import json
import socket
from contextlib import nullcontext

import aiohttp
import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from bot.discord_app.thinking import TooBusyError
from bot.monitoring.measures import Measures
from bot.monitoring.prometheus import MOST_KINDS, PrometheusMeasures
from bot.monitoring.sampling import watch_the_loop
from bot.monitoring.serving import served
from bot.monitoring.watched import ChatFacts, IndexFacts
from tests.bot.monitoring_fakes import State


@pytest.fixture
def measures():
    return PrometheusMeasures()


def samples(page):
    """Return each sample's value by its name and labels, as Prometheus reads the page."""
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


async def get(port, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.read(), answer.headers["Content-Type"]


def test_a_question_is_counted_by_way_and_outcome(measures):
    """With how long its asker waited."""
    measures.asked("command", "answered", 0.2)
    measures.asked("command", "answered", 7.0)
    measures.asked("mention", "refused", 0.01)
    found = samples(measures.page())
    assert found["sourcier_questions_total", ("outcome", "answered"), ("way", "command")] == 2
    assert found["sourcier_questions_total", ("outcome", "refused"), ("way", "mention")] == 1
    assert found["sourcier_answer_seconds_count", ("way", "command")] == 2
    assert found["sourcier_answer_seconds_sum", ("way", "command")] == pytest.approx(7.2)
    assert found["sourcier_answer_seconds_bucket", ("le", "5.0"), ("way", "command")] == 1


def outcome_of(measures):
    ((_, (_, outcome), _),) = [one for one in samples(measures.page()) if one[0] == "sourcier_questions_total"]
    return outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(None, "refused"), (TooBusyError(), "limited"), (ValueError(), "failed"), (asyncio.CancelledError(), "failed")],
)
def test_a_block_that_asks_is_counted_however_it_ends(measures, error, outcome):
    """What is raised goes on its way."""
    with (
        pytest.raises(type(error)) if error else nullcontext(),
        measures.asking("direct", limits=(TooBusyError,)) as one,
    ):
        one.acknowledged()
        one.outcome = "refused"
        if error is not None:
            raise error
    assert outcome_of(measures) == outcome
    assert samples(measures.page())["sourcier_acknowledge_seconds_count", ("way", "direct")] == 1


def test_a_rebuild_that_failed_says_nothing_of_how_long_one_takes(measures):
    """It may have failed at once."""
    measures.rebuilt("done", 12.0)
    measures.rebuilt("failed", 0.1)
    found = samples(measures.page())
    assert found["sourcier_rebuilds_total", ("outcome", "done")] == 1
    assert found["sourcier_rebuilds_total", ("outcome", "failed")] == 1
    assert found["sourcier_rebuild_seconds_count",] == 1


@pytest.mark.parametrize("kind", ["184467440737095516", "a" * 21, "Passage?", "", "0f3a9c", "né"])
def test_a_kind_that_is_no_word_of_ours_counts_as_other(measures, kind):
    """An id in a label would name somebody, and make a series for each."""
    measures.pressed("passage")
    measures.pressed(kind)
    found = {one: value for one, value in samples(measures.page()).items() if one[0] == "sourcier_presses_total"}
    assert found == {
        ("sourcier_presses_total", ("kind", "passage")): 1,
        ("sourcier_presses_total", ("kind", "other")): 1,
    }


def test_kinds_have_an_end(measures):
    """However many words come, the series stay few."""
    words = [first + second for first in "abcdefghij" for second in "klmnopqrst"]
    for word in words:
        measures.pressed(word)
    found = {one: value for one, value in samples(measures.page()).items() if one[0] == "sourcier_presses_total"}
    assert len(found) == MOST_KINDS + 1
    assert found["sourcier_presses_total", ("kind", "other")] == len(words) - MOST_KINDS


def test_what_is_watched_is_looked_up_at_each_reading(measures):
    """What is not there has no number, rather than a nought that looks like one."""
    state = State(chat=ChatFacts(5, 1000, 200, 1))
    measures.watch(state.watched())
    found = samples(measures.page())
    assert {one[0]: value for one, value in found.items() if one[0] in WATCHED} == {
        "sourcier_connected": 1,
        "sourcier_questions_under_way": 3,
        "sourcier_gateway_latency_seconds": 0.25,
        "sourcier_index_articles": 20,
        "sourcier_index_passages": 147,
        "sourcier_index_built_timestamp_seconds": 1_800_000_000,
        "sourcier_chat_requests_total": 5,
        "sourcier_chat_tokens_read_total": 1000,
        "sourcier_chat_tokens_written_total": 200,
        "sourcier_chat_fallbacks_total": 1,
    }
    state.connected, state.latency_s, state.index, state.chat = False, None, None, None
    found = samples(measures.page())
    assert {one[0]: value for one, value in found.items() if one[0] in WATCHED} == {
        "sourcier_connected": 0,
        "sourcier_questions_under_way": 3,
    }


WATCHED = frozenset(
    f"sourcier_{name}"
    for name in (
        *("connected", "questions_under_way", "gateway_latency_seconds"),
        *("index_articles", "index_passages", "index_built_timestamp_seconds"),
        *("chat_requests_total", "chat_tokens_read_total", "chat_tokens_written_total", "chat_fallbacks_total"),
    )
)


def test_no_label_can_name_anybody(measures):
    """Labels are ways, outcomes, kinds and the bounds of buckets."""
    measures.watch(State().watched())
    measures.asked("command", "answered", 1.0)
    measures.acknowledged("command", 1.0)
    measures.rebuilt("done", 1.0)
    measures.pressed("passage")
    measures.late(0.1)
    assert {name for one in samples(measures.page()) for name, _ in one[1:]} == {"way", "outcome", "kind", "le"}


def test_nothing_is_left_for_the_whole_process(measures):
    """Two bots in one process, as in tests, have a registry each."""
    PrometheusMeasures()
    assert not [family.name for family in REGISTRY.collect() if family.name.startswith("sourcier")]


def test_the_one_that_forgets_has_every_method(measures):
    """With the same signatures, so that features need not know which they have."""
    public = [name for name in vars(Measures) if not name.startswith("_")]
    for name in public:
        assert inspect.signature(getattr(Measures, name)) == inspect.signature(getattr(PrometheusMeasures, name))
    with Measures().asking("menu") as one:
        one.acknowledged()


async def test_a_loop_that_is_held_is_told_late():
    """By as long as it was held, less what was left of the timer."""
    told = []
    watching = asyncio.create_task(watch_the_loop(told.append, every_s=0.0))
    for _ in range(5):
        await asyncio.sleep(0)
    watching.cancel()
    await asyncio.wait([watching])
    assert told
    assert min(told) >= 0


async def test_the_pages_are_served(measures):
    """In Prometheus's own format; nothing else is there."""
    port = free_port()
    async with served(measures, State().watched(), port):
        status, page, kind = await get(port, "/metrics")
        assert (status, kind) == (200, "text/plain; version=0.0.4; charset=utf-8")
        assert samples(page)["sourcier_index_articles",] == 20
        assert (await get(port, "/"))[0] == 404


async def test_they_are_served_to_this_machine_alone(measures):
    """The socket is bound to the loopback address."""
    port = free_port()
    async with served(measures, State().watched(), port):
        with socket.socket() as other, pytest.raises(OSError, match="refused"):
            other.connect(("127.0.0.2", port))


@pytest.mark.parametrize(
    ("changes", "status", "reasons"),
    [
        ({}, 200, []),
        ({"connected": False}, 503, ["not connected to Discord"]),
        ({"index": None}, 503, ["no index is open"]),
        ({"index": IndexFacts(20, 147, 1.0, damaged=True)}, 503, ["the open index is damaged"]),
        ({"connected": False, "index": None}, 503, ["not connected to Discord", "no index is open"]),
    ],
)
async def test_health_says_whether_questions_can_be_answered(measures, changes, status, reasons):
    """And if not, why."""
    port = free_port()
    async with served(measures, State(**changes).watched(), port):
        found, page, _ = await get(port, "/health")
    assert found == status
    assert json.loads(page) == {"healthy": not reasons, "reasons": reasons}


async def test_a_port_in_use_stops_nobody(measures, caplog):
    """The log says which setting, and what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        async with served(measures, State().watched(), port):
            pass
    (record,) = [one for one in caplog.records if one.levelname == "ERROR"]
    assert record.getMessage().startswith(f"SOURCIER_METRICS_PORT: port {port} of 127.0.0.1 cannot be had (")
    assert "Name a free port" in record.getMessage()
