"""Where the business numbers: a branch and a terminal, and others it has used."""

from asystec_web.flow.numbering import Place, Tally
from asystec_web.forms.consecutives import place_of
from asystec_web.state.journey import JourneyState
from asystec_web.state.number_words import of_last_document, of_more_places, of_place

PLACES_SHOWN = 10
Choices = list[dict[str, str]]


class NumberPlaces(JourneyState, mixin=True):
    """The place that is chosen, those that were found, and one that nobody uses."""

    branch: str = "1"
    terminal: str = "1"
    number_places: Choices = []
    more_places: str = ""
    new_terminal: str = ""
    new_place: str = ""

    def _place(self) -> Place | None:
        """Read where the numbers count; nowhere while it is being typed."""
        return place_of(self.branch, self.terminal)

    def _move(self, place: Place) -> None:
        self.branch, self.terminal = str(place.branch), str(place.terminal)

    def _show_places(self, current: Place | None, tally: Tally) -> None:
        """List where the business numbers, and where nobody does yet."""
        places = tally.places()
        shown = [
            each
            for at, each in enumerate(places)
            if at < PLACES_SHOWN or each == current
        ]
        is_news = len(places) > 1 or current not in places
        self.number_places = (
            [_choice(tally, each, current) for each in shown] if is_news else []
        )
        self.more_places = of_more_places(len(places) - len(shown))
        here = current or place_of(self.branch, "1") or Place(1, 1)
        free = tally.unused_terminal(here.branch)
        self.new_terminal = f"{free:05}"
        self.new_place = f"{here.branch}-{free}"


def _choice(tally: Tally, place: Place, current: Place | None) -> dict[str, str]:
    return {
        "value": f"{place.branch}-{place.terminal}",
        "name": of_place(place),
        "short": f"{place.branch:03}-{place.terminal:05}",
        "detail": of_last_document(tally, place),
        "current": "yes" if place == current else "",
    }
