"""What is over by itself after a while."""

from typing import ClassVar

from asystec_web.flow.moments import wait


class Passing:
    """What is over after some seconds; its sentence says `wait`.

    Attributes:
        seconds: How long it still lasts.
    """

    carries: ClassVar[frozenset[str]] = frozenset({"wait"})

    def __init__(self, seconds: float) -> None:
        super().__init__(wait=wait(seconds))  # pyright: ignore[reportCallIssue] - every class it is mixed into takes values
        self.seconds = seconds
