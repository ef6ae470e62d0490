"""The program's log: the number of the request, and nothing of a person or of a secret."""

import logging

import pytest

from hub.config.logs import HIDDEN, Line, clean, number_of_request

CASE = "3f1c2b7a-9d4e-4c1b-8a52-6f0d9e7c1a23"

SECRETS = [
    ("айдос@example.kz", "айдос"),
    ("head.person+park@mail.example.kz", "head.person"),
    ("+7 701 000 11 22", "000 11 22"),
    ("+77010001122", "77010001122"),
    ("8 (701) 000-11-22", "000-11-22"),
    ("850101300123", "850101300123"),
    ("postgres://hub:s3cret-word@db.example.kz:5432/hub", "s3cret-word"),
    ("password=correct horse", "correct"),
    ("'password1': 'staple purple window'", "staple"),
    ("csrfmiddlewaretoken=Zk2mQ9vXc7Lr1TfWb8Yn3HsDp6GaQe5UiOo0KtRxMzVyNlBw", "Zk2mQ9"),
    ("Cookie: __Host-session=8g2k1m9z4x7c5v3b6n0q1w2e3r4t5y6u", "8g2k1m"),
    ("8g2k1m9z4x7c5v3b6n0q1w2e3r4t5y6u", "8g2k1m"),
    ("Authorization: Bearer-abc", "Bearer-abc"),
    ("/ru/account/reset/1a/cq5xk2-9f8e7d6c5b4a39281706f5e4d3c2b1a0/", "9f8e7d"),
    ("/ru/invitations/Zk2mQ9vXc7Lr1TfWb8Yn3HsDp6GaQe5U/", "Zk2mQ9"),
    ("/ru/register/?q=Айдос&page=2", "Айдос"),
]
"""What must not be read in a log, and the part of it that tells."""


@pytest.mark.parametrize(("secret", "telling"), SECRETS)
def test_what_tells_of_a_person_is_hidden(secret, telling):
    line = clean(f"Forbidden: {secret} was refused")
    assert telling not in line
    assert HIDDEN in line
    assert line.startswith("Forbidden:")


@pytest.mark.parametrize(
    "useful",
    [
        f"Not Found: /ru/cases/{CASE}/parts/team/",
        "letter 4711 was not sent: TimeoutError",
        "2026-05-18 10:00:00,123 WARNING 1a2b3c4d django.request Not Found: /ru/how/",
        'File "/srv/hub/hub/cases/perform.py", line 58, in perform',
        "hub.documents.seal.SealError: the seal's certificate is not valid on 18.05.2026",
        "MultipleObjectsReturned: get() returned more than one Participant",
    ],
)
def test_what_helps_to_mend_stays(useful):
    assert clean(useful) == useful


def logged(caplog, call) -> str:
    """What a call writes to the log, as the portal's own formatter sets it."""
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        call()
    return "\n".join(map(Line().format, caplog.records))


def test_a_line_carries_the_number_of_its_request(caplog):
    def call():
        with number_of_request("1a2b3c4d"):
            line.append(Line().format(logging.makeLogRecord({"msg": "failed", "levelname": "ERROR", "name": "hub"})))

    line: list[str] = []
    call()
    assert "ERROR 1a2b3c4d hub failed" in line[0]
    assert "ERROR - hub failed" in Line().format(
        logging.makeLogRecord({"msg": "failed", "levelname": "ERROR", "name": "hub"})
    )


def test_a_traceback_is_cleaned_too():
    def fail():
        raise ValueError("Key (email)=(head@example.kz) already exists")

    with pytest.raises(ValueError, match="already") as caught:
        fail()
    record = logging.makeLogRecord({"msg": "failed", "exc_info": caught._excinfo})
    line = Line().format(record)
    assert "Traceback" in line
    assert "head@example.kz" not in line


@pytest.mark.django_db
def test_requests_leave_no_personal_data(client, applicant, caplog):
    def everything():
        client.post("/ru/account/login/?next=/ru/cabinet/", {"login": "head@example.kz", "password": "wrong horse"})
        client.get("/ru/nowhere/?phone=%2B77010001122")
        client.post("/ru/how/", {"name": "Айдос Үлгілі"})
        client.get("/ru/invitations/Zk2mQ9vXc7Lr1TfWb8Yn3HsDp6GaQe5UiOo0Kt/")

    text = logged(caplog, everything)
    assert "/ru/nowhere/" in text
    for secret in ("head@", "wrong horse", "7010001122", "Айдос", "Zk2mQ9", "next="):
        assert secret not in text


def test_the_portal_sets_its_lines_so():
    from hub.config import settings

    assert settings.LOGGING["formatters"] == {"line": {"()": "hub.config.logs.Line"}}
    assert settings.LOGGING["root"]["handlers"] == ["console"]
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "line"
