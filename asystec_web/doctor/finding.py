"""What was found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        says: What was seen; when it is not well, how to mend it as well.
    """

    what: str
    well: bool
    says: str
