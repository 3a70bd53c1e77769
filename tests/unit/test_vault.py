import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from asystec_web.services.vault import SealBroken, Vault, vault_from
from asystec_web.settings import Settings

OLD = b"an old key of exactly 32 bytes.."
NEW = b"the new key of exactly 32 bytes."


def test_a_secret_comes_back_for_its_purpose_and_owner() -> None:
    vault = Vault([NEW])

    sealed = vault.seal(b"1234", purpose="pin", owner="business-1")

    assert vault.open(sealed, purpose="pin", owner="business-1") == b"1234"


@pytest.mark.parametrize(
    ("purpose", "owner"),
    [
        pytest.param("key", "business-1", id="another purpose"),
        pytest.param("pin", "business-2", id="another owner"),
        pytest.param("pinb", "usiness-1", id="the border between them moved"),
    ],
)
def test_a_secret_moved_elsewhere_stays_closed(purpose: str, owner: str) -> None:
    vault = Vault([NEW])
    sealed = vault.seal(b"1234", purpose="pin", owner="business-1")

    with pytest.raises(SealBroken):
        vault.open(sealed, purpose=purpose, owner=owner)


def test_the_same_secret_never_looks_the_same() -> None:
    vault = Vault([NEW])

    sealed = {vault.seal(b"1234", purpose="pin", owner="b") for _ in range(10)}

    assert len(sealed) == 10


def test_an_old_key_still_opens_and_asks_to_be_replaced() -> None:
    sealed = Vault([OLD]).seal(b"1234", purpose="pin", owner="b")
    vault = Vault([NEW, OLD])

    assert vault.open(sealed, purpose="pin", owner="b") == b"1234"
    assert vault.needs_resealing(sealed)
    assert not vault.needs_resealing(vault.seal(b"1234", purpose="pin", owner="b"))


def test_a_key_that_is_gone_opens_nothing() -> None:
    sealed = Vault([OLD]).seal(b"1234", purpose="pin", owner="b")

    with pytest.raises(SealBroken):
        Vault([NEW]).open(sealed, purpose="pin", owner="b")


def test_every_changed_byte_breaks_the_seal() -> None:
    vault = Vault([NEW, OLD])
    sealed = vault.seal(b"1234", purpose="pin", owner="b")

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            vault.open(bytes(changed), purpose="pin", owner="b")


@given(st.binary(max_size=80))
def test_whatever_was_never_sealed_does_not_open(garbage: bytes) -> None:
    vault = Vault([NEW])
    prefix = vault.seal(b"", purpose="pin", owner="b")[:5]

    for sealed in (garbage, prefix + garbage):
        with pytest.raises(SealBroken):
            vault.open(sealed, purpose="pin", owner="b")


def test_what_is_sealed_shows_nothing() -> None:
    sealed = Vault([NEW]).seal(b"1234", purpose="pin", owner="b")

    assert f"{sealed} {sealed!r} {str(sealed)!s}" == " ".join(["Sealed(***)"] * 3)


def test_an_installation_opens_with_all_its_keys() -> None:
    encoded = "YW4gb2xkIGtleSBvZiBleGFjdGx5IDMyIGJ5dGVzLi4="
    config = Settings(secret_keys=(SecretStr(encoded),))

    sealed = Vault([OLD]).seal(b"1234", purpose="pin", owner="b")

    assert vault_from(config).open(sealed, purpose="pin", owner="b") == b"1234"


def test_processes_with_one_current_key_share_a_secret_for_each_purpose() -> None:
    secret = Vault([NEW, OLD]).secret_for("fingerprints")

    assert Vault([NEW]).secret_for("fingerprints") == secret
    assert Vault([OLD]).secret_for("fingerprints") != secret
    assert Vault([NEW]).secret_for("something else") != secret
    assert NEW not in secret
