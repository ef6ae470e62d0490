"""Links in letters are good for their time and their purpose only, and a changed one is good for nothing."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing

from hub.notices.models import Outgoing
from tests.accounts.test_entrance import NEW, link_in


@pytest.fixture
def confirmation(client, db):
    """The link that confirms the e-mail of somebody who has just signed up."""
    client.post("/ru/account/signup/", NEW)
    return link_in(Outgoing.objects.get(), "/account/confirm/")


@pytest.fixture
def reset(client, applicant):
    """The link that leads to a new password."""
    client.post("/ru/account/reset/", {"email": applicant.email})
    return link_in(Outgoing.objects.get(), "/account/reset/")


@pytest.fixture
def later(monkeypatch):
    """Lets days pass for those who judge signatures."""

    def wait(days):
        then, now = time.time() + timedelta(days).total_seconds(), PasswordResetTokenGenerator._now
        monkeypatch.setattr(signing, "time", SimpleNamespace(time=lambda: then))
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now(self) + timedelta(days))

    return wait


@pytest.mark.parametrize(("days", "status"), [(2, 302), (4, 404)])
def test_a_confirmation_is_good_for_three_days(client, confirmation, later, days, status):
    later(days)
    assert client.post(confirmation).status_code == status


def test_a_changed_confirmation_is_good_for_nothing(client, confirmation):
    last = confirmation[-2]
    assert client.post(f"{confirmation[:-2]}{'B' if last == 'A' else 'A'}/").status_code == 404


def test_a_signature_for_another_purpose_is_good_for_nothing(client, confirmation):
    key = confirmation.rstrip("/").rpartition("/")[2]
    another = signing.dumps(signing.loads(key, salt="account"), salt="something else")
    assert client.post(confirmation.replace(key, another)).status_code == 404
    again = signing.dumps(signing.loads(key, salt="account"), salt="account")
    assert client.post(confirmation.replace(key, again)).status_code == 302


@pytest.mark.parametrize(("days", "status"), [(2, 302), (4, 200)])
def test_a_reset_is_good_for_three_days(client, reset, later, days, status):
    """In time it leads to the form; later the page itself says what to do."""
    later(days)
    assert client.get(reset).status_code == status


def test_a_changed_reset_is_good_for_nothing(client, reset):
    last = reset[-2]
    assert client.get(f"{reset[:-2]}{'b' if last == 'a' else 'a'}/").status_code == 200
