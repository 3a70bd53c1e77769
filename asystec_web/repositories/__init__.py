"""Every query. Given a session, they never commit."""
