"""The plans we sell, as our file says; what people see comes back from Stripe."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Amount = Annotated[int, Field(gt=0)]
PlanKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")]


class Cycle(StrEnum):
    """How often a subscription is charged."""

    MONTHLY = "monthly"
    ANNUAL = "annual"

    @property
    def interval(self) -> str:
        """Stripe's word for it."""
        return "month" if self is Cycle.MONTHLY else "year"

    @classmethod
    def of_interval(cls, interval: str) -> "Cycle | None":
        """Understand Stripe's word; none when we sell nothing of the kind."""
        return next((cycle for cycle in cls if cycle.interval == interval), None)


class Plan(BaseModel):
    """One plan: its words and its price for each cycle, in minor units."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # 15 features of 80 characters are the most Stripe keeps.
    name: Annotated[str, Field(min_length=1, max_length=100)]
    features: Annotated[
        tuple[Annotated[str, Field(max_length=80)], ...], Field(max_length=15)
    ]
    monthly: Amount
    annual: Amount
    recommended: bool = False

    def amount(self, cycle: Cycle) -> int:
        """Tell what one charge of a cycle is."""
        return self.monthly if cycle is Cycle.MONTHLY else self.annual


class Plans(BaseModel):
    """All plans by key, in the order they are shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    currency: Annotated[str, Field(pattern=r"^[a-z]{3}$")]
    # Stripe looks up ten keys at a time, and each plan has two.
    plans: Annotated[Mapping[PlanKey, Plan], Field(min_length=1, max_length=5)]

    @property
    def lookup_keys(self) -> Mapping[str, tuple[str, Cycle]]:
        """Plan and cycle by the key their price is looked up with."""
        return MappingProxyType(
            {
                lookup_key(plan, cycle): (plan, cycle)
                for plan in self.plans
                for cycle in Cycle
            }
        )


def lookup_key(plan: str, cycle: Cycle) -> str:
    """Name the price of a plan and cycle, whatever its amount is."""
    return f"asystec_{plan}_{cycle}"


@cache
def plans() -> Plans:
    """Read the file once."""
    text = files("asystec_web.catalog").joinpath("data/plans.toml").read_text("utf-8")
    return Plans.model_validate(tomllib.loads(text))
