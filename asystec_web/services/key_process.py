"""Runs the key reader: `key_reader` says why it has a process of its own."""

import json
import os
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Final, NoReturn

import structlog

from asystec_web.errors.key import (
    KeyAsksTooMuch,
    KeyFailure,
    KeyFileNotAKey,
    KeyIncomplete,
    KeyNotRsa,
    KeyOfAnotherCertificate,
    KeyPinRejected,
    KeyReadersBusy,
    KeyTooWeak,
    KeyWithoutCertificate,
    KeyWithoutPrivateKey,
)
from asystec_web.services import key_reader
from asystec_web.services.key_reader import Reading

log = structlog.get_logger(__name__)

# No sound container takes a second of work; that takes longer on a loaded machine.
WORK_S: Final = 5
PATIENCE_S: Final = 15
_REFUSALS: Final[dict[int, type[KeyFailure]]] = {
    key_reader.NOT_A_KEY: KeyFileNotAKey,
    key_reader.INCOMPLETE: KeyIncomplete,
    key_reader.NO_PRIVATE_KEY: KeyWithoutPrivateKey,
    key_reader.NO_CERTIFICATE: KeyWithoutCertificate,
    key_reader.STRANGERS: KeyOfAnotherCertificate,
    key_reader.NOT_RSA: KeyNotRsa,
    key_reader.TOO_WEAK: KeyTooWeak,
    key_reader.TOO_MUCH: KeyAsksTooMuch,
    -signal.SIGXCPU: KeyAsksTooMuch,
}
# -P: the modules beside it are not for it.
_READER: Final = [sys.executable, "-P", str(Path(key_reader.__file__))]


def read_key(container: bytes, pin: str) -> Reading:
    """Read the certificate in a container, while this thread waits.

    Raises:
        KeyFileNotAKey: It is no container.
        KeyPinRejected: The PIN does not open it.
        KeyAsksTooMuch: Opening it takes more than a sound one does.
        KeyReadersBusy: The machine has not come to it, which tells nothing of the file.
        KeyFailure: It opens, but holds no usable key with its own certificate.
    """
    # A keyboard may write ñ as n and a tilde, where Hacienda's page wrote ñ.
    spellings = dict.fromkeys(
        (pin, *(unicodedata.normalize(form, pin) for form in ("NFC", "NFD")))
    )
    for spelling in spellings:
        outcome = _ask_reader(container, spelling)
        if not isinstance(outcome, int):
            return outcome
        if outcome != key_reader.PIN_REJECTED:
            _refuse(outcome)
    raise KeyPinRejected


def _ask_reader(container: bytes, pin: str) -> Reading | int:
    """Give what the certificate says, or the reader's exit status."""
    try:
        secret = pin.encode()
    except UnicodeEncodeError:
        return key_reader.PIN_REJECTED
    if b"\0" in secret:
        # OpenSSL's strings end there.
        return key_reader.PIN_REJECTED
    length = len(secret).to_bytes(key_reader.LENGTH_BYTES, "big")
    try:
        done = subprocess.run(  # noqa: S603 - our own file, and nothing typed is an argument
            [*_READER, str(WORK_S)],
            input=length + secret + container,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
            env=_innocuous_environment(),
        )
    except subprocess.TimeoutExpired:
        log.warning("key_reader_stopped", seconds=PATIENCE_S)
        raise KeyReadersBusy from None
    return done.returncode or json.loads(done.stdout)


def _innocuous_environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("ASYSTEC_")}


def _refuse(status: int) -> NoReturn:
    # Below zero, a signal ended the reader: mostly the file made the library crash.
    refusal = _REFUSALS.get(status, KeyFileNotAKey if status < 0 else None)
    if refusal is not None:
        raise refusal
    message = f"the key reader cannot run: exit status {status}"
    raise RuntimeError(message)
