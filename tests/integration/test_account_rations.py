import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from asystec_web.errors.account import (
    CredentialsRejected,
    TokenRejected,
    TooManyAccounts,
    TooManyAttempts,
    TooManyLetters,
)
from asystec_web.forms.account import AccountForm, PasswordForm, SignInForm
from asystec_web.services import Services, passwords
from asystec_web.services import account_rations as rations
from asystec_web.services.tokens import token_hash
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import (
    PASSWORD,
    account_submission,
    new_account,
    new_email,
    signed_in,
)
from tests.visitor import Visitor, spec

Letters = Callable[[str], list[dict[str, Any]]]
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"
OTHERS = "no-es-esta-contraseña"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rations are counted the same whatever a hash costs."""

    async def hashed(password: str) -> str:
        return f"hash of {password}"

    async def matches(password: str, phc: str) -> bool:
        await asyncio.sleep(0)
        return phc == f"hash of {password}"

    monkeypatch.setattr(passwords, "hash_password_async", hashed)
    monkeypatch.setattr(passwords, "password_matches_async", matches)


@pytest.fixture
async def email(services: Services) -> str:
    """The e-mail of somebody who has an account."""
    form = AccountForm.parse(account_submission())
    return (await services.accounts.create(form, HERE)).email


async def recognise(
    services: Services, email: str, password: str, address: str = HERE
) -> None:
    form = SignInForm.parse({"email": email, "password": password})
    await services.accounts.recognise(form, address)


async def mistype(services: Services, email: str, times: int, address: str) -> None:
    for _ in range(times):
        with pytest.raises(CredentialsRejected):
            await recognise(services, email, OTHERS, address)


async def test_a_stranger_locks_nobody_out(services: Services, email: str) -> None:
    await mistype(services, email, 10, ELSEWHERE)

    with pytest.raises(TooManyAttempts):
        await recognise(services, email, PASSWORD, ELSEWHERE)
    await recognise(services, email, PASSWORD, HERE)


async def test_what_is_right_does_not_count(services: Services, email: str) -> None:
    for _ in range(15):
        await recognise(services, email, PASSWORD)


async def test_guesses_sent_at_once_are_rationed_too(
    services: Services, email: str
) -> None:
    guesses = [OTHERS] * 30 + [PASSWORD]

    outcomes = await asyncio.gather(
        *(recognise(services, email, guess) for guess in guesses),
        return_exceptions=True,
    )

    assert isinstance(outcomes[-1], TooManyAttempts)


async def test_one_place_cannot_try_everybody(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rations, "MISTYPED_NEARBY", "3/15 minutes")
    for _ in range(3):
        await mistype(services, new_email(), 1, HERE)

    with pytest.raises(TooManyAttempts):
        await recognise(services, new_email(), OTHERS, HERE)
    await mistype(services, new_email(), 1, ELSEWHERE)


async def test_one_place_cannot_open_accounts_forever(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rations, "ACCOUNTS_NEARBY", "2/hour")
    form = AccountForm.parse
    for _ in range(2):
        await services.accounts.create(form(account_submission()), HERE)

    with pytest.raises(TooManyAccounts):
        await services.accounts.create(form(account_submission()), HERE)
    assert await services.accounts.create(form(account_submission()), ELSEWHERE)


async def test_the_place_is_that_of_the_socket(
    services: Services, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    del services
    monkeypatch.setattr(rations, "ACCOUNTS_NEARBY", "1/hour")
    await visitor.does(spec(State.create_account, account_submission()))

    near = await Visitor().does(spec(State.create_account, account_submission()))
    far = await Visitor(network=ELSEWHERE).does(
        spec(State.create_account, account_submission())
    )

    assert near.errors == {"": SENTENCES["attempts.accounts"]}
    assert far.errors == {}


async def test_accounts_are_opened_when_letters_are_not_sent(
    services: Services, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rations, "CONFIRMATIONS_EVERYWHERE", "1/hour")
    first, second = account_submission(), account_submission()
    for submitted in (first, second):
        await services.accounts.create(AccountForm.parse(submitted), HERE)
    await services.mail.close()

    assert len(letters(first["email"])) == 1
    assert letters(second["email"]) == []


async def test_one_place_cannot_write_to_everybody(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rations, "LETTERS_NEARBY", "2/hour")
    for _ in range(2):
        await services.accounts.forget_password(new_email(), HERE)

    with pytest.raises(TooManyLetters):
        await services.accounts.forget_password(new_email(), HERE)
    await services.accounts.forget_password(new_email(), ELSEWHERE)


async def test_nobody_is_told_of_a_letter_that_was_not_sent(
    services: Services, letters: Letters
) -> None:
    account = await new_account()
    person = await signed_in(account)

    for _ in range(6):
        await person.does(State.send_confirmation_again)
    await services.mail.close()

    assert len(letters(account.email)) == 5
    assert person.screen["notice"] == ""
    assert person.errors == {"": SENTENCES["attempts.letters"]}


async def test_the_letter_to_a_stranger_carries_nothing_of_the_sender(
    services: Services, letters: Letters
) -> None:
    submitted = account_submission(full_name="Gane dinero en http://otra.example/x")

    await services.accounts.create(AccountForm.parse(submitted), HERE)
    await services.accounts.forget_password(submitted["email"], HERE)
    await services.mail.close()

    sent = letters(submitted["email"])
    assert len(sent) == 2
    for letter in sent:
        assert "otra.example" not in letter["text"] + letter["html"]
        assert "dinero" not in letter["text"] + letter["html"]


async def test_a_made_up_link_costs_no_hash(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(password: str, *, personal: object = ()) -> str:
        del password, personal
        pytest.fail("a stranger's password was judged or hashed")

    monkeypatch.setattr(passwords, "hash_password_async", never)
    monkeypatch.setattr(passwords, "password_problem_async", never)

    with pytest.raises(TokenRejected):
        await services.accounts.renew_password(
            token_hash("made-up"), PasswordForm.parse({"password": PASSWORD})
        )
