import re
from pathlib import Path

from asystec_web.settings import Settings

README = Path(__file__).parents[2] / "README.md"
_ROW = re.compile(r"^\|\s*`(ASYSTEC_[A-Z_]+)`\s*\|", re.MULTILINE)
_NAME = re.compile(r"\bASYSTEC_[A-Z_]+\b")
NAMES = [f"ASYSTEC_{name.upper()}" for name in Settings.model_fields]


def test_the_table_names_every_setting_once() -> None:
    listed = _ROW.findall(README.read_text("utf-8"))

    assert sorted(listed) == sorted(NAMES)


def test_the_readme_speaks_of_no_other_setting() -> None:
    assert set(_NAME.findall(README.read_text("utf-8"))) - set(NAMES) == set()


def test_the_names_others_rely_on_are_there() -> None:
    fixed = {
        *("ENVIRONMENT", "PUBLIC_URL", "PORT", "DATABASE_URL", "REDIS_URL"),
        *("SECRET_KEYS", "SMTP_URL", "HACIENDA_API_URL", "HACIENDA_IDP_URL"),
        *("HACIENDA_RECEPTION_URL", "HACIENDA_SANDBOX_RECEPTION_URL"),
        *("STRIPE_API_URL", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
        *("EMBED_HOSTS", "INVOICING_URL"),
    }

    assert {f"ASYSTEC_{name}" for name in fixed} <= set(NAMES)
