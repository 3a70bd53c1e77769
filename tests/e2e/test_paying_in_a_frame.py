"""Paying while a page of another site shows ours in a frame."""

import re

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from asystec_web.flow.steps import Step
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import Device, OpenPage, Watch
from tests.e2e.embedding import TITLE
from tests.e2e.people import FULL_NAME, People
from tests.e2e.server import Site
from tests.e2e.walk import DECLINED, PAYS, Enter


@pytest.fixture
def host(site: Site, people: People, open_page: OpenPage, screen: Device) -> Page:
    """A site's page around ours, for somebody who is asked for the plan."""
    page = open_page(screen, people.before(Step.PLAN))
    page.goto(f"{site.embedder}/?src={site.url}/plan")
    return page


def frame_of(page: Page) -> FrameLocator:
    frame = page.frame_locator(f'iframe[title="{TITLE}"]')
    expect(frame.locator("[data-ready=true]")).to_be_attached()
    return frame


def begin(page: Page, plan: str = "Pyme") -> Page:
    """Choose a plan in the frame; gives the tab in which it can be paid."""
    frame = frame_of(page)
    expect(frame.locator("#pay-tokens")).to_have_value(re.compile("asystec_"))
    with page.expect_popup() as opened:
        frame.get_by_role("button", name=f"Suscribirse a {plan}").click()
    tab = opened.value
    tab.wait_for_url("**/c/pay/**")
    return tab


def pay(tab: Page, card: str = PAYS) -> None:
    tab.get_by_label("Número de tarjeta").fill(card)
    tab.get_by_label("Vencimiento").fill("12/34")
    tab.get_by_label("CVC").fill("123")
    tab.get_by_label("Nombre en la tarjeta").fill(FULL_NAME)
    tab.get_by_role("button", name="Pagar", exact=True).click()


def test_the_frame_waits_and_goes_on_by_itself(host: Page, site: Site) -> None:
    tab = begin(host)
    frame = frame_of(host)
    expect(frame.get_by_text("Esperando su pago")).to_be_visible()

    pay(tab)

    done = frame.get_by_role(
        "heading", level=1, name=re.compile("Completó el registro")
    )
    expect(done).to_be_visible()
    assert host.url.startswith(site.embedder)


def test_what_was_closed_is_opened_again_and_a_refused_card_loses_nothing(
    host: Page, watch: Watch
) -> None:
    begin(host).close()
    frame = frame_of(host)
    tokens = frame.locator("#pay-tokens")
    expect(tokens).to_have_value(re.compile("asystec_"))

    with host.expect_popup() as opened:
        frame.get_by_role("button", name="Abrir de nuevo").click()
    tab = opened.value
    tab.wait_for_url("**/c/pay/**")
    watch.expect("402")  # that is how Stripe answers a refused card
    pay(tab, DECLINED)
    expect(tab.get_by_role("alert")).to_contain_text("rechazada")
    frame.get_by_role("button", name="Ya pagué").click()
    expect(frame.get_by_text("Stripe todavía no confirma un pago suyo")).to_be_visible()
    pay(tab)

    done = frame.get_by_role(
        "heading", level=1, name=re.compile("Completó el registro")
    )
    expect(done).to_be_visible()


def test_another_plan_can_be_chosen_meanwhile(host: Page) -> None:
    begin(host).close()
    frame = frame_of(host)

    frame.get_by_role("button", name="Escoger otro plan").click()

    expect(frame.get_by_role("button", name="Suscribirse a Empresa")).to_be_visible()


def test_a_tab_that_the_session_does_not_follow_into_pays_and_says_so(
    host: Page,
) -> None:
    frame = frame_of(host)
    expect(frame.locator("#pay-tokens")).to_have_value(re.compile("asystec_"))
    host.context.clear_cookies()

    tab = begin(host)
    pay(tab)

    note = tab.get_by_role("status").filter(has_text="Recibimos su pago.")
    expect(note).to_be_visible()
    expect(tab.get_by_role("button", name="Iniciar sesión")).to_be_visible()
    expect_accessible(tab)


def test_outside_a_frame_nothing_opens_a_tab(enter: Enter) -> None:
    walk = enter(Step.PLAN, "/plan")

    walk.to_payment()

    assert len(walk.page.context.pages) == 1


def test_axe_finds_nothing_while_waiting(enter: Enter, screen: Device) -> None:
    walk = enter(Step.PLAN, "/plan", screen)
    expect(walk.button("Suscribirse a Pyme")).to_be_visible()
    # As the frame's script does it.
    walk.page.evaluate("document.querySelector('[data-frame-waits]').click()")
    expect(walk.page.get_by_text("Esperando su pago")).to_be_visible()

    expect_accessible(walk.page)
