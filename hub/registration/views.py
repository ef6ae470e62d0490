"""What registration shows beside the generic pages of a case: the business plan as it will be filed."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.policy import allow, signed_in
from hub.cases import drafts, pages, rights
from hub.cases.chapter import Doing
from hub.documents.door import download_made
from hub.documents.store import PDF
from hub.registration import papers
from rules.registration import REGISTRATION


@allow(signed_in, "9(1)", "A3")
@limited("paper", reading)
@require_safe
def plan(request: Request, case_id: UUID) -> HttpResponseBase:
    """The business plan of a complete draft as a PDF, for those who write it; nothing is filed or kept."""
    case = pages.fetch(request, case_id)
    on = request.access.on
    mine = case.procedure_key == REGISTRATION.key and rights.may_write(request.access, case)
    if not mine or not case.writable or drafts.problems(case, on):
        raise Http404
    doing = Doing(case, "file", request.user, request.now, on, case.edition(on))
    with override(drafts.context(case, on).value("about", "language", case.language)):
        pdf, name = papers.plan(case, doing), papers.plan_name(case)
    return download_made(request, pdf, name=name, mime=PDF, kind="plan", about=f"case:{case.pk}")
