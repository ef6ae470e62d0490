"""Monitoring in a browser: a request answered item by item, a round mended in time, and one that is not expedient."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connections

from hub.cases.models import Case
from hub.monitoring import batches
from tests import clock, world
from tests.e2e.looks import NARROW
from tests.monitoring.conftest import QUARTER
from tests.participation.conftest import participant  # noqa: F401  the same participant

pytestmark = pytest.mark.browser

BAD = "Проект остановлен два квартала назад, показатели бизнес-плана не достигнуты."
GOOD = "Замечание исправлено в срок, доход от нового вида деятельности оформлен."


@pytest.fixture
def july(monday):
    return monday.replace(month=7, day=13)


@pytest.fixture
def come(someone, monkeypatch, july, participant):  # noqa: F811  the fixture
    """Open the portal for one more person on a day of July, signed in just now."""
    for email, name in (("monitor@example.kz", "Қанат Бақылаушы"), ("second@example.kz", "Екінші Бақылаушы")):
        world.person(email, name, roles=("monitoring",))

    def come(email, language="ru", at=july):
        clock.stop(monkeypatch, at)
        monkeypatch.setattr("allauth.account.internal.flows.login.time", SimpleNamespace(time=at.timestamp))
        return someone(language).sign_in(email)

    return come


@pytest.mark.clause("27", "64(2)", "64-1")
def test_cl64_1_a_request_is_sent_to_many_and_answered_item_by_item(come, participant, applicant, july):  # noqa: F811
    officer = come("monitor@example.kz")
    officer.go("/office/requests/new/monitoring_request/")
    officer.send("form[data-hub-once]", status=422)
    officer.fill({"rows-0-kind": "information", "rows-0-note": "Ход переговоров с заказчиком"})
    officer.fill({"rows-1-kind": "documents", "rows-1-note": "Договор с заказчиком"})
    officer.send("form[data-hub-once]")
    assert officer.path.startswith("/office/batches/")
    carry_out(july)
    officer.go(officer.path)
    case = Case.objects.get(procedure_key="monitoring_request")
    officer.says(case.number)
    me = come("head@example.kz", "kk")
    me.page.set_viewport_size(NARROW)
    me.go(f"/cases/{case.pk}/")
    me.press("main a[href$='/parts/item-1/']")
    me.fill({"how": "given", "text": "Келіссөздер аяқталды, шарт тамызда жасалады."})
    me.send("#part")
    me.fill({"how": "given"})
    me.attach("item-2", "Шарт.pdf", language="kk")
    me.file(f"/cases/{case.pk}/")
    name, receipt = me.download(".hub-timeline a[href*='/documents/']")
    assert (name[-4:], receipt[:4]) == (".pdf", b"%PDF")
    officer.go(f"/cases/{case.pk}/")
    officer.press("main a[href$='/acts/accept/']")
    officer.send()
    officer.says("Ответ принят")


@pytest.mark.clause("63", "64", "69", "69/2")
def test_cl69_2_a_round_is_remarked_mended_in_time_and_signed_by_a_second_person(come, participant, july):  # noqa: F811
    officer, case = opened(come, july)
    officer.press("main a[href$='/visit/']")
    officer.fill({"visited_on": "2026-07-13", "place": "Астана, Мәңгілік Ел 55", "found": "yes"})
    officer.fill({"seen": "В офисе восемь сотрудников, оборудование на месте."})
    officer.choose("[name=photo_1]", "Осмотр.pdf")
    officer.send()
    officer.press("main a[href$='/remarks/']")
    officer.fill({"place": "income:", "clause": "9-1", "text": "Зарегистрируйте новый вид деятельности."})
    officer.send()
    officer.go(f"/cases/{case.pk}/acts/remark/")
    officer.send()
    officer.says("12 августа 2026")
    later = july + timedelta(days=14)
    me = come("head@example.kz", "kk", later)
    me.go(f"/cases/{case.pk}/")
    assert "восемь сотрудников" not in me.page.inner_text("main")
    me.press("main a[href$='/answers/']")
    (remark,) = case.remarks.all()
    me.fill({f"answer-{remark.pk}": "Қызмет түрі бойынша өтініш берілді."})
    me.tick("#declared")
    me.press("[name=send]")
    me.says("Түзетулер тексерілуде")
    officer = come("monitor@example.kz", at=later)
    officer.go(f"/cases/{case.pk}/")
    conclude(officer, case, "conclude_mended", "expedient", GOOD)
    sign(come("second@example.kz", at=later), case, GOOD)
    me.go(f"/cases/{case.pk}/")
    me.says("Жалғастыру орынды")
    assert not Case.objects.filter(procedure_key="early_end").exists()


@pytest.mark.clause("39(1)", "41", "69")
def test_cl39_1_a_round_that_is_not_expedient_opens_the_matter(come, participant, officer, july):  # noqa: F811
    monitor, case = opened(come, july)
    conclude(monitor, case, "conclude", "inexpedient", BAD)
    monitor.go(f"/cases/{case.pk}/acts/sign/")
    monitor.send(status=422)
    sign(come("second@example.kz"), case, BAD)
    matter = Case.objects.get(procedure_key="early_end")
    registrar = come(officer.email)
    registrar.go("/notices/")
    registrar.says(case.number)
    registrar.go(f"/cases/{matter.pk}/acts/raise/")
    assert BAD in registrar.page.input_value("[name=facts]")
    registrar.send()
    registrar.says("нецелесообразность")


def carry_out(at):
    """The worker's round, in a thread of its own: the browser's loop runs in this one, and sealing runs its own."""

    def work():
        try:
            batches.run(at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as worker:
        worker.submit(work).result()


def opened(come, july):
    """The officer with the page of the one round of the quarter that was opened."""
    officer = come("monitor@example.kz")
    officer.go(f"/office/monitoring/open/{QUARTER.key}/")
    officer.send("form[data-hub-once]")
    carry_out(july)
    officer.go(f"/office/monitoring/?quarter={QUARTER.key}&signal=report_missing")
    case = Case.objects.get(procedure_key="monitoring")
    officer.press(f"main a[href$='/cases/{case.pk}/']")
    return officer, case


def conclude(officer, case, act, verdict, reasons):
    for clause in case.chapter.checklist:
        officer.tick(f'[name="item-{clause}"][value="yes"]')
    officer.send("#checklist form")
    officer.press(f"main a[href$='/acts/{act}/']")
    officer.fill({"verdict": verdict, "conclusion": reasons})
    officer.send()


def sign(second, case, reasons):
    second.go(f"/cases/{case.pk}/acts/sign/")
    second.says(reasons)
    second.send()
    name, letter = second.download(".hub-timeline a[href*='/documents/']")
    assert (name[-4:], letter[:4]) == (".pdf", b"%PDF")
