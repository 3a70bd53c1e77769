import json
import time

import pytest
import stripe
from structlog.testing import capture_logs

from asystec_web.services.billing import EventRefused
from asystec_web.services.billing.signed_events import Subject, read_event

SECRET = "whsec_prueba"
EVENT: dict[str, object] = {
    "object": "event",
    "id": "evt_1",
    "type": "invoice.paid",
    "livemode": False,
    "api_version": stripe.api_version,
    "data": {"object": {"object": "invoice", "customer": "cus_1"}},
}
PAYLOAD = json.dumps(EVENT)


def signed(payload: str, secret: str = SECRET, age: int = 0) -> str:
    return stripe.WebhookSignature.generate_signature_header(
        payload, secret, int(time.time()) - age
    )


def test_a_signed_event_is_read() -> None:
    event = read_event(PAYLOAD.encode(), signed(PAYLOAD), SECRET, live=False)

    assert (event.id, event.type) == ("evt_1", "invoice.paid")
    assert event.data.object.customer_id == "cus_1"


def test_an_event_of_another_version_is_read_with_a_warning() -> None:
    payload = json.dumps(EVENT | {"api_version": "2020-08-27"})

    with capture_logs() as logs:
        assert read_event(payload.encode(), signed(payload), SECRET, live=False)

    assert [each["event"] for each in logs] == ["stripe_event_version"]


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("payload", "signature"),
    [
        pytest.param(PAYLOAD.encode(), signed(PAYLOAD, "whsec_other"), id="forged"),
        pytest.param(PAYLOAD.encode(), signed(PAYLOAD, age=600), id="stale"),
        pytest.param(PAYLOAD.encode(), "", id="unsigned"),
        pytest.param(PAYLOAD.encode(), "t=x,v1=y", id="garbled signature"),
        pytest.param(PAYLOAD.encode(), f"t={int(time.time())},v1=ñ", id="not ASCII"),
        pytest.param(b"\xff\xfe", signed("x"), id="no UTF-8"),
        pytest.param(b"no json", signed("no json"), id="signed, no JSON"),
        pytest.param(b"[]", signed("[]"), id="signed list"),
        pytest.param(b"{}", signed("{}"), id="signed, empty"),
        pytest.param(b"null", signed("null"), id="signed null"),
        pytest.param(DEEP.encode(), signed(DEEP), id="signed, bottomless"),
        pytest.param(b"", signed(""), id="nothing"),
    ],
)
def test_what_stripe_did_not_send_is_refused(payload: bytes, signature: str) -> None:
    with pytest.raises(EventRefused):
        read_event(payload, signature, SECRET, live=False)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"livemode": True}, id="the other mode"),
        pytest.param({"id": "evt_\u0000"}, id="control character"),
        pytest.param({"id": "evt_" + "x" * 300}, id="endless id"),
        pytest.param({"data": {}}, id="about nothing"),
        pytest.param({"object": "v2.core.event"}, id="another kind of event"),
    ],
)
def test_signed_but_not_for_us(changed: dict[str, object]) -> None:
    payload = json.dumps(EVENT | changed)

    with pytest.raises(EventRefused):
        read_event(payload.encode(), signed(payload), SECRET, live=False)


@pytest.mark.parametrize("secret", ["", "  "])
def test_a_blank_secret_believes_nobody(secret: str) -> None:
    with pytest.raises(EventRefused):
        read_event(PAYLOAD.encode(), signed(PAYLOAD, secret), secret, live=False)


@pytest.mark.parametrize(
    "named", ["", "x", "00000000-0000-0000-0000-00000000000", "ñ" * 36]
)
def test_a_wrong_account_is_nobody(named: str) -> None:
    assert Subject(client_reference_id=named).account_id is None
    assert Subject(metadata={"account": named}).account_id is None
