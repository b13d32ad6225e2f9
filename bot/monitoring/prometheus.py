"""The door to Prometheus's client: counts in a registry of their own, and the page that Prometheus reads.

Names follow Prometheus's conventions: base units, `_total` for what only grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.monitoring.measures import Measures, Outcome, RebuildOutcome, Way
from bot.monitoring.watched import Watched

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

# Discord lets a command wait three seconds for its acknowledgement; at the 99th percentile one second is promised.
ACKNOWLEDGE_BUCKETS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
# An answer takes hundredths of a second, one of a chat model half a minute, a full queue some 16 seconds.
ANSWER_BUCKETS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0)
REBUILD_BUCKETS_S = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0)  # twenty articles to a large library
# The bot's own work may hold the event loop for 50 ms and no longer.
LATE_BUCKETS_S = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)

KIND = re.compile(r"[a-z][a-z_-]{0,19}")  # a word of ours; whatever else a button is called counts as other
OTHER = "other"
MOST_KINDS = 30  # a feature that put ids in its buttons' first words would otherwise fill Prometheus with series


class PrometheusMeasures(Measures):
    """Keeps what it is told. Other features' measures may be added to `registry`, which is this object's own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._kinds: set[str] = set()
        self._asked = Counter(
            "sourcier_questions", "Questions, by way and outcome.", ("way", "outcome"), registry=self.registry
        )
        self._answer_s = Histogram(
            "sourcier_answer_seconds",
            "From a question to what came of it.",
            ("way",),
            buckets=ANSWER_BUCKETS_S,
            registry=self.registry,
        )
        self._acknowledge_s = Histogram(
            "sourcier_acknowledge_seconds",
            "From a question to the first sign that it arrived.",
            ("way",),
            buckets=ACKNOWLEDGE_BUCKETS_S,
            registry=self.registry,
        )
        self._rebuilt = Counter("sourcier_rebuilds", "Rebuilds, by outcome.", ("outcome",), registry=self.registry)
        self._rebuild_s = Histogram(
            "sourcier_rebuild_seconds",
            "How long a rebuild that was done took.",
            buckets=REBUILD_BUCKETS_S,
            registry=self.registry,
        )
        self._pressed = Counter(
            "sourcier_presses", "Buttons and menus used, by kind.", ("kind",), registry=self.registry
        )
        self._late_s = Histogram(
            "sourcier_event_loop_late_seconds",
            "How late the event loop came to a timer, looked at ten times a second.",
            buckets=LATE_BUCKETS_S,
            registry=self.registry,
        )

    def asked(self, way: Way, outcome: Outcome, seconds: float) -> None:
        """Count a question, and how long its asker waited for what came of it."""
        self._asked.labels(way, outcome).inc()
        self._answer_s.labels(way).observe(seconds)

    def acknowledged(self, way: Way, seconds: float) -> None:
        """Take how long it was until the asker of a question saw that it had arrived."""
        self._acknowledge_s.labels(way).observe(seconds)

    def rebuilt(self, outcome: RebuildOutcome, seconds: float) -> None:
        """Count a rebuild; how long it took is kept of one that was done."""
        self._rebuilt.labels(outcome).inc()
        if outcome == "done":
            self._rebuild_s.observe(seconds)

    def pressed(self, kind: str) -> None:
        """Count a press of a button, or a choice in a menu."""
        known = kind in self._kinds or (KIND.fullmatch(kind) and len(self._kinds) < MOST_KINDS)
        if known:
            self._kinds.add(kind)
        self._pressed.labels(kind if known else OTHER).inc()

    def late(self, seconds: float) -> None:
        """Take how late the event loop came to a timer."""
        self._late_s.observe(seconds)

    def watch(self, watched: Watched) -> None:
        """Have each reading look at `watched` too."""
        self.registry.register(_Looks(watched))

    def page(self) -> bytes:
        """Return what Prometheus reads, in its text format 0.0.4."""
        return generate_latest(self.registry)


class _Looks(Collector):
    """Looks at what is watched each time that the measures are read."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched

    def describe(self) -> Iterable[Metric]:
        """Return nothing: what there is to see is known when it is looked at."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Yield what is there now; what is not there (no index, no connection) has no number."""
        connected, waiting = self._watched.connected(), self._watched.under_way()
        yield GaugeMetricFamily("sourcier_connected", "1 while connected to Discord, else 0.", float(connected))
        yield GaugeMetricFamily("sourcier_questions_under_way", "Pieces of work under way or waiting.", float(waiting))
        if (latency_s := self._watched.latency_s()) is not None:
            yield GaugeMetricFamily("sourcier_gateway_latency_seconds", "The last heartbeat to Discord.", latency_s)
        if (index := self._watched.index()) is not None:
            yield GaugeMetricFamily("sourcier_index_articles", "Articles of the open index.", float(index.articles))
            yield GaugeMetricFamily("sourcier_index_passages", "Passages of the open index.", float(index.passages))
            yield GaugeMetricFamily(
                "sourcier_index_built_timestamp_seconds", "When the open index was built, since 1970.", index.built_at_s
            )
        if (chat := self._watched.chat()) is not None:
            yield CounterMetricFamily("sourcier_chat_requests", "Calls of the chat model.", float(chat.requests))
            yield CounterMetricFamily("sourcier_chat_tokens_read", "Tokens that it read.", float(chat.tokens_in))
            yield CounterMetricFamily("sourcier_chat_tokens_written", "Tokens that it wrote.", float(chat.tokens_out))
            yield CounterMetricFamily("sourcier_chat_fallbacks", "Answers made without it.", float(chat.fallbacks))
