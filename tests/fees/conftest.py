"""A participant with the fee of a quarter, the finance officer, and the bank."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from hub.fees import timer
from hub.register import figures
from tests import world
from tests.participation.conftest import AGREEMENT, SIGNED
from tests.participation.conftest import participant as participant  # noqa: PLC0414  a fixture

ALMATY = ZoneInfo("Asia/Almaty")
JULY = datetime(2026, 7, 13, 10, 0, tzinfo=ALMATY)
"""A working Monday after the quarter: the fee is due on the 20th."""
QUARTER_END = date(2026, 6, 30)
__all__ = ["AGREEMENT", "SIGNED"]


@pytest.fixture
def july():
    return JULY


@pytest.fixture
def finance(db):
    return world.person("finance@example.kz", "Сәуле Есепші", roles=("finance",))


@pytest.fixture
def report(participant):
    """Report the income of the quarter: 12.5 million from the activity, 20 million in all; again to correct it."""

    def report(listed="12500000", everything="20000000", at=JULY):
        entry = participant.case.entries.exclude(pk__in=participant.figures.values("entry")).first()
        told = {"income_listed": Decimal(listed), "income_total": Decimal(everything)}
        return figures.report(participant, QUARTER_END, told, form="2026-1", entry=entry, at=at)

    return report


@pytest.fixture
def fee(participant):
    """The fee of the second quarter, opened by its end."""
    timer.open_due(datetime(2026, 7, 1, 0, 5, tzinfo=ALMATY))
    return participant.organisation.cases.get(procedure_key="fee", topic="2026-Q2")


@pytest.fixture
def assessed(fee, report, finance):
    """One per cent of 12.5 million: 125 000 tenge."""
    from hub.fees import compute

    report()
    return world.do(fee, "assess", finance, JULY, given={"calculation": compute.of_case(fee).given})


@pytest.fixture
def later():
    return lambda days: JULY + timedelta(days=days)
