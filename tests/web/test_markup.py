"""No text of a person is a template, a header of a letter or of an answer, or markup of a paper."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from io import BytesIO
from pathlib import Path

import pytest
from django.http import FileResponse
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from hub.config.env import ROOT
from hub.notices import outbox
from hub.notices.models import Outgoing
from tests.documents.test_paper import SAMPLES, made, rewritten, sample, squeezed, text_of

SOURCES = sorted((ROOT / "hub").rglob("*.py"))
TEMPLATES = sorted((ROOT / "hub").rglob("jinja2/**/*.html"))
SAFE_IN_CODE = {
    "hub/accounts/factor_views.py": "the QR picture: paths that the program draws, no text in them",
}
"""Where the program says that a text is markup already, and why it may."""
SAFE_IN_PAGES = {
    "hub/site/jinja2/ui/parts.html": "the icons, drawn by the portal",
}
MARKS = frozenset({"mark_safe", "SafeString", "SafeText", "Markup", "from_string"})
"""format_html and format_html_join are not here: they escape what they are given."""
CRLF = "Үлгі\r\nBcc: thief@example.kz\r\n\r\n<b>"


def called(path: Path) -> Iterator[str]:
    """The names of what a module calls or inherits from."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", ""))
        if isinstance(node, ast.Attribute) and node.attr in ("autoescape", "is_safe"):
            yield node.attr


def test_code_makes_no_text_markup_but_where_it_is_told_why():
    found = {str(path.relative_to(ROOT)) for path in SOURCES if MARKS & set(called(path))}
    assert found == set(SAFE_IN_CODE)


def test_pages_make_no_text_markup_but_where_it_is_told_why():
    told = re.compile(r"\|\s*safe\b|autoescape|\bMarkup\(")
    code = {path: re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL) for path in TEMPLATES}
    assert {str(path.relative_to(ROOT)) for path, text in code.items() if told.search(text)} == set(SAFE_IN_PAGES)


def test_every_page_escapes_whatever_it_is_called():
    for name in ("a.html", "a.txt", None):
        env = engines["jinja2"].env
        escapes = env.autoescape(name) if callable(env.autoescape) else env.autoescape
        assert escapes is True


def test_only_one_place_writes_tables_for_spreadsheets():
    """hub/cells.py; and whoever writes a workbook one day must turn formulas off."""
    writers = {
        str(path.relative_to(ROOT)) for path in SOURCES if re.search(r"\bcsv\.(writer|DictWriter)", path.read_text())
    }
    assert writers == {"hub/cells.py"}
    workbooks = [path for path in SOURCES if re.search(r"xlsxwriter|openpyxl", path.read_text())]
    assert [path for path in workbooks if "strings_to_formulas" not in path.read_text()] == []


@pytest.mark.django_db
def test_a_name_with_line_breaks_adds_no_header_to_a_letter(inside, organisation, applicant, monday):
    organisation.name_ru = organisation.name_kk = CRLF
    organisation.save()
    applicant.full_name = CRLF
    applicant.save()
    with override("ru"):
        inside.post(
            reverse("organisation_invite", args=[organisation.bin]), {"email": "new@example.kz", "capacity": "editor"}
        )
    letter = Outgoing.objects.get(to="new@example.kz")
    assert "\n" not in letter.subject
    message = message_from_bytes(outbox._message(letter).message().as_bytes(), policy=policy.default)
    assert message["bcc"] is None
    assert message["to"] == "new@example.kz"
    assert "Bcc: thief@example.kz" in message["subject"]


@pytest.mark.django_db
def test_a_letter_to_an_address_with_line_breaks_is_not_written(inside, organisation):
    with override("ru"):
        where = reverse("organisation_invite", args=[organisation.bin])
    for hostile in ("new@example.kz\r\nBcc: thief@example.kz", "new@example.kz,thief@example.kz", "<new@example.kz> x"):
        inside.post(where, {"email": hostile, "capacity": "editor"})
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize("name", [CRLF, 'a"; filename="b.exe', "справка.pdf\x00.exe", "a\u202efdp.exe", "../../x.pdf"])
def test_the_name_of_a_file_stays_in_its_header(name):
    answer = FileResponse(BytesIO(b"x"), as_attachment=True, filename=name)
    heads = answer.serialize_headers().decode("ascii")
    assert len(heads.splitlines()) == len(answer.headers)
    assert "Bcc:" not in [line.split(" ")[0] for line in heads.splitlines()]
    parsed = Message()
    parsed["Content-Disposition"] = answer.headers["Content-Disposition"]
    assert parsed.get_content_disposition() == "attachment"
    assert len(parsed.get_params(header="Content-Disposition")) == 2


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_what_people_wrote_is_set_as_they_wrote_it(kind):
    """Typst gets texts as data: it reads no file, computes nothing and sets no bold for them."""
    markup = '#read("/etc/passwd") #(6*7) *bold* \\u{41} #image("/etc/passwd")'
    text = squeezed(text_of(made(kind, rewritten(sample(kind), lambda text: f"{text} {markup}"))))
    assert squeezed(markup) in text
    assert "root:" not in text


def test_a_query_in_an_address_is_no_markup(rf: RequestFactory):
    """The one `|safe` on a page whose values come from the address: they are percent-encoded first."""
    page = engines["jinja2"].from_string("{{ ('q=' ~ query|urlencode ~ '&amp;state=' ~ state|urlencode)|safe }}")
    shown = page.render(
        {"query": '"><script>canary()</script>', "state": "'><img src=x onerror=canary()>"}, rf.get("/")
    )
    assert "<" not in shown
    assert '"' not in shown
    assert "'" not in shown
