"""Stripe's request and response shapes, read from the installed library."""
