"""The register of participants (clause 20), its open data, and the check of certificates (clause 18)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.policy import allow, public
from hub.documents.letterhead import NAME
from hub.reference.data import activities
from hub.register import export, verify
from hub.register.filters import RegisterFilter
from hub.register.forms import NumberForm, PdfForm
from hub.register.models import Participant, ParticipantQuerySet
from rules.reference import REGIONS

PAGE = 25
CHUNK = 1000


def _rows() -> ParticipantQuerySet:
    return Participant.objects.public().select_related("organisation")


@allow(public, "20")
@limited("search", reading)
@require_safe
def register(request: Request) -> HttpResponse:
    on = request.access.on
    narrowed = RegisterFilter(request.GET, on)
    order = "organisation__name_kk" if words.language() == "kk" else "organisation__name_ru"
    page = Paginator(narrowed.narrow(_rows()).order_by(order, "pk"), PAGE).get_page(request.GET.get("page"))
    asked = {name: value for name, value in narrowed.cleaned_data.items() if value}
    context = {
        "form": narrowed,
        "page": page,
        "on": on,
        "query": urlencode(asked),
        "asked": asked,
        "regions": _region_titles(),
        "activities": narrowed.titles,
        "keys": export.KEYS,
    }
    return render(request, "register/register.html", context)


def _region_titles() -> dict[str, str]:
    return {one.key: words.words(one.title) for one in REGIONS}


@allow(public, "20")
@require_safe
def participant(request: Request, bin: str) -> HttpResponse:  # noqa: A002  the word of the address
    rows = _rows().filter(organisation__bin=bin).order_by("-since").prefetch_related("certificates")
    found = list(rows)
    if not found:
        raise Http404
    latest, on = found[0], request.access.on
    context = {
        "organisation": latest.organisation,
        "latest": latest,
        "earlier": found[1:],
        "active": latest.active(on),
        "on": on,
        "regions": _region_titles(),
        "works": _works(latest, on),
    }
    return render(request, "register/participant.html", context)


def _works(shown: Participant, on: date) -> list[tuple[str, list[str]]]:
    """The activities in words, each with its works; what the List no longer has keeps its number."""
    listed = {one.key: one for one in activities(on)}
    found = []
    for key in shown.activities:
        titles = {work.key: words.words(work.title) for work in listed[key].works} if key in listed else {}
        mine = [titles.get(work, work) for work in shown.works if work.split(".")[0] == key]
        found.append((f"{key}. {words.words(listed[key].title)}" if key in listed else key, mine))
    return found


@allow(public, "20")
@limited("export", reading)
@require_safe
def as_json(request: Request) -> HttpResponseBase:
    return _open_data(request, export.as_json, "application/json")


@allow(public, "20")
@limited("export", reading)
@require_safe
def as_csv(request: Request) -> HttpResponseBase:
    response = _open_data(request, export.as_csv, "text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="register.csv"'
    return response


def _open_data(request: Request, write: Any, content_type: str) -> HttpResponseBase:
    """The narrowed register, written as it is read; 400 with the faults where a filter asks for what there is not."""
    on = request.access.on
    narrowed = RegisterFilter(request.GET, on)
    if not narrowed.is_valid():
        response: HttpResponseBase = JsonResponse({"errors": narrowed.errors.get_json_data()}, status=400)
    else:
        rows: Iterator[Participant] = (
            narrowed.narrow(_rows())
            .order_by("organisation__bin", "pk")
            .prefetch_related("certificates")
            .iterator(CHUNK)
        )
        response = StreamingHttpResponse(write(rows, on), content_type=content_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


TONES = {"valid": "green", "ended": "yellow", "replaced": "yellow", "unsigned": "yellow", "unreadable": "yellow"}
"""How an answer looks; what is not here is a warning in red."""


@allow(public, "18", "A1", "A2")
@limited("certificate", reading)
def certificates(request: Request) -> HttpResponse:
    """By number, which leads to the certificate's page, or by the PDF itself, which is read and let go."""
    on = request.access.on
    if request.method == "POST":
        by_file = PdfForm(request.POST, request.FILES)
        if not by_file.is_valid():
            return _certificates(request, pdf_form=by_file, status=422)
        return _certificates(request, check=verify.verify(by_file.cleaned_data["pdf"].read(), on))
    if request.GET.get("number", "").strip():
        by_number = NumberForm(request.GET)
        if not by_number.is_valid():
            return _certificates(request, number_form=by_number, status=422)
        typed = by_number.cleaned_data["number"]
        found = verify.by_number(typed, on).certificate
        return redirect("certificate", number=found.number if found else typed)
    return _certificates(request)


def _certificates(request: Request, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {"number_form": NumberForm(), "pdf_form": PdfForm(), "check": None, "tones": TONES, **given}
    return render(request, "register/certificates.html", context, status=status)


@allow(public, "18", "A1", "A2")
@limited("certificate", reading)
@require_safe
def certificate(request: Request, number: str) -> HttpResponse:
    """What a certificate said on the day of issue, and whether it is in force today."""
    check = verify.by_number(number, request.access.on)
    context: dict[str, Any] = {"number": number, "check": check, "tones": TONES}
    if check.certificate is None:
        return render(request, "register/no_certificate.html", context, status=404)
    context |= {"certificate": check.certificate, "says": check.certificate.says, "issuer": NAME}
    return render(request, "register/certificate.html", context)
