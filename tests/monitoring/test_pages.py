"""Pages of requests and monitoring: what officers choose and see, what the participant meets, how much they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.audit.models import Event
from hub.cases.models import Case
from hub.monitoring import batches
from hub.monitoring.models import Batch, Visit
from tests import world
from tests.documents import samples
from tests.monitoring.conftest import QUARTER, opened, sent

pytestmark = pytest.mark.django_db
PLANS = {"kind": "information", "note": "Ход переговоров с заказчиком"}


@pytest.fixture
def at_now(now, monkeypatch):
    """Requests come at `now`."""
    from types import SimpleNamespace

    from hub.accounts import middleware

    monkeypatch.setattr(middleware, "timezone", SimpleNamespace(now=lambda: now, localdate=timezone.localdate))


@pytest.fixture
def browse(at_now):
    def browse(user):
        browser = world.Browser()
        browser.force_login(user)
        return browser

    return browse


def rows(*items) -> dict[str, str]:
    """The rows of items as the form sends them."""
    sent = {"rows-TOTAL_FORMS": "4", "rows-INITIAL_FORMS": "0"}
    for number, (kind, note) in enumerate(items):
        sent |= {f"rows-{number}-kind": kind, f"rows-{number}-note": note}
    return sent


def test_an_officer_asks_those_whom_a_filter_finds(browse, more, monitor, now):
    some = more(3)
    some[0].region = "almaty"
    some[0].save()
    browser, address = browse(monitor), "/ru/office/requests/new/monitoring_request/?region=almaty"
    assert some[0].organisation.name_ru in browser.get(address).text
    refused = browser.post(address, rows(("information", "")) | {"whom": "all"})
    assert refused.status_code == 422
    answer = browser.post(address, rows(("information", "Ход переговоров")) | {"whom": "all"})
    batch = Batch.objects.get()
    assert answer.url == f"/ru/office/batches/{batch.pk}/"
    assert batch.participants == [some[0].pk]
    batches.run(now)
    assert "I-2026-00001" in browser.get(answer.url).text


def test_only_those_ticked_are_asked_and_only_if_the_filter_finds_them(browse, more, participant, monitor, now):
    _one, two = more(2)
    browser, address = browse(monitor), "/ru/office/requests/new/request/?q=Партнёр"
    body = rows(("audit", "")) | {"whom": "ticked"}
    assert browser.post(address, body).status_code == 422
    browser.post(address, body | {"chosen": [str(two.pk), str(participant.pk), "x"]})
    assert Batch.objects.get().participants == [two.pk]


def test_from_a_participants_page_one_asks_that_one(browse, more, participant, monitor, now):
    more(2)
    browser, address = browse(monitor), f"/ru/office/requests/new/request/?participant={participant.pk}"
    assert f'value="{participant.pk}" checked' in browser.get(address).text
    browser.post(address, rows(("audit", "")) | {"whom": "all"})
    assert not Batch.objects.exists()
    browser.post(address, rows(("audit", "")) | {"whom": "ticked", "chosen": str(participant.pk)})
    assert Batch.objects.get().participants == [participant.pk]


def test_the_participant_meets_the_request_as_a_task_list(browse, participant, applicant, monitor, now):
    (case,) = sent("monitoring_request", [participant], [PLANS], by=monitor, at=now)
    browser = browse(applicant)
    page = browser.get(f"/ru/cases/{case.pk}/").text
    assert PLANS["note"] in page
    assert "64-1" in page
    address = f"/ru/cases/{case.pk}/parts/item-1/"
    assert browser.post(address, {"how": "given", "text": "", "revision": "0"}).status_code == 422
    saved = browser.post(address, {"how": "given", "text": "Договор подписан.", "revision": "1"})
    assert saved.url == f"/ru/cases/{case.pk}/"
    assert "Договор подписан." in browser.get(f"/ru/cases/{case.pk}/review/").text
    browser.post(f"/ru/cases/{case.pk}/acts/file/", {"declared": "yes", "seen": "1"})
    case.refresh_from_db()
    assert case.state_key == "answered"
    officers = browse(monitor).get(f"/ru/cases/{case.pk}/").text
    assert "Договор подписан." in officers


def test_the_participants_page_lists_requests_and_no_round_before_its_notice(
    browse, participant, applicant, monitor, now
):
    (request,) = sent("monitoring_request", [participant], [PLANS], by=monitor, at=now)
    (round_,) = opened([participant], by=monitor, at=now)
    address = f"/ru/participations/{participant.pk}/"
    mine, theirs = browse(applicant).get(address).text, browse(monitor).get(address).text
    assert request.number in mine
    assert round_.number not in mine
    assert round_.number in theirs
    assert "requests/new" in theirs
    assert "requests/new" not in mine


def test_a_visit_with_a_photo_is_the_technoparks_own(browse, participant, applicant, monitor, now):
    (case,) = opened([participant], by=monitor, at=now)
    browser, address = browse(monitor), f"/ru/office/monitoring/{case.pk}/visit/"
    told = {
        "visited_on": "2026-07-13",
        "place": "Астана, Мәңгілік Ел 55",
        "found": "no",
        "seen": "Офис закрыт, вывески нет.",
    }
    assert browser.post(address, told | {"visited_on": "2026-07-14"}).status_code == 422
    bad = browser.post(address, told | {"photo_1": world.upload(b"MZ not a photo", "photo.png")})
    assert bad.status_code == 422
    assert not Visit.objects.exists()
    browser.post(address, told | {"photo_1": world.upload(samples.pdf(), "Осмотр.pdf")})
    visit = Visit.objects.get()
    file = visit.photos.get()
    assert (visit.found, file.organisation) == (False, None)
    photo = f"{address}{visit.pk}/photo/{file.pk}/"
    assert "Офис закрыт" in browser.get(f"/ru/cases/{case.pk}/").text
    assert browser.get(photo).status_code == 200
    assert Event.objects.filter(action="visit.record").count() == 1
    case.remarks.create(part="other", clause="69", text="Замечание", written_by=monitor, written_at=now)
    world.do(case, "remark", monitor, now)
    theirs = browse(applicant)
    page = theirs.get(f"/ru/cases/{case.pk}/")
    assert page.status_code == 200
    assert "Офис закрыт" not in page.text
    for address in (photo, f"/ru/cases/{case.pk}/documents/{file.pk}/", f"/ru/office/monitoring/{case.pk}/visit/"):
        assert theirs.get(address).status_code == 404


def test_the_signers_page_shows_what_is_signed(browse, participant, monitor, now):
    from tests.monitoring.test_rounds import BAD, drafted

    (case,) = opened([participant], by=monitor, at=now)
    second = world.person("second@example.kz", "Екінші Бақылаушы", roles=("monitoring",))
    drafted(case, monitor, now, BAD)
    browser, address = browse(second), f"/ru/cases/{case.pk}/acts/sign/"
    page = browser.get(address).text
    assert BAD["conclusion"] in page
    assert page.count('name="grounds"') == 1
    own = browse(monitor).post(address, {"grounds": "inexpedient", "seen": "2"})
    assert own.status_code == 422
    browser.post(address, {"grounds": "inexpedient", "seen": "2"})
    case.refresh_from_db()
    assert case.state_key == "inexpedient"


def test_rounds_are_narrowed_by_signal_state_and_officer(browse, more, monitor, now):
    one, two = opened(more(2), by=monitor, at=now)
    two.signals.all().delete()
    Case.objects.filter(pk=two.pk).update(assignee=monitor)
    browser, address = browse(monitor), f"/ru/office/monitoring/?quarter={QUARTER.key}"
    for narrow, shown, hidden in (
        ("signal=report_missing", one, two),
        ("whose=mine", two, one),
        ("whose=nobody", one, two),
    ):
        page = browser.get(f"{address}&{narrow}").text
        assert shown.number in page
        assert hidden.number not in page
    assert one.number not in browser.get(f"{address}&state=expedient").text
    assert browser.get("/ru/office/monitoring/?quarter=nonsense").status_code == 200


def test_the_lists_cost_the_same_at_one_and_at_fifty(browse, more, monitor, now):
    browser = browse(monitor)
    addresses = (
        f"/ru/office/monitoring/?quarter={QUARTER.key}",
        "/ru/office/requests/",
        f"/ru/office/monitoring/open/{QUARTER.key}/",
        "/ru/office/requests/new/request/",
    )
    (first,) = more(1)
    opened([first], by=monitor, at=now)
    sent("request", [first], [{"kind": "audit", "note": ""}], by=monitor, at=now)
    before = [cost(browser, address) for address in addresses]
    opened(more(50), by=monitor, at=now)
    after = [cost(browser, address) for address in addresses]
    assert after == before
    assert max(after) <= 15


def cost(browser, address) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len([one for one in seen if "django_session" not in one["sql"]])
