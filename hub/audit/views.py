"""The auditor's log: what was done, by whom, when, with its proof. Nothing here changes it; each reading is added."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.audit import chain, guard, heads, keys
from hub.audit.forms import LogForm, ReasonForm
from hub.audit.log import record
from hub.audit.models import Event, Private
from hub.audit.proof import proof
from hub.audit.watch import last_verification

PAGE = 50
PIECE = 12
"""After so many characters a line may end."""


@allow(role(Role.AUDITOR))
@limited("search", reading)
@require_safe
def audit_log(request: Request) -> HttpResponse:
    form = LogForm(request.GET)
    found = form.found(request.access)
    if form.errors:
        return render(request, "audit/log.html", {"form": form, "events": []}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    events = list(page)
    query = request.GET.copy()
    query.pop("page", None)
    _note(request, "log.read", "audit:log", search=query.urlencode(), page=page.number)
    context = {"form": form, "page": page, "events": events, "query": query.urlencode(), "followed": form.followed()}
    return render(request, "audit/log.html", context | WORDS)


@allow(role(Role.AUDITOR))
@require_safe
def audit_event(request: Request, number: int) -> HttpResponse:
    """One event with all that proves it."""
    event = _event(request, number)
    sealed = list(event.private.order_by("name"))
    seen = Event.objects.visible_to(request.access)
    around = set(seen.filter(number__in=(number - 1, number + 1)).values_list("number", flat=True))
    head = heads.after(number)
    _note(request, "log.read", f"event:{number}")
    context: dict[str, Any] = {"event": event, "around": around, "values": _values(event, sealed)}
    context |= {"head": head, "authentic": head is not None and head.authentic(), "unchanged": _unchanged(event)}
    return render(request, "audit/event.html", context | WORDS)


@allow(role(Role.AUDITOR), fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def audit_private(request: Request, number: int) -> HttpResponse:
    """The private values of an event, shown once to an auditor who has said why; as a proof, if they ask for that."""
    event = _event(request, number)
    sealed = list(event.private.order_by("name"))
    if not sealed:
        raise Http404
    form = ReasonForm(request.POST or None)
    shown: list[Private] = []
    if request.method == "POST" and form.is_valid():
        names = [one.name for one in sealed]
        _note(request, "personal.unmask", f"event:{number}", reason=form.cleaned_data["reason"], names=names)
        shown = sealed
        if "proof" in request.POST:
            return _download(event, shown)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"event": event, "form": form, "shown": shown, "head": heads.after(number)}
    answer = render(request, "audit/private.html", context | WORDS, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@allow(role(Role.AUDITOR), fresh=True)
@limited("export", reading)
@require_safe
def audit_proof(request: Request, number: int) -> HttpResponse:
    """The proof of an event without its private values; there is none before the next head is signed."""
    event = _event(request, number)
    if heads.after(number) is None:
        raise Http404
    _note(request, "log.proof", f"event:{number}")
    return _download(event, [])


@allow(role(Role.AUDITOR))
@require_safe
def audit_state(request: Request) -> HttpResponse:
    """How the chain stands: its end, its last head, its last verification."""
    context = {
        "end": Event.objects.visible_to(request.access).order_by("-number").first(),
        "head": heads.last(),
        "verified": last_verification(),
        "missing": guard.missing(),
        "keys": [raw.hex() for raw in keys.public_keys()],
    }
    return render(request, "audit/state.html", context | WORDS)


@dataclass(frozen=True, slots=True)
class Value:
    """A private value on the event's page: its name, its commitment, and whether it is still kept."""

    name: str
    commitment: str
    kept: bool


def _values(event: Event, sealed: list[Private]) -> list[Value]:
    kept = {one.name for one in sealed}
    told: dict[str, str] = event.data.get(chain.PRIVATE, {})
    return [Value(name, commitment, name in kept) for name, commitment in sorted(told.items())]


def _event(request: Request, number: int) -> Event:
    seen = Event.objects.visible_to(request.access).select_related("actor")
    return get_object_or_404(seen, number=number)


def _unchanged(event: Event) -> bool:
    return event.digest == chain.link(event.prev, chain.body(event.content))


def _download(event: Event, opened: list[Private]) -> HttpResponse:
    head = heads.after(event.number)
    if head is None:
        raise Http404
    answer = JsonResponse(proof(event, head, opened), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="event-{event.number}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def _note(request: Request, action: str, about: str, *, search: str = "", reason: str = "", **data: Any) -> None:
    """Write down that the auditor reads, before anything is sent; what they look for may name a person."""
    private = {"search": search, "reason": reason}
    with transaction.atomic():
        record(action, about, by=request.user, at=request.now, private=private, **data)


def facts(event: Event) -> list[SafeString]:
    """What an event tells, fact by fact, as `name: value`; commitments are for the event's own page."""
    return [breakable(f"{name}: {_plain(value)}") for name, value in event.data.items() if name != chain.PRIVATE]


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def breakable(text: str) -> SafeString:
    """The same text, which a narrow page may break inside a long hash."""
    pieces = ((text[start : start + PIECE],) for start in range(0, len(text), PIECE))
    return format_html_join("", "{}<wbr>", pieces)


WORDS: dict[str, Any] = {"facts": facts, "breakable": breakable}
