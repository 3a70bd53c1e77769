import asyncio

import pytest

from asystec_web.catalog.documents import DocumentType
from asystec_web.forms.business import BusinessForm
from asystec_web.forms.consecutives import ConsecutivesForm
from asystec_web.services import Services
from tests.factories import business_submission, new_account

pytestmark = pytest.mark.both_databases
DEVICES = 4


async def test_every_device_may_answer_at_the_same_time(services: Services) -> None:
    account = await new_account()
    kept = services.businesses
    form = BusinessForm.parse(business_submission())
    numbers = ConsecutivesForm(1, 1, dict.fromkeys(DocumentType, 5))

    await asyncio.gather(
        *(kept.describe(account.id, form, None) for _ in range(DEVICES))
    )
    await asyncio.gather(
        *(
            kept.choose_activities(account.id, ["6201.0", "5610.0"], "6201.0")
            for _ in range(DEVICES)
        )
    )
    await asyncio.gather(*(kept.connect_later(account.id) for _ in range(DEVICES)))
    await asyncio.gather(*(kept.number(account.id, numbers) for _ in range(DEVICES)))

    answers = await kept.answers(account)
    assert [activity.code for activity in answers.activities] == ["6201.0", "5610.0"]
    assert {row.next_number for row in answers.consecutives} == {5}


async def test_a_reader_waits_for_no_writer(services: Services) -> None:
    account = await new_account()

    async with services.database.transaction() as session:
        session.add(account)
        found = await asyncio.wait_for(services.businesses.answers(account), 3)

    assert found.account.id == account.id
