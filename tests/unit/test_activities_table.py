import re
from hashlib import sha256

import pytest

from asystec_web.catalog.activities import (
    Activity,
    activities,
    by_code,
)
from asystec_web.catalog.search_counterparts import counterparts

# What Hacienda's list says, pinned apart from our table: «old code, space, new code» of
# its 705 pairs, one to a line, in the order of the old ones.
ATV_TO_CIIU4 = "1e0383c603ce62dfafbb39e0399c7bdf3236f47c89783d0ce9378ff42b051d8b"


def test_the_table_has_the_359_activities_in_order() -> None:
    codes = [activity.code for activity in activities()]

    assert len(codes) == 359
    assert codes == sorted(set(codes))


def test_every_old_code_leads_where_hacienda_says() -> None:
    pairs = sorted(
        (old, activity.code) for activity in activities() for old in activity.old_codes
    )

    lines = "".join(f"{old} {code}\n" for old, code in pairs)

    assert len(pairs) == 705
    assert sha256(lines.encode()).hexdigest() == ATV_TO_CIIU4


def test_no_two_activities_have_the_same_title() -> None:
    titles = [activity.title.casefold() for activity in activities()]

    assert len(set(titles)) == len(titles)


def test_all_codes_have_the_form_hacienda_expects() -> None:
    current = [activity.code for activity in activities()]
    former = [old for activity in activities() for old in activity.old_codes]

    assert all(re.fullmatch(r"[0-9]{4}\.[0-9]", code) for code in current)
    assert all(re.fullmatch(r"[0-9]{6}", code) for code in former)


def test_titles_are_written_as_sentences_that_fit() -> None:
    for activity in activities():
        title = activity.title

        assert len(title) <= 80, title
        assert re.fullmatch(r"[A-ZÁÉÍÓÚÑ][\w ,;:()-]*[\w)]", title), title
        assert not re.search(r"\s\s", title), title


def test_only_names_and_acronyms_have_capitals_inside_a_title() -> None:
    inside = {
        word
        for activity in activities()
        for word in activity.title.split()[1:]
        if word != word.lower()
    }

    assert inside == {"ASADAS,", "Airbnb", "Banca", "Desarrollo", "VIP"}


def test_every_activity_has_at_least_three_different_words_of_its_own() -> None:
    for activity in activities():
        assert len(activity.words) >= 3, activity.code
        assert len(set(activity.words)) == len(activity.words), activity.code


def test_words_are_clean_text() -> None:
    for activity in activities():
        for word in activity.words:
            assert re.fullmatch(r"[\w][\w. -]*", word), (activity.code, word)
            assert word == word.strip(), (activity.code, word)


def test_an_activity_is_found_by_its_code() -> None:
    restaurants = by_code("5610.0")

    assert restaurants is not None
    assert restaurants.title == "Restaurantes, sodas y otros expendios de comida"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("", id="empty"),
        pytest.param("56100", id="without-dot"),
        pytest.param("722003", id="of-atv"),
        pytest.param("5610.0 ", id="with-blank"),
    ],
)
def test_a_code_that_is_not_there_finds_nothing(code: str) -> None:
    assert by_code(code) is None


def test_an_activity_cannot_be_changed() -> None:
    activity = activities()[0]

    with pytest.raises(AttributeError):
        activity.title = "Otra"  # pyright: ignore[reportAttributeAccessIssue] - the point
    assert not hasattr(activity, "__dict__")
    assert isinstance(activity, Activity)


def test_counterparts_are_activities_and_are_reached_by_words_of_the_search() -> None:
    codes = {activity.code for activity in activities()}
    rows = [row for pairs in counterparts().values() for row in pairs]

    assert set(counterparts()) == {
        "mayor",
        "exportador",
        "clas",
        "transporte",
        "fabrica",
        "alquiler",
        "reparacion",
        "instalacion",
        "lavado",
        "limpieza",
    }
    assert {other for _, other in rows} <= codes
    assert {shop for shop, _ in rows if shop} <= codes
    assert all(shop != other for shop, other in rows)
