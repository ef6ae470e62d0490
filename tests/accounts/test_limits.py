"""Limits on trying: strangers cannot lock an owner out, and a forged header does not let them begin anew."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from hub.accounts import device, limits
from hub.accounts.models import Attempts
from hub.audit.models import Event
from hub.notices.models import Outgoing
from tests import clock, world
from tests.accounts.factor import PASSWORD, app_of, code, sign_in

SIGN_IN = "/en/account/login/"


@pytest.fixture(autouse=True)
def _real_limits(settings):
    from hub.config.settings import LIMITS

    settings.LIMITS = LIMITS


def wrong(browser, email, address="203.0.113.7", **headers):
    return browser.post(SIGN_IN, {"login": email, "password": "wrong"}, REMOTE_ADDR=address, headers=headers)


def test_a_thousand_failures_of_outsiders_do_not_lock_the_owner_out(applicant):
    """From a thousand addresses; the owner comes in a browser of theirs, and to a new one by a reset."""
    own = world.Browser()
    assert sign_in(own, applicant).status_code == 302
    own.post("/en/account/logout/")
    outsider = world.Browser()
    for number in range(1000):
        wrong(outsider, applicant.email, f"198.51.{number // 250}.{number % 250 + 1}")
    assert sign_in(outsider, applicant, REMOTE_ADDR="192.0.2.99").status_code == 422, "strangers are stopped"
    assert sign_in(own, applicant).status_code == 302, "the owner is not"
    assert Event.objects.filter(action="account.sign_in_failed").count() == 10, "the log is not flooded either"

    new = world.Browser()
    new.post("/en/account/reset/", {"email": applicant.email})
    path = Outgoing.objects.filter(to=applicant.email, subject__contains="парол").latest("pk").text
    path = next(word for word in path.split() if "/account/reset/" in word).partition("://")[2].partition("/")[2]
    new.post(new.get(f"/{path}")["Location"], {"password1": PASSWORD + "!"})
    answer = new.post(SIGN_IN, {"login": applicant.email, "password": PASSWORD + "!"})
    assert answer.status_code == 302


def test_a_browser_of_the_owner_is_counted_too(applicant):
    own = world.Browser()
    sign_in(own, applicant)
    own.post("/en/account/logout/")
    for _attempt in range(10):
        wrong(own, applicant.email)
    assert "Too many attempts" in wrong(own, applicant.email).content.decode()


def test_an_address_is_counted_over_all_accounts(db):
    browser = world.Browser()
    answers = [wrong(browser, f"someone{number}@example.kz") for number in range(31)]
    assert "Too many attempts" not in answers[29].content.decode()
    assert "Too many attempts" in answers[30].content.decode()
    assert "Too many attempts" not in wrong(browser, "else@example.kz", "203.0.113.8").content.decode()


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_header_does_not_reset_the_count(db, settings, proxies):
    """A trusted proxy adds the address that it saw at the end; what the visitor wrote before it is not read."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    browser = world.Browser()

    def forged(number):
        seen = ", 203.0.113.7" if proxies else ""
        return wrong(browser, f"a{number}@example.kz", **{"X-Forwarded-For": f"10.0.0.{number}{seen}"})

    answers = [forged(number) for number in range(31)]
    assert "Too many attempts" in answers[30].content.decode()


def test_a_network_of_ipv6_counts_as_one_address(rf):
    asked = rf.get("/", REMOTE_ADDR="2001:db8:1:2:aaaa::1"), rf.get("/", REMOTE_ADDR="2001:db8:1:2:bbbb::2")
    assert limits.address(asked[0]) == limits.address(asked[1])


def test_a_right_password_does_not_count(applicant):
    browser = world.Browser()
    for _attempt in range(12):
        assert sign_in(browser, applicant).status_code == 302
        browser.post("/en/account/logout/")
        browser.cookies.clear()


def test_the_count_ends_with_its_time(applicant, monkeypatch, monday):
    browser = world.Browser()
    for _attempt in range(10):
        wrong(browser, applicant.email)
    assert sign_in(browser, applicant).status_code == 422
    clock.stop(monkeypatch, monday + timedelta(minutes=15))
    assert sign_in(browser, applicant).status_code == 302


def test_codes_are_counted(officer):
    secret = app_of(officer)
    browser = world.Browser()
    sign_in(browser, officer)
    for _attempt in range(10):
        browser.post("/en/account/code/", {"code": "000001"})
    assert browser.post("/en/account/code/", {"code": code(secret)}).status_code == 422


def test_signing_up_and_resets_are_counted_by_address(client, db):
    for address in ("/en/account/signup/", "/en/account/reset/"):
        answers = [client.post(address, {"email": f"n{number}@example.kz"}).status_code for number in range(21)]
        assert 429 not in answers[:20]
        assert answers[20] == 429


def test_nobody_s_mailbox_is_flooded(applicant, monkeypatch, monday):
    answers = set()
    for minute in range(9):
        clock.stop(monkeypatch, monday + timedelta(minutes=minute))
        answers.add(world.Browser().post("/en/account/reset/", {"email": applicant.email})["Location"])
    assert len(answers) == 1, "the answer stays the same"
    assert Outgoing.objects.filter(to=applicant.email).count() == 5


def test_a_device_cookie_of_another_account_or_a_forged_one_is_worth_nothing(applicant, rf):
    mine = world.person("mine@example.kz", "Менің Адамым")
    browser = world.Browser()
    sign_in(browser, mine)
    request = rf.get("/")
    request.COOKIES[device.COOKIE] = browser.cookies[device.COOKIE].value
    assert device.known_for(request, "MINE@example.kz")
    assert device.known_for(request, applicant.email) is None
    assert device.owner(request) == mine.pk
    request.COOKIES[device.COOKIE] = browser.cookies[device.COOKIE].value + "x"
    assert device.owner(request) is None
    assert browser.cookies[device.COOKIE]["httponly"]
    assert "mine@example.kz" not in browser.cookies[device.COOKIE].value


@pytest.mark.django_db(transaction=True)
def test_side_by_side_no_attempt_goes_uncounted(monday, settings):
    """Twelve threads, eight tries each, ten allowed: exactly ten pass."""
    settings.LIMITS = settings.LIMITS | {"sign_in_account": "10/15m"}
    passed, lock = [], threading.Lock()

    def tries():
        for _one in range(8):
            if limits.Counter("sign_in_account", "x@example.kz").spend(monday):
                with lock:
                    passed.append(1)
        connection.close()

    threads = [threading.Thread(target=tries) for _one in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 10
    assert Attempts.objects.get().number == 10
