"""Effects: the outside world, the database, secrets."""
