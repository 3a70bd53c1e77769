"""What was typed into the search of the open page, and when."""

from asystec_web.state.journey import JourneyState


class Searching(JourneyState, mixin=True):
    """Tells the page which of the letters typed its results answer."""

    searched: str = ""
    _searched_at: float = 0

    def _takes(self, typed: str, at: object) -> bool:
        """Take what was typed, unless something newer was taken.

        `at` is the browser's time of typing; nothing is newer without one.
        """
        moment = max(0, at) if isinstance(at, int | float) else 0
        if 0 < moment < self._searched_at:
            return False
        self._searched_at = moment
        # What no socket could carry is not the text of any search box either.
        self.searched = typed.encode(errors="replace").decode()
        return True

    def _search_anew(self) -> None:
        """Begin with an empty search, whatever the clock said before."""
        self.searched = ""
        self._searched_at = 0
