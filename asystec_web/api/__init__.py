"""HTTP endpoints beside the pages: session cookie, payment, webhook, health."""
