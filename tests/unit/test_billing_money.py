import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.catalog.plans import plans
from asystec_web.services.billing import format_money, months_free, per_month

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        pytest.param(832500, "crc", f"₡8{NBSP}325", id="colones"),
        pytest.param(832550, "CRC", f"₡8{NBSP}325,50", id="centimos"),
        pytest.param(50, "crc", "₡0,50", id="less than one"),
        pytest.param(0, "crc", "₡0", id="nothing"),
        pytest.param(1999000000, "crc", f"₡19{NBSP}990{NBSP}000", id="millions"),
        pytest.param(-832500, "crc", f"-₡8{NBSP}325", id="back"),
        pytest.param(1205, "usd", "$12,05", id="dollars"),
        pytest.param(1250, "eur", f"EUR{NBSP}12,50", id="another currency"),
        pytest.param(1250, "jpy", f"JPY{NBSP}1{NBSP}250", id="without decimals"),
    ],
)
def test_amounts_are_written_as_people_read_them(
    minor: int, currency: str, written: str
) -> None:
    assert format_money(minor, currency) == written


@pytest.mark.parametrize(
    ("annual", "currency", "monthly"),
    [
        pytest.param(4990000, "crc", 415800, id="emprendedor"),
        pytest.param(9990000, "crc", 832500, id="pyme"),
        pytest.param(19990000, "crc", 1665800, id="empresa"),
        pytest.param(9900, "usd", 825, id="dollars keep their cents"),
        pytest.param(1000, "usd", 83, id="rounded to the cent"),
    ],
)
def test_a_year_is_spread_over_its_months(
    annual: int, currency: str, monthly: int
) -> None:
    assert per_month(annual, currency) == monthly


@given(st.integers(min_value=0, max_value=10**12))
def test_a_month_is_never_off_by_more_than_half_a_colon(annual: int) -> None:
    assert abs(per_month(annual, "crc") * 12 - annual) <= 12 * 50


def test_our_annual_prices_give_two_months() -> None:
    assert {
        months_free(each.monthly, each.annual) for each in plans().plans.values()
    } == {2}


def test_no_month_is_free_when_a_year_costs_more() -> None:
    assert months_free(100, 1300) == 0
