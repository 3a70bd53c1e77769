import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.flow.names import same_name

LONG = "EMPRESA DE PRUEBA CON UNA RAZON SOCIAL TAN LARGA QUE"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("PERSONA DE PRUEBA", "persona de prueba", id="case"),
        pytest.param("JOSÉ PEÑA DE PRUEBA", "Jose Pena de Prueba", id="accents"),
        pytest.param("PRUEBA SEGUNDA PERSONA", "PERSONA PRUEBA SEGUNDA", id="order"),
        pytest.param(" PERSONA  DE PRUEBA ", "PERSONA DE PRUEBA", id="blanks"),
        pytest.param("PRUEBA, S.A.", "PRUEBA SOCIEDAD ANÓNIMA", id="company"),
        pytest.param(
            "PRUEBA LTDA", "PRUEBA SOCIEDAD DE RESPONSABILIDAD LIMITADA", id="limited"
        ),
        pytest.param("PERSONA DE PRUEBA (FIRMA)", "PERSONA DE PRUEBA", id="a remark"),
        pytest.param(LONG, LONG[:64], id="cut by a certificate"),
    ],
)
def test_one_name_is_written_in_many_ways(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("PERSONA DE PRUEBA", "PERSONA DE PRUEBA DOS", id="a word more"),
        pytest.param("PRUEBA SA", "PRUEBA SRL", id="another form"),
        pytest.param("EMPRESA", "EMPRESA DE PRUEBA", id="a short beginning"),
        pytest.param("UNO UNO DOS", "UNO DOS DOS", id="words in other numbers"),
    ],
)
def test_another_name_is_another(one: str, other: str) -> None:
    assert not same_name(one, other)


@given(st.text(max_size=80))
def test_every_name_is_itself(name: str) -> None:
    assert same_name(name, name)
    assert same_name(name, name.lower()) or name.lower().upper() != name.upper()
