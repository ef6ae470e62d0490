"""The officer invites the head of a participant for which nobody acts."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.accounts import organisations
from hub.accounts.http import Request
from hub.accounts.limits import limited
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.importing import heads
from hub.importing.forms import HeadForm
from hub.register.models import Participant


@allow(role(Role.REGISTRATION), "20", fresh=True)
@limited("letter")
@require_http_methods(["GET", "HEAD", "POST"])
def head_invite(request: Request, pk: int) -> HttpResponse:
    """Who gets the letter acts for the organisation: the address is taken from its documents, not from a message."""
    seen = Participant.objects.visible_to(request.access).select_related("organisation")
    participant = get_object_or_404(seen, pk=pk)
    organisation, on = participant.organisation, request.access.on
    form = HeadForm(request.POST) if request.method == "POST" else HeadForm()
    if form.is_valid():
        try:
            heads.invite(organisation, form.cleaned_data["email"], by=request.user, at=request.now, on=on)
        except heads.HasHead:
            messages.warning(request, _("The organisation has a head already, who invites its colleagues."))
            return redirect("participation", participant.pk)
        except (organisations.Invited, organisations.TooMany):
            form.add_error("email", _("An invitation to this address waits already, or too many wait."))
        else:
            messages.success(request, _("The invitation is sent."))
            return redirect("participation", participant.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "participant": participant, "has_head": heads.has_head(organisation, on)}
    return render(request, "importing/head.html", context, status=status)
