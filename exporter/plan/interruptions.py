"""What an interruption finds: either nothing of a step, or the whole of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Any

_INTERRUPTIONS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def ignored() -> Iterator[None]:
    """Let no interruption part what is inside; one that comes is too late."""
    with _answered_by(signal.SIG_IGN):
        yield


@contextmanager
def held() -> Iterator[None]:
    """Let an interruption wait until what is inside is done."""
    came: list[int] = []
    with _answered_by(lambda number, _: came.append(number)):
        yield
    if came:
        signal.raise_signal(came[0])


@contextmanager
def _answered_by(handler: Any) -> Iterator[None]:
    if current_thread() is not main_thread():  # only that one may say what a signal does
        yield
        return
    before = {one: signal.getsignal(one) for one in _INTERRUPTIONS}
    try:
        for one in _INTERRUPTIONS:
            signal.signal(one, handler)
        yield
    finally:
        for one, earlier in before.items():
            signal.signal(one, earlier)
