"""What a change of plan costs, in words."""

from datetime import UTC, datetime

from asystec_web.catalog.plans import Cycle
from asystec_web.services.billing import ChangePreview, Part, Timing
from asystec_web.services.billing.answers import Invoice
from asystec_web.services.billing.change_preview import Cost
from asystec_web.state.plan_change_words import preview_lines

BEGINS = datetime(2026, 11, 27, 18, tzinfo=UTC)
ENDS = datetime(2026, 12, 27, 18, tzinfo=UTC)


def preview(cost: Cost) -> ChangePreview:
    return ChangePreview(
        subscription="sub_x",
        before="price_a",
        price_id="price_b",
        lookup_key="asystec_empresa_monthly",
        plan_name="Empresa",
        cycle=Cycle.MONTHLY,
        timing=Timing.NOW,
        amount=1_999_000,
        currency="crc",
        cost=cost,
    )


def test_every_part_of_a_charge_has_its_line() -> None:
    parts = (
        Part(-998_970, BEGINS, ENDS),
        Part(1_998_941, BEGINS, ENDS),
        Part(50_000, BEGINS, ENDS),
    )
    cost = Cost(ENDS, 1_999_000, due=994_971, parts=parts, discounted=200_000)
    taxed = Cost(ENDS, 1_999_000, due=1, parts=(), taxed=130_000, balance=-100)

    told = [(each["term"], each["detail"]) for each in preview_lines(preview(cost))]
    other = {each["term"]: each["detail"] for each in preview_lines(preview(taxed))}

    assert told[2:-1] == [
        ("Se descuenta", "₡9\xa0989,70, por lo que ya pagó y no usó"),
        ("Del 27/11/2026 al 27/12/2026", "₡19\xa0989,41"),
        ("Del 27/11/2026 al 27/12/2026", "₡500"),
        ("Promoción", "₡2\xa0000 menos"),
        ("Se cobra hoy", "₡9\xa0949,71"),
    ]
    assert other["Impuestos"] == "₡1\xa0300"
    assert other["Saldo a favor"] == "Se usan ₡1 que tenía a favor"


def test_only_taxes_on_top_of_the_prices_are_added() -> None:
    asked = {
        "object": "invoice",
        "created": 0,
        "amount_due": 113,
        "total": 113,
        "currency": "crc",
        "total_taxes": [
            {"amount": 13, "tax_behavior": "exclusive"},
            {"amount": 9, "tax_behavior": "inclusive"},
        ],
    }

    invoice = Invoice.model_validate(asked)

    assert [each.added for each in invoice.total_taxes or ()] == [13, 0]
