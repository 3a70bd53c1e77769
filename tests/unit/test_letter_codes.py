from typing import Any

import pytest

from asystec_web.services.tokens import new_token, token_hash
from asystec_web.state.letter_codes import code_hash, without_code

CODE = new_token()


def page(address: object, **more: object) -> dict[str, Any]:
    sent = {"name": "x", "router_data": {"asPath": address, **more}}
    return without_code(sent)["router_data"]


def test_of_a_code_only_the_hash_gets_in() -> None:
    kept = page(f"/restablecer?volver=/perfil#codigo={CODE}")

    assert kept["asPath"] == "/restablecer?volver=/perfil"
    assert code_hash(kept) == token_hash(CODE)
    assert CODE not in str(kept)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/perfil", id="nothing"),
        pytest.param("/perfil#", id="an empty one"),
        pytest.param("/perfil#codigo=", id="an empty code"),
        pytest.param("/hacienda#pin", id="a field"),
        pytest.param(f"/x#cod\nigo={CODE}", id="a broken name"),
        pytest.param(["#codigo=x"], id="no text"),
        pytest.param(None, id="no address"),
    ],
)
def test_without_a_code_there_is_no_hash(address: object) -> None:
    kept = page(address)

    assert code_hash(kept) == b""
    assert "#" not in str(kept["asPath"]) or not isinstance(address, str)


@pytest.mark.parametrize("address", ["/restablecer", None, "/restablecer#x"])
def test_a_hash_that_somebody_read_cannot_be_sent(address: str | None) -> None:
    stolen = token_hash(CODE).hex()

    kept = page(address, code_hash=stolen)

    assert code_hash(kept) == b""


def test_a_hash_in_place_of_a_code_is_hashed_again() -> None:
    stolen = token_hash(CODE).hex()

    assert code_hash(page(f"/restablecer#codigo={stolen}")) == token_hash(stolen)


@pytest.mark.parametrize("sent", ['{"name": "x"}', None, [], 7, b"x"])
def test_what_is_no_object_is_left_to_be_refused(sent: object) -> None:
    assert without_code(sent) is None


@pytest.mark.parametrize("router_data", [None, "x", [], 7])
def test_a_page_of_any_shape_is_an_empty_one(router_data: object) -> None:
    kept = without_code({"name": "x", "router_data": router_data})

    assert code_hash(kept["router_data"]) == b""
