"""Whether Hacienda accepts a user and password, asked of its identity provider."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final, Literal, NewType

import httpx
import structlog
from pydantic import SecretStr

from asystec_web.errors.hacienda import (
    IdentityConfused,
    IdentityDown,
    IdentitySlow,
    IdentityUnavailable,
    IdentityUnreachable,
)
from asystec_web.services.hacienda.exchange import Answer, Kind, NoAnswer, exchange
from asystec_web.services.hacienda.token import Tokens, read_tokens
from asystec_web.services.hacienda.tries import Tries

log = structlog.get_logger(__name__)

# Everything together, signing out again included.
PATIENCE_S = 5.0
# What is left for signing out, whatever took the rest.
SIGN_OUT_S = 1.0

Environment = Literal["prod", "stag"]
IdentityName = NewType("IdentityName", str)

_UNAVAILABLE: Final[dict[Kind, type[IdentityUnavailable]]] = {
    "unreachable": IdentityUnreachable,
    "slow": IdentitySlow,
    "down": IdentityDown,
    "nonsense": IdentityConfused,
}

# Realm and client of each environment («Guía IdP», pages 3 to 12).
_REALMS: Final[Mapping[Environment, tuple[str, str]]] = {
    "prod": ("rut", "api-prod"),
    "stag": ("rut-stag", "api-stag"),
}


class Identity:
    """Tries credentials; keeps neither them nor what they open."""

    def __init__(
        self,
        base_url: str,
        http: httpx.AsyncClient,
        tries: Tries,
        *,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Ask at an address, as often as Hacienda can bear."""
        self._base_url = base_url.rstrip("/")
        self._http = http
        self._tries = tries
        self._patience_s = patience_s

    async def check(
        self,
        user: str,
        password: SecretStr | str,
        environment: Environment,
        source: str = "",
    ) -> IdentityName:
        """Sign in and out again; tell the name under which the user is registered.

        The name is for display, and empty when the token has none: nothing checks
        the token's signature.

        Args:
            user: As Hacienda gave it.
            password: The same.
            environment: The user's.
            source: The address of the client that asks; empty when we do.

        Raises:
            HaciendaUserRejected: User and password do not go together, or did not
                some minutes ago. Hacienda says the same of the other environment's.
            HaciendaUserUnready: The user's account is disabled or lacks a step.
            HaciendaUserBlocked: Hacienda blocks the user.
            HaciendaThrottled: Too many tries with this user, or from this source.
            IdentityUnavailable: No useful answer within five seconds.
        """
        async with self.session(user, password, environment, source) as tokens:
            try:
                return IdentityName(tokens.name())
            except NoAnswer as failure:
                raise _unavailable(failure) from None

    @asynccontextmanager
    async def session(
        self,
        user: str,
        password: SecretStr | str,
        environment: Environment,
        source: str = "",
    ) -> AsyncGenerator[Tokens]:
        """Sign in, and out again however the block ends.

        Raises:
            HaciendaFailure: As `check` tells them apart.
        """
        secret = password if isinstance(password, str) else password.get_secret_value()
        whose = f"{environment} {user.lower()}"
        deadline = asyncio.get_running_loop().time() + self._patience_s
        try:
            async with (
                asyncio.timeout_at(deadline),
                self._tries.one(whose, secret, source, deadline),
            ):
                tokens = await self._sign_in(user, secret, environment)
        except (NoAnswer, TimeoutError) as failure:
            raise _unavailable(failure) from None
        try:
            yield tokens
        finally:
            await self._sign_out(environment, tokens.refresh_token, deadline)

    async def _sign_in(
        self, user: str, password: str, environment: Environment
    ) -> Tokens:
        credentials = {
            "grant_type": "password",
            "client_secret": "",
            "scope": "",
            "username": user,
            "password": password,
        }
        return read_tokens(await self._post(environment, "token", credentials))

    async def _sign_out(
        self, environment: Environment, refresh_token: str, deadline: float
    ) -> None:
        """Close the session; one that stays open ends by itself after ten hours."""
        deadline = max(deadline, asyncio.get_running_loop().time() + SIGN_OUT_S)
        try:
            async with asyncio.timeout_at(deadline):
                answer = await self._post(
                    environment, "logout", {"refresh_token": refresh_token}
                )
            if answer.status in {HTTPStatus.NO_CONTENT, HTTPStatus.OK}:
                return
            reason = f"status {answer.status}"
        except (NoAnswer, TimeoutError) as failure:
            reason = _reason(failure)
        log.warning("identity_session_left_open", reason=reason)

    async def _post(
        self, environment: Environment, endpoint: str, form: Mapping[str, str]
    ) -> Answer:
        realm, client_id = _REALMS[environment]
        path = f"auth/realms/{realm}/protocol/openid-connect/{endpoint}"
        return await exchange(
            self._http,
            "POST",
            f"{self._base_url}/{path}",
            form={"client_id": client_id, **form},
        )


def _reason(failure: NoAnswer | TimeoutError) -> str:
    return failure.reason if isinstance(failure, NoAnswer) else "too slow"


def _unavailable(failure: NoAnswer | TimeoutError) -> IdentityUnavailable:
    log.warning("identity_unavailable", reason=_reason(failure))
    kind: Kind = failure.kind if isinstance(failure, NoAnswer) else "slow"
    return _UNAVAILABLE[kind]()
