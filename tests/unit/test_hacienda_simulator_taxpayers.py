import httpx
import pytest

from asystec_web.simulators.hacienda import taxpayer_api
from asystec_web.simulators.hacienda.cases import BY_CEDULA, BY_USERNAME, TAXPAYERS
from tests.hand_clock import Clock


async def look_up(hacienda: httpx.AsyncClient, cedula: str) -> httpx.Response:
    return await hacienda.get("/fe/ae", params={"identificacion": cedula})


async def test_the_demo_company_is_as_promised(hacienda: httpx.AsyncClient) -> None:
    answer = await look_up(hacienda, "3101999999")

    found = answer.json()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert found["nombre"] == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert found["tipoIdentificacion"] == "02"
    assert found["regimen"] == {"codigo": 1, "descripcion": "Régimen general"}
    assert found["situacion"] == {
        "moroso": "NO",
        "omiso": "NO",
        "estado": "Inscrito",
        "administracionTributaria": "San José Oeste",
    }
    assert [
        (each["tipo"], each["estado"], each["codigo"], each["ciiu3"][0]["codigo"])
        for each in found["actividades"]
    ] == [("P", "A", "6201.0", "722003"), ("S", "A", "6202.0", "721001")]


async def test_the_demo_person_has_one_activity(hacienda: httpx.AsyncClient) -> None:
    found = (await look_up(hacienda, "111111111")).json()

    assert found["tipoIdentificacion"] == "01"
    assert [each["codigo"] for each in found["actividades"]] == ["5610.0"]


@pytest.mark.parametrize(
    ("cedula", "part", "expected"),
    [
        pytest.param("3101999901", "moroso", "SI", id="moroso"),
        pytest.param("3101999902", "omiso", "SI", id="omiso"),
        pytest.param("122222222", "estado", "No inscrito", id="no inscrito"),
        pytest.param("133333333", "estado", "Inscrito de Oficio", id="de oficio"),
        pytest.param("3101999903", "estado", "Desinscrito de oficio", id="fuera"),
        pytest.param("144444444", "estado", "Desinscrito oficio", id="fuera, sin de"),
    ],
)
async def test_situations_are_told_in_haciendas_words(
    hacienda: httpx.AsyncClient, cedula: str, part: str, expected: str
) -> None:
    found = (await look_up(hacienda, cedula)).json()

    assert found["situacion"][part] == expected


async def test_whoever_is_not_registered_gets_a_message_and_no_activities(
    hacienda: httpx.AsyncClient,
) -> None:
    found = (await look_up(hacienda, "122222222")).json()

    assert found["situacion"]["mensaje"]
    assert found["regimen"]["codigo"] == 0
    assert found["actividades"] == []


@pytest.mark.parametrize(
    ("cedula", "kind"),
    [
        pytest.param("11111111111", "03", id="DIMEX of 11"),
        pytest.param("122222222222", "03", id="DIMEX of 12"),
        pytest.param("9999999904", "04", id="NITE"),
        pytest.param("3101A00001", "02", id="letters"),
    ],
)
async def test_every_kind_of_cedula_is_known(
    hacienda: httpx.AsyncClient, cedula: str, kind: str
) -> None:
    assert (await look_up(hacienda, cedula)).json()["tipoIdentificacion"] == kind


async def test_peculiar_taxpayers_are_as_described(hacienda: httpx.AsyncClient) -> None:
    simplified = (await look_up(hacienda, "155555555")).json()
    long_name = (await look_up(hacienda, "3101999904")).json()
    inactive = (await look_up(hacienda, "3101999907")).json()

    assert simplified["regimen"]["descripcion"] == "Régimen simplificado"
    assert "ciiu3" not in simplified["actividades"][0]
    assert len(long_name["nombre"]) > 100
    assert [each["estado"] for each in inactive["actividades"]] == ["A", "I"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        pytest.param({"identificacion": "999999999"}, 404, id="nobody"),
        pytest.param({"identificacion": "0111111111"}, 400, id="a leading zero"),
        pytest.param({"identificacion": "3-101-999999"}, 400, id="dashes"),
        pytest.param({"identificacion": "12345678"}, 400, id="too short"),
        pytest.param({"identificacion": "1234567890123"}, 400, id="too long"),
        pytest.param(
            {"identificacion": "1" + 8 * "\N{ARABIC-INDIC DIGIT ONE}"},
            400,
            id="other digits",
        ),
        pytest.param({}, 400, id="no cédula"),
    ],
)
async def test_errors_have_haciendas_body_and_no_cors(
    hacienda: httpx.AsyncClient, query: dict[str, str], status: int
) -> None:
    answer = await hacienda.get("/fe/ae", params=query)

    assert answer.status_code == status
    assert answer.json()["code"] == status
    assert "Access-Control-Allow-Origin" not in answer.headers


async def test_one_cedula_is_always_out_of_order(hacienda: httpx.AsyncClient) -> None:
    assert (await look_up(hacienda, "3101999908")).status_code == 503


async def test_one_cedula_hangs_before_it_fails(
    hacienda: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert taxpayer_api.HANG_S >= 30
    monkeypatch.setattr(taxpayer_api, "HANG_S", 0)

    assert (await look_up(hacienda, "3101999909")).status_code == 503


async def test_a_burst_blocks_the_client_for_ten_minutes(
    hacienda: httpx.AsyncClient, clock: Clock
) -> None:
    for _ in range(100):
        assert (await look_up(hacienda, "0")).status_code == 400

    refused = await look_up(hacienda, "3101999999")
    clock.now += 599
    still = await look_up(hacienda, "3101999999")
    clock.now += 1
    after = await look_up(hacienda, "3101999999")

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "600")
    assert (still.status_code, still.headers["Retry-After"]) == (429, "1")
    assert after.status_code == 200


async def test_a_steady_stream_above_ten_a_second_is_blocked_too(
    hacienda: httpx.AsyncClient, clock: Clock
) -> None:
    for _ in range(1200):
        clock.now += 0.09
        assert (await look_up(hacienda, "0")).status_code == 400

    assert (await look_up(hacienda, "3101999999")).status_code == 429


async def test_a_patient_client_is_never_blocked(
    hacienda: httpx.AsyncClient, clock: Clock
) -> None:
    for _ in range(150):
        clock.now += 0.11
        assert (await look_up(hacienda, "0")).status_code == 400


async def test_a_reset_lifts_the_block(hacienda: httpx.AsyncClient) -> None:
    for _ in range(101):
        await look_up(hacienda, "0")

    state = (await hacienda.get("/_control/state")).json()
    await hacienda.post("/_control/reset")

    assert (state["lookups"], state["lookups_refused"]) == (101, 1)
    assert (await look_up(hacienda, "3101999999")).status_code == 200


def test_no_cedula_and_no_user_is_seeded_twice() -> None:
    assert len(BY_CEDULA) == len(BY_USERNAME) == len(TAXPAYERS)


async def test_the_front_page_lists_every_case(hacienda: httpx.AsyncClient) -> None:
    answer = await hacienda.get("http://127.0.0.1:8451/")

    assert 'lang="es-CR"' in answer.text
    assert "Demo&amp;Hacienda+1234%" in answer.text
    assert "curl http://localhost:8451/_control/mood" in answer.text
    assert all(
        text in answer.text
        for taxpayer in TAXPAYERS
        for text in (
            taxpayer.cedula,
            taxpayer.name,
            taxpayer.username,
            f'href="http://localhost:8451/llaves/{taxpayer.cedula}.p12"',
        )
    )
