"""Step-up: before what cannot be taken back the person confirms themself; what was typed waits and goes on."""

import re
from datetime import timedelta

import pytest

from hub.accounts.models import RoleGrant
from hub.audit.models import Event
from tests import clock, world
from tests.accounts.factor import PASSWORD, app_of, code, long_ago

GRANT = "/en/office/roles/new/"
NEW = {
    "email": "worker@example.kz",
    "role": "registration",
    "since": "2026-05-18",
    "until": "",
    "reason": "Приказ № 7 <b>",
}
KEPT = "/en/account/kept/"


@pytest.fixture
def administrator(client, db, monday):
    """Signed in sixteen minutes ago."""
    user = world.person("admin@example.kz", "Әкімші Адам", roles=("administrator",))
    client.force_login(user, at=long_ago(monday))
    world.person("worker@example.kz", "Қызметкер Адам")
    return user


def confirmed(client, user, back=KEPT):
    secret = app_of(user)
    answer = client.post("/en/account/confirm/", {"password": PASSWORD, "code": code(secret), "next": back})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def resent(client, page):
    """Send on what the page of the kept form holds, as the browser would."""
    action = re.search(r'<form method="post" action="(/en/office[^"]*)"', page)[1]
    fields = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    unescaped = {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in fields}
    return action, client.post(action, unescaped)


def test_a_form_is_not_even_shown_before(client, administrator):
    assert client.get(GRANT)["Location"] == f"/en/account/confirm/?next={GRANT}"


def test_what_was_typed_waits_and_goes_on(client, administrator):
    answer = client.post(GRANT, NEW)
    assert answer["Location"] == f"/en/account/confirm/?next={KEPT}"
    assert not RoleGrant.objects.filter(user__email=NEW["email"]).exists()
    assert confirmed(client, administrator) == KEPT
    page = client.get(KEPT).content.decode()
    action, done = resent(client, page)
    assert (action, done["Location"]) == (GRANT, "/en/office/roles/")
    assert RoleGrant.objects.get(user__email=NEW["email"]).reason == NEW["reason"]
    assert client.get(KEPT)["Location"] == "/", "sent once, it waits no longer"
    assert Event.objects.filter(action="account.confirm").count() == 1


def test_within_fifteen_minutes_nobody_is_asked_again(client, administrator, monkeypatch, monday):
    client.force_login(administrator, at=monday)
    clock.stop(monkeypatch, monday + timedelta(minutes=14))
    assert client.get(GRANT).status_code == 200
    clock.stop(monkeypatch, monday + timedelta(minutes=15))
    assert client.get(GRANT).status_code == 302


@pytest.mark.parametrize(
    "typed", [{"password": PASSWORD}, {"code": "right"}, {"password": "wrong", "code": "right"}, {"click": "1"}, {}]
)
def test_half_a_confirmation_is_none(client, administrator, typed):
    secret = app_of(administrator)
    given = typed | ({"code": code(secret)} if "code" in typed else {})
    assert client.post("/en/account/confirm/", given).status_code == 422
    assert client.get(GRANT).status_code == 302


def test_only_to_our_own_pages_and_never_by_a_link(client, administrator):
    for foreign in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        assert f'value="{foreign}"' not in client.get("/en/account/confirm/", {"next": foreign}).content.decode()


def test_another_person_of_the_same_browser_sees_nothing_of_it(client, administrator, applicant):
    client.post(GRANT, NEW)
    session = client.session
    kept = session["kept_form"]
    assert "Приказ" not in str(kept), "it lies sealed"
    client.force_login(applicant)
    session = client.session
    session["kept_form"] = kept
    session.save()
    assert client.get(KEPT)["Location"] == "/"
    assert "kept_form" not in client.session


def test_who_lost_the_right_meanwhile_gains_nothing_by_what_waited(client, administrator):
    client.post(GRANT, NEW)
    confirmed(client, administrator)
    page = client.get(KEPT).content.decode()
    RoleGrant.objects.filter(user=administrator).update(role="reference")
    assert resent(client, page)[1].status_code == 404
    assert not RoleGrant.objects.filter(user__email=NEW["email"]).exists()


def test_what_waited_too_long_is_forgotten(client, administrator, monkeypatch, monday):
    client.force_login(administrator, at=monday + timedelta(hours=1))
    clock.stop(monkeypatch, monday + timedelta(hours=1, minutes=16))
    client.post(GRANT, NEW)
    clock.stop(monkeypatch, monday + timedelta(hours=2, minutes=17))
    session = client.session
    session["seen_at"] = (monday + timedelta(hours=2, minutes=16)).timestamp()
    session.save()
    assert client.get(KEPT)["Location"] == "/"


def test_it_can_be_let_go(client, administrator):
    client.post(GRANT, NEW)
    client.post("/en/account/kept/drop/")
    assert client.get(KEPT)["Location"] == "/"


def test_an_htmx_request_turns_the_whole_window(client, administrator):
    answer = client.post(GRANT, NEW, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/en/account/confirm/?next={KEPT}"


def test_an_act_of_the_technopark_asks_and_an_applicant_s_does_not(client, officer, filed, applicant, monday):
    client.force_login(officer, at=long_ago(monday))
    act = f"/en/cases/{filed.pk}/acts/refer/"
    assert client.get(act)["Location"] == f"/en/account/confirm/?next={act}"
    client.force_login(applicant, at=long_ago(monday))
    assert client.get(f"/en/cases/{filed.pk}/acts/withdraw/").status_code == 200


def test_a_foreign_case_is_not_told_of_by_asking(client, filed, monday):
    stranger = world.person("other@example.kz", "Басқа Адам")
    client.force_login(stranger, at=long_ago(monday))
    assert client.get(f"/en/cases/{filed.pk}/acts/refer/").status_code == 404


def test_in_the_demonstration_a_click_is_enough(client, db):
    from hub.demo.people import people

    people()
    client.get("/en/demo/as/administrator/")
    session = client.session
    session["account_authentication_methods"] = [{"method": "demo", "at": 0}]
    session.save()
    assert client.get(GRANT)["Location"].startswith("/en/account/confirm/")
    assert 'name="click"' in client.get("/en/account/confirm/").content.decode()
    assert client.post("/en/account/confirm/", {"click": "1", "next": GRANT})["Location"] == GRANT
    assert client.get(GRANT).status_code == 200
