import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from asystec_web import routes
from asystec_web.api.billing import ROUTES
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from tests.factories import (
    PASSWORD,
    account_submission,
    business_submission,
    consecutives_submission,
    hacienda_submission,
)
from tests.visitor import Visitor, spec
from starlette.applications import Starlette

pytestmark = pytest.mark.both_databases


async def test_it(visitor: Visitor) -> None:
    await visitor.visits("/crear-cuenta")
    print(visitor.screen["page"])
    await visitor.does(spec(State.create_account, account_submission()))
    print(visitor.screen["errors"], visitor.filled)
    await visitor.comes_in()
    await visitor.visits("/bienvenida")
    print(visitor.page)
