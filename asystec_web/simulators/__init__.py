"""Hacienda, Stripe and a mailbox as real servers, for the demo and the tests."""
