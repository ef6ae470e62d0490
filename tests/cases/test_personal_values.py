"""Names, phones and e-mails of an application: open to its own people, masked to all others, unmasked with a reason."""

import pytest
from django.urls import reverse

from hub.audit.models import Event
from hub.cases import drafts
from hub.cases.compare import changes
from tests import world

pytestmark = pytest.mark.django_db

HEAD, PHONE, EMAIL = "Айдос Құпияұлы", "+7 701 765 43 22", "canary-head@example.kz"
MASKED = ("А•••• Қ••••", "+7 701 ••• •• 22", "c••••@example.kz")


@pytest.fixture
def filed(draft, applicant, monday):
    part = draft.parts.get(key="about")
    typed = part.data | {"head": [HEAD], "phone": [PHONE], "email": [EMAIL]}
    drafts.save_part(draft, "about", typed, seen=part.revision, by=applicant, at=monday)
    return world.do(draft, "file", applicant, monday, given={"declared": True})


@pytest.fixture
def auditor(db):
    return world.person("auditor@example.kz", "Аудитор", roles=("auditor",))


def told(client, user, *address) -> str:
    client.force_login(user)
    answer = client.get(reverse(address[0], args=address[1:]))
    assert answer.status_code == 200
    return answer.content.decode()


PAGES = (lambda case: ("case", case.pk), lambda case: ("filing", case.pk, 1))


@pytest.mark.parametrize("page", PAGES)
def test_its_own_people_read_them(client, filed, applicant, page):
    html = told(client, applicant, *page(filed))
    assert PHONE in html
    assert EMAIL in html
    assert MASKED[1] not in html
    assert reverse("unmask", args=[filed.pk, 1]) not in html


@pytest.mark.parametrize("page", PAGES)
def test_officers_and_auditors_see_masks(client, filed, officer, auditor, page):
    for reader in (officer, auditor):
        html = told(client, reader, *page(filed))
        assert not [value for value in (HEAD, PHONE, EMAIL) if value in html]
        assert all(value in html for value in MASKED)
        assert (reverse("unmask", args=[filed.pk, 1]) in html) == (reader == officer)


def test_a_search_does_not_tell_them_either(client, filed, officer):
    client.force_login(officer)
    for word in (PHONE, EMAIL, HEAD):
        html = client.get(reverse("all_cases"), {"q": word}).content.decode()
        assert str(filed.number) not in html


def test_a_comparison_masks_both_sides_and_still_says_that_it_changed(client, filed, officer, applicant, monday):
    filed.remarks.create(part="about", clause="9(1)", text="Телефон", written_by=officer, written_at=monday)
    case = world.do(filed, "remark", officer, monday)
    part = case.parts.get(key="about")
    other = part.data | {"phone": ["+7 701 999 99 22"]}
    drafts.save_part(case, "about", other, seen=part.revision, by=applicant, at=monday)
    case.remarks.update(answer="Исправлено", answered_by=applicant, answered_at=monday)
    case = world.do(case, "answer", applicant, monday, given={"declared": True})
    html = told(client, officer, "compare", case.pk)
    assert html.count(MASKED[1]) == 2
    assert PHONE not in html
    assert "999 99" not in html
    first, last = case.filings.all()
    assert [one.before for one in changes(first, last, monday.date(), unmasked=True) if "765" in one.before] == [PHONE]


def test_an_officer_opens_them_with_a_reason_that_is_on_record_first(client, filed, officer):
    client.force_login(officer)
    address = reverse("unmask", args=[filed.pk, 1])
    page = client.get(address).content.decode()
    assert PHONE not in page
    answer = client.post(address, {"reason": "Звоню по замечанию о сроке аренды"})
    html = answer.content.decode()
    assert all(value in html for value in (HEAD, PHONE, EMAIL))
    assert answer["Cache-Control"] == "no-store"
    event = Event.objects.get(action="personal.unmask")
    assert (event.actor, event.about) == (officer, f"case:{filed.pk}")
    assert event.data["fields"] == ["about.email", "about.head", "about.phone"]
    assert event.private.get().value == "Звоню по замечанию о сроке аренды"
    assert "аренды" not in str(event.data)
    assert PHONE not in client.get(address).content.decode()


@pytest.mark.parametrize("reason", ["", "надо", " " * 20])
def test_without_a_reason_nothing_opens(client, filed, officer, reason):
    client.force_login(officer)
    answer = client.post(reverse("unmask", args=[filed.pk, 1]), {"reason": reason})
    assert answer.status_code == 422
    assert PHONE not in answer.content.decode()
    assert not Event.objects.filter(action="personal.unmask").exists()


def test_what_cannot_be_logged_is_not_shown(client, filed, officer, monkeypatch):
    def fail(*_given, **_more):
        raise RuntimeError("the log is away")

    monkeypatch.setattr("hub.cases.unmask_views.log", fail)
    client.force_login(officer)
    client.raise_request_exception = False
    answer = client.post(reverse("unmask", args=[filed.pk, 1]), {"reason": "Звоню по замечанию"})
    assert answer.status_code == 500
    assert PHONE not in answer.content.decode()


def test_nobody_else_opens_them(client, filed, applicant, auditor):
    for reader in (applicant, auditor):
        client.force_login(reader)
        assert (
            client.post(reverse("unmask", args=[filed.pk, 1]), {"reason": "Очень надо посмотреть"}).status_code == 404
        )


def test_it_asks_the_officer_to_confirm_first(client, filed, officer, monday):
    client.force_login(officer, at=monday)  # long ago
    answer = client.post(reverse("unmask", args=[filed.pk, 1]), {"reason": "Звоню по замечанию"})
    assert answer.status_code == 302
    assert not Event.objects.filter(action="personal.unmask").exists()


def test_the_plan_as_pdf_names_no_phone_and_no_address(filed, applicant, monday):
    from hub.cases.chapter import Doing
    from hub.registration.papers.plan import plan_data

    doing = Doing(filed, "file", applicant, monday, monday.date(), filed.edition(monday.date()))
    data = str(plan_data(filed, drafts.answers(filed, doing.on)))
    assert HEAD in data
    assert PHONE not in data
    assert EMAIL not in data
