"""What prices have to do with IVA, which is a matter of the installation."""

from asystec_web.settings import settings


def tax_note() -> str:
    """Say how the prices stand to IVA."""
    if settings().prices_include_iva:
        return "Los precios incluyen el IVA."
    return "Los precios no incluyen el IVA: se suma al pagar."
