"""Work that is done in rounds, by one worker at a time."""

from datetime import datetime

from sqlmodel import Field

from asystec_web.models.columns import UtcDateTime
from asystec_web.models.table import Table


class RoundTurn(Table, table=True):
    """Whose turn a round is, among all processes and hosts of an installation.

    Attributes:
        holder: The worker that has it; empty when nobody does.
        held_until: When it is anybody's again, if the holder does not ask for more:
            one that was killed never does.
        due_at: When the next round begins.
    """

    name: str = Field(primary_key=True, max_length=40)
    holder: str = Field(default="", max_length=40)
    held_until: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
