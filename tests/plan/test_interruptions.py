"""What an interruption finds: either nothing of a step, or the whole of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from exporter.plan.interruptions import held, ignored


@pytest.fixture(autouse=True)
def answered() -> Iterator[None]:
    """A suite that runs in the background inherits interruptions as ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interruption_waits_until_a_held_step_is_done() -> None:
    steps = []
    with pytest.raises(KeyboardInterrupt), held():
        signal.raise_signal(signal.SIGINT)
        steps.append("done")
    assert steps == ["done"]


def test_an_interruption_does_not_hide_why_a_held_step_failed() -> None:
    with pytest.raises(ZeroDivisionError), held():
        signal.raise_signal(signal.SIGINT)
        raise ZeroDivisionError


def test_an_ignored_interruption_is_gone() -> None:
    with ignored():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGTERM)


@pytest.mark.parametrize("step", [held, ignored])
def test_an_interruption_after_the_step_is_answered_as_before_it(step: object) -> None:
    with step():  # type: ignore[operator]
        pass
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
