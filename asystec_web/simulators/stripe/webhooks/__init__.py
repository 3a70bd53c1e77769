"""Telling the merchant's server what happened, the way Stripe does."""
