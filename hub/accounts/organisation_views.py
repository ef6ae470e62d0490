"""The rooms of an organisation: its name, its people, its invitations."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.accounts import organisations as acts
from hub.accounts.forms import KNOWN_BIN, CapacityForm, InvitationForm, OrganisationForm
from hub.accounts.http import Request
from hub.accounts.limits import limited
from hub.accounts.models import Capacity, Invitation, Membership, Organisation
from hub.accounts.policy import allow, public, signed_in
from hub.words import language

CASES_SHOWN = 50


def _mine(request: Request, bin: str) -> Organisation:  # noqa: A002  the name of the address
    return get_object_or_404(Organisation.objects.visible_to(request.access), bin=bin)


def _owned(request: Request, bin: str) -> Organisation:  # noqa: A002  the name of the address
    return get_object_or_404(Organisation.objects.headed_by(request.access), bin=bin)


@allow(signed_in, "9")
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_new(request: Request) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = acts.name_organisation(
                given["bin"], name_kk=given["name_kk"], name_ru=given["name_ru"], by=request.user, at=request.now
            )
        except acts.KnownBin:
            form.add_error("bin", KNOWN_BIN)
        else:
            messages.success(request, _("The organisation is on the portal. You can begin its application."))
            return redirect("organisation", made.bin)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/organisation_new.html", {"form": form}, status=status)


@allow(signed_in)
@require_safe
def organisation(request: Request, bin: str) -> HttpResponse:  # noqa: A002  the name of the address
    company = _mine(request, bin)
    form = InvitationForm(organisation=company, on=request.access.on)
    return _page(request, company, form)


def _page(request: Request, company: Organisation, form: InvitationForm) -> HttpResponse:
    members = Membership.objects.visible_to(request.access).filter(organisation=company).select_related("user")
    owner = request.access.owns(company.pk)
    context: dict[str, Any] = {
        "company": company,
        "members": members.order_by("user__full_name", "pk"),
        "cases": company.cases.visible_to(request.access).order_by("-created_at")[:CASES_SHOWN],
        "owner": owner,
        "capacity": Capacity(request.access.capacities[company.pk]).label,
        "invitations": acts.waiting_invitations(company, request.now) if owner else [],
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/organisation.html", context, status=status)


@allow(signed_in)
@limited("letter")
@require_POST
def organisation_invite(request: Request, bin: str) -> HttpResponse:  # noqa: A002  the name of the address
    company = _owned(request, bin)
    form = InvitationForm(request.POST, organisation=company, on=request.access.on)
    if not form.is_valid():
        return _page(request, company, form)
    given = form.cleaned_data
    try:
        acts.invite(company, given["email"], given["capacity"], by=request.user, at=request.now)
    except acts.Invited:
        form.add_error("email", _("An invitation to this address waits already. Withdraw it before you send another."))
        return _page(request, company, form)
    except acts.TooMany:
        form.add_error(None, _("Too many invitations wait already. Withdraw those that are no longer needed."))
        return _page(request, company, form)
    messages.success(request, _("The invitation is sent to %(email)s.") % {"email": given["email"]})
    return redirect("organisation", company.bin)


@allow(signed_in)
@require_POST
def invitation_withdraw(request: Request, bin: str, pk: int) -> HttpResponse:  # noqa: A002  the name of the address
    company = _owned(request, bin)
    given = get_object_or_404(Invitation.objects.visible_to(request.access), pk=pk, organisation=company)
    try:
        acts.withdraw(given, by=request.user, at=request.now)
    except acts.NotOpen:
        messages.warning(request, _("This invitation can no longer be withdrawn."))
    else:
        messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": given.email})
    return redirect("organisation", company.bin)


@allow(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: Request, bin: str, pk: int) -> HttpResponse:  # noqa: A002  the name of the address
    company, given = _colleague(request, bin, pk)
    form = CapacityForm(request.POST or None, initial={"capacity": given.capacity})
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_capacity(given, form.cleaned_data["capacity"], by=request.user, at=request.now)
        except acts.LastOwner:
            form.add_error("capacity", _last_owner())
        else:
            messages.success(request, _("The rights of %(person)s are changed.") % {"person": given.user.full_name})
            return redirect("organisation", company.bin)
    context = {"form": form, "company": company, "colleague": given, "language": language()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/colleague.html", context, status=status)


@allow(signed_in)
@require_POST
def colleague_end(request: Request, bin: str, pk: int) -> HttpResponse:  # noqa: A002  the name of the address
    company, given = _colleague(request, bin, pk)
    try:
        acts.end_membership(given, by=request.user, at=request.now)
    except acts.LastOwner:
        messages.error(request, _last_owner())
        return redirect("colleague", company.bin, given.pk)
    messages.success(request, _("%(person)s no longer acts for the organisation.") % {"person": given.user.full_name})
    return redirect("profile") if given.user == request.user else redirect("organisation", company.bin)


def _colleague(request: Request, bin: str, pk: int) -> tuple[Organisation, Membership]:  # noqa: A002  the name of the address
    company = _owned(request, bin)
    members = Membership.objects.visible_to(request.access).select_related("user", "organisation")
    return company, get_object_or_404(members, pk=pk, organisation=company)


def _last_owner() -> str:
    return _("Somebody must stay head of the organisation. Make a colleague head first.")


@allow(public)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Who holds the letter's link sees who invites; who owns its address accepts."""
    given = get_object_or_404(Invitation.objects.of_letter(token).select_related("organisation", "invited_by"))
    if request.method == "POST" and request.access.known:
        try:
            acts.accept(given, by=request.user, at=request.now)
        except (acts.NotOpen, acts.NotYours):
            return _invitation(request, given, HTTPStatus.CONFLICT)
        messages.success(request, _("You act for this organisation now."))
        return redirect("organisation", given.organisation.bin)
    return _invitation(request, given, HTTPStatus.OK)


def _invitation(request: Request, given: Invitation, status: HTTPStatus) -> HttpResponse:
    given.refresh_from_db(fields=["accepted_by", "withdrawn_at"])
    mine = request.access.known and given.email.lower() == request.user.email.lower()
    if given.open_at(request.now):
        standing = "mine" if mine else "foreign" if request.access.known else "stranger"
    elif given.accepted_by_id is not None:
        standing = "used"
    else:
        standing = "withdrawn" if given.withdrawn_at else "expired"
    context = {
        "invitation": given,
        "company": given.organisation.name(language()),
        "member": request.access.belongs_to(given.organisation_id) and mine,
        "standing": standing,
    }
    return render(request, "accounts/invitation.html", context, status=status)
