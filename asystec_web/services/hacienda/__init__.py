"""Hacienda over HTTP: taxpayers, credentials and what they registered."""
