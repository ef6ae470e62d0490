"""The translation desk (clause 10): what waits, who has it, what was delivered."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, uploading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.documents import store, translation
from hub.documents.door import download
from hub.documents.forms import DeliveryForm
from hub.documents.models import Translation

PAGE = 25
DESK = role(Role.TRANSLATION, Role.REGISTRATION)


def _heaps(people: frozenset[int]) -> dict[str, Q]:
    """The desk's heaps by name; `people` are the reader and those for whom the reader stands in."""
    return {
        "waiting": Q(result=None, assignee=None),
        "mine": Q(result=None, assignee__in=people),
        "others": Q(result=None, assignee__isnull=False) & ~Q(assignee__in=people),
        "done": Q(result__isnull=False),
    }


def _rows(request: Request) -> QuerySet[Translation]:
    desk = Translation.objects.visible_to(request.access)
    with_names = desk.select_related("source__organisation", "result", "assignee")
    return with_names.prefetch_related("source__attachments__case")


@allow(DESK, "10")
@require_safe
def translations(request: Request) -> HttpResponse:
    heaps = _heaps(request.access.acts_for)
    shown = request.GET.get("show", "waiting")
    shown = shown if shown in heaps else "waiting"
    desk = Translation.objects.visible_to(request.access)
    counts = desk.aggregate(**{name: Count("pk", filter=test) for name, test in heaps.items()})
    order = "-done_at" if shown == "done" else "asked_at"
    page = Paginator(_rows(request).filter(heaps[shown]).order_by(order, "pk"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shown": shown, "counts": counts, "on": request.access.on, "waited": _waited}
    return render(request, "documents/translations.html", context)


def _waited(row: Translation, request: Request) -> int:
    """Whole days since the translation was asked for."""
    return (request.access.on - timezone.localdate(row.asked_at)).days


@allow(DESK, "10")
@limited("upload", uploading)
@require_http_methods(["GET", "HEAD", "POST"])
def translation_page(request: Request, pk: int) -> HttpResponse:
    """One document of the desk. POST delivers its translation."""
    row = get_object_or_404(_rows(request), pk=pk)
    form = DeliveryForm(request.POST or None, request.FILES or None, into=row.into)
    if request.method != "POST":
        return _page(request, row, form)
    if row.result_id is not None or row.assignee_id not in request.access.acts_for:
        messages.warning(request, _not_in_your_hands(row))
        return redirect("translation", row.pk)
    if form.is_valid() and _delivered(request, row, form):
        messages.success(request, _("The translation is delivered. It stands beside its source now."))
        return redirect("translations")
    return _page(request, row, form)


def _page(request: Request, row: Translation, form: DeliveryForm) -> HttpResponse:
    context: dict[str, Any] = {
        "row": row,
        "form": form,
        "mine": row.assignee_id in request.access.acts_for,
        "days": _waited(row, request),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/translation.html", context, status=status)


def _not_in_your_hands(row: Translation) -> str:
    if row.result_id is not None:
        return _("The translation was delivered already. It is not replaced.")
    return _("Take the document before you deliver its translation.")


def _delivered(request: Request, row: Translation, form: DeliveryForm) -> bool:
    """Keep the file and link it to its source; what is wrong with it stands at its field."""
    given = form.cleaned_data
    try:
        judged = store.judge(given["file"])
        with transaction.atomic():
            result = store.keep(
                judged,
                language=given["language"],
                organisation=row.source.organisation,
                by=request.user,
                at=request.now,
                counted=False,
            )
            translation.deliver(row.pk, result, by=request.user, at=request.now)
    except store.Refused as refused:
        form.add_error("file", words.words(refused.message))
    except translation.AlreadyDone:
        form.add_error(None, _("The translation was delivered already. It is not replaced."))
    return form.is_valid()


@allow(DESK, "10")
@require_POST
def translation_take(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Translation.objects.visible_to(request.access), pk=pk)
    seen = request.POST.get("seen", "")
    try:
        translation.take(
            row.pk, by=request.user, at=request.now, seen=int(seen) if seen.isascii() and seen.isdigit() else None
        )
    except translation.Overtaken:
        messages.warning(request, _("A colleague has taken this document meanwhile."))
    except translation.AlreadyDone:
        messages.warning(request, _("The translation was delivered already. It is not replaced."))
    else:
        messages.success(request, _("You have the document now."))
    return redirect("translation", row.pk)


@allow(DESK, "10")
@require_safe
def translation_source(request: Request, pk: int) -> HttpResponseBase:
    row = get_object_or_404(Translation.objects.visible_to(request.access).select_related("source"), pk=pk)
    return download(request, row.source, about=f"translation:{row.pk}")


@allow(DESK, "10")
@require_safe
def translation_result(request: Request, pk: int) -> HttpResponseBase:
    done = Translation.objects.visible_to(request.access).select_related("result").filter(result__isnull=False)
    row = get_object_or_404(done, pk=pk)
    assert row.result is not None  # noqa: S101  the filter saw to it
    return download(request, row.result, about=f"translation:{row.pk}")
