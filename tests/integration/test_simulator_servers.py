import os
import signal
import smtplib
import socket
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from email.message import EmailMessage

import httpx
import pytest
import stripe
from starlette.applications import Starlette

from asystec_web.simulators.listeners import PortUnavailable, SimulatorUrls
from asystec_web.simulators.servers import (
    NotStarted,
    Webhook,
    run_simulators,
    running_app,
    running_simulators,
)
from tests.waiting import LONG_S

SERVE_ON_FREE_PORTS = """
from asystec_web.simulators.servers import run_simulators
run_simulators("127.0.0.1", 0, 0, 0, 0, on_ready=lambda urls: print(urls, flush=True))
print("stopped", flush=True)
"""


@pytest.fixture(scope="module")
def simulators() -> Iterator[SimulatorUrls]:
    with running_simulators() as urls:
        yield urls


def test_hacienda_answers(simulators: SimulatorUrls) -> None:
    answer = httpx.get(f"{simulators.hacienda}/fe/ae?identificacion=3101999999")

    assert answer.json()["nombre"] == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"


def test_pages_speak_of_the_host_by_its_name(simulators: SimulatorUrls) -> None:
    page = httpx.get(f"{simulators.hacienda}/").text

    assert f"curl {simulators.hacienda}/_control/mood" in page


def test_stripe_answers(simulators: SimulatorUrls) -> None:
    assert httpx.get(f"{simulators.stripe}/_control/state").status_code == 200


def test_mail_goes_in_and_comes_out(simulators: SimulatorUrls) -> None:
    message = EmailMessage()
    message["From"] = "asystec@prueba.test"
    message["To"] = "persona@prueba.test"
    message["Subject"] = "Hola"
    message.set_content("Hola\n")
    address = httpx.URL(simulators.smtp)

    with smtplib.SMTP(address.host, address.port or 0) as smtp:
        smtp.send_message(message)

    [kept] = httpx.get(f"{simulators.mail}/api/messages").json()
    assert (kept["subject"], kept["text"]) == ("Hola", "Hola\n")


def test_every_simulator_has_a_mood_of_its_own(simulators: SimulatorUrls) -> None:
    httpx.post(f"{simulators.hacienda}/_control/mood", json={"status": 502})

    hacienda = httpx.get(f"{simulators.hacienda}/").status_code
    mail = httpx.get(f"{simulators.mail}/").status_code
    httpx.post(f"{simulators.hacienda}/_control/reset")

    assert (hacienda, mail) == (502, 200)


def test_a_request_that_hangs_does_not_keep_the_simulators_up() -> None:
    with running_simulators() as urls, httpx.Client() as client:
        client.post(f"{urls.mail}/_control/mood", json={"hold": True})
        with pytest.raises(httpx.ReadTimeout):
            client.get(f"{urls.mail}/", timeout=httpx.Timeout(LONG_S, read=0.05))

    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{urls.mail}/")


def test_who_did_not_wait_leaves_no_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    version = {"Stripe-Version": stripe.api_version}
    headers = {"Authorization": "Bearer sk_test_1", **version}
    with running_simulators() as urls, httpx.Client() as client:
        client.post(f"{urls.stripe}/_control/mood", json={"hold": True, "status": 0})
        with pytest.raises(httpx.ReadTimeout):
            client.post(
                f"{urls.stripe}/v1/customers",
                headers=headers,
                timeout=httpx.Timeout(LONG_S, read=0.05),
            )
        client.post(f"{urls.stripe}/_control/mood", json=[])
        client.get(f"{urls.stripe}/")

    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def test_an_application_that_does_not_start_is_not_waited_for() -> None:
    @asynccontextmanager
    async def broken(_: Starlette) -> AsyncGenerator[None]:
        raise OSError
        yield

    with (
        pytest.raises(ExceptionGroup) as failed,
        running_app(Starlette(lifespan=broken)),
    ):
        pytest.fail("it runs")

    assert failed.group_contains(NotStarted)


def test_the_webhooks_secret_is_not_shown() -> None:
    assert "whsec" not in repr(Webhook("http://localhost:1", "whsec_secret"))


@pytest.mark.parametrize("place", [0, 1, 2, 3], ids=["one", "two", "three", "four"])
def test_a_taken_port_is_named_in_one_line(place: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = [0, 0, 0, 0]
        ports[place] = taken.getsockname()[1]

        with pytest.raises(PortUnavailable) as refused:
            run_simulators("127.0.0.1", *ports)

    assert f"port {ports[place]} on 127.0.0.1: Address already in use" in str(
        refused.value
    )
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_them_all_cleanly(asked: signal.Signals) -> None:
    with subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-W", "error", "-c", SERVE_ON_FREE_PORTS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("SimulatorUrls(")
        process.send_signal(asked)
        said, complained = process.communicate(timeout=LONG_S)

    assert (said, complained, process.returncode) == ("stopped\n", "", 0)
