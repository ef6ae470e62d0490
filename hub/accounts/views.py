"""The profile, and the roles that administrators give."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.accounts import doors
from hub.accounts import roles as acts
from hub.accounts.forms import GrantForm, ProfileForm
from hub.accounts.http import Request
from hub.accounts.models import Organisation, Role, RoleGrant
from hub.accounts.policy import allow, role, signed_in
from hub.accounts.stand_in_views import hands_on

PAGE = 50


@allow(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    person = request.user
    form = ProfileForm(request.POST or None, initial={"full_name": person.full_name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        person.full_name, person.language = form.cleaned_data["full_name"], form.cleaned_data["language"]
        with transaction.atomic():
            person.save(update_fields=["full_name", "language"])
            doors.log("account.profile", f"user:{person.pk}", by=person, at=request.now, fields=form.changed_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    held = RoleGrant.objects.filter(user=request.user).exclude(until__lt=request.access.on)
    named = RoleGrant.objects.filter(stands_in_for=request.user).exclude(until__lt=request.access.on)
    context = {
        "form": form,
        "companies": Organisation.objects.visible_to(request.access),
        "roles": held.select_related("stands_in_for").order_by("since", "role"),
        "stand_ins": named.exclude(role__in=acts.GUARDED).select_related("user").order_by("since", "role"),
        "hands_on": hands_on(request.access),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/profile.html", context, status=status)


@allow(role(Role.ADMINISTRATOR))
@require_safe
def roles(request: Request) -> HttpResponse:
    ended = request.GET.get("ended") == "1"
    given = RoleGrant.objects.visible_to(request.access).select_related("user", "granted_by", "stands_in_for")
    query, only = request.GET.get("q", "").strip()[:100], request.GET.get("role", "")
    for word in query.split():
        given = given.filter(Q(user__full_name__icontains=word) | Q(user__email__icontains=word))
    if only in Role.values:
        given = given.filter(role=only)
    grants = given.order_by("user__full_name", "role", "-since", "pk")
    shown = grants.filter(until__lt=request.access.on) if ended else grants.exclude(until__lt=request.access.on)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "ended": ended, "on": request.access.on, "me": request.user.pk, "query": query}
    context |= {"role": only, "roles": Role.choices, "rest": urlencode({"q": query, "role": only})}
    return render(request, "accounts/roles.html", context)


@allow(role(Role.ADMINISTRATOR), fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def role_grant(request: Request) -> HttpResponse:
    form = GrantForm(request.POST or None, by=request.user, on=request.access.on)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = acts.grant(
            given["email"],
            given["role"],
            since=given["since"],
            until=given["until"],
            reason=given["reason"],
            by=request.user,
            at=request.now,
        )
        names = {"person": made.user.full_name, "role": made.get_role_display()}
        messages.success(request, _("%(person)s has the role now: %(role)s.") % names)
        return redirect("roles")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/role_grant.html", {"form": form}, status=status)


@allow(role(Role.ADMINISTRATOR), fresh=True)
@require_POST
def role_end(request: Request, pk: int) -> HttpResponse:
    given = get_object_or_404(RoleGrant.objects.visible_to(request.access).select_related("user"), pk=pk)
    try:
        acts.end(given, by=request.user, at=request.now)
    except acts.OwnRole:
        messages.error(request, _("You cannot end your own role of administrator. Ask another administrator."))
    else:
        names = {"person": given.user.full_name, "role": given.get_role_display()}
        messages.success(request, _("The role is ended. %(person)s: %(role)s.") % names)
    return redirect("roles")
