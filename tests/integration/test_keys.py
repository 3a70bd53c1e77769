"""Keys are looked at off the event loop, rationed, and a few at a time."""

import asyncio
import contextlib
import threading
import time

import pytest

from asystec_web.errors.key import (
    KeyAsksTooMuch,
    KeyFailure,
    KeyPinRejected,
    KeyReadersBusy,
    KeysRationed,
    KeyTooWeak,
)
from asystec_web.services import key_process
from asystec_web.services import keys as module
from asystec_web.services.keys import Keys
from asystec_web.services.limits import Limiter
from asystec_web.simulators.hacienda.key_files import content
from asystec_web.simulators.hacienda.keys import build_container
from tests.endless import with_rounds
from tests.waiting import LONG_S
from tests.watched_loop import LOOP_MOST_S, watched_loop

KEY = build_container()


@pytest.fixture
def keys() -> Keys:
    return Keys(Limiter())


async def test_a_key_says_whose_it_is(keys: Keys) -> None:
    summary = await keys.inspect(KEY, "1234", "somebody")

    assert summary.holder_cedula == "3101999999"


async def test_the_same_look_is_taken_once(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = build_container(rsa_bits=1024)
    await keys.inspect(KEY, "1234", "somebody")
    with pytest.raises(KeyTooWeak):
        await keys.inspect(weak, "1234", "somebody")
    # From here on no reader could run.
    monkeypatch.setattr(key_process, "_READER", ["/bin/false"])

    assert (await keys.inspect(KEY, "1234", "anybody")).holder_name
    with pytest.raises(KeyTooWeak):
        await keys.inspect(weak, "1234", "anybody")


async def test_nothing_of_key_or_pin_is_remembered(keys: Keys) -> None:
    await keys.inspect(content("3101999999-moderna.p12"), "Llave#Demo2026", "somebody")

    remembered = repr(vars(vars(keys)["_known"]))
    assert "EMPRESA DE PRUEBA" in remembered
    assert "Llave#" not in remembered


async def test_whoever_guesses_pins_is_stopped(
    monkeypatch: pytest.MonkeyPatch, keys: Keys
) -> None:
    monkeypatch.setattr(module, "LOOKS", "3/minute")
    for pin in ("0000", "0001", "0002"):
        with pytest.raises(KeyPinRejected):
            await keys.inspect(KEY, pin, "guesser")

    with pytest.raises(KeysRationed) as rationed:
        await keys.inspect(KEY, "1234", "guesser")

    assert rationed.value.values["wait"].endswith("segundos")
    # What was looked at may be asked for again, and others are not kept from it.
    with pytest.raises(KeyPinRejected):
        await keys.inspect(KEY, "0002", "guesser")
    assert await keys.inspect(KEY, "1234", "another")


async def test_many_accounts_from_one_address_share_a_ration(
    monkeypatch: pytest.MonkeyPatch, keys: Keys
) -> None:
    monkeypatch.setattr(module, "LOOKS_NEARBY", "2/minute")
    for guesser in ("one", "two"):
        with pytest.raises(KeyPinRejected):
            await keys.inspect(KEY, f"pin of {guesser}", guesser, "203.0.113.7")

    with pytest.raises(KeysRationed):
        await keys.inspect(KEY, "1234", "three", "203.0.113.7")


async def test_a_few_are_looked_at_at_once_and_the_rest_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running, most = 0, 0
    counting, full = threading.Lock(), threading.Event()

    def reader(container: bytes, pin: str) -> type[KeyFailure]:
        nonlocal running, most
        del container, pin
        with counting:
            running += 1
            most = max(most, running)
            if running == module.AT_ONCE:
                full.set()
        full.wait(LONG_S)
        time.sleep(0.05)  # so that one too many would be among them
        with counting:
            running -= 1
        return KeyPinRejected

    monkeypatch.setattr(module, "_outcome", reader)
    keys = Keys(Limiter())

    await asyncio.gather(
        *(keys.inspect(KEY, f"{n}", f"person {n}") for n in range(8)),
        return_exceptions=True,
    )

    assert most == module.AT_ONCE


async def test_endless_keys_take_no_place_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_process, "WORK_S", 1)
    monkeypatch.setattr(key_process, "PATIENCE_S", LONG_S)
    keys = Keys(Limiter(), patience_s=0.2)
    endless = with_rounds(0x7FFFFFFF)
    blocking = [
        asyncio.create_task(keys.inspect(endless, f"{n}", f"person {n}"))
        for n in range(module.AT_ONCE)
    ]
    await asyncio.sleep(0.1)

    with pytest.raises(KeyReadersBusy):
        await keys.inspect(KEY, "1234", "somebody")

    given_up = await asyncio.gather(*blocking, return_exceptions=True)
    assert {type(each) for each in given_up} == {KeyAsksTooMuch}
    assert await keys.inspect(KEY, "1234", "somebody")


async def test_a_machine_that_did_not_come_to_it_is_asked_again(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hurried:
        hurried.setattr(key_process, "PATIENCE_S", 0.001)
        with pytest.raises(KeyReadersBusy):
            await keys.inspect(KEY, "1234", "somebody")

    assert await keys.inspect(KEY, "1234", "somebody")


async def test_whoever_goes_away_leaves_no_second_reader_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Seconds of work, which a busy machine only makes longer.
    monkeypatch.setattr(key_process, "WORK_S", 2)
    monkeypatch.setattr(key_process, "PATIENCE_S", LONG_S)
    keys = Keys(Limiter(), patience_s=0.2)
    for n in range(module.AT_ONCE):
        leaving = asyncio.create_task(keys.inspect(with_rounds(9**9), f"{n}", "x"))
        await asyncio.sleep(0.05)
        leaving.cancel()

    with pytest.raises(KeyReadersBusy):
        await keys.inspect(KEY, "1234", "somebody")


async def test_the_watch_notices_a_loop_that_is_held() -> None:
    async with watched_loop() as late:
        await asyncio.sleep(0)
        until = time.process_time() + 2 * LOOP_MOST_S
        while time.process_time() < until:
            pass
        await asyncio.sleep(0.05)

    assert max(late) > LOOP_MOST_S


MUTATIONS = [
    pytest.param(place, value, id=f"{place}={value}")
    for place in (0, 1, 3, 5, 20, 40, 61, 90, 200, 700, 1500, len(KEY) - 3)
    for value in (0x00, 0x7F)
]


@pytest.mark.parametrize(("place", "value"), MUTATIONS)
async def test_a_mutated_key_never_crashes_and_never_holds_the_loop(
    keys: Keys, place: int, value: int
) -> None:
    mutated = bytearray(KEY)
    mutated[place] = value

    async with watched_loop() as late:
        # A change where nothing depends on it leaves the key sound.
        with contextlib.suppress(KeyFailure):
            await keys.inspect(bytes(mutated), "1234", "somebody")

    assert max(late) < LOOP_MOST_S
