"""One quarterly report in a browser: opened by the date, typed on a phone in Russian, filed, corrected in Kazakh."""

import pytest

from hub.cases import drafts
from hub.cases.models import Case
from hub.reports import timer
from tests import clock
from tests.e2e.looks import NARROW
from tests.participation.conftest import participant  # noqa: F401  the same participant
from tests.reports.filled import CANARIES, typed

pytestmark = pytest.mark.browser
BY_HAND = ("income", "foreigners", "family")
"""Parts typed in the browser; the others are there already."""


@pytest.fixture
def opened(participant, applicant, monday):  # noqa: F811  the fixture
    july = monday.replace(month=7, day=6)
    timer.open_due(july)
    case = Case.objects.get(procedure_key="report", organisation=participant.organisation)
    for key in typed().keys() - set(BY_HAND):
        drafts.save_part(case, key, typed()[key], seen=0, by=applicant, at=july)
    return case


@pytest.mark.clause("23", "64(1)", "65", "66", "68")
def test_cl66_a_report_is_filed_and_corrected(someone, opened, applicant, monday, monkeypatch):
    case = f"/cases/{opened.pk}/"
    clock.stop(monkeypatch, monday.replace(month=7, day=6))
    me = someone("ru").sign_in(applicant.email)
    me.page.set_viewport_size(NARROW)
    me.go(case)
    me.says("10 июля 2026")
    for key in BY_HAND:
        me.go(f"{case}parts/{key}/")
        me.fill(typed()[key])
        me.send("#part")
    me.file(case)
    me.says("Отчёт сдан")
    name, receipt = me.download(".hub-timeline a[href*='/documents/']")
    assert (name[-4:], receipt[:4]) == (".pdf", b"%PDF")
    me.language = "kk"
    me.go(f"{case}parts/costs/")
    me.fill({"costs_total": "4 000 100", "costs-0-amount": "4 000 100"})
    me.send("#part")
    me.says("4 000 100")
    me.press("#changes a[href*='/correct/']")
    me.fill({"reasons": "Шот-фактурадан қате табылды."})
    me.tick("#declared")
    me.send()
    me.says("Есеп түзетілді")
    me.go(f"{case}compare/")
    assert opened.filings.count() == 2
    assert not [word for word in CANARIES if word in me.page.url]
