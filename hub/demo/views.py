"""The demonstration's own pages: one-click accounts and the mailbox. Not routed in production."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login, logout
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from hub.accounts import device, sessions
from hub.accounts.adapter import AccountAdapter
from hub.accounts.http import Request
from hub.accounts.models import User
from hub.accounts.policy import allow, public
from hub.accounts.second_factor import DEMO
from hub.demo.people import ACCOUNTS, PASSWORD
from hub.notices.models import DemoMail


@allow(public)
@require_safe
def accounts(request: Request) -> HttpResponse:
    return render(request, "demo/accounts.html", {"accounts": ACCOUNTS, "password": PASSWORD})


@allow(public)
@require_safe
def enter(request: Request, key: str) -> HttpResponse:
    """Sign in as a demo account, to its room."""
    account = next((one for one in ACCOUNTS if one.key == key), None)
    if account is None:
        raise Http404
    logout(request)
    user = get_object_or_404(User, email=account.email)
    login(request, user)
    record_authentication(request, user, DEMO)
    sessions.begin(request)
    device.remember(request, user)
    return redirect(AccountAdapter(request).get_login_redirect_url(request))


@allow(public)
@require_safe
def mailbox(request: Request) -> HttpResponse:
    """Every letter that the demonstration's mail server received, newest first."""
    page = Paginator(DemoMail.objects.all(), 20).get_page(request.GET.get("page"))
    return render(request, "demo/mailbox.html", {"page": page})
