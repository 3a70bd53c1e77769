"""What Hacienda knows of a business.

HaciendaFailure
├── TaxpayerNotFound               Hacienda does not know the cédula
└── TaxpayersUnavailable           the taxpayer API did not answer usefully
"""

from asystec_web.errors.hacienda import HaciendaFailure


class TaxpayerNotFound(HaciendaFailure):
    """Hacienda does not know the cédula."""

    code = "taxpayer.not_found"
    field = "cedula"


class TaxpayersUnavailable(HaciendaFailure):
    """The taxpayer API did not answer usefully."""

    code = "taxpayer.unavailable"
