"""What registration shows beside the generic pages of a case: the business plan as it will be filed."""

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404
from django.utils.translation import override

from hub.accounts.http import Request
from hub.accounts.policy import allow, signed_in
from hub.cases import drafts, pages, rights
from hub.cases.chapter import Doing
from hub.registration import papers
from rules.registration import REGISTRATION


@allow(signed_in, "9(1)", "A3")
def plan(request: Request, case_id: UUID) -> FileResponse:
    """The business plan of a complete draft as a PDF, for those who write it; nothing is filed or kept."""
    case = pages.fetch(request, case_id)
    on = request.access.on
    mine = case.procedure_key == REGISTRATION.key and rights.may_write(request.access, case)
    if not mine or not case.writable or drafts.problems(case, on):
        raise Http404
    doing = Doing(case, "file", request.user, request.now, on, case.edition(on))
    with override(drafts.context(case, on).value("about", "language", case.language)):
        pdf, name = papers.plan(case, doing), papers.plan_name(case)
    return FileResponse(BytesIO(pdf), as_attachment=True, filename=name, content_type="application/pdf")
