"""When accounts were last looked at, so that every page opened asks Stripe little."""

import time
from uuid import UUID

EVERY_S = 30


class Looked:
    """The last looks of this process."""

    def __init__(self) -> None:
        """Begin without any."""
        self._at: dict[UUID, float] = {}

    def is_due(self, account_id: UUID) -> bool:
        """Tell whether to look again, and note that it is being done."""
        now = time.monotonic()
        self._at = {each: at for each, at in self._at.items() if now - at < EVERY_S}
        if account_id in self._at:
            return False
        self._at[account_id] = now
        return True

    def forget(self, account_id: UUID) -> None:
        """Let the next one look: something is being done at Stripe."""
        self._at.pop(account_id, None)
