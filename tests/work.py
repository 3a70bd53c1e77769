"""Work that is counted and not timed: a busy machine calls no more functions."""

import sys
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Any


class TooMuchWork(AssertionError):
    """More was called than the test allows."""


@contextmanager
def at_most(calls: int) -> Generator[Counter[str]]:
    """Stop what calls more functions than so many; gives how often each was called."""
    called: Counter[str] = Counter()
    made = 0

    def count(frame: FrameType, event: str, what: Any) -> None:
        nonlocal made
        if event == "call":
            called[frame.f_code.co_name] += 1
        elif event == "c_call":
            called[what.__name__] += 1
        else:
            return
        made += 1
        if made > calls:
            sys.setprofile(None)
            message = f"more than {calls} calls: {called.most_common(5)}"
            raise TooMuchWork(message)

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield called
    finally:
        sys.setprofile(before)
