"""An answer names its kind and its letters; a number too large for the database is the number of nothing."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [200, 404])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_is_html_in_utf_8(client, language, status):
    answer = client.get(f"/{language}/how/" if status == 200 else f"/{language}/nowhere/")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.content.decode("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 10**40])
@pytest.mark.parametrize("path", ["notices/{}/open/", "account/security/{}/remove/", "account/sessions/{}/end/"])
def test_a_number_too_large_finds_nothing(inside, path, number):
    assert inside.post(f"/en/{path.format(number)}").status_code == 404
