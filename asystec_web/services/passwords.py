"""Passwords of our accounts: hashed with Argon2id, refused when easy to guess."""

import asyncio
import os
import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from zxcvbn import zxcvbn

# OWASP Password Storage Cheat Sheet, «Argon2id»: m = 19 MiB, t = 2, p = 1.
MEMORY_KIB = 19 * 1024
ITERATIONS = 2
LANES = 1
# RFC 9106, section 3.1: salt and tag of these lengths suffice for passwords.
SALT_BYTES = 16
HASH_BYTES = 32

# NIST SP 800-63B: at least 8 characters, at least 64 allowed, any of them.
MINIMUM = 8
MAXIMUM = 128
# zxcvbn's scale: below 2 a password falls within a million guesses.
ACCEPTED_SCORE = 2
# zxcvbn looks at every pair of positions, and l33t multiplies that: what makes a
# password hard to guess has shown itself by here (0.2 s at worst, 1 ms mostly).
JUDGED_CHARACTERS = 32
PERSONAL_MAXIMUM = 100
# What anybody tries first here, and zxcvbn's English lists do not know.
LOCAL_WORDS = (
    *("asystec", "factura", "facturas", "facturacion", "electronica", "hacienda"),
    *("contraseña", "contrasena", "clave", "administrador", "empresa", "negocio"),
    *("costarica", "puravida", "tiquicia", "sanjose", "alajuela", "cartago"),
    *("heredia", "liberia", "limon", "puntarenas", "guanacaste", "saprissa"),
    *("alajuelense", "liga", "laliga", "herediano", "cartagines", "sele"),
)

# Two at a time: each takes MEMORY_KIB and a core. Threads, for the hash lets go of
# the interpreter.
_HASHING = ThreadPoolExecutor(2, thread_name_prefix="argon2")
# One: zxcvbn keeps the interpreter to itself. Not the loop's own threads, which the
# rest of the app waits for.
_JUDGING = ThreadPoolExecutor(1, thread_name_prefix="zxcvbn")
# zxcvbn keeps the personal words in a global dictionary.
_judging = threading.Lock()

Answer = TypeVar("Answer")


def hash_password(password: str) -> str:
    """Hash a password into a PHC string, parameters and salt included."""
    argon2id = Argon2id(
        salt=os.urandom(SALT_BYTES),
        length=HASH_BYTES,
        iterations=ITERATIONS,
        lanes=LANES,
        memory_cost=MEMORY_KIB,
    )
    return argon2id.derive_phc_encoded(_bytes(password))


def password_matches(password: str, phc: str) -> bool:
    """Tell whether a PHC string was made of this password; no other string was."""
    try:
        Argon2id.verify_phc_encoded(_bytes(password), phc)
    except InvalidKey:
        return False
    return True


async def hash_password_async(password: str) -> str:
    """Hash a password without holding up the event loop."""
    return await _in_turn(_HASHING, lambda: hash_password(password))


async def password_matches_async(password: str, phc: str) -> bool:
    """Check a password without holding up the event loop."""
    return await _in_turn(_HASHING, lambda: password_matches(password, phc))


def password_problem(password: str, *, personal: Sequence[str] = ()) -> str | None:
    """Tell why a new password is refused, as the code of a sentence.

    It may take some milliseconds: handlers await `password_problem_async`.

    Args:
        password: As it was typed.
        personal: Name, e-mail and the like, which others would try first.
    """
    if not password:
        return "password.empty"
    if len(password) < MINIMUM:
        return "password.too_short"
    if len(password) > MAXIMUM:
        return "password.too_long"
    with _judging:
        judgement = zxcvbn(
            password[:JUDGED_CHARACTERS], [*_words(personal), *LOCAL_WORDS]
        )
    return "password.guessable" if judgement["score"] < ACCEPTED_SCORE else None


async def password_problem_async(
    password: str, *, personal: Sequence[str] = ()
) -> str | None:
    """Judge a new password without holding up the event loop."""
    return await _in_turn(
        _JUDGING, lambda: password_problem(password, personal=personal)
    )


def _words(personal: Sequence[str]) -> list[str]:
    """List what to try first, likeliest first: zxcvbn counts positions as guesses."""
    typed = [text[:PERSONAL_MAXIMUM].lower() for text in personal]
    names = [text.partition("@")[0] for text in typed]
    joined = [re.sub(r"[\W_]+", "", name) for name in names]
    parts = [part for text in typed for part in re.split(r"[\W_]+", text)]
    return [*filter(None, dict.fromkeys((*typed, *names, *joined, *parts)))]


def _bytes(password: str) -> bytes:
    # NIST SP 800-63B: one normal form, for keyboards differ in how they write ñ.
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")


async def _in_turn(threads: ThreadPoolExecutor, work: Callable[[], Answer]) -> Answer:
    return await asyncio.get_running_loop().run_in_executor(threads, work)
