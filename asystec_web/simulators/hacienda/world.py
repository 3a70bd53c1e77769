"""Everything in the simulator that changes while it runs."""

from collections import Counter
from collections.abc import Callable, Sequence

from asystec_web.simulators.control import Json
from asystec_web.simulators.hacienda.documents import Document, seeded_documents
from asystec_web.simulators.hacienda.throttle import FailedLogins, LookupThrottle
from asystec_web.simulators.hacienda.tokens import Mint


class World:
    """The seeded world; a reset is a new life of the same object."""

    clock: Callable[[], float]
    throttle: LookupThrottle
    failed_logins: FailedLogins
    mint: Mint
    open_sessions: set[str]
    documents: dict[str, Sequence[Document]]
    happened: Counter[str]

    def __init__(self, clock: Callable[[], float]) -> None:
        """Seed it; the clock tells seconds since 1970."""
        self.clock = clock
        self.reset()

    def reset(self) -> None:
        """Forget what happened: tokens, blocks and counts."""
        self.throttle = LookupThrottle(self.clock)
        self.failed_logins = FailedLogins(self.clock)
        self.mint = Mint(self.clock)
        self.open_sessions = set()
        self.documents = seeded_documents(self.clock())
        self.happened = Counter()

    def state(self) -> Json:
        """Tell what happened, in numbers only."""
        return {
            "lookups": self.happened["lookup"],
            "lookups_refused": self.happened["lookup_refused"],
            "logins": self.happened["login"],
            "failed_logins": self.happened["failed_login"],
            "refreshes": self.happened["refresh"],
            "logouts": self.happened["logout"],
            "open_sessions": len(self.open_sessions),
            "document_lists": self.happened["document_list"],
        }
