"""Containers that ask for as much work or memory as they like."""

from asystec_web.simulators.hacienda.keys import build_container


def with_rounds(rounds: int) -> bytes:
    """Raise the rounds in front of the MAC: 16-bit number, its lengths above it."""
    file = build_container(pin="1234", cipher="3des")
    old, new = b"\x02\x02\x08\x00", b"\x02\x04" + rounds.to_bytes(4, "big")
    assert file.endswith(old)
    body = file[4 : -len(old)] + new
    mac = body.rfind(b"\x30\x31\x30\x21")
    assert file[:2] == b"\x30\x82"
    body = body[: mac + 1] + b"\x33" + body[mac + 2 :]
    return b"\x30\x82" + len(body).to_bytes(2, "big") + body


def with_scrypt(cost: int) -> bytes:
    """Have a key under scrypt (RFC 7914), which takes a kilobyte for each of its cost.

    The key itself is nothing: that shows only when all the work is done.
    """
    parameters = _der(0x30, _der(4, bytes(8)), *map(_integer, (cost, 8, 1)))
    derived = _der(0x30, bytes.fromhex("06092b06010401da47040b"), parameters)
    cipher = _der(0x30, bytes.fromhex("060960864801650304012a"), _der(4, bytes(16)))
    scheme = _der(0x30, _PBES2, _der(0x30, derived, cipher))
    key = _der(0x30, scheme, _der(4, bytes(1232)))
    bag = _der(0x30, _KEY_BAG, _der(0xA0, key))
    safe = _der(0x30, _data(_der(0x30, bag)))
    return _der(0x30, _integer(3), _data(safe))


_PBES2 = bytes.fromhex("06092a864886f70d01050d")
_KEY_BAG = bytes.fromhex("060b2a864886f70d010c0a0102")
_DATA = bytes.fromhex("06092a864886f70d010701")


def _data(content: bytes) -> bytes:
    return _der(0x30, _DATA, _der(0xA0, _der(4, content)))


def _integer(number: int) -> bytes:
    return _der(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    octets = (len(body).bit_length() + 7) // 8
    short = len(body) < 0x80
    length = b"" if short else len(body).to_bytes(octets, "big")
    return bytes([tag, len(body) if short else 0x80 + octets]) + length + body
