"""Lists: the applicant's cabinet, the officer's work by due date, all cases."""

from django.core.paginator import Paginator
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.models import Organisation, Role
from hub.accounts.policy import allow, role, signed_in
from hub.cases import panels, queries
from hub.cases.models import Case
from hub.cases.registry import chapters
from hub.cases.rights import CASEWORK

PAGE = 25


@allow(signed_in, "8")
@require_safe
def cabinet(request: Request) -> HttpResponse:
    """What awaits the person, by date; their organisations and cases."""
    access = request.access
    organisations = list(Organisation.objects.visible_to(access))
    mine = Case.objects.of_organisations(access).for_list().order_by("-open", "-created_at")
    rows = queries.rows(mine, access.on)
    todo = [row for row in rows if row["case"].turn in ("applicant", "participant") and row["case"].open]
    busy = {(row["case"].organisation_id, row["case"].procedure_key) for row in rows if row["case"].open}
    can_begin = [
        (one, chapter)
        for one in organisations
        for chapter in chapters()
        if chapter.begun_from == "cabinet"
        and access.may_edit(one.pk)
        and (one.pk, chapter.procedure.key) not in busy
        and chapter.may_begin(one, access.on)
    ]
    context = {"todo": todo, "rows": rows, "organisations": organisations, "can_begin": can_begin}
    context["panels"] = list(panels.of_cabinet(access))
    return render(request, "cases/cabinet.html", context)


@allow(role(*CASEWORK), "12")
@require_safe
def worklist(request: Request) -> HttpResponse:
    """What the Technopark owes, nearest due day first."""
    mine, kind = request.GET.get("whose") == "mine", request.GET.get("procedure", "")
    found = queries.of_kind(queries.work(request.access, mine=mine), kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.rows(page, request.access.on),
        "mine": mine,
        "kind": kind,
        "kinds": queries.kinds(request.access),
        "late": queries.late_count(request.access),
    }
    return render(request, "cases/worklist.html", context)


@allow(role(*CASEWORK, Role.AUDITOR), "8")
@limited("search", reading)
@require_safe
def all_cases(request: Request) -> HttpResponse:
    """Every filed case, newest first; by number, BIN, name, procedure, state."""
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    found = (
        Case.objects.visible_to(request.access)
        .filter(version__gt=0)
        .for_list()
        .order_by(Coalesce("filed_at", "created_at").desc())
    )
    kind = request.GET.get("procedure", "")
    narrowed = queries.of_kind(queries.matching(found, query, state), kind)
    page = Paginator(narrowed, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.rows(page, request.access.on),
        "query": query,
        "state": state,
        "kind": kind,
        "kinds": [chapter.procedure for chapter in chapters()],
        "states": queries.states(kind),
    }
    return render(request, "cases/all_cases.html", context)
