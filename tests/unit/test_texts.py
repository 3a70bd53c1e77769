import ast
import pkgutil
import re
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import asystec_web
from asystec_web import errors
from asystec_web.errors import InvalidForm, OnboardingError
from asystec_web.errors.agreement import NameOfAnother
from asystec_web.errors.hacienda import (
    HaciendaThrottled,
    HaciendaUserBlocked,
    HaciendaUserRejectedAgain,
    IdentityUnavailable,
)
from asystec_web.errors.key import KeyExpired, KeyReadersBusy, KeysRationed
from asystec_web.texts import SENTENCES, explained, sentence

ROOT = Path(asystec_web.__file__).parent
# The last word of codes that some fields share, and who puts the field in front.
LINES = {
    ("full_name", "business_name", "trade_name", "neighbourhood", "address"): (
        *("empty", "too_short", "too_long", "bad_characters"),
    ),
    ("password", "hacienda_password", "pin"): ("empty", "too_long"),
    ("province", "canton", "district"): ("empty", "unknown"),
    ("alcohol_registration",): ("empty", "too_long", "bad_characters"),
}
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
NAMESPACES = {code.partition(".")[0] for code in SENTENCES if "." in code}
# They only look like codes.
NO_CODES = {"activities.csv", "email.com"}


def failures() -> Iterator[type[OnboardingError]]:
    for module in pkgutil.iter_modules(errors.__path__):
        import_module(f"{errors.__name__}.{module.name}")
    yield OnboardingError
    yield from derived(OnboardingError)


def derived(failure: type[OnboardingError]) -> Iterator[type[OnboardingError]]:
    for each in failure.__subclasses__():
        yield each
        yield from derived(each)


def literals() -> set[str]:
    """Find every string in the product that looks like a code, outside of texts."""
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        if {"texts", "simulators"} & set(path.relative_to(ROOT).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {each for each in found if CODE.fullmatch(each)}


def composed() -> set[str]:
    return {
        f"{field}.{problem}"
        for fields, problems in LINES.items()
        for field in fields
        for problem in problems
    }


@pytest.mark.parametrize("failure", list(failures()))
def test_every_expected_failure_has_a_sentence(
    failure: type[OnboardingError],
) -> None:
    assert failure.code in SENTENCES
    assert failure.afterwards in {"", *SENTENCES}


@pytest.mark.parametrize("failure", list(failures()))
def test_what_is_read_later_names_no_time_to_wait(
    failure: type[OnboardingError],
) -> None:
    assert "{" not in SENTENCES.get(failure.afterwards, "")


def test_every_code_in_the_product_has_a_sentence() -> None:
    codes = {
        code
        for code in literals()
        if code.partition(".")[0] in NAMESPACES and not code.startswith("text.")
    }

    assert len(codes) > 50
    assert codes - set(SENTENCES) - NO_CODES == set()


def test_every_code_put_together_has_a_sentence() -> None:
    assert composed() <= set(SENTENCES)


def test_no_sentence_is_without_use() -> None:
    used = literals() | composed() | {failure.code for failure in failures()}

    assert set(SENTENCES) - used == set()


@pytest.mark.parametrize(
    "failure",
    [
        KeyReadersBusy,
        KeysRationed,
        HaciendaUserBlocked,
        HaciendaUserRejectedAgain,
        HaciendaThrottled,
        *HaciendaThrottled.__subclasses__(),
        *IdentityUnavailable.__subclasses__(),
    ],
)
def test_what_the_profile_may_say_as_well_names_no_button_of_the_step(
    failure: type[OnboardingError],
) -> None:
    assert "«" not in SENTENCES[failure.code]


def test_an_unknown_code_gets_the_most_general_sentence() -> None:
    assert sentence("nothing.like_this") == SENTENCES["unexpected"]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_whole_formal_and_plain(code: str) -> None:
    words = SENTENCES[code]

    assert words[0].isupper() or words[0] in "¿¡«"
    assert words.endswith((".", "?"))
    assert "  " not in words
    assert words == words.strip()
    assert not re.search(r"\b(tu|tus|tú|vos|por favor|error \d+)\b", words.lower())
    assert len(words) < 220


@pytest.mark.parametrize("failure", list(failures()))
def test_a_sentence_asks_for_the_values_its_failure_carries(
    failure: type[OnboardingError],
) -> None:
    asked = {name for _, name, _, _ in Formatter().parse(SENTENCES[failure.code])}

    assert asked - {None} == failure.carries


def test_only_sentences_of_failures_ask_for_values() -> None:
    carried = {failure.code for failure in failures() if failure.carries}

    assert {code for code, words in SENTENCES.items() if "{" in words} == carried


def test_a_value_is_shown_and_never_told_otherwise() -> None:
    failure = KeyExpired(since="12/03/2029")

    assert "dejó de servir el 12/03/2029." in explained(failure)["key"]
    assert "2029" not in f"{failure} {failure!r} {failure.args}"
    assert "2029" not in "".join(traceback.format_exception(failure))


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="too few"),
        pytest.param({"since": "hoy", "pin": "1234"}, id="too many"),
    ],
)
def test_a_failure_carries_what_its_sentence_needs_and_nothing_else(
    values: dict[str, str],
) -> None:
    with pytest.raises(TypeError, match="KeyExpired carries"):
        KeyExpired(**values)


def test_what_a_value_holds_is_no_template() -> None:
    failure = NameOfAnother(registered="{business}", business="{0.__class__}")

    assert "«{business}»" in explained(failure)["hacienda_user"]


def test_a_refused_form_has_a_sentence_by_field() -> None:
    refused = InvalidForm({"pin": "pin.empty", "key": "key.missing"})

    assert explained(refused) == {
        "pin": SENTENCES["pin.empty"],
        "key": SENTENCES["key.missing"],
    }


def test_no_two_codes_of_a_field_sound_alike() -> None:
    by_field: dict[str, list[str]] = {}
    for code, words in SENTENCES.items():
        by_field.setdefault(code.partition(".")[0], []).append(words)

    for field, sentences in by_field.items():
        assert len(set(sentences)) == len(sentences), field
