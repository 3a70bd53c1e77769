"""What our letters say: one file per topic over one layout."""

from asystec_web.services.letters.account import (
    confirmation,
    new_password,
    other_device,
)
from asystec_web.services.letters.connection import connection_news, key_expires

__all__ = [
    "confirmation",
    "connection_news",
    "key_expires",
    "new_password",
    "other_device",
]
