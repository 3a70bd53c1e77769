"""Activities are found by people's own words."""

import re

from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import Device
from tests.e2e.walk import Enter, Walk

FOUND = re.compile(r"^(1 actividad encontrada|\d+ actividades encontradas)$")


def test_queques_lead_to_a_bakery_that_is_added_and_removed(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades", screen)
    page = walk.page
    page.get_by_role("searchbox", name="Buscar actividad").press_sequentially("queques")
    results = page.get_by_role("list", name="Resultados de la búsqueda")
    chosen = page.get_by_role("list", name="Actividades seleccionadas")
    expect(results).to_contain_text("Panadería")
    expect(page.get_by_role("status").filter(has_text=FOUND)).to_be_visible()
    add = results.get_by_role("button", name=re.compile("^Agregar Panader"))
    name = str(add.get_attribute("aria-label")).removeprefix("Agregar ")
    expect(add).to_have_text("+")
    green = add.evaluate("button => getComputedStyle(button).backgroundColor")

    add.click()

    remove = results.get_by_role("button", name=f"Quitar {name}", exact=True)
    expect(remove).to_have_text("−")
    expect(remove).not_to_have_css("background-color", green)
    expect(chosen).to_contain_text(name)
    remove.click()
    expect(add).to_have_text("+")
    expect(chosen).not_to_contain_text(name)


def test_what_is_chosen_stays_visible_while_searching_and_after_a_reload(
    enter: Enter,
) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades")
    page = walk.page
    chosen = page.get_by_role("list", name="Actividades seleccionadas")
    query = page.get_by_role("searchbox")
    query.press_sequentially("queques")
    page.get_by_role("button", name=re.compile("^Agregar Panader")).click()
    expect(chosen.get_by_role("listitem")).to_have_count(3)

    query.fill("")
    query.press_sequentially("abogada")
    expect(page.get_by_role("list", name="Resultados")).to_contain_text("Abogados")

    expect(chosen.get_by_role("listitem")).to_have_count(3)
    page.reload()
    walk.wake()
    expect(chosen.get_by_role("listitem")).to_have_count(3)


def test_the_main_activity_can_be_changed_and_leaves_its_place_to_another(
    enter: Enter,
) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades")
    page = walk.page
    first, second = _chosen(walk)

    page.get_by_role("button", name=f"Hacer principal {second}").click()
    tag = page.get_by_text("Principal", exact=True)
    main = page.get_by_role("listitem").filter(has=tag)
    expect(main).to_contain_text(second)
    page.get_by_role("button", name=f"Quitar {second}").first.click()

    expect(main).to_contain_text(first)


def test_words_nobody_uses_are_answered_and_the_name_can_be_corrected(
    enter: Enter,
) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades")
    query = walk.page.get_by_role("searchbox")

    query.press_sequentially("xyzzyqwv")
    status = walk.page.get_by_role("status").filter(has_text="No encontramos")
    expect(status).to_be_visible()
    query.fill("")

    expect(status).to_have_count(0)


def _chosen(walk: Walk) -> list[str]:
    chosen = walk.page.get_by_role("list", name="Actividades seleccionadas")
    expect(chosen.get_by_role("listitem")).to_have_count(2)
    return chosen.locator("strong").all_inner_texts()
