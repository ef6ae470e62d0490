"""No answer tells whether an account exists: the same status, body and work, and the news goes by letter."""

import re
import threading

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.accounts.models import User
from hub.notices.models import Outgoing
from tests import world

NEW = {"full_name": "Айгерім Үлгілі", "password1": "күн мен тұман арасы", "consent": "on"}
TOKENS = re.compile(r"[A-Za-z0-9]{64}|[\w.]+@example\.kz")


@pytest.fixture
def seen(monkeypatch):
    """Asks the portal in a fresh browser: (status, where to, body without tokens, statements, rounds of hashing)."""
    rounds = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *given: rounds.append(1) or encode(self, *given))

    def ask(address, sent):
        browser = world.Browser()
        browser.get(address)
        rounds.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = browser.post(address, sent)
        kinds = [" ".join(re.findall(r"^[A-Z ]+|(?:FROM|INTO|UPDATE) \S+", one["sql"]))[:70] for one in queries]
        body = TOKENS.sub("", answer.content.decode())
        return answer.status_code, answer.headers.get("Location"), body, kinds, len(rounds)

    return ask


@pytest.fixture
def pending(db):
    """Somebody who has signed up and not confirmed the address."""
    user = world.person("pending@example.kz", "Күтуші")
    user.emailaddress_set.update(verified=False)
    return user


@pytest.mark.parametrize("email", ["taken", "pending", "closed"])
def test_signing_up(seen, applicant, pending, email):
    if email == "closed":
        applicant.is_active = False
        applicant.save()
    known = {"taken": applicant.email, "closed": applicant.email, "pending": pending.email}[email]
    there = seen("/ru/account/signup/", NEW | {"email": known})
    new = seen("/ru/account/signup/", NEW | {"email": "fresh1@example.kz"})
    assert there[:3] == new[:3]
    assert there[4] == new[4] > 0
    assert len(there[3]) == len(new[3]), (there[3], new[3])
    assert Outgoing.objects.filter(to=known).exists()
    assert User.objects.filter(email=known).count() == 1


@pytest.mark.parametrize("email", ["applicant", "pending", "closed"])
def test_signing_in_with_a_wrong_password(seen, applicant, pending, email):
    known = pending.email if email == "pending" else applicant.email
    if email == "closed":
        applicant.is_active = False
        applicant.save()
    there = seen("/ru/account/login/", {"login": known, "password": "wrong"})
    nobody = seen("/ru/account/login/", {"login": "nobody1@example.kz", "password": "wrong"})
    assert there[:3] == nobody[:3]
    assert there[4] == nobody[4] == 1
    assert len(there[3]) == len(nobody[3]), (there[3], nobody[3])


def test_asking_for_a_new_password(seen, applicant):
    there = seen("/ru/account/reset/", {"email": applicant.email})
    nobody = seen("/ru/account/reset/", {"email": "nobody1@example.kz"})
    assert there[:3] == nobody[:3]
    assert len(there[3]) == len(nobody[3]), (there[3], nobody[3])
    assert {letter.to for letter in Outgoing.objects.all()} == {applicant.email, "nobody1@example.kz"}


def test_inviting(client, applicant, organisation):
    """An invited address answers alike, with an account or without one."""
    client.force_login(applicant)
    world.person("known@example.kz", "Белгілі")
    answers = [
        client.post(f"/ru/organisations/{organisation.bin}/invite/", {"email": email, "capacity": "editor"})
        for email in ("known@example.kz", "nobody@example.kz")
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]


@pytest.mark.django_db(transaction=True)
def test_two_sign_ups_at_the_same_instant(monkeypatch):
    """Both have looked before either wrote: one makes the account, the other's letter says that there is one."""
    from allauth.account.internal.flows import manage_email

    both, look = threading.Barrier(2, timeout=10), manage_email.email_already_exists

    def looked(email):
        found = look(email)
        both.wait()
        return found

    monkeypatch.setattr(manage_email, "email_already_exists", looked)
    answers = []

    def sign_up():
        answers.append(world.Browser().post("/ru/account/signup/", NEW | {"email": "twice@example.kz"}))
        connection.close()

    threads = [threading.Thread(target=sign_up) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer["Location"] for answer in answers] == ["/ru/account/sent/"] * 2
    assert User.objects.filter(email="twice@example.kz").count() == 1
