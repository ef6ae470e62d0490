"""Three quarters of a participant: reports, fees, requests and rounds, and the analysis of the last one sent.

The forms themselves are walked in `test_report`, `test_fees` and `test_monitoring`; here quarter
follows quarter.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from hub.accounts.access import Access
from hub.accounts.models import User
from hub.analysis import timer as analyses
from hub.analysis.models import Analysis
from hub.cases import drafts
from hub.cases.models import Case
from hub.closing import reminders
from hub.fees import compute, invoice, ledger, matching
from hub.fees import timer as fees
from hub.fees.models import Statement, StatementLine
from hub.fees.statements import store as statements
from hub.participation import proposals
from hub.register.models import Participant
from hub.reports import timer as reports
from rules.calendar import Quarter
from tests import clock, world
from tests.fees import files
from tests.monitoring.conftest import DECLARED, answer, mended, opened, remark, sent
from tests.monitoring.test_rounds import BAD, GOOD, drafted
from tests.participation.conftest import participant  # noqa: F401  the same participant
from tests.reports.filled import CANARIES, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECOND, THIRD, FOURTH = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)


@pytest.fixture
def people(db):
    wanted = {"monitor": "monitoring", "second": "monitoring", "finance": "finance", "ministry": "authorised_body"}
    return {name: world.person(f"{name}@example.kz", name, roles=(role,)) for name, role in wanted.items()}


@pytest.fixture
def days(monday, monkeypatch):
    """It is that day now, at ten."""

    def on(day: date) -> datetime:
        at = datetime.combine(day, time(10), monday.tzinfo)
        clock.stop(monkeypatch, at)
        monkeypatch.setattr("allauth.account.internal.flows.login.time", SimpleNamespace(time=at.timestamp))
        return at

    return on


@dataclass
class Scene:
    """Who takes part, and how a day and a browser are had."""

    participant: Participant
    applicant: User
    people: dict[str, User]
    days: Callable[[date], datetime]
    someone: Callable[..., Any]


@pytest.mark.clause("23", "31", "32", "39(1)", "39(4)", "62", "63", "64", "64-1", "66", "68", "69", "70")
def test_cl62_to_70_three_quarters_of_a_participant(someone, participant, applicant, people, days):  # noqa: F811
    scene = Scene(participant, applicant, people, days, someone)
    second_quarter(scene)
    third_quarter(scene)
    fourth_quarter(scene)
    analysis(scene)
    participation(scene)


def second_quarter(scene):
    """The second quarter: a report with a foreigner in time, a fee paid in two parts, mended remarks."""
    at = scene.days(date(2026, 7, 6))
    open_quarter(at)
    reported(SECOND, scene.applicant, at)
    fee = of("fee", SECOND)
    world.do(fee, "assess", scene.people["finance"], at, given={"calculation": compute.of_case(fee).given})
    at = scene.days(date(2026, 7, 13))
    whole, half = ledger.left(fee), (ledger.left(fee) / 2).quantize(Decimal(1))
    purpose = f"Оплата {invoice.reference(fee)}"
    parts = (files.line(str(half), purpose), files.line(str(whole - half), purpose, reference="B2"))
    for line in brought(*parts, by=scene.people["finance"], at=at):
        matching.match(line.pk, scene.participant, access=Access(scene.people["finance"], at.date()), at=at)
    assert of("fee", SECOND).state_key == "paid"
    assert ledger.of_all() == 0
    (round_,) = opened([scene.participant], by=scene.people["monitor"], at=at, quarter=SECOND)
    remark(round_, "Зарегистрируйте новый вид деятельности.", by=scene.people["monitor"], at=at)
    round_ = world.do(round_, "remark", scene.people["monitor"], at)
    at = scene.days(date(2026, 8, 3))
    mended(round_, "Заявление подано.", by=scene.applicant, at=at)
    round_ = world.do(round_, "answer", scene.applicant, at, given=DECLARED)
    round_ = drafted(round_, scene.people["monitor"], at, act="conclude_mended")
    assert world.do(round_, "sign", scene.people["second"], at, grounds=("expedient",)).state_key == "expedient"


def third_quarter(scene):
    """The third quarter: the report is missed, the portal proposes, an officer sees it."""
    at = scene.days(date(2026, 10, 5))
    open_quarter(at)
    items = [{"kind": "information", "note": "Ход переговоров"}]
    (request,) = sent("monitoring_request", [scene.participant], items, by=scene.people["monitor"], at=at)
    answer(request, {1: ("given", "Договор будет заключён в ноябре.")}, by=scene.applicant, at=at)
    request = world.do(request, "file", scene.applicant, at, given=DECLARED)
    assert world.do(request, "accept", scene.people["monitor"], at).state.final
    at = scene.days(date(2026, 10, 20))
    desk = scene.someone("ru").sign_in(scene.people["monitor"].email)
    desk.go(f"/office/quarter/?quarter={THIRD.key}")
    desk.says(scene.participant.organisation.name_ru)
    desk.send("#missing form")
    assert reminders.run(at) == 1
    desk.leave()
    me = scene.someone("kk").sign_in(scene.applicant.email)
    me.go("/notices/")
    me.says("Напоминание")
    me.leave()
    at = scene.days(date(2026, 11, 16))
    assert proposals.run(at) == 1
    registrar = scene.someone("ru").sign_in("officer@example.kz")
    matter = of("early_end", None)
    registrar.go(f"/cases/{matter.pk}/")
    registrar.says(of("report", THIRD).number)
    registrar.press(f"main a[href$='/cases/{matter.pk}/acts/drop/']")
    registrar.fill({"reasons": "Отчёт принесён на бумаге, участник предупреждён."})
    registrar.send()
    registrar.leave()
    apart(reported, THIRD, scene.applicant, at)
    assert of("report", THIRD).deadlines.get(duty="file").met_on == at.date()


def fourth_quarter(scene):
    """The fourth quarter: in time, yet the project is not expedient."""
    at = scene.days(date(2027, 1, 5))
    open_quarter(at)
    analyses.run(at)
    apart(reported, FOURTH, scene.applicant, at)
    (round_,) = opened([scene.participant], by=scene.people["monitor"], at=at, quarter=FOURTH)
    round_ = apart(drafted, round_, scene.people["monitor"], at, BAD)
    round_ = apart(world.do, round_, "sign", scene.people["second"], at, grounds=("inexpedient",))
    assert round_.state_key == "inexpedient"
    assert Case.objects.get(procedure_key="early_end", open=True).previous == round_


def analysis(scene):
    """The analysis, written, approved by a second person, sent and read."""
    at = scene.days(date(2027, 1, 18))
    writer = scene.someone("ru").sign_in(scene.people["monitor"].email)
    writer.go(f"/analyses/{FOURTH.key}/")
    writer.send("form[action$='/build/']")
    writer.fill({"text_kk": "Жобаны жалғастыру орынсыз.", "text_ru": GOOD["conclusion"]})
    writer.send("form[action$='/text/']")
    writer.press("main a[href$='/acts/submit/']")
    writer.send()
    writer.leave()
    case = Analysis.objects.get(quarter_end=FOURTH.last).case
    for act, by in (("approve", "second"), ("send", "monitor")):
        case = apart(world.do, Case.objects.get(pk=case.pk), act, scene.people[by], at)
    reader = scene.someone("kk").sign_in(scene.people["ministry"].email)
    reader.go("/analyses/")
    reader.press(f"main a[href$='/analyses/{FOURTH.key}/']")
    name, pdf = reader.download(f"a[href$='/analyses/{FOURTH.key}/file/pdf/']")
    assert (name[-4:], pdf[:5]) == (".pdf", b"%PDF-")
    shown = reader.page.inner_text("main")
    assert not [word for word in (scene.participant.organisation.bin, *CANARIES) if word in shown]
    reader.leave()


def participation(scene):
    """The participant sees all of it."""
    me = scene.someone("kk").sign_in(scene.applicant.email)
    me.go(f"/participations/{scene.participant.pk}/")
    for quarter in (SECOND, THIRD, FOURTH):
        me.says(quarter.title.kk)


def brought(*lines, by, at) -> list[StatementLine]:
    """The lines of a statement that the bank gave and the worker read."""
    file = SimpleUploadedFile("statement.xml", files.camt053(*lines))
    statement = statements.upload(file, Statement.Format.CAMT053, None, by=by, at=at)
    statements.read_due(at)
    return list(statement.lines.order_by("position"))


def of(procedure, quarter) -> Case:
    return Case.objects.get(procedure_key=procedure, topic=quarter.key if quarter else "")


def open_quarter(at):
    reports.open_due(at)
    fees.open_due(at)


def apart(act, *given, **more):
    """An act in a thread of its own: the browser's loop runs in this one, and sealing runs its own."""

    def done():
        try:
            return act(*given, **more)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as worker:
        return worker.submit(done).result()


def reported(quarter, by, at):
    """Type the quarter's report and file it."""
    case = of("report", quarter)
    for key, raw in typed().items():
        drafts.save_part(case, key, raw, seen=0, by=by, at=at)
    world.do(case, "file", by, at, given=DECLARED)
