"""What must hold before the portal may serve people: `hub check --deploy`. An error says what to do, and refuses."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from allauth.core.internal.ratelimit import parse_rate
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.checks import Warning as Caution
from django.db import DatabaseError
from django.utils import timezone

from hub.config.env import UnsafeSetting
from hub.documents import keys
from hub.documents.seal import SealError
from rules.bin import check_bin

LONG_ENOUGH = 50
A_YEAR = 365 * 24 * 3600
SOON = timedelta(days=30)
OTHERS = stat.S_IRWXG | stat.S_IRWXO
HERE = ("localhost", "127.0.0.1", "::1")

Check = Callable[[], Iterable[CheckMessage]]


def refusals() -> list[CheckMessage]:
    """What must be mended before the portal may serve; Django's own cautions on security are refusals here."""
    return [one for one in run_checks(include_deployment_checks=True, databases=["default"]) if refuses(one)]


def refuses(message: CheckMessage) -> bool:
    return not message.is_silenced() and (message.is_serious() or str(message.id).startswith("security."))


def refuse_if_unsafe() -> None:
    """Raises UnsafeSetting with every fault and what to do about it."""
    if faults := refusals():
        raise UnsafeSetting("The portal does not start:\n" + "\n".join(said(one) for one in faults))


def said(message: CheckMessage) -> str:
    """One finding in words, with what to do."""
    word = "error" if refuses(message) else "warning"
    return f"{word} {message.id}: {message.msg}" + (f"\n    {message.hint}" if message.hint else "")


def mode() -> Iterator[CheckMessage]:
    if settings.DEMO:
        yield Error("This is the demonstration.", "Set HUB_MODE=production.", id="hub.E01")
    if settings.DEBUG:
        yield Error("DEBUG is on: pages of errors would show the program's inside.", "Take it out.", id="hub.E02")
    if "hub.demo" in settings.INSTALLED_APPS:
        yield Error("The demonstration is part of the program.", "Take hub.demo out of the apps.", id="hub.E03")
    if os.getuid() == 0:
        yield Caution("The portal runs as root.", "Run it as a user of its own (docs/operations.md).", id="hub.W01")


def secret_key() -> Iterator[CheckMessage]:
    make = 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
    kept = settings.VAR / "secret_key"
    if len(settings.SECRET_KEY) < LONG_ENOUGH:
        yield Error(f"SECRET_KEY is shorter than {LONG_ENOUGH} signs.", make, id="hub.E04")
    elif kept.exists() and kept.read_text() == settings.SECRET_KEY:
        yield Error("SECRET_KEY is the one that the demonstration made.", make, id="hub.E04")


def address() -> Iterator[CheckMessage]:
    public = urlsplit(settings.PUBLIC_URL)
    if wide := [host for host in settings.ALLOWED_HOSTS if "*" in host or host.startswith(".") or host == "testserver"]:
        hint = "Name the hosts one by one in ALLOWED_HOSTS: a forged Host would stand in links."
        yield Error(f"ALLOWED_HOSTS has {wide}.", hint, id="hub.E05")
    if public.scheme != "https":
        hint = "PUBLIC_URL begins with https://; links in letters and QR codes lead there."
        yield Error(f"PUBLIC_URL is {settings.PUBLIC_URL}.", hint, id="hub.E06")
    if public.hostname not in settings.ALLOWED_HOSTS:
        hint = f"Add {public.hostname} to ALLOWED_HOSTS, or mend PUBLIC_URL."
        yield Error("The host of PUBLIC_URL is not among ALLOWED_HOSTS.", hint, id="hub.E07")
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT < 1:
        hint = "Put nginx with TLS before it (docs/operations.md) and set TRUSTED_PROXY_COUNT to the number of proxies."
        yield Error("No proxy is trusted, and the portal itself does not speak TLS.", hint, id="hub.E08")


def transport() -> Iterator[CheckMessage]:
    if settings.SECURE_HSTS_SECONDS < A_YEAR or not settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        yield Error("HSTS is shorter than a year or leaves out subdomains.", "Put the settings back.", id="hub.E09")
    if not settings.SECURE_SSL_REDIRECT:
        hint = "See that the proxy sends every plain request to HTTPS, or take out SECURE_SSL_REDIRECT=0."
        yield Caution("The portal leaves the move to HTTPS to the proxy.", hint, id="hub.W02")
    away = settings.EMAIL_HOST not in HERE
    if away and not (settings.EMAIL_USE_TLS or getattr(settings, "EMAIL_USE_SSL", False)):
        hint = "Set EMAIL_USE_TLS=1 (and EMAIL_PORT=587), or send through a mail server on this machine."
        yield Error("Letters would go over the network in the open.", hint, id="hub.E10")


def cookies() -> Iterator[CheckMessage]:
    for cookie in ("SESSION", "CSRF"):
        setting = {name: getattr(settings, f"{cookie}_COOKIE_{name}") for name in ("NAME", "SECURE", "DOMAIN", "PATH")}
        bound = setting["NAME"].startswith("__Host-") and setting["SECURE"] and setting["PATH"] == "/"
        if not bound or setting["DOMAIN"] or getattr(settings, f"{cookie}_COOKIE_SAMESITE") not in ("Lax", "Strict"):
            hint = "Its name begins with __Host-, it is Secure, SameSite, for the path / and without a domain."
            yield Error(f"The {cookie.lower()} cookie is not bound to the portal.", hint, id="hub.E11")
    if not settings.SESSION_COOKIE_HTTPONLY:
        yield Error("Scripts can read the session cookie.", "Set SESSION_COOKIE_HTTPONLY.", id="hub.E11")


def content_policy() -> Iterator[CheckMessage]:
    policy = (getattr(settings, "CONTENT_SECURITY_POLICY", None) or {}).get("DIRECTIVES", {})
    sources = [str(one) for values in policy.values() if isinstance(values, list | tuple) for one in values]
    if "default-src" not in policy or any("unsafe" in one or one in ("*", "data:", "https:") for one in sources):
        hint = "No unsafe-*, * or whole scheme: what a page needs comes from the portal itself."
        yield Error("The content security policy is absent or has holes.", hint, id="hub.E12")


def limits() -> Iterator[CheckMessage]:
    for name, rate in settings.LIMITS.items():
        if not _readable(rate):
            hint = f"LIMIT_{name.upper()} is a number and a time, such as 120/m, 60/h or 30/d."
            yield Error(f"The limit on {name} is {rate!r}.", hint, id="hub.E13")
    if not str(settings.CACHES["default"]["BACKEND"]).endswith(("DatabaseCache", "RedisCache", "PyMemcacheCache")):
        hint = "Use the database cache: a one-time code noted by one process would be taken again by another."
        yield Error("The cache is not shared by the processes.", hint, id="hub.E14")


def _readable(rate: str) -> bool:
    try:
        return bool(min(parse_rate(rate).amount, parse_rate(rate).duration) > 0)
    except ValueError:
        return False


def passwords() -> Iterator[CheckMessage]:
    if any(weak in settings.PASSWORD_HASHERS[0] for weak in ("MD5", "SHA1", "Unsalted")):
        yield Error("Passwords are kept by a quick hash.", "Take out PASSWORD_HASHERS.", id="hub.E15")


def folders() -> Iterator[CheckMessage]:
    for name in ("SEAL_FOLDER", "FIELD_KEYS_FOLDER", "AUDIT_KEY_FOLDER"):
        if given := getattr(settings, name, None):
            yield from _key_folder(name, Path(given))


def _key_folder(name: str, folder: Path) -> Iterator[CheckMessage]:
    """A folder of keys is there, closed to others, and lies where nothing is handed out."""
    if not folder.is_dir():
        yield Error(f"{name}: there is no folder {folder}.", "Make it and put the keys there.", id="hub.E16")
        return
    if open_ := [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & OTHERS]:
        hint = f"chmod -R go= {folder}"
        yield Error(f"{name}: others on this machine can read {open_[0]}.", hint, id="hub.E17")
    served = [Path(settings.STATIC_ROOT), settings.VAR / "files"]
    if any(folder.resolve().is_relative_to(place.resolve()) for place in served):
        hint = f"Move it out of {settings.VAR} and let {name} name the new place."
        yield Error(f"{name} lies among files that are handed out.", hint, id="hub.E18")
    elif folder.resolve().is_relative_to(settings.VAR.resolve()):
        hint = f"Let {name} name a folder outside {settings.VAR}: a copy with the keys in it opens itself."
        yield Caution(f"{name} is copied together with the files.", hint, id="hub.W03")


def seal() -> Iterator[CheckMessage]:
    yield from _seal(timezone.now())


def _seal(at: datetime) -> Iterator[CheckMessage]:
    hint = "Put the key and its certificates into SEAL_FOLDER and set SEAL_PASSWORD (docs/operations.md, Keys)."
    try:
        certificate = keys.seal_key().certificate
    except SealError as error:
        yield Error(f"No paper can be sealed: {error}", hint, id="hub.E19")
        return
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        yield Error("The seal's certificate is not valid today.", hint, id="hub.E19")
    elif certificate.not_valid_after_utc < at + SOON:
        yield Caution(f"The seal's certificate ends on {certificate.not_valid_after_utc:%d.%m.%Y}.", hint, id="hub.W04")


def scanner() -> Iterator[CheckMessage]:
    if not getattr(settings, "CLAMAV", None):
        hint = "Install clamav-daemon and let CLAMAV name its socket (docs/operations.md)."
        yield Caution("No virus scanner looks at uploaded files.", hint, id="hub.W05")


def technopark() -> Iterator[CheckMessage]:
    if settings.TECHNOPARK_BIN == settings.INVENTED_BIN or not check_bin(settings.TECHNOPARK_BIN).ok:
        hint = "Set TECHNOPARK_BIN to the Technopark's own BIN."
        yield Caution("The Technopark goes by an invented BIN.", hint, id="hub.W08")


def database_place() -> Iterator[CheckMessage]:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        path = Path(database["NAME"])
        if path.exists() and path.stat().st_mode & OTHERS:
            yield Error(f"Others on this machine can read {path}.", f"chmod go= {path}*", id="hub.E20")
        return
    away = database["HOST"] not in ("", *HERE) and not database["HOST"].startswith("/")
    if away and not str(database["OPTIONS"].get("sslmode", "")).startswith(("require", "verify")):
        hint = "Add ?sslmode=verify-full&sslrootcert=… to DATABASE_URL."
        yield Caution("The database is asked over the network in the open.", hint, id="hub.W06")


def demo_people() -> Iterator[CheckMessage]:
    """Accounts whose password everybody knows."""
    from hub.accounts.models import User
    from hub.demo.people import ACCOUNTS

    try:
        there = User.objects.filter(email__in=[one.email for one in ACCOUNTS], is_active=True).exists()
    except DatabaseError:
        yield Caution("The database cannot be asked.", "Start it, then: hub prepare", id="hub.W07")
        return
    if there:
        hint = "Begin with an empty database: the demonstration's history is invented, too."
        yield Error("The demonstration's accounts are in this database.", hint, id="hub.E21")


OF_SETTINGS: tuple[Check, ...] = (
    technopark, mode, secret_key, address, transport, cookies, content_policy, limits, passwords, folders, seal,
    scanner, database_place,
)  # fmt: skip


def register_all() -> None:
    """Hand the checks to Django, for deployments only."""
    for check in OF_SETTINGS:
        register(_as_django_asks(check), Tags.security, deploy=True)
    register(_as_django_asks(demo_people), Tags.database, deploy=True)


def _as_django_asks(check: Check) -> Callable[..., list[CheckMessage]]:
    def asked(**_kwargs: object) -> list[CheckMessage]:
        return list(check())

    asked.__name__ = check.__name__
    return asked
