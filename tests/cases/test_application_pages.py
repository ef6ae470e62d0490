"""Writing an application in the browser's stead: what is typed is kept, what is amiss is said by the field."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.cases.models import Case, PartData
from tests import world
from tests.documents import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def mine(organisation, applicant, now):
    """A draft that is complete today."""
    return world.draft(organisation, applicant, now)


@pytest.fixture
def page(client, applicant):
    client.force_login(applicant)
    return client


def url(name, case, *args):
    return reverse(name, args=[case.pk, *args])


def typed(case, key, **changes):
    kept = PartData.objects.get(case=case, key=key)
    return {"revision": kept.revision, **kept.data, **changes}


def test_a_wrong_value_is_kept_as_typed_and_said_by_the_field(page, mine):
    answer = page.post(url("part", mine, "tax"), typed(mine, "tax", debt="много"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'value="много"' in html
    assert 'href="#id_debt"' in html
    assert 'id="id_debt-error"' in html
    assert PartData.objects.get(case=mine, key="tax").data["debt"] == ["много"]


def test_autosave_keeps_half_typed_text_and_tells_the_new_revision(page, mine):
    answer = page.post(url("autosave", mine, "tax"), typed(mine, "tax", debt="12"))
    kept = PartData.objects.get(case=mine, key="tax")
    assert kept.data["debt"] == ["12"]
    assert f'value="{kept.revision}"' in answer.content.decode()


def test_a_page_that_was_overtaken_overwrites_nothing_and_shows_both(page, mine, applicant):
    old = typed(mine, "tax", debt="777")
    page.post(url("part", mine, "tax"), typed(mine, "tax", debt="5"))
    answer = page.post(url("part", mine, "tax"), old)
    assert answer.status_code == 409
    assert PartData.objects.get(case=mine, key="tax").data["debt"] == ["5"]
    html = answer.content.decode()
    assert 'value="777"' in html
    assert ">5<" in html.replace("\n", "")
    again = page.post(
        url("part", mine, "tax"), {**old, "revision": PartData.objects.get(case=mine, key="tax").revision}
    )
    assert again.status_code == 302
    assert PartData.objects.get(case=mine, key="tax").data["debt"] == ["777"]


def test_fields_that_are_not_of_the_part_are_left_out(page, mine):
    page.post(url("autosave", mine, "tax"), typed(mine, "tax", state_key="participant", number="X-1"))
    assert set(PartData.objects.get(case=mine, key="tax").data) == {"issued_on", "debt"}
    assert Case.objects.get(pk=mine.pk).number is None


def test_a_row_can_be_added_without_script_and_removed(page, mine):
    answer = page.post(url("part", mine, "team"), typed(mine, "team", add_row="team"))
    assert answer["Location"].endswith("?add=team#table-team")
    html = page.get(answer["Location"].split("#")[0]).content.decode()
    assert 'name="team-2-position"' in html
    page.post(url("part", mine, "team"), typed(mine, "team", **{"team-0-DELETE": "on"}))
    kept = PartData.objects.get(case=mine, key="team").data
    assert kept["team-0-position"] == ["Архитектор"]
    assert "team-1-position" not in kept


@pytest.mark.clause("7", "7/2")
def test_cl7_an_obstacle_may_be_explained_and_is_named(page, mine):
    answer = page.post(url("part", mine, "requirements"), typed(mine, "requirements", branches="yes"))
    assert answer.status_code == 422
    assert "филиал болмауы керек" in answer.content.decode()
    answer = page.post(
        url("part", mine, "requirements"),
        typed(mine, "requirements", branches="yes", explanation="Филиал закрывается, решение приложено."),
    )
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "пусто.pdf"),
        (samples.png(), "снимок.pdf"),
        (samples.pdf_with_password(), "шифр.pdf"),
        (b"MZ\x90", "прогр.docx"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_reason_and_typed_text_is_kept(page, mine, content, name):
    before = mine.attachments.filter(removed_at=None).count()
    data = typed(mine, "tax", debt="41")
    data |= {"file-tax_statement": world.upload(content, name), "language-tax_statement": "ru"}
    answer = page.post(url("attach", mine, "tax_statement"), data, follow=True)
    assert name in answer.content.decode() or "Choose" in answer.content.decode()
    assert 'value="41"' in answer.content.decode()
    assert mine.attachments.filter(removed_at=None).count() == before


def test_a_good_file_replaces_the_earlier_one_which_is_not_lost(page, mine):
    data = typed(mine, "tax") | {
        "file-tax_statement": world.upload(name="Анықтама № 5.pdf"),
        "language-tax_statement": "kk",
    }
    page.post(url("attach", mine, "tax_statement"), data)
    rows = mine.attachments.filter(slot="tax_statement").order_by("pk")
    assert [row.removed_at is None for row in rows] == [False, True]
    assert rows.last().file.name == "Анықтама № 5.pdf"
    assert rows.last().file.language == "kk"


@pytest.mark.clause("9(1)", "A3")
def test_a3_the_plan_can_be_seen_as_a_pdf_before_filing_and_only_when_complete(page, mine, applicant, now):
    from hub.cases import drafts

    html = page.get(url("review", mine)).content.decode()
    assert url("plan", mine) in html
    answer = page.get(url("plan", mine))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert not Case.objects.get(pk=mine.pk).filed
    kept = PartData.objects.get(case=mine, key="budget")
    drafts.save_part(mine, "budget", {}, seen=kept.revision, by=applicant, at=now)
    assert page.get(url("plan", mine)).status_code == 404


def test_filing_is_blocked_with_links_to_what_is_missing(page, mine, applicant, now):
    from hub.cases import drafts

    kept = PartData.objects.get(case=mine, key="budget")
    drafts.save_part(mine, "budget", {}, seen=kept.revision, by=applicant, at=now)
    html = page.get(url("review", mine)).content.decode()
    assert f"{url('part', mine, 'budget')}?check=1#" in html
    assert 'id="declared"' not in html


@pytest.mark.clause("8", "11")
def test_cl8_filing_in_the_browser_and_pressing_twice_makes_one_case(page, mine):
    sent = {"key": "one-press", "seen": "0", "declared": "yes"}
    first = page.post(url("act", mine, "file"), sent)
    second = page.post(url("act", mine, "file"), sent)
    assert first.status_code == second.status_code == 302
    case = Case.objects.get(pk=mine.pk)
    assert case.entries.count() == 1
    other_tab = page.post(url("act", mine, "file"), {"key": "other-tab", "seen": "0", "declared": "yes"})
    assert other_tab.status_code == 409
    assert case.entries.count() == 1
    html = page.get(url("case", mine)).content.decode()
    assert case.number in html
    receipt = case.entries.get().papers.get()
    pdf = b"".join(page.get(url("document", mine, receipt.file_id)).streaming_content)
    assert pdf.startswith(b"%PDF-")


def test_a_filed_application_is_not_written_and_the_typed_text_is_shown(page, mine):
    data = typed(mine, "tax", debt="99")
    page.post(url("act", mine, "file"), {"key": "k", "seen": "0", "declared": "yes"})
    answer = page.post(url("part", mine, "tax"), data)
    assert answer.status_code == 409
    assert page.post(url("autosave", mine, "tax"), data).status_code == 409


@pytest.mark.clause("14", "16")
def test_cl14_answers_are_kept_even_when_they_cannot_be_sent_yet(page, mine, officer, applicant, now):
    page.post(url("act", mine, "file"), {"key": "k", "seen": "0", "declared": "yes"})
    for part in ("kpi", "team"):
        mine.remarks.create(part=part, clause="A3.6", text="Уточните.", written_by=officer, written_at=now)
    case = world.do(Case.objects.get(pk=mine.pk), "remark", officer, now)
    first, second = case.remarks.all()
    sent = {"key": "a", "seen": case.version, "declared": "yes", "send": "yes", f"answer-{first.pk}": "Уточнили."}
    answer = page.post(url("answers", case), sent)
    assert answer.status_code == 422
    assert "Уточнили." in answer.content.decode()
    answer = page.post(url("answers", case), {**sent, f"answer-{second.pk}": "Тоже."})
    assert answer.status_code == 302
    assert Case.objects.get(pk=mine.pk).state_key == "check"


def count(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def multiply(case, number):
    """As many further cases that look like this one, written straight to the tables."""
    from hub.accounts.models import Organisation

    entry, deadline = case.entries.get(), case.deadlines.get()
    for serial in range(number):
        owner = Organisation.objects.create(
            bin=f"99{serial:010d}", name_kk=f"«Көп {serial}»", name_ru=f"«Много {serial}»"
        )
        copy = Case.objects.get(pk=case.pk)
        copy.pk, copy.number, copy.organisation, copy._state.adding = uuid4(), f"R-X-{serial}", owner, True
        copy.save()
        for row in (entry, deadline):
            twin = type(row).objects.get(pk=row.pk)
            twin.pk, twin.case, twin._state.adding = None, copy, True
            if hasattr(twin, "key"):
                twin.key = f"copy-{serial}"
            twin.save()


def test_query_counts_do_not_grow_with_rows(client, officer, mine, applicant, now):
    """Worklist, all cases and case page at 1 case and at 50."""
    client.force_login(officer)
    case = world.do(mine, "file", applicant, now, given={"declared": True})
    addresses = [reverse("worklist"), reverse("all_cases"), reverse("case", args=[case.pk])]
    [client.get(address) for address in addresses]
    before = [count(client, address) for address in addresses]
    multiply(case, 49)
    after = [count(client, address) for address in addresses]
    assert after == before
