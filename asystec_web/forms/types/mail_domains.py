"""Domains of e-mail that people in Costa Rica use, and mistype."""

from typing import Final

from rapidfuzz.distance import OSA

from asystec_web.forms.types.email_address import Email

_USUAL: Final = (
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "yahoo.com",
    "icloud.com",
    "live.com",
    "hotmail.es",
    "outlook.es",
    "yahoo.es",
    "protonmail.com",
    "ice.co.cr",
    "racsa.co.cr",
    "costarricense.cr",
)
# Real ones that look like a mistyped usual one.
_GENUINE: Final = frozenset(
    {"mail.com", "email.com", "ymail.com", "cloud.com", "ice.go.cr", "me.com"}
)
_FAR = 99


def suggested_domain(email: Email | str) -> str | None:
    """Return the domain that was probably meant, or nothing when there is no doubt."""
    domain = str(email).rpartition("@")[2].strip().lower()
    if domain in _USUAL or domain in _GENUINE:
        return None
    nearest = min(_USUAL, key=lambda usual: _distance(domain, usual))
    return nearest if _distance(domain, nearest) < _FAR else None


def _distance(domain: str, usual: str) -> int:
    """Count the slips of the finger between both, or call them unrelated.

    The name and its ending are compared apart, and a short name has to be exact:
    «ace.co.cr» is somebody's company, not «ice.co.cr» mistyped.
    """
    name, _, ending = domain.partition(".")
    usual_name, _, usual_ending = usual.partition(".")
    if abs(len(domain) - len(usual)) > len(usual):
        return _FAR
    in_name = OSA.distance(name, usual_name)
    in_ending = OSA.distance(ending, usual_ending)
    if in_name > _slips_in(usual_name) or in_ending > 1:
        return _FAR
    return in_name + in_ending


def _slips_in(name: str) -> int:
    """Return how many slips a name of this length may have and still be itself."""
    if len(name) < len("gmail"):
        return 0
    return 1 if len(name) < len("outlook") else 2
