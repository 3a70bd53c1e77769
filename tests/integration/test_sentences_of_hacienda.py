"""What is given, and Hacienda's mood, decide the sentence: one table of them."""

from base64 import b64encode
from collections.abc import Mapping

import pytest
from sqlmodel import select

from asystec_web.errors.hacienda import IdentityUnavailable
from asystec_web.flow.steps import Step
from asystec_web.models import Business
from asystec_web.services import Services
from asystec_web.simulators.hacienda.key_files import KEY_FILES, MODERN_PIN
from asystec_web.simulators.hacienda.keys import build_container
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.conftest import Mood
from tests.endless import with_scrypt
from tests.factories import hacienda_submission, key_base64, someone_at
from tests.sentences import codes_of, says
from tests.visitor import spec

HOST = "comprobanteselectronicos.go.cr"
OURS = f"cpj-3-101-999999@stag.{HOST}"
OTHER = f"cpj-3-101-999901@stag.{HOST}"
THIRD = f"cpj-3-101-999902@stag.{HOST}"
PROD = f"cpj-3-101-999999@prod.{HOST}"
DIMEX = f"dimex-11111111111@stag.{HOST}"

CONNECTED = ""
Given = Mapping[str, object]


def file(suffix: str, pin: str = "1234", **more: str) -> Given:
    return {"key_content": key_base64(f"3101999999-{suffix}.p12"), "pin": pin, **more}


def of(number: str, **more: str) -> Given:
    return {"key_content": key_base64(f"{number}.p12"), **more}


def given_file(content: bytes) -> Given:
    return {"key_content": b64encode(content).decode()}


def made(**ordered: object) -> Given:
    return given_file(build_container(**ordered))  # pyright: ignore[reportArgumentType] - as each case orders


def user(name: str) -> Given:
    return {"hacienda_user": name}


def auth(status: int, body: str = "{}", **more: object) -> Given:
    return {"path": "/auth", "status": status, "body": body, **more}


# What is given, Hacienda's mood, the business's cédula, and the sentence's code.
CASES: dict[str, tuple[Given, Given, str, str]] = {}


def case(
    name: str,
    given: Given,
    code: str,
    mood: Given | None = None,
    of: str = "3101999999",
) -> None:
    assert name not in CASES
    CASES[name] = (given, mood or {}, of, code)


# Files that open, and how
case("3DES, four digits", {}, CONNECTED)
case("RC2-40", file("heredada"), CONNECTED)
case("AES, fourteen characters", file("moderna", MODERN_PIN), CONNECTED)
case("a PIN of 40 characters", {**made(pin="Aa1#" * 10), "pin": "Aa1#" * 10}, CONNECTED)
case("a key that ends soon", file("por-vencer"), CONNECTED)
case("a key of the Central Bank", file("firma-digital"), CONNECTED)
case("a key of a stranger", file("emisor-desconocido"), CONNECTED)
# Files that are something else
for suffix, kind in {
    "texto": "is_text",
    "pdf": "is_pdf",
    "zip": "is_zip",
    "xml": "is_xml",
    "pagina": "is_web_page",
    "imagen": "is_image",
    "java": "is_java_keystore",
    "base64": "is_encoded",
    "cer": "is_certificate",
    "pem": "is_certificate",
    "privada": "is_private_key",
    "cortada": "is_cut",
}.items():
    case(f"a file that is {suffix}", file(suffix), f"key.{kind}")
case("no file", {"key_content": "", "key_size": ""}, "key.missing")
case("an empty file", {"key_content": "", "key_size": "0"}, "key.file_empty")
case("a file of 2 MB", {"key_content": "", "key_size": "2097152"}, "key.too_large")
case("no base64", {"key_content": "¿?"}, "key.not_a_key")
case("endless memory", given_file(with_scrypt(2**30)), "key.asks_too_much")
case("zeros", given_file(bytes(300)), "key.not_a_key")
# Files that open and do not serve
case("only a certificate", file("sin-llave"), "key.no_private_key")
case("only a key", file("sin-certificado"), "key.no_certificate")
case("a key and another's certificate", file("llave-ajena"), "key.strangers")
case("no RSA", file("curva"), "key.not_rsa")
case("1024 bits", file("debil"), "key.too_weak")
case("expired", file("vencida"), "key.expired")
case("not yet valid", file("futura"), "key.not_yet_valid")
# PINs
case("another PIN", {"pin": "9999"}, "key.pin_rejected")
case("the modern PIN for an old key", {"pin": MODERN_PIN}, "key.pin_rejected")
case("the old PIN for a modern key", file("moderna"), "key.pin_rejected")
case("a PIN in other letters", file("moderna", MODERN_PIN.lower()), "key.pin_rejected")
case("no PIN", {"pin": ""}, "pin.empty")
case("an endless PIN", {"pin": "1" * 600}, "pin.too_long")
case("a PIN with pasted blanks", {"pin": " 1234\r\n"}, CONNECTED)
# Users
case("capitals and blanks", user(f"  {OURS.upper()}\r\n"), CONNECTED)
case("quotes around", user(f"«{OURS}»."), CONNECTED)
case("no user", user(""), "hacienda_user.empty")
case("an e-mail", user("persona@prueba.test"), "hacienda_user.not_api_user")
case("a cédula", user("3-101-999999"), "hacienda_user.not_api_user")
case("no environment", user(OURS.replace("stag.", "")), "hacienda_user.no_environment")
case("a digit short", user(OURS.replace("9@", "@")), "hacienda_user.wrong_shape")
case("no password", {"hacienda_password": ""}, "hacienda_password.empty")
case("endless", {"hacienda_password": "x" * 600}, "hacienda_password.too_long")
# Who agrees with whom
case("another's key", file("otra-cedula"), "key.of_another")
case("another's user", user(OTHER), "hacienda_user.of_another")
case(
    "another's business",
    of("3101999901", hacienda_user=OTHER),
    "hacienda.business_differs",
)
case("three cédulas", of("3101999901", hacienda_user=THIRD), "hacienda.nobody_agrees")
case(
    "a user that tells no cédula",
    of("3101999901", hacienda_user=DIMEX),
    "key.not_of_business",
)
case("a key for production", file("produccion"), "key.other_environment")
case("a user for production", user(PROD), "key.other_environment")
case("of another and for production", file("produccion-otra-cedula"), "key.of_another")
case(
    "a name that is another's",
    of("3101999910", hacienda_user=f"cpj-3-101-999910@stag.{HOST}"),
    "hacienda_user.name_differs",
    of="3101999910",
)
# The identity provider
case(
    "blanks around the password",
    {"hacienda_password": f" {DEMO_PASSWORD}\n"},
    CONNECTED,
)
case("another password", {"hacienda_password": "otra"}, "hacienda.rejected")
case("lower case", {"hacienda_password": DEMO_PASSWORD.lower()}, "hacienda.rejected")
case(
    "blocked at Hacienda",
    of("3101999905", hacienda_user=f"cpj-3-101-999905@stag.{HOST}"),
    "hacienda.blocked",
    of="3101999905",
)
case(
    "unready at Hacienda",
    of("3101999917", hacienda_user=f"cpj-3-101-999917@stag.{HOST}"),
    "hacienda.unready",
    of="3101999917",
)
case("400", {}, "hacienda.unready", auth(400, '{"error": "invalid_grant"}'))
case("400 without a word", {}, "hacienda.identity_confused", auth(400))
case("403", {}, "hacienda.blocked", auth(403))
case("429", {}, "hacienda.throttled", auth(429))
for name, mood, kind in (
    ("500", auth(500), "down"),
    ("503", auth(503), "down"),
    ("a firewall", auth(403, "<html>"), "confused"),
    ("401 without a word", auth(401), "confused"),
    ("a page", auth(200, "<html>"), "confused"),
    ("nothing", auth(200, ""), "confused"),
    ("dropped", {"path": "/auth", "drop": True}, "unreachable"),
    ("silent", auth(0, hold=True), "slow"),
):
    case(name, {}, f"hacienda.identity_{kind}", mood)


@pytest.mark.parametrize("name", CASES)
async def test_the_sentence_names_the_cause(
    services: Services, mood: Mood, name: str
) -> None:
    given, spoilt, number, code = CASES[name]
    owner = await (await someone_at(Step.HACIENDA)).visits("/hacienda")
    async with services.database.transaction() as session:
        for business in await session.exec(select(Business)):
            business.id_number = number
    if spoilt:
        mood("hacienda", spoilt)

    await owner.does(spec(State.submit_hacienda, hacienda_submission(**given)))

    if code == CONNECTED:
        assert (owner.errors, owner.sent_to) == ({}, "/consecutivos")
    else:
        (said,) = owner.errors.values()
        assert codes_of(said) == [code], said
        assert owner.redirects == []


def test_there_are_many_cases_and_every_file_of_the_demo_is_among_them() -> None:
    used = {str(given.get("key_content")) for given, *_ in CASES.values()}
    peculiar = [name for name in KEY_FILES if "-" in name]

    assert len(CASES) >= 70
    assert len({code for *_, code in CASES.values()}) >= 45
    assert [name for name in peculiar if key_base64(name) not in used] == []


@pytest.mark.parametrize(
    "outage", [IdentityUnavailable, *IdentityUnavailable.__subclasses__()]
)
def test_an_outage_never_says_that_the_data_are_bad(
    outage: type[IdentityUnavailable],
) -> None:
    assert outage.field == "", "it is shown at none"
    assert "no quiere decir que estén malos" in SENTENCES[outage.code]


async def test_the_same_refused_pair_says_when_to_try_again(services: Services) -> None:
    owner = await (await someone_at(Step.HACIENDA)).visits("/hacienda")
    wrong = spec(State.submit_hacienda, hacienda_submission(hacienda_password="otra"))

    await owner.does(wrong)
    await owner.does(wrong)

    assert says(owner.errors["hacienda_password"], "hacienda.rejected_again")
    assert "en 10 minutos" in owner.errors["hacienda_password"]
