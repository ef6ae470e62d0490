"""Standing in during leave: named by an administrator, or by the absent person for their own roles."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hub.accounts import roles as acts
from hub.accounts.http import Request
from hub.accounts.models import Role, RoleGrant, User
from hub.accounts.policy import Policy, allow, role
from hub.accounts.stand_in_forms import AdministratorsStandInForm, StandInForm

hands_on = Policy("holds a role to hand on", lambda access: bool(access.own_roles - acts.GUARDED))


@allow(role(Role.ADMINISTRATOR), fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: Request) -> HttpResponse:
    """Somebody stands in for an absent colleague."""
    form = AdministratorsStandInForm(request.POST or None, by=request.user, on=request.access.on)
    if request.method == "POST" and form.is_valid() and _named(request, form, form.cleaned_data["person"]):
        return redirect("roles")
    return _page(request, form, "roles")


@allow(hands_on, fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def own_stand_in(request: Request) -> HttpResponse:
    """Somebody stands in for the person's own absence."""
    form = StandInForm(request.POST or None, by=request.user, on=request.access.on)
    if request.method == "POST" and form.is_valid() and _named(request, form, request.user):
        return redirect("profile")
    return _page(request, form, "profile")


def _named(request: Request, form: StandInForm, absent: User) -> bool:
    given = form.cleaned_data
    try:
        acts.stand_in(
            absent,
            given["colleague"],
            since=given["since"],
            until=given["until"],
            reason=given["reason"],
            by=request.user,
            at=request.now,
        )
    except acts.NoRole:
        form.add_error(None, _("There is no role on these days in which anybody could stand in."))
        return False
    names = {"person": given["colleague"].full_name, "absent": absent.full_name}
    messages.success(request, _("%(person)s stands in for %(absent)s.") % names)
    return True


def _page(request: Request, form: StandInForm, back: str) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/stand_in.html", {"form": form, "back": back}, status=status)


@allow(hands_on)
@require_POST
def own_stand_in_end(request: Request, pk: int) -> HttpResponse:
    """The person is back: their stand-in holds this role no longer."""
    given = get_object_or_404(RoleGrant.objects.filter(stands_in_for=request.user), pk=pk)
    if given.role in acts.GUARDED:
        raise Http404
    acts.end(given, by=request.user, at=request.now)
    messages.success(
        request,
        _("The role is ended. %(person)s: %(role)s.")
        % {
            "person": given.user.full_name,
            "role": given.get_role_display(),
        },
    )
    return redirect("profile")
