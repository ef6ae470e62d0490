"""What a password may be: long, of any signs, compared exactly; hidden while typed, and open to password managers."""

import re

import pytest

from hub.notices.models import Outgoing
from tests.accounts.test_entrance import NEW, link_in

LONG = "  Тұман, күн мен Жел: 2026 рет! " * 5
"""160 signs in three scripts, with spaces at both ends."""
SIGN_IN = "/ru/account/login/"


@pytest.fixture
def newcomer(client, db):
    """A person who took the long password and confirmed the e-mail."""
    assert client.post("/ru/account/signup/", NEW | {"password1": LONG})["Location"] == "/ru/account/sent/"
    client.post(link_in(Outgoing.objects.get(), "/account/confirm/"))
    return NEW["email"]


def test_a_long_password_of_any_signs_opens(client, newcomer):
    assert client.post(SIGN_IN, {"login": newcomer, "password": LONG}).status_code == 302


@pytest.mark.parametrize("almost", [LONG[:-1], LONG.strip(), LONG.lower(), LONG[:72]])
def test_a_password_is_compared_exactly(client, newcomer, almost):
    assert almost != LONG
    assert client.post(SIGN_IN, {"login": newcomer, "password": almost}).status_code == 422


@pytest.mark.parametrize("password", ["ааааааааааа", "AAAAAAAAAAAA", "            ", "!!!!!!!!!!!!"])
def test_no_mix_of_signs_is_demanded(client, db, password):
    """One sign over and over is no good password, but it is not refused for its sort of signs."""
    client.post("/ru/account/signup/", NEW | {"password1": password})
    assert Outgoing.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("/en/account/login/", ["current-password"]),
        ("/en/account/signup/", ["new-password"]),
        ("/en/account/password/", ["current-password", "new-password"]),
    ],
)
def test_a_password_is_hidden_and_managers_know_the_field(client, applicant, page, kinds):
    if "current-password" in kinds and "new-password" in kinds:
        client.force_login(applicant)
    fields = re.findall(r'<input[^>]*type="password"[^>]*>', client.get(page).content.decode())
    assert [re.findall(r'autocomplete="([^"]*)"', field) for field in fields] == [[kind] for kind in kinds]
    assert "onpaste" not in "".join(fields)
