"""What is agreed on, in the reader's words, for pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import words
from hub.cases.models import Case
from hub.register.agreements import lines
from hub.register.models import FeeLine
from hub.register.report_forms import report_forms


def facts(terms: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and value of what was drawn up, from the form in which the record keeps it."""
    fees = [fee(lines.line_of(one)) for one in terms["fees"]]
    return [
        (_("Number of the agreement"), terms["number"]),
        (_("Term of participation"), ngettext("%(n)s year", "%(n)s years", terms["years"]) % {"n": terms["years"]}),
        (_("Fees"), "\n".join(fees)),
        (_("Form of the quarterly report"), report_form(terms["report_form"])),
    ]


def draft_link(case: Case) -> tuple[str, str]:
    """Where the paper for signing is drawn up."""
    address = reverse("agreement_draft", args=[case.pk])
    link = format_html('<a class="govuk-link" href="{}">{}</a>', address, _("Draw up, change or download it"))
    return _("Paper for signing"), link


def fee(line: FeeLine) -> str:
    """A fee in one line."""
    lang = words.language()
    said = [f"{lines.name(line, lang)}: {lines.amount(line, lang)}", lines.days(line, lang)]
    limits = lines.limits(line, lang)
    return "; ".join([said[0], *([] if limits == lines.NONE else [limits]), said[1]])


def fee_rows(fees: Iterable[FeeLine]) -> list[list[str]]:
    """Cells of a table: name, size, limits, days."""
    lang = words.language()
    return [[cell(line, lang) for cell in (lines.name, lines.amount, lines.limits, lines.days)] for line in fees]


def report_form(version: str) -> str:
    title = report_forms().get(version)
    return words.words(title) if title else version or "—"
