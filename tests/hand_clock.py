"""A clock that goes on when it is told to."""


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now
