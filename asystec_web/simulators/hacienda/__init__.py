"""Hacienda as a real server: taxpayers, identity provider, reception and keys."""

from asystec_web.simulators.hacienda.app import hacienda_app

__all__ = ["hacienda_app"]
