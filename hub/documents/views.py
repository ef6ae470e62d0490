"""The translation desk (clause 10): what waits, who has it, what was delivered."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.models import Role, User
from hub.accounts.policy import allow, role
from hub.audit.log import record as log
from hub.documents import store, translation
from hub.documents.forms import DeliveryForm
from hub.documents.models import StoredFile, Translation

PAGE = 25
DESK = role(Role.TRANSLATION, Role.REGISTRATION)


def _heaps(user: User) -> dict[str, Q]:
    """The desk's heaps by name."""
    return {
        "waiting": Q(result=None, assignee=None),
        "mine": Q(result=None, assignee=user),
        "others": Q(result=None, assignee__isnull=False) & ~Q(assignee=user),
        "done": Q(result__isnull=False),
    }


def _rows() -> QuerySet[Translation]:
    with_names = Translation.objects.select_related("source__organisation", "result", "assignee")
    return with_names.prefetch_related("source__attachments__case")


@allow(DESK, "10")
@require_safe
def translations(request: Request) -> HttpResponse:
    heaps = _heaps(request.user)
    shown = request.GET.get("show", "waiting")
    shown = shown if shown in heaps else "waiting"
    counts = Translation.objects.aggregate(**{name: Count("pk", filter=test) for name, test in heaps.items()})
    order = "-done_at" if shown == "done" else "asked_at"
    page = Paginator(_rows().filter(heaps[shown]).order_by(order, "pk"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shown": shown, "counts": counts, "on": request.access.on, "waited": _waited}
    return render(request, "documents/translations.html", context)


def _waited(row: Translation, request: Request) -> int:
    """Whole days since the translation was asked for."""
    return (request.access.on - timezone.localdate(row.asked_at)).days


@allow(DESK, "10")
@require_http_methods(["GET", "HEAD", "POST"])
def translation_page(request: Request, pk: int) -> HttpResponse:
    """One document of the desk. POST delivers its translation."""
    row = get_object_or_404(_rows(), pk=pk)
    form = DeliveryForm(request.POST or None, request.FILES or None, into=row.into)
    if request.method != "POST":
        return _page(request, row, form)
    if row.result_id is not None or row.assignee_id != request.user.pk:
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
        "mine": row.assignee_id == request.user.pk,
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
        with transaction.atomic():
            result = store.take(
                given["file"],
                language=given["language"],
                organisation=row.source.organisation,
                by=request.user,
                at=request.now,
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
    row = get_object_or_404(Translation, pk=pk)
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
def translation_source(request: Request, pk: int) -> FileResponse:
    return _download(request, get_object_or_404(Translation.objects.select_related("source"), pk=pk).source)


@allow(DESK, "10")
@require_safe
def translation_result(request: Request, pk: int) -> FileResponse:
    done = Translation.objects.select_related("result").filter(result__isnull=False)
    result = get_object_or_404(done, pk=pk).result
    assert result is not None  # noqa: S101  the filter saw to it
    return _download(request, result)


def _download(request: Request, file: StoredFile) -> FileResponse:
    """The bytes as they were kept, never shown by the browser itself; the reading is in the log."""
    with transaction.atomic():
        log("document.read", f"file:{file.pk}", by=request.user, at=request.now)
    response = FileResponse(file.content.open("rb"), as_attachment=True, filename=file.name, content_type=file.mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
