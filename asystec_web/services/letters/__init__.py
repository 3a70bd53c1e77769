"""What our letters say: one file per topic over one layout."""

from asystec_web.services.letters.account import (
    confirmation,
    new_password,
    other_device,
)

__all__ = ["confirmation", "new_password", "other_device"]
