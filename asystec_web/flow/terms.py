"""Which terms people accept; a changed text gets a new version and date."""

TERMS_VERSION = "2026-11"
# As the texts themselves say it.
TERMS_DATE = "23 de noviembre de 2026"
