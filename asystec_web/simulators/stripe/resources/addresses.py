"""Addresses given to Stripe."""

from urllib.parse import urlsplit

from asystec_web.simulators.stripe.protocol.refusals import refuse


def check_address(url: str, param: str) -> None:
    """Refuse what is not an absolute web address.

    Raises:
        Refusal: It is not one.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        refuse("Not a valid URL", code="url_invalid", param=param)
