"""How long a session lasts. Its times are kept in the session itself and judged by the server at each request."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any, NamedTuple

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hub.accounts import doors
from hub.accounts.models import Attempts, User

if TYPE_CHECKING:
    from hub.accounts.http import Request

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = timedelta(minutes=1)
"""A moment of use within a minute of the last one is not written again."""


class Length(NamedTuple):
    """How long a session lasts at most, and how long without being used."""

    whole: timedelta
    idle: timedelta


def length(*, guarded: bool) -> Length:
    """The length for who must come with a second factor, or for everybody else."""
    hours, minutes = settings.SESSION_LENGTHS["guarded" if guarded else "others"]
    return Length(timedelta(hours=hours), timedelta(minutes=minutes))


def ends_at(session: SessionBase, given: Length) -> datetime:
    """When a session ends if it is not used any more (aware, in UTC)."""
    began, seen = (datetime.fromtimestamp(session[key], UTC) for key in (BEGAN, SEEN))
    return min(began + given.whole, seen + given.idle)


def begin(request: "Request") -> None:
    """A session begins with the sign-in, not with the visit before it; from now on its person finds it in the list."""
    request.session[BEGAN] = request.session[SEEN] = request.now.timestamp()
    UserSession.objects.create_from_request(request)


def keep_time(request: "Request") -> None:
    """Note that the session is in use; end it where its time is over or its person may not come in any more."""
    if SESSION_KEY not in request.session:
        return
    if not request.user.is_authenticated:
        request.session.flush()  # the account was closed, or its password changed elsewhere
        return
    session = request.session
    if BEGAN not in session:
        begin(request)
    if _over(request):
        _end(request)
    elif request.now.timestamp() - session[SEEN] >= NOTED_EVERY.total_seconds():
        session[SEEN] = request.now.timestamp()
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=request.now)


def renew(request: "Request") -> None:
    """A new key for the session when its person has shown more of themself; the list of sessions follows."""
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def _over(request: "Request") -> bool:
    """The shorter length is looked at only once it has passed: who needs it is asked of the database."""
    shorter, longer = length(guarded=True), length(guarded=False)
    if request.now < ends_at(request.session, shorter):
        return False
    if request.now >= ends_at(request.session, longer):
        return True
    return request.access.needs_second_factor


def _end(request: "Request") -> None:
    person = request.user
    with transaction.atomic():
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        doors.log("account.session_over", f"user:{person.pk}", by=person, at=request.now)
    logout(request)
    request.ended_for = person.pk


def ended_for(request: HttpRequest) -> int | None:
    """Whose session ended with this very request, by id."""
    return getattr(request, "ended_for", None)


def use(request: "Request") -> None:
    """Note that the person is there, to the second."""
    request.session[SEEN] = request.now.timestamp()


def current_end(request: "Request") -> datetime | None:
    """When the session of this request ends if the person does nothing."""
    if BEGAN not in request.session:
        return None
    return ends_at(request.session, length(guarded=request.access.needs_second_factor))


def seconds_left(request: "Request") -> int:
    until = current_end(request)
    return max(0, int((until - request.now).total_seconds())) if until else 0


# --- the sessions of a person ------------------------------------------------------------------------------------
class Shown(NamedTuple):
    """A session as its person recognises it."""

    pk: int
    device: str
    address: str
    began_at: datetime
    seen_at: datetime
    current: bool


def of(request: "Request") -> list[Shown]:
    """The open sessions of the person, the present one first, then the latest used."""
    lasts = length(guarded=request.access.needs_second_factor)
    mine = UserSession.objects.filter(
        user=request.user,
        session_key__in=Session.objects.filter(expire_date__gt=request.now).values("session_key"),
        created_at__gt=request.now - lasts.whole,
        last_seen_at__gt=request.now - lasts.idle,
    )
    found = [_shown(one, request) for one in mine]
    return sorted(found, key=lambda one: (not one.current, -one.seen_at.timestamp()))


def _shown(one: UserSession, request: "Request") -> Shown:
    current = one.session_key == request.session.session_key
    return Shown(one.pk, device_words(one.user_agent), shortened(one.ip), one.created_at, one.last_seen_at, current)


@transaction.atomic
def end(one: UserSession, *, by: User, at: datetime) -> None:
    """End one session of a person: its browser is a stranger's at the next request."""
    one.end()
    doors.log("account.session_end", f"user:{one.user_id}", by=by, at=at)


@transaction.atomic
def end_all(user: User, *, but: str | None, by: User | None, at: datetime) -> int:
    """End the sessions of a person except the one with the key `but`; how many there were."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
    for one in others:
        one.end()
    if others:
        doors.log("account.session_end", f"user:{user.pk}", by=by, at=at, number=len(others))
    return len(others)


def sweep(at: datetime) -> None:
    """Delete what is over: sessions, the list's lines about them, and counts of attempts."""
    Session.objects.filter(expire_date__lte=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    Attempts.objects.filter(until__lte=at).delete()


def shortened(address: str) -> str:
    """An address without its last part: enough to know the network, not the machine."""
    if isinstance(ip_address(address), IPv4Address):
        return f"{address.rpartition('.')[0]}.…"
    return f"{ip_network(f'{address}/48', strict=False).network_address}…"


SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("YaBrowser", "Yandex"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_words(agent: str) -> str:
    """A browser and its system in two words, out of what the browser says of itself."""
    found: list[Any] = [next((name for sign, name in known if sign in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or _("Unknown device")
