"""The questions we put to Stripe, by subject."""
