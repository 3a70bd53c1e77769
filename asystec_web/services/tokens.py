"""Random tokens; a server keeps only their hash."""

import secrets
from hashlib import sha256

TOKEN_BYTES = 32


def new_token() -> str:
    """Make 256 bits nobody can guess, in characters that an address can carry."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """Hash a token, or whatever stands in its place in a request.

    Plain SHA-256: what is hashed is random, so there is nothing to guess faster.
    """
    return sha256(token.encode(errors="surrogatepass")).digest()
