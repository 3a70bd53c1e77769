"""The cryptographic key by itself.

KeyFailure                         the cryptographic key cannot be used
├── KeyFileNotAKey                 the file is no PKCS#12
├── KeyPinRejected                 the PIN does not open it
├── KeyAsksTooMuch                 opening it takes more than a sound one does
├── KeyIncomplete                  it opens, and what is in it cannot be read
│   ├── KeyWithoutPrivateKey       only certificates are in it
│   ├── KeyWithoutCertificate      only the private key is in it
│   └── KeyOfAnotherCertificate    they do not belong together
├── KeyNotRsa                      the key is of a kind Hacienda does not take
├── KeyTooWeak                     RSA, but too short
├── KeysRationed                   so many were looked at
├── KeyReadersBusy                 so many are being looked at
├── KeyExpired                     its validity is over
└── KeyNotYetValid                 its validity has not begun
"""

from asystec_web.errors import OnboardingError
from asystec_web.errors.passing import Passing


class KeyFailure(OnboardingError):
    """The cryptographic key cannot be used."""

    code = "key.unusable"
    field = "key"


class KeyFileNotAKey(KeyFailure):
    """The file is no PKCS#12 container."""

    code = "key.not_a_key"


class KeyPinRejected(KeyFailure):
    """The PIN does not open the container."""

    code = "key.pin_rejected"
    field = "pin"


class KeyAsksTooMuch(KeyFailure):
    """Opening it takes more memory or work than any sound container does."""

    code = "key.asks_too_much"


class KeyIncomplete(KeyFailure):
    """It opens, but what is in it cannot be read."""

    code = "key.incomplete"


class KeyWithoutPrivateKey(KeyIncomplete):
    """It opens, but holds certificates only."""

    code = "key.no_private_key"


class KeyWithoutCertificate(KeyIncomplete):
    """It opens, but holds the private key only."""

    code = "key.no_certificate"


class KeyOfAnotherCertificate(KeyIncomplete):
    """Its private key and its certificate do not belong together."""

    code = "key.strangers"


class KeyNotRsa(KeyFailure):
    """The key is of another kind than RSA."""

    code = "key.not_rsa"


class KeyTooWeak(KeyFailure):
    """The key has fewer than 2048 bits."""

    code = "key.too_weak"


class KeysRationed(Passing, KeyFailure):
    """So many keys and PINs were looked at for somebody, or for one address."""

    code = "key.rationed"


class KeyReadersBusy(KeyFailure):
    """So many keys are being looked at that this one found no place."""

    code = "key.readers_busy"


class KeyExpired(KeyFailure):
    """The certificate's validity is over."""

    code = "key.expired"
    carries = frozenset({"since"})


class KeyNotYetValid(KeyFailure):
    """The certificate's validity has not begun."""

    code = "key.not_yet_valid"
    carries = frozenset({"begins"})
