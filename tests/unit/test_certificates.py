import subprocess
import sys
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict

import pytest
from structlog.testing import capture_logs
from typing_extensions import Unpack

from asystec_web.errors.key import (
    KeyAsksTooMuch,
    KeyExpired,
    KeyFailure,
    KeyFileNotAKey,
    KeyNotRsa,
    KeyNotYetValid,
    KeyOfAnotherCertificate,
    KeyPinRejected,
    KeyReadersBusy,
    KeyTooWeak,
    KeyWithoutCertificate,
    KeyWithoutPrivateKey,
)
from asystec_web.services import key_process, key_reader
from asystec_web.services.certificates import KEY_MAX_BYTES, inspect_container
from asystec_web.simulators.hacienda.key_files import content
from asystec_web.simulators.hacienda.keys import Cipher, Holds, Kind, build_container
from asystec_web.simulators.hacienda.taxpayers import IdType
from tests.endless import with_rounds, with_scrypt

READER = Path(key_reader.__file__)
# pbeWithSHAAnd40BitRC2-CBC, as it stands in a container (RFC 7292, C).
RC2_40 = bytes.fromhex("060a2a864886f70d010c0106")


def now() -> datetime:
    return datetime.now(UTC)


def test_a_sound_key_tells_whose_it_is_and_how_long_it_serves() -> None:
    container = build_container(pin="1234", days=1460)
    tomorrow = now() + timedelta(days=1)

    summary = inspect_container(container, "1234", now=tomorrow)

    assert summary.holder_name == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert summary.holder_cedula == "3101999999"
    assert summary.environment == "stag"
    assert summary.days_left == 1459
    assert summary.not_before < tomorrow < summary.expires_at
    assert summary.expires_at - summary.not_before > timedelta(days=1460)


@pytest.mark.parametrize(
    ("id_type", "cedula"),
    [
        pytest.param(IdType.FISICA, "111111111", id="person"),
        pytest.param(IdType.JURIDICA, "3101A00001", id="company with a letter"),
        pytest.param(IdType.DIMEX, "122222222222", id="DIMEX"),
        pytest.param(IdType.NITE, "0999999904", id="NITE with a zero in front"),
    ],
)
def test_the_holder_is_written_like_every_cedula(id_type: IdType, cedula: str) -> None:
    container = build_container(id_type=id_type, cedula=cedula)

    assert inspect_container(container, "1234", now=now()).holder_cedula == cedula


def test_a_production_key_says_so() -> None:
    container = build_container(environment="prod")

    assert inspect_container(container, "1234", now=now()).environment == "prod"


def test_a_key_of_firma_digital_serves_without_an_environment() -> None:
    container = build_container(authority="firma_digital")

    summary = inspect_container(container, "1234", now=now())

    assert (summary.environment, summary.authority) == ("", "central_bank")


def test_a_key_of_an_unknown_authority_is_told_from_haciendas() -> None:
    ours = inspect_container(SOUND, "1234", now=now())
    strange = inspect_container(
        build_container(authority="stranger"), "1234", now=now()
    )

    assert (ours.environment, ours.authority) == ("stag", "hacienda")
    assert (strange.environment, strange.authority) == ("", "unknown")


def test_a_container_under_rc2_opens() -> None:
    container = content("3101999999-heredada.p12")

    assert RC2_40 in container
    assert inspect_container(container, "1234", now=now()).holder_cedula == "3101999999"


@pytest.mark.parametrize("cipher", ["3des", "aes"])
@pytest.mark.parametrize(
    "pin",
    [
        pytest.param("Llave#Demo2026", id="14 characters"),
        pytest.param("Contraseña única 😀", id="beyond ASCII"),
        pytest.param(" 12 34 ", id="blanks are part of it"),
        pytest.param("x" * 64, id="64 characters"),
    ],
)
def test_any_pin_opens_what_it_closed(pin: str, cipher: Cipher) -> None:
    container = build_container(pin=pin, cipher=cipher)

    assert inspect_container(container, pin, now=now()).holder_cedula == "3101999999"


def test_a_keyboard_that_writes_accents_apart_opens_it_too() -> None:
    container = build_container(pin=unicodedata.normalize("NFC", "señal#Demo2026"))
    typed = unicodedata.normalize("NFD", "señal#Demo2026")

    assert inspect_container(container, typed, now=now()).environment == "stag"


@pytest.mark.parametrize(
    "pin",
    [
        pytest.param("", id="empty"),
        pytest.param("9999", id="another"),
        pytest.param("1234 ", id="a blank too many"),
        pytest.param("12\00034", id="a NUL, which makes cryptography panic"),
        pytest.param("\ud800", id="no text at all"),
        pytest.param("1" * 5000, id="endless"),
    ],
)
def test_another_pin_is_told_apart_from_a_broken_file(pin: str) -> None:
    with pytest.raises(KeyPinRejected):
        inspect_container(build_container(pin="1234"), pin, now=now())


SOUND = build_container()


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(b"", id="empty"),
        pytest.param("Cédula 3-101-999999".encode(), id="text"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="PDF"),
        pytest.param(SOUND[: len(SOUND) // 2], id="half of it"),
        pytest.param(SOUND[1:], id="without its first byte"),
        pytest.param(SOUND + bytes(KEY_MAX_BYTES), id="too large"),
    ],
)
def test_another_file_is_no_key(file: bytes) -> None:
    with pytest.raises(KeyFileNotAKey):
        inspect_container(file, "1234", now=now())


class Defect(TypedDict, total=False):
    days: int
    starts_in: int
    holds: Holds
    rsa_bits: int
    kind: Kind


@pytest.mark.parametrize(
    ("failure", "defect"),
    [
        pytest.param(KeyExpired, Defect(days=-1), id="expired"),
        pytest.param(KeyNotYetValid, Defect(starts_in=1), id="not yet valid"),
        pytest.param(KeyWithoutPrivateKey, Defect(holds="no_key"), id="no key"),
        pytest.param(
            KeyWithoutCertificate, Defect(holds="no_certificate"), id="a key alone"
        ),
        pytest.param(
            KeyOfAnotherCertificate, Defect(holds="strange_key"), id="of another"
        ),
        pytest.param(KeyNotRsa, Defect(kind="elliptic"), id="not RSA"),
        pytest.param(KeyTooWeak, Defect(rsa_bits=1024), id="too weak"),
    ],
)
def test_a_key_that_cannot_sign_says_why(
    failure: type[KeyFailure], defect: Defect
) -> None:
    with pytest.raises(failure) as refused:
        inspect_container(_defective(**defect), "1234", now=now())

    assert refused.type is failure


def _defective(**defect: Unpack[Defect]) -> bytes:
    return build_container(**defect)


def test_a_file_that_asks_for_endless_work_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_process, "WORK_S", 1)

    with pytest.raises(KeyAsksTooMuch):
        inspect_container(with_rounds(0x7FFFFFFF), "1234", now=now())


def test_a_machine_that_does_not_come_to_it_blames_no_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_process, "PATIENCE_S", 0.001)

    with capture_logs() as logs, pytest.raises(KeyReadersBusy):
        inspect_container(SOUND, "1234", now=now())

    assert [entry["event"] for entry in logs] == ["key_reader_stopped"]


def test_a_reader_gets_no_more_memory_than_it_may() -> None:
    """Run the reader itself, and ask it for more."""
    asks = (
        f"import sys; sys.path.insert(0, {str(READER.parent)!r}); import key_reader; "
        "key_reader.bound(10); bytearray(600 * 1024 * 1024)"
    )

    done = subprocess.run(  # noqa: S603 - our own file
        [sys.executable, "-c", asks], capture_output=True, check=False, text=True
    )

    assert "MemoryError" in done.stderr


# Runs the reader, and tells what it took of memory, in kilobytes. A process between:
# its peak would be counted from that of the process that started it, and ours is big.
MEASURED = """
import resource, subprocess, sys
status = subprocess.run([sys.executable, *sys.argv[1:]]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize(
    ("cost", "status"),
    [
        (2**10, key_reader.PIN_REJECTED),
        (2**14, key_reader.PIN_REJECTED),
        (2**20, key_reader.TOO_MUCH),
        (2**30, key_reader.TOO_MUCH),
        (2**60, key_reader.TOO_MUCH),
    ],
)
def test_a_file_that_asks_for_much_memory_gets_little(cost: int, status: int) -> None:
    given = len(b"1234").to_bytes(4, "big") + b"1234" + with_scrypt(cost)

    done = subprocess.run(  # noqa: S603 - our own file
        [sys.executable, "-c", MEASURED, str(READER), "5"],
        input=given,
        capture_output=True,
        check=False,
    )

    assert done.returncode == status
    assert int(done.stderr) * 1024 < key_reader.MEMORY_BYTES


@pytest.mark.parametrize("end", range(1, 40, 5))
def test_a_file_that_is_cut_where_it_says_its_memory_is_no_riddle(end: int) -> None:
    whole = with_scrypt(2**30)
    cut = whole[: whole.index(key_reader.SCRYPT) + end]

    with pytest.raises((KeyFileNotAKey, KeyPinRejected)):
        inspect_container(cut, "1234", now=now())


def test_a_reader_that_cannot_run_is_nobodys_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing = [sys.executable, "-c", "raise SystemExit(1)"]
    monkeypatch.setattr(key_process, "_READER", failing)

    with pytest.raises(RuntimeError, match="exit status 1"):
        inspect_container(SOUND, "1234", now=now())


def test_a_reader_that_crashes_blames_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_process, "_READER", ["/bin/sh", "-c", "kill -SEGV $$"])

    with pytest.raises(KeyFileNotAKey):
        inspect_container(SOUND, "1234", now=now())


def test_a_summary_holds_no_key_and_no_pin() -> None:
    summary = inspect_container(build_container(pin="98765"), "98765", now=now())

    assert "98765" not in repr(summary)
    assert "PRIVATE" not in repr(summary)
