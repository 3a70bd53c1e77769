"""How much of what was given is sound, as far as can be told without Hacienda."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from asystec_web.errors import OnboardingError
from asystec_web.errors.key import KeyPinRejected, KeyReadersBusy, KeysRationed
from asystec_web.flow.agreement import KnownKey, agree
from asystec_web.forms.hacienda_parts import HaciendaParts
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.models import Business
from asystec_web.services.certificates import KeySummary
from asystec_web.services.keys import Keys

# What goes with the field that a failure is about: a pair is right or wrong together.
_LEFT_OUT: Final[Mapping[str, tuple[str, ...]]] = {
    "key": ("key", "pin"),
    "pin": ("pin",),
    "hacienda_user": ("hacienda_user", "hacienda_password"),
}


@dataclass(frozen=True, slots=True)
class Sound:
    """What of the four can be kept.

    Attributes:
        parts: The sound ones.
        failure: What is wrong with another, or with all together.
        key: What may be shown of the key, when it could be opened.
    """

    parts: HaciendaParts
    failure: OnboardingError | None = None
    key: KeySummary | None = None


async def sound(
    keys: Keys, business: Business, parts: HaciendaParts, source: str = ""
) -> Sound:
    """Leave out what cannot be right for a business; it waits for no Hacienda.

    Raises:
        KeysRationed: No more keys may be looked at for now.
        KeyReadersBusy: Too many are being looked at.
    """
    key: KeySummary | None = None
    try:
        whose = str(business.account_id)
        key = await _opened(parts, partial(keys.inspect, whose=whose, source=source))
        told = key or KnownKey()
        user = parts.hacienda_user or HaciendaUser("", told.environment or "prod", None)
        agree(business, user, told)
    except (KeysRationed, KeyReadersBusy):
        raise
    except OnboardingError as failure:
        left_out = _LEFT_OUT.get(failure.field, ())
        if not left_out:
            return Sound(parts, failure, key)
        # What is left may have a fault of its own; the first one is told.
        rest = await sound(keys, business, parts.without(left_out), source)
        return Sound(rest.parts, failure, rest.key)
    return Sound(parts, key=key)


async def _opened(
    parts: HaciendaParts, inspect: Callable[[bytes, str], Awaitable[KeySummary]]
) -> KeySummary | None:
    if parts.key is None:
        return None
    pin = parts.pin.get_secret_value() if parts.pin else ""
    container = parts.key.get_secret_value()
    try:
        return await inspect(container, pin)
    except KeyPinRejected:
        if parts.pin is None:
            return None  # a container, at least; it opens once the PIN is there
        raise
