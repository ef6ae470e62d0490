"""A participant with an agreement, figures of a quarter and filed documents; and consents of its head."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hub.accounts.access import Access
from hub.confidentiality import consents, disclosures
from hub.confidentiality.information import pieces
from hub.register.models import QuarterFigures
from tests import world
from tests.registration import stages

REGISTRATION = "case:registration"
BANK = consents.Terms(("agreements", REGISTRATION), "АО «Банк Пример»", "Рассмотрение кредита", date(2026, 12, 31))


@pytest.fixture
def tuesday(monday):
    return monday + timedelta(days=1)


@pytest.fixture
def participant(filed, officer, monday, tuesday):
    case = stages.certified(filed, officer, monday)
    made = world.do(case, "enter", officer, tuesday).participant
    QuarterFigures.objects.create(
        participant=made,
        quarter_end=date(2026, 3, 31),
        form="2026-1",
        says={"income_total": str(Decimal(4150018))},
        entry=case.entries.last(),
        at=tuesday,
    )
    return made


@pytest.fixture
def consent(participant, applicant, tuesday):
    return consents.give(participant, BANK, by=applicant, at=tuesday)


@pytest.fixture
def offered(participant, officer, tuesday):
    """What the officer may pick, by key."""
    return pieces(participant, Access(officer, tuesday.date()))


@pytest.fixture
def covered(offered, consent):
    return [one for one in offered.values() if one.kind in consent.kinds]


@pytest.fixture
def prepared(consent, covered, officer, tuesday):
    return disclosures.under_consent(consent, covered, by=officer, at=tuesday)
