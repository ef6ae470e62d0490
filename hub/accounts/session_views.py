"""The person's open sessions: ended one by one or all but this; and a little more time for this one."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hub.accounts import sessions
from hub.accounts.http import Request
from hub.accounts.policy import allow, signed_in


@allow(signed_in)
@require_POST
def session_end(request: Request, pk: int) -> HttpResponse:
    """End another session of the person's own."""
    others = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    sessions.end(get_object_or_404(others, pk=pk), by=request.user, at=request.now)
    messages.success(request, _("The session is ended."))
    return redirect("mfa_index")


@allow(signed_in)
@require_POST
def sessions_end(request: Request) -> HttpResponse:
    number = sessions.end_all(request.user, but=request.session.session_key, by=request.user, at=request.now)
    messages.success(
        request, ngettext("%(num)s session is ended.", "%(num)s sessions are ended.", number) % {"num": number}
    )
    return redirect("mfa_index")


@allow(signed_in)
@require_POST
def stay(request: Request) -> HttpResponse:
    """The session is in use: how many seconds it lasts from now on."""
    sessions.use(request)
    return JsonResponse({"seconds": sessions.seconds_left(request)})
