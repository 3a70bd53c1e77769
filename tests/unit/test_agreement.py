from dataclasses import dataclass
from typing import Literal

import pytest

from asystec_web import routes
from asystec_web.errors import OnboardingError
from asystec_web.errors.agreement import (
    BusinessOfAnother,
    KeyNotOfBusiness,
    KeyOfAnother,
    KeyOfOtherEnvironment,
    NameOfAnother,
    NobodyAgrees,
    UserNotOfBusiness,
    UserOfAnother,
)
from asystec_web.flow.agreement import agree, agree_in_name
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.texts import explained

HOST = "comprobanteselectronicos.go.cr"
OURS, OTHER, THIRD = "3101999999", "3101999901", "3101999902"


@dataclass
class ABusiness:
    id_kind: str = "02"
    id_number: str = OURS
    name: str = "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"


@dataclass
class AKey:
    holder_cedula: str = OURS
    holder_name: str = "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    environment: Literal["prod", "stag", ""] = "stag"


def user_of(number: str, environment: str = "stag") -> HaciendaUser:
    name = f"cpj-{number[0]}-{number[1:4]}-{number[4:]}" if number else "dimex-1111"
    return HaciendaUser.parse(f"{name}@{environment}.{HOST}")


@pytest.mark.parametrize(
    ("user", "key"),
    [
        pytest.param(OURS, OURS, id="all three"),
        pytest.param("", OURS, id="a user that tells no cédula"),
        pytest.param(OURS, "", id="a key that tells no cédula"),
        pytest.param("", "", id="neither tells any"),
    ],
)
def test_what_agrees_goes_on(user: str, key: str) -> None:
    agree(ABusiness(), user_of(user), AKey(holder_cedula=key))


@pytest.mark.parametrize(
    ("user", "key", "failure", "field", "says"),
    [
        pytest.param(
            OURS,
            OTHER,
            KeyOfAnother,
            "key",
            "La llave es de 3-101-999901 y su negocio es 3-101-999999, igual que el",
            id="the key is odd",
        ),
        pytest.param(
            "",
            OTHER,
            KeyNotOfBusiness,
            "key",
            "La llave es de 3-101-999901 y su negocio es 3-101-999999. Escoja",
            id="the key or the business",
        ),
        pytest.param(
            OTHER,
            OURS,
            UserOfAnother,
            "hacienda_user",
            "El Usuario API es de 3-101-999901 y su negocio es 3-101-999999, igual",
            id="the user is odd",
        ),
        pytest.param(
            OTHER,
            "",
            UserNotOfBusiness,
            "hacienda_user",
            "El Usuario API es de 3-101-999901 y su negocio es 3-101-999999. Use",
            id="the user or the business",
        ),
        pytest.param(
            OTHER,
            OTHER,
            BusinessOfAnother,
            "",
            "La llave es de 3-101-999901 y su negocio es 3-101-999999. El Usuario API",
            id="the business is odd",
        ),
        pytest.param(
            THIRD,
            OTHER,
            NobodyAgrees,
            "",
            "su negocio es 3-101-999999, el Usuario API es de 3-101-999902 y la llave "
            "es de 3-101-999901",
            id="three of them",
        ),
    ],
)
def test_the_odd_one_is_named_with_both_cedulas(
    user: str, key: str, failure: type[OnboardingError], field: str, says: str
) -> None:
    with pytest.raises(failure) as refused:
        agree(ABusiness(), user_of(user), AKey(holder_cedula=key))

    assert refused.type is failure
    assert says in explained(refused.value)[field]


@pytest.mark.parametrize(
    ("user", "key", "leads"),
    [
        pytest.param(OTHER, OTHER, routes.BUSINESS, id="the business is odd"),
        pytest.param("", OTHER, routes.BUSINESS, id="it may be"),
        pytest.param(OTHER, OURS, "", id="it is right"),
    ],
)
def test_a_wrong_business_is_mended_on_its_page(
    user: str, key: str, leads: str
) -> None:
    with pytest.raises(OnboardingError) as refused:
        agree(ABusiness(), user_of(user), AKey(holder_cedula=key))

    assert refused.value.mended_at == leads


@pytest.mark.parametrize(
    ("key", "user", "says"),
    [
        pytest.param(
            "prod", "stag", "La llave es de producción y el Usuario API es de pruebas"
        ),
        pytest.param(
            "stag", "prod", "La llave es de pruebas y el Usuario API es de producción"
        ),
    ],
)
def test_tests_and_production_are_told_which_is_which(
    key: Literal["prod", "stag"], user: str, says: str
) -> None:
    with pytest.raises(KeyOfOtherEnvironment) as refused:
        agree(ABusiness(), user_of(OURS, user), AKey(environment=key))

    assert says in explained(refused.value)["key"]


def test_another_cedula_is_told_before_another_environment() -> None:
    with pytest.raises(KeyOfAnother):
        agree(ABusiness(), user_of(OURS), AKey(OTHER, environment="prod"))


@pytest.mark.parametrize(
    "registered",
    [
        pytest.param("", id="a token without a name"),
        pytest.param("Empresa de  Prueba, S.A. ", id="case, blanks, abbreviation"),
        pytest.param("SOCIEDAD ANÓNIMA EMPRESA DE PRUEBA", id="order and accents"),
    ],
)
def test_a_name_agrees_however_it_is_written(registered: str) -> None:
    agree_in_name(ABusiness(), AKey(), registered)


def test_a_name_typed_by_hand_is_excused_by_the_certificate() -> None:
    business = ABusiness(name="Tienda la Prueba")

    agree_in_name(business, AKey(), "EMPRESA DE PRUEBA SOCIEDAD ANONIMA")


def test_the_certificate_of_another_excuses_nothing() -> None:
    key = AKey(holder_cedula="", holder_name="OTRA DE PRUEBA")

    with pytest.raises(NameOfAnother):
        agree_in_name(ABusiness(), key, "OTRA DE PRUEBA")


def test_another_name_is_told_with_both() -> None:
    with pytest.raises(NameOfAnother) as refused:
        agree_in_name(ABusiness(), AKey(), "OTRA DE PRUEBA " * 9)

    said = explained(refused.value)["hacienda_user"]
    assert "es de «OTRA DE PRUEBA OTRA DE PRUEBA" in said
    assert "su negocio es «EMPRESA DE PRUEBA SOCIEDAD ANONIMA»" in said
    assert len(said) < 300
