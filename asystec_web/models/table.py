"""The base of all tables."""

import re

from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel


class Table(SQLModel):
    """A table named after its class in snake case."""

    # SQLModel types the name as a plain attribute; SQLAlchemy calls it with the class.
    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  # pyright: ignore[reportIncompatibleVariableOverride]
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
