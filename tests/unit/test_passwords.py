import asyncio
import threading
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asystec_web.services import passwords
from asystec_web.services.passwords import (
    hash_password,
    hash_password_async,
    password_matches,
    password_matches_async,
    password_problem,
)
from tests.work import at_most

PERSONAL = ("PERSONA DE PRUEBA", "persona.prueba@example.com")
OWASP = "$argon2id$v=19$m=19456,t=2,p=1$"


def test_a_password_matches_its_hash_only() -> None:
    phc = hash_password("café con leche")

    assert phc.startswith(OWASP)
    assert password_matches("café con leche", phc)
    assert not password_matches("cafe con leche", phc)


def test_keyboards_that_write_accents_apart_sign_in_too() -> None:
    phc = hash_password(unicodedata.normalize("NFC", "contraseña única"))

    assert password_matches(unicodedata.normalize("NFD", "contraseña única"), phc)


@pytest.mark.parametrize(
    "phc",
    [
        pytest.param("", id="nothing"),
        pytest.param("plain text", id="no PHC string"),
        pytest.param("$argon2id$v=19$m=19456,t=2,p=1$abc", id="cut off"),
        pytest.param("$2b$12$abcdefghijklmnopqrstuv", id="another scheme"),
    ],
)
def test_nothing_matches_what_is_no_hash(phc: str) -> None:
    assert not password_matches("café con leche", phc)


@settings(max_examples=10)
@given(st.text(max_size=200))
def test_any_text_can_be_a_password(password: str) -> None:
    assert password_matches(password, hash_password(password))


def test_a_lone_surrogate_is_no_reason_to_fail() -> None:
    assert password_matches("clave \ud800", hash_password("clave \ud800"))


async def test_the_event_loop_goes_on_while_passwords_are_hashed() -> None:
    hashing = asyncio.gather(*(hash_password_async("café") for _ in range(20)))
    turns = 0
    while not hashing.done():
        turns += 1
        await asyncio.sleep(0.001)

    hashes = hashing.result()
    assert len(set(hashes)) == 20
    # All of them within the loop would leave it two.
    assert turns > 20
    assert await password_matches_async("café", hashes[0])


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        pytest.param("", "password.empty", id="empty"),
        pytest.param("Xq7#mPz", "password.too_short", id="seven characters"),
        pytest.param("Xq7#mPzw", None, id="eight characters"),
        pytest.param("a" * 129, "password.too_long", id="129 characters"),
        pytest.param("Xq7#mPzw" * 16, None, id="128 characters"),
        pytest.param("        ", "password.guessable", id="blanks"),
        pytest.param("12345678", "password.guessable", id="digits in a row"),
        pytest.param("contraseña1", "password.guessable", id="the word itself"),
        pytest.param("Puravida2026", "password.guessable", id="local greeting"),
        pytest.param("saprissa2026", "password.guessable", id="local club"),
        pytest.param("hacienda2026", "password.guessable", id="our trade"),
        pytest.param("persona2026", "password.guessable", id="their name"),
        pytest.param("PersonaDePrueba", "password.guessable", id="their full name"),
        pytest.param("persona.prueba", "password.guessable", id="their e-mail"),
        pytest.param("correo caballo grapa", None, id="three words"),
        pytest.param("ñandú-búho-güis", None, id="letters of here"),
        pytest.param("🌋🌊🌴🦥🐒🦜🐢🐬", None, id="no letters at all"),
    ],
)
def test_a_new_password_is_judged(password: str, problem: str | None) -> None:
    assert password_problem(password, personal=PERSONAL) == problem


def test_personal_words_of_one_do_not_count_for_another() -> None:
    assert password_problem("zutanodetal", personal=("Zutano de Tal",)) is not None
    assert password_problem("zutanodetal", personal=("Mengana",)) is None


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("4@8({[<3!1|$5+7%2z" * 7, id="every digit a letter"),
        pytest.param("a" * 128, id="one letter"),
        pytest.param("abc" * 42, id="repeated"),
    ],
)
def test_no_password_takes_long_to_judge(password: str) -> None:
    # Whole, one of these would keep the judge busy for minutes.
    with at_most(200_000):
        password_problem(password, personal=("x" * 10_000,))


async def test_passwords_are_judged_in_a_thread_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judges: list[str] = []

    def judge(*_: object) -> dict[str, int]:
        judges.append(threading.current_thread().name)
        return {"score": 4}

    monkeypatch.setattr(passwords, "zxcvbn", judge)

    assert await passwords.password_problem_async("cualquiera-sirve") is None
    assert judges[0].startswith("zxcvbn")
