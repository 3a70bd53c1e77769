"""Secrets at rest: sealed with AES-256-GCM, bound to a purpose and an owner."""

import hmac
import os
from base64 import b64decode
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

from asystec_web.settings import Settings

VERSION = b"\x01"
KEY_ID_BYTES = 4
NONCE_BYTES = 12  # NIST SP 800-38D: the length GCM is made for
HEADER_BYTES = len(VERSION) + KEY_ID_BYTES


class SealBroken(Exception):
    """Sealed for something else, with a lost key, or changed since."""


class Sealed(bytes):
    """Ciphertext: bytes for a column, and three stars for everybody who looks."""

    __slots__ = ()

    @override
    def __repr__(self) -> str:
        return "Sealed(***)"

    __str__ = __repr__


class Vault:
    """Seals with the current key and opens with every key it knows.

    A sealed secret is the version, the key's id, the nonce and the ciphertext; all
    that stands in front of the ciphertext is authenticated with it.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take keys of 32 bytes, the current one first."""
        self._ciphers = {_key_id(key): AESGCM(key) for key in keys}
        self._current = _key_id(keys[0])
        self._key = keys[0]

    def seal(self, plain: bytes, *, purpose: str, owner: str) -> Sealed:
        """Encrypt a secret that opens again only for this purpose and owner."""
        header = self.header
        nonce = os.urandom(NONCE_BYTES)
        bound_to = _binding(header, purpose, owner)
        ciphertext = self._ciphers[self._current].encrypt(nonce, plain, bound_to)
        return Sealed(header + nonce + ciphertext)

    def open(self, sealed: bytes, *, purpose: str, owner: str) -> bytes:
        """Decrypt a secret.

        Raises:
            SealBroken: It was sealed for another purpose or owner, its key is not
                known here, or it is not what was sealed.
        """
        header, rest = sealed[:HEADER_BYTES], sealed[HEADER_BYTES:]
        cipher = self._ciphers.get(header[len(VERSION) :])
        if cipher is None or not header.startswith(VERSION):
            raise SealBroken
        nonce, ciphertext = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
        try:
            return cipher.decrypt(nonce, ciphertext, _binding(header, purpose, owner))
        except (InvalidTag, ValueError):
            raise SealBroken from None

    @property
    def header(self) -> bytes:
        """What everything sealed now begins with."""
        return VERSION + self._current

    def secret_for(self, purpose: str) -> bytes:
        """Give a secret that all processes with this current key share.

        For what seals nothing: it tells nothing of the key that it is made from.
        """
        return hmac.digest(self._key, purpose.encode(), "sha256")

    def needs_resealing(self, sealed: bytes) -> bool:
        """Tell whether anything but the current key and version sealed it."""
        return not sealed.startswith(self.header)


def vault_from(settings: Settings) -> Vault:
    """Build the vault of an installation."""
    return Vault([b64decode(key.get_secret_value()) for key in settings.secret_keys])


def _key_id(key: bytes) -> bytes:
    return sha256(key).digest()[:KEY_ID_BYTES]


def _binding(header: bytes, purpose: str, owner: str) -> bytes:
    # The length keeps ("ab", "c") apart from ("a", "bc").
    name = purpose.encode()
    return header + len(name).to_bytes(4, "big") + name + owner.encode()
