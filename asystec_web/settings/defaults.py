"""What is meant where nothing is set: the demo, or the real services."""

from base64 import b64encode

DEVELOPMENT_KEY = b64encode(b"asystec development key, 32 byte").decode()
DEMO_STRIPE_KEY = "sk_test_demo00000000000000000000"
DEMO_WEBHOOK_SECRET = "whsec_demo00000000000000000000"  # noqa: S105 - the simulator's

OUTSIDE = {
    "hacienda_api_url": "https://api.hacienda.go.cr",
    "hacienda_idp_url": "https://idp.comprobanteselectronicos.go.cr",
    "hacienda_reception_url": (
        "https://api.comprobanteselectronicos.go.cr/recepcion/v1"
    ),
    "hacienda_sandbox_reception_url": (
        "https://api-sandbox.comprobanteselectronicos.go.cr/recepcion/v1"
    ),
    "stripe_api_url": "https://api.stripe.com",
}
SIMULATORS = {
    "hacienda_api_url": "http://127.0.0.1:8451",
    "hacienda_idp_url": "http://127.0.0.1:8451",
    "hacienda_reception_url": "http://127.0.0.1:8451/recepcion/v1",
    "hacienda_sandbox_reception_url": "http://127.0.0.1:8451/recepcion-sandbox/v1",
    "stripe_api_url": "http://127.0.0.1:8452",
    "smtp_url": "smtp://127.0.0.1:8454",
    "stripe_secret_key": DEMO_STRIPE_KEY,
    "stripe_webhook_secret": DEMO_WEBHOOK_SECRET,
}
