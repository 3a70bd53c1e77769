"""What the business is, and what follows for its other answers."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from asystec_web.flow.proposals import Choice, Listed, follow, told_apart
from asystec_web.forms.business import BusinessForm
from asystec_web.models import Business
from asystec_web.models.columns import now
from asystec_web.repositories import businesses
from asystec_web.services.hacienda.taxpayers import Taxpayer
from asystec_web.services.own_business import locked
from asystec_web.services.proof import check_again

# `CodigoActividadEmisor` has six characters: no document can carry more.
CODE_LENGTH = 6


async def describe(
    session: AsyncSession,
    account_id: UUID,
    form: BusinessForm,
    taxpayer: Taxpayer | None,
) -> None:
    """Keep what the business is.

    The activities that Hacienda lists preselect those of a business that has chosen
    none. Another cédula replaces what was proposed for the one before and keeps what
    the person added; activities and numbers are asked again, and a proven connection
    has to be checked.
    """
    business = await locked(session, account_id)
    changed = business and business.id_number != form.cedula.number
    columns = _columns(form)
    if business is None:
        business = Business.model_validate({"account_id": account_id, **columns})
        session.add(business)
    for column, value in columns.items():
        setattr(business, column, value)
    before = business.registered_activities or ()
    choice = await _choice(session, business.id)
    if taxpayer is not None or changed:
        listed = None if taxpayer is None else _listed(taxpayer)
        business.registered_activities = listed and told_apart(listed, choice, before)
    business.updated_at = now()
    await session.flush()
    if changed:
        await _ask_again(session, business)
    if changed or not choice.codes:
        await _preselect(session, business, choice, before)


async def _choice(session: AsyncSession, business_id: UUID) -> Choice:
    chosen = await businesses.activities(session, business_id)
    main = next((each.code for each in chosen if each.is_main), "")
    return Choice(tuple(each.code for each in chosen), main)


async def _preselect(
    session: AsyncSession,
    business: Business,
    choice: Choice,
    before: Sequence[Mapping[str, str]],
) -> None:
    """Choose what Hacienda lists, which the person then confirms."""
    proposed = follow(choice, before, business.registered_activities or ())
    if proposed != choice:
        codes, main = proposed.codes, proposed.main
        await businesses.replace_activities(session, business.id, codes, main)
        business.activities_confirmed_at = None


async def _ask_again(session: AsyncSession, business: Business) -> None:
    """Take back what was answered for another number than the business has now."""
    business.activities_confirmed_at = None
    await businesses.replace_consecutives(session, business.id, [])
    await check_again(session, business)


def _columns(form: BusinessForm) -> dict[str, str | list[str]]:
    first, *more = form.invoice_emails
    return {
        "id_kind": form.cedula.kind,
        "id_number": form.cedula.number,
        "name": form.business_name,
        "trade_name": form.trade_name,
        "province": form.province,
        "canton": form.canton,
        "district": form.district,
        "neighbourhood": form.neighbourhood,
        "address": form.address,
        "phone_country": form.phone.country if form.phone else "",
        "phone_number": form.phone.number if form.phone else "",
        "invoice_email": first,
        "more_invoice_emails": more,
        "alcohol_registration": form.alcohol_registration,
    }


def _listed(taxpayer: Taxpayer) -> list[Listed]:
    return [
        Listed(code=act.code, title=act.title, old_codes=" ".join(act.old_codes))
        for act in taxpayer.activities
        if len(act.code) <= CODE_LENGTH
    ]
