"""`Finding`: one thing that a check looked at, how it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "warning", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` names what is the matter, in words that do not change; `found` and `remedy` are for people.

    A remedy is there unless the state is ok.
    """

    kind: str
    state: State
    found: str
    remedy: str = ""


def fine(kind: str, found: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(kind, "ok", found)


def note(kind: str, found: str, remedy: str) -> Finding:
    """Return something that harms nothing, of which a person may want to do something; the whole is ok with it."""
    return Finding(kind, "note", found, remedy)


def warning(kind: str, found: str, remedy: str) -> Finding:
    """Return something that the bot runs with, though not well or not for long."""
    return Finding(kind, "warning", found, remedy)


def broken(kind: str, found: str, remedy: str) -> Finding:
    """Return something that the bot cannot do its work with."""
    return Finding(kind, "broken", found, remedy)


def worst(findings: Iterable[Finding]) -> State:
    """Return how it stands with an installation of which all this was found."""
    states = {finding.state for finding in findings}
    return "broken" if "broken" in states else "warning" if "warning" in states else "ok"


Look = Callable[[], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at; `subject` is what it is about, for whoever waits and for a look that could not be had."""

    subject: str
    look: Look
