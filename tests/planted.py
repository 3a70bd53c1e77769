"""Secrets planted to be looked for afterwards, however they may be written down."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from urllib.parse import quote, quote_plus

Secret = str | bytes

# Whoever leaks half of a secret leaks it: a long one is looked for by its middle.
WINDOW_BYTES = 24
# What is shorter stands somewhere by chance.
SHORTEST_BYTES = 10


def leaks(secrets: Mapping[str, Secret], place: Iterable[bytes]) -> list[str]:
    """Name the secrets that are in a place, and how they are written there."""
    everything = b"\n".join(place)
    return [
        f"{name}, {how}"
        for name, secret in secrets.items()
        for how, written in spellings(secret)
        if written in everything
    ]


def spellings(secret: Secret) -> Iterator[tuple[str, bytes]]:
    """Give every usual way to write a secret down, with its name."""
    raw = secret.encode() if isinstance(secret, str) else secret
    assert len(raw) >= SHORTEST_BYTES, "too short to be told from chance"
    if isinstance(secret, str):
        yield from _of_text(secret)
    else:
        at = max(0, (len(raw) - WINDOW_BYTES) // 2)
        raw = raw[at : at + WINDOW_BYTES]
    yield from _of_bytes(raw)


def _of_text(text: str) -> Iterator[tuple[str, bytes]]:
    yield "UTF-16", text.encode("utf-16-le")
    yield "UTF-16, big end first", text.encode("utf-16-be")
    yield "percent", quote(text, safe="").encode()
    yield "percent, as browsers write paths", quote(text).encode()
    yield "form", quote_plus(text).encode()
    yield "JSON", json.dumps(text)[1:-1].encode()
    yield "JSON in UTF-8", json.dumps(text, ensure_ascii=False)[1:-1].encode()
    yield "JSON within JSON", json.dumps(json.dumps(text)[1:-1])[1:-1].encode()
    yield "HTML", escape(text).encode()
    yield "repr", repr(text)[1:-1].encode()


def _of_bytes(raw: bytes) -> Iterator[tuple[str, bytes]]:
    yield "as it is", raw
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "repr of bytes", repr(raw)[2:-1].encode()
    yield "numbers", ", ".join(map(str, raw)).encode()
    yield "numbers of JSON", ",".join(map(str, raw)).encode()
    for offset in range(3):
        yield f"base64 at {offset}", _inside(b64encode, raw, offset)
        yield f"base64url at {offset}", _inside(urlsafe_b64encode, raw, offset)


def _inside(encode: Callable[[bytes], bytes], raw: bytes, offset: int) -> bytes:
    """Encode as a part of something longer: what does not depend on the rest."""
    written = encode(bytes(offset) + raw)
    first = -(-offset * 8 // 6)
    return written[first : (offset + len(raw)) * 8 // 6]
