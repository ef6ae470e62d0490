"""A participant from 15 June 2026 and its reports: opened by the timer, typed, filed."""

import pytest

from hub.cases import drafts
from hub.cases.models import Case
from hub.reports import timer
from tests import world
from tests.participation.conftest import participant  # noqa: F401  the same participant
from tests.reports.filled import typed

DECLARED = {"declared": True}


@pytest.fixture
def july(monday):
    """Monday 6 July 2026: the second quarter is over, its report is due on the 10th."""
    return monday.replace(month=7, day=6)


@pytest.fixture
def opened(participant, july):  # noqa: F811  the fixture
    """The report on the second quarter, as the timer opened it."""
    timer.open_due(july)
    return Case.objects.get(procedure_key="report", organisation=participant.organisation, topic="2026-Q2")


@pytest.fixture
def fill(applicant):
    """Type a report: whole parts with some fields typed otherwise."""

    def fill(case, at, **changes):
        for key, raw in typed(**changes).items():
            kept = case.parts.filter(key=key).first()
            drafts.save_part(case, key, raw, seen=kept.revision if kept else 0, by=applicant, at=at)
        return case

    return fill


@pytest.fixture
def report(opened, fill, applicant, july):
    """The report on the second quarter, filed on 6 July."""
    return world.do(fill(opened, july), "file", applicant, july, given=DECLARED)


@pytest.fixture
def watcher(db, today):
    """An officer of monitoring."""
    return world.person("watch@example.kz", "Мониторинг Қызметкері", roles=("monitoring",), on=today)
