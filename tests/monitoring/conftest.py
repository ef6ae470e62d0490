"""A participant, two officers of monitoring, and shortcuts for rounds and requests."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from hub.cases import drafts
from hub.cases.models import Case
from hub.monitoring import batches
from hub.register.models import Participant
from hub.register.publish import index
from rules.calendar import Quarter
from rules.monitoring import MONITORING
from tests import world
from tests.participation.conftest import participant  # noqa: F401  the same participant

QUARTER = Quarter(2026, 2)
DECLARED = {"declared": True}


@pytest.fixture
def now(monday) -> datetime:
    """Monday 13 July 2026, 10:00: the second quarter is over, its reports were due on the 10th."""
    return monday.replace(month=7, day=13)


@pytest.fixture
def monitor(db):
    return world.person("monitor@example.kz", "Қанат Бақылаушы", roles=("monitoring",))


@pytest.fixture
def second(db):
    return world.person("second@example.kz", "Екінші Бақылаушы", roles=("monitoring",))


@pytest.fixture
def more(applicant, officer):
    """Make so many further participants, entered from an earlier register."""

    def more(number: int) -> list[Participant]:
        made = []
        for one in range(number):
            company = world.organisation(f"Серік {one}", f"Партнёр {one}", owner=applicant, on=date(2026, 1, 1))
            made.append(
                Participant.objects.create(
                    organisation=company,
                    region="astana",
                    location_kk="Астана",
                    location_ru="Астана",
                    works=["1.1"],
                    since=date(2026, 1, 5),
                    until=date(2027, 1, 4),
                )
            )
            index(made[-1])
        return made

    return more


@pytest.fixture
def report(participant, applicant):  # noqa: F811
    """Write figures of a quarter, as a filed report does."""
    from hub.register.figures import report as write

    def report(quarter, at, **says):
        entry = participant.case.entries.all()[len(participant.figures.all())]
        figures = {name.replace("__", "."): Decimal(str(value)) for name, value in says.items()}
        return write(participant, quarter.last, figures, form="2026-1", entry=entry, at=at)

    return report


def sent(procedure, participants, items, *, by, at) -> list[Case]:
    """Order a request and let the worker send it to everybody."""
    batch = batches.order(procedure, [one.pk for one in participants], by=by, at=at, items=items)
    while not batch.finished_at:
        batches.run(at)
        batch.refresh_from_db()
    return list(Case.objects.filter(procedure_key=procedure, topic=batch.case_topic).order_by("pk"))


def opened(participants, *, by, at, quarter=QUARTER) -> list[Case]:
    """Open the rounds of a quarter as the worker does."""
    batch = batches.order(MONITORING.key, [one.pk for one in participants], by=by, at=at, topic=quarter.key)
    while not batch.finished_at:
        batches.run(at)
        batch.refresh_from_db()
    return list(Case.objects.filter(procedure_key=MONITORING.key, topic=quarter.key).order_by("pk"))


def answer(case, answers, *, by, at):
    """Type the answers to items: number → how and text."""
    for number, (how, text) in answers.items():
        key = f"item-{number}"
        kept = case.parts.filter(key=key).first()
        typed = {"how": [how], "text": [text]}
        drafts.save_part(case, key, typed, seen=kept.revision if kept else 0, by=by, at=at)


def remark(case, text, *, by, at, part="income", clause="9-1"):
    return case.remarks.create(part=part, field="", clause=clause, text=text, written_by=by, written_at=at)


def mended(case, text, *, by, at):
    """Answer every remark in words."""
    for one in case.remarks.exclude(notice=None):
        one.answer, one.answered_by, one.answered_at = text, by, at
        one.save()


DAY = timedelta(days=1)
