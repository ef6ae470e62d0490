"""Requests as an attacker writes them: forged hosts and addresses, big bodies, foreign targets, fixed sessions."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from hub.config import serve
from tests.accounts.conftest import _monday  # noqa: F401

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:80@evil.example", "a b"])
def test_a_forged_host_is_refused(client, host):
    answer = client.get("/en/how/", HTTP_HOST=host)
    assert answer.status_code == 400
    assert host not in answer.content.decode()


def test_a_forwarded_host_is_not_believed(client):
    page = client.get("/en/how/", HTTP_X_FORWARDED_HOST="evil.example", HTTP_X_FORWARDED_PORT="444")
    assert page.status_code == 200
    assert "evil.example" not in page.content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "\t//evil.example",
    ],
)
def test_nobody_is_sent_elsewhere(applicant, target):
    """After signing in, and by the links of the page of signing in."""
    visitor = Client()
    answer = visitor.post("/en/account/login/", {"login": applicant.email, "password": PASSWORD, "next": target})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert "evil" not in answer.headers["Location"]
    assert "javascript" not in answer.headers["Location"]


def test_a_notice_leads_within_the_portal_only(inside, applicant, monday):
    from hub.notices.models import Notice

    notice = Notice.objects.create(user=applicant, subject="x", text="x", path="//evil.example/", at=monday)
    with override("en"):
        answer = inside.post(reverse("notice_open", args=[notice.pk]))
    assert answer.status_code == 302
    assert "evil" not in answer.headers["Location"]


@pytest.mark.parametrize("length", [100 * 1024 * 1024 + 1, 10**15])
def test_a_body_that_is_too_big_is_refused_before_it_is_read(client, length):
    answer = client.post("/en/self-check/", {"x": "y"}, CONTENT_LENGTH=str(length))
    assert answer.status_code == 413
    assert "fewer or smaller files" in answer.content.decode()


def test_a_form_that_is_too_big_or_has_too_many_fields_is_refused(client):
    big = client.post("/en/self-check/", "x=" + "y" * (5 * 1024 * 1024 + 1), "application/x-www-form-urlencoded")
    assert big.status_code == 413
    many = client.post("/en/self-check/", "&".join(f"f{n}=1" for n in range(5001)), "application/x-www-form-urlencoded")
    assert many.status_code == 400


@pytest.mark.parametrize("length", ["-1", "x", ""])
def test_a_length_that_is_no_number_does_no_harm(client, length):
    assert client.post("/en/self-check/", {"x": "y"}, CONTENT_LENGTH=length).status_code in (400, 422)


def test_signing_in_gives_a_new_session_and_a_new_key_for_forms(applicant):
    visitor = Client()
    visitor.get("/en/account/login/")
    session = visitor.session
    session["kept"] = 1
    session.save()
    visitor.cookies["sessionid"] = before = session.session_key
    key = visitor.cookies["csrftoken"].value
    visitor.post("/en/account/login/", {"login": applicant.email, "password": PASSWORD})
    assert visitor.session[SESSION_KEY] == str(applicant.pk)
    assert visitor.session.session_key != before
    assert visitor.cookies["csrftoken"].value != key
    assert not visitor.session.exists(before)


def test_signing_out_ends_the_session(inside):
    before = inside.session.session_key
    inside.post("/en/account/logout/")
    assert not inside.session.exists(before)


def test_open_data_are_what_they_say(client):
    assert client.get("/register.json").headers["Content-Type"] == "application/json"
    assert client.get("/register.csv").headers["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get("/healthz").headers["Content-Type"] == "application/json"
    wrong = client.get("/register.json?region=nowhere")
    assert wrong.status_code == 400
    assert wrong.headers["Content-Type"] == "application/json"


def test_the_server_believes_its_neighbour_only():
    given = dict(zip(serve.GUNICORN[::2], serve.GUNICORN[1::2], strict=True))
    assert given["--forwarded-allow-ips"] == serve.HOST == "127.0.0.1"
    assert int(given["--limit-request-fields"]) <= 100
    assert 0 < int(given["--limit-request-line"]) <= 8190
    assert 0 < int(given["--limit-request-field_size"]) <= 8190
