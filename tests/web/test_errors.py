"""What goes wrong is said calmly, in three languages, with the number that stands in the log."""

from __future__ import annotations

import logging
import re

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.test import Client

from hub.config.logs import Line
from hub.documents.seal import SealError
from hub.site import views

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"\b[0-9a-f]{8}\b")
FAULTS = [
    (SuspiciousOperation("x"), 400),
    (PermissionDenied(), 403),
    (RequestDataTooBig(), 413),
    (RuntimeError("broken inside"), 500),
    (SealError("There is no seal in /srv/seal"), 503),
]


@pytest.fixture
def broken(monkeypatch):
    """The front page fails as told."""

    def fails(fault: Exception) -> Client:
        def render(*_args, **_more):
            raise fault

        monkeypatch.setattr(views, "words", None)
        monkeypatch.setattr(views.Participant.objects.__class__, "public", render)
        return Client(raise_request_exception=False)

    return fails


@pytest.mark.parametrize(("fault", "status"), FAULTS, ids=[str(one[1]) for one in FAULTS])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_fault_has_a_calm_page_with_its_number(broken, caplog, fault, status, language):
    with caplog.at_level(logging.WARNING):
        answer = broken(fault).get(f"/{language}/")
        lines = [*map(Line().format, caplog.records)]
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html class="govuk-template" lang="{language}"' in page
    assert "<h1>" in page
    assert "broken inside" not in page
    assert "/srv/seal" not in page
    assert "Traceback" not in page
    assert NUMBER.search(re.sub(r"<[^>]*>", " ", page))
    assert lines
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_number_of_the_page_is_the_number_of_the_log(broken, capfd):
    """Through the portal's own handler, as a server writes it."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        page = broken(RuntimeError("broken inside")).get("/en/").content.decode()
    finally:
        logger.removeHandler(handler)
    number = NUMBER.search(re.sub(r"<[^>]*>", " ", page)).group()
    assert f"ERROR {number} django.request Internal Server Error: /en/" in capfd.readouterr().err


def test_an_act_that_cannot_be_sealed_changes_nothing_and_says_so(inside, draft, settings, tmp_path, caplog):
    """Production without a seal: the application is filed neither by half nor with an unsealed receipt."""
    settings.SEAL_FOLDER, settings.DEMO = tmp_path / "none", False
    answer = inside.post(f"/en/cases/{draft.pk}/do/file/", {"declared": "yes"})
    if answer.status_code == 404:
        answer = inside.post(_file(draft), {"declared": "yes"})
    assert answer.status_code == 503
    assert "Nothing was changed" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state_key == "draft"
    assert "There is no seal in" in caplog.text


def _file(case) -> str:
    from django.urls import reverse
    from django.utils.translation import override

    with override("en"):
        return reverse("act", args=[case.pk, "file"])


def test_a_form_that_was_open_too_long_says_what_to_do(applicant):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(applicant)
    answer = strict.post("/en/account/profile/", {"full_name": "x"})
    assert answer.status_code == 403
    assert "This page was open too long" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/nowhere", "/ru/how", "/ru/nowhere/"])
def test_answers_outside_any_view_are_not_kept_either(inside, path):
    answer = inside.get(path)
    assert answer.status_code in (301, 302, 404)
    assert "no-store" in answer.headers["Cache-Control"]
