"""Bringing an earlier register: the files so far, one file's check and outcome, and what is wrong with its rows."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import cells, words
from hub.accounts.http import Request
from hub.accounts.limits import limited, reading, uploading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.documents import store
from hub.documents.door import download_made
from hub.importing import taking
from hub.importing.columns import BY_KEY
from hub.importing.forms import ImportForm
from hub.importing.models import Import, ImportQuerySet, State
from hub.importing.template import workbook

PAGE = 25
FAULTS = 50
WATCHED = timedelta(minutes=30)
"""So long a page looks again by itself; a session is not kept alive by a page that was left open."""
OFFICERS = role(Role.REGISTRATION)


def _rows(request: Request) -> ImportQuerySet:
    return Import.objects.visible_to(request.access).select_related("file", "by", "applied_by")


@allow(OFFICERS, "20")
@limited("upload", uploading)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    """The files that were brought. POST brings one more."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        try:
            judged = taking.judge(form.cleaned_data["file"])
        except store.Refused as refused:
            form.add_error("file", words.words(refused.message))
        else:
            made = taking.begin(judged, by=request.user, language=words.language(), at=request.now)
            return redirect("import", made.pk)
    page = Paginator(_rows(request), PAGE).get_page(request.GET.get("page"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "importing/imports.html", {"form": form, "page": page}, status=status)


@allow(OFFICERS, "20")
@require_safe
def import_page(request: Request, pk: int) -> HttpResponse:
    """How far the file is, what it would bring, and what is wrong with it."""
    one = get_object_or_404(_rows(request), pk=pk)
    faults = Paginator(one.faults.all(), FAULTS).get_page(request.GET.get("page"))
    moving = one.state in (State.CHECKING, State.APPLYING)
    context = {
        "one": one,
        "faults": faults,
        "titles": {key: words.words(column.title) for key, column in BY_KEY.items()},
        "moving": moving,
        "watched": moving and request.now - (one.applied_at or one.at) < WATCHED,
    }
    return render(request, "importing/import.html", context)


@allow(OFFICERS, "20", fresh=True)
@limited("act")
@require_POST
def import_apply(request: Request, pk: int) -> HttpResponse:
    """Let everything new of a checked file into the register."""
    one = get_object_or_404(Import.objects.visible_to(request.access), pk=pk)
    try:
        taking.tell_to_apply(one, by=request.user, at=request.now)
    except taking.NotReady:
        messages.warning(request, _("This file cannot be entered as it stands now."))
    else:
        messages.success(request, _("The participants are being entered in the register."))
    return redirect("import", one.pk)


@allow(OFFICERS, "20")
@limited("export", reading)
@require_safe
def import_template(request: Request) -> HttpResponseBase:
    made = workbook(request.access.on)
    return download_made(
        request, made, name="participants.xlsx", mime=taking.XLSX, kind="template", about="import:template"
    )


@allow(OFFICERS, "20", fresh=True)
@limited("export", reading)
@require_safe
def import_faults(request: Request, pk: int) -> HttpResponseBase:
    """What is wrong, row by row, as a table that a spreadsheet opens."""
    one = get_object_or_404(Import.objects.visible_to(request.access), pk=pk)
    made = "".join(_table(one)).encode("utf-8-sig")
    name = f"import-{one.pk}-faults.csv"
    mime = "text/csv; charset=utf-8"
    return download_made(request, made, name=name, mime=mime, kind="faults", about=f"import:{one.pk}")


def _table(one: Import) -> Iterator[str]:
    yield cells.row((_("Row"), _("Column"), _("What is wrong")))
    for fault in one.faults.iterator(1000):
        yield cells.row((fault.row, words.words(BY_KEY[fault.column].title), fault.message))
