"""What every page may use: the language, the menus, the person, the demonstration's ribbon."""

from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse, translate_url
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from hub import words
from hub.accounts import sessions
from hub.accounts.access import Access
from hub.accounts.models import Role
from hub.cases.rights import CASEWORK

NATIVE = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def page(request: HttpRequest) -> dict[str, Any]:
    """The common context of a page. A page that an error makes has no rights: it shows the public menus."""
    access: Access | None = getattr(request, "access", None)
    known = access is not None and access.known
    here = request.get_full_path()
    context: dict[str, Any] = {
        "lang": words.language(),
        "languages": [(code, name, translate_url(here, code)) for code, name in NATIVE.items()],
        "demo": settings.DEMO,
        "csrf_token": lazy(lambda: get_token(request), str)(),
        "messages": get_messages(request),
        "home_url": reverse("home"),
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': here})}" if not known else "",
        "sign_out_url": reverse("account_logout"),
        "nav": _marked(request, _public() if not known or access is None else _menu(access)),
        "footer_nav": _footer(),
        "access": access,
    }
    if known and access is not None:
        user: Any = access.user
        context |= {
            "user": user,
            "user_name": user.full_name,
            "notices_url": reverse("notices"),
            "notice_count": user.notices.filter(read_at=None).count(),
            "account_nav": _account(),
            "session_end": sessions.current_end(cast("Any", request)),
            "session_left": sessions.seconds_left(cast("Any", request)),
        }
    return context


def _public() -> list[tuple[str, str]]:
    return [
        (_("How to take part"), "how"),
        (_("Self-check"), "self_check"),
        (_("Register of participants"), "register"),
        (_("Certificate check"), "certificates"),
        (_("The Rules in plain words"), "rules"),
    ]


def _menu(access: Access) -> list[tuple[str, str]]:
    """The rooms that are open to this person."""
    from hub.commissions.access import has_seat  # the menu names rooms; the rooms do not know the menu

    seat = has_seat(access)
    rooms = [(_("My cases"), "cabinet", bool(access.organisations) or not (access.roles or seat))]
    rooms += [
        (_("Work"), "worklist", access.has(*CASEWORK)),
        (_("Translation desk"), "translations", access.has(Role.TRANSLATION, Role.REGISTRATION)),
        (_("Commission"), "sittings", seat or access.has(Role.SECRETARY)),
        (_("Participants"), "participants", access.has(*CASEWORK, Role.AUDITOR)),
        (_("Cases"), "all_cases", access.has(*CASEWORK, Role.AUDITOR)),
        (_("Reports"), "reports", access.has(*CASEWORK, Role.AUDITOR)),
        (_("Requests"), "requests", access.has(Role.MONITORING, Role.REGISTRATION, Role.AUDITOR)),
        (_("Monitoring"), "rounds", access.has(Role.MONITORING, Role.REGISTRATION, Role.AUDITOR)),
        (_("Quarter"), "closing", access.has(*CASEWORK, Role.AUDITOR)),
        (_("Analyses"), "analyses", access.has(Role.MONITORING, Role.REGISTRATION, Role.AUDITOR, Role.AUTHORISED_BODY)),
        (_("Fees"), "fee_quarter", access.has(Role.FINANCE, Role.AUDITOR)),
        (_("Calendar"), "office_calendar", access.staff),
        (_("Reference data"), "office_reference", access.has(Role.REFERENCE)),
        (_("Commissions"), "membership", access.has(Role.ADMINISTRATOR, Role.SECRETARY)),
        (_("Roles"), "roles", access.has(Role.ADMINISTRATOR)),
        (_("Data requests"), "data_requests", access.has(Role.ADMINISTRATOR, Role.REGISTRATION)),
        (_("Log"), "audit_log", access.has(Role.AUDITOR)),
        (_("Who saw what"), "seen", access.has(Role.AUDITOR)),
        (_("Register"), "register", True),
    ]
    return [(label, name) for label, name, open_ in rooms if open_]


def _account() -> list[dict[str, Any]]:
    entries = [(_("Profile"), "profile"), (_("Notices"), "notices"), (_("Sign-in and security"), "mfa_index")]
    return [{"label": label, "url": reverse(name), "active": False} for label, name in entries]


def _footer() -> list[dict[str, Any]]:
    entries = [
        (_("Register of participants"), "register"),
        (_("Certificate check"), "certificates"),
        (_("Self-check"), "self_check"),
        (_("The Rules in plain words"), "rules"),
        (_("Statistics"), "statistics"),
        (_("Commissions"), "commissions"),
        (_("Accessibility"), "accessibility"),
    ]
    if settings.DEMO:
        entries.append((_("Demo accounts"), "demo"))
        entries.append((_("Demo mailbox"), "demo_mail"))
    return [{"label": label, "url": reverse(name), "active": False} for label, name in entries]


def _marked(request: HttpRequest, entries: list[tuple[str, str]]) -> list[dict[str, Any]]:
    found = []
    for label, name in entries:
        url = reverse(name)
        found.append({"label": label, "url": url, "active": request.path.startswith(url)})
    return found
