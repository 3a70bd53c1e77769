"""A container that asks for as many rounds of work as it likes."""

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
