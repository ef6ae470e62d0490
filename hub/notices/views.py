"""A person's notices: newest first, read when opened."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from hub.accounts.http import Request
from hub.accounts.policy import allow, signed_in
from hub.notices.models import Notice

PAGE = 25


@allow(signed_in, "8")
@require_safe
def notices(request: Request) -> HttpResponse:
    mine = Notice.objects.visible_to(request.access)
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    unread = mine.filter(read_at=None).exists()
    return render(request, "notices/notices.html", {"page": page, "unread": unread})


@allow(signed_in, "8")
@require_POST
def notice_open(request: Request, pk: int) -> HttpResponse:
    """Mark a notice read and go where it points; only within the portal."""
    mine = Notice.objects.visible_to(request.access)
    notice = get_object_or_404(mine, pk=pk)
    mine.filter(pk=pk, read_at=None).update(read_at=request.now)
    inside = notice.path.startswith("/") and url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None)
    return redirect(notice.path if inside else "notices")


@allow(signed_in, "8")
@require_POST
def notices_read(request: Request) -> HttpResponse:
    """Mark every notice of the person read."""
    Notice.objects.visible_to(request.access).filter(read_at=None).update(read_at=request.now)
    return redirect("notices")
