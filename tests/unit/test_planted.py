from base64 import b64encode

import pytest

from tests.planted import WINDOW_BYTES, leaks, spellings

CANARY = "canario&ñ+4%/\"'7b1d"
KEY = bytes(range(200, 248))


@pytest.mark.parametrize(
    "written", [pytest.param(written, id=how) for how, written in spellings(CANARY)]
)
def test_text_is_found_however_it_is_written(written: bytes) -> None:
    assert leaks({"canary": CANARY}, [b"before", b"<" + written + b">"])


@pytest.mark.parametrize(
    "written", [pytest.param(written, id=how) for how, written in spellings(KEY)]
)
def test_bytes_are_found_however_they_are_written(written: bytes) -> None:
    assert leaks({"key": KEY}, [b"before", b"<" + written + b">"])


@pytest.mark.parametrize("before", [b"", b"a", b"ab"])
def test_a_secret_is_found_inside_base64_of_more(before: bytes) -> None:
    place = [b64encode(before + CANARY.encode() + b" and what comes after")]

    assert leaks({"canary": CANARY}, place)


def test_a_part_of_a_key_is_found() -> None:
    middle = len(KEY) // 2 - WINDOW_BYTES // 2

    assert leaks({"key": KEY}, [KEY[middle : middle + WINDOW_BYTES]])


def test_what_is_not_there_is_not_found() -> None:
    assert leaks({"canary": CANARY, "key": KEY}, [b"canario", KEY[:WINDOW_BYTES]]) == []


def test_what_is_too_short_to_tell_is_refused() -> None:
    with pytest.raises(AssertionError, match="too short"):
        list(spellings("1234"))


def test_it_is_said_which_secret_and_how() -> None:
    assert leaks({"canary": CANARY}, [CANARY.encode().hex().encode()]) == [
        "canary, hex"
    ]
