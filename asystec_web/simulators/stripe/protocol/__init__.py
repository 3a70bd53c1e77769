"""How Stripe is spoken to: keys, versions, retries, lists and refusals."""
