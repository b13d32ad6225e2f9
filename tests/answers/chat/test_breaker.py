"""The circuit breaker, on a clock of the test's."""

import pytest

from bot.answers.chat.breaker import Breaker


class Clock:
    """Goes when it is told."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock):
    return Breaker(failures=3, wait_s=30.0, clock=clock)


def test_it_opens_after_enough_failures_in_a_row(breaker):
    for _ in range(2):
        breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()


def test_a_success_between_begins_the_count_anew(breaker):
    for _ in range(2):
        breaker.failed()
    breaker.succeeded()
    for _ in range(2):
        breaker.failed()
    assert breaker.allows()


def test_after_the_wait_one_caller_tries(breaker, clock):
    for _ in range(3):
        breaker.failed()
    clock.now += 29.9
    assert not breaker.allows()
    clock.now += 0.2
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    breaker.succeeded()
    assert [breaker.allows() for _ in range(3)] == [True, True, True]


def test_a_failed_trial_closes_it_for_another_wait(breaker, clock):
    for _ in range(3):
        breaker.failed()
    clock.now += 31
    assert breaker.allows()
    breaker.failed()
    clock.now += 29
    assert not breaker.allows()
    clock.now += 2
    assert breaker.allows()


def test_a_trial_of_which_nothing_is_heard_does_not_close_it_for_ever(breaker, clock):
    for _ in range(3):
        breaker.failed()
    clock.now += 31
    assert breaker.allows()
    clock.now += 31
    assert breaker.allows()
