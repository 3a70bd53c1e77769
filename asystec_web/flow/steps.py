"""The steps of the sign-up, in the order people walk them."""

from enum import StrEnum


class Step(StrEnum):
    """What a person is asked after the account exists."""

    BUSINESS = "business"
    ACTIVITIES = "activities"
    HACIENDA = "hacienda"
    CONSECUTIVES = "consecutives"
    PLAN = "plan"
