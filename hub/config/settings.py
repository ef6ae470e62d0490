"""Settings of the portal. `HUB_MODE` is `demo` (the default: nothing outside is needed) or `production`."""

import os
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hub.config import files
from hub.config.env import ROOT, UnsafeSetting, database, field_keys, folder, identity_provider, origin, secret

# So that Django's classes take type parameters when the program runs, too.
django_stubs_ext.monkeypatch()

MODE = os.environ.get("HUB_MODE", "demo")
if MODE not in ("demo", "production"):
    raise UnsafeSetting(f"HUB_MODE is {MODE!r}; it is `demo` or `production`.")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
DEBUG = False

VAR = folder("HUB_VAR", ROOT / "var")
SECRET_KEY = secret("SECRET_KEY", VAR, production=PRODUCTION)
# The keys of encrypted fields (hub/privacy): never in the database, never in its backup.
FIELD_KEYS_FOLDER = field_keys("FIELD_KEYS_FOLDER", VAR / "keys", production=PRODUCTION)
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "hub.accounts",
    "hub.audit",
    "hub.reference",
    "hub.documents",
    "hub.notices",
    "hub.cases",
    "hub.commissions",
    "hub.register",
    "hub.registration",
    "hub.participation",
    "hub.analysis",
    "hub.closing",
    "hub.importing",
    "hub.reports",
    "hub.personal_data",
    "hub.confidentiality",
    "hub.monitoring",
    "hub.fees",
    "hub.site",
    "hub.config",
]
if DEMO:
    INSTALLED_APPS.append("hub.demo")

MIDDLEWARE = [
    "hub.config.middleware.OuterDoor",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "hub.config.middleware.InnerDoor",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.accounts.middleware.PolicyMiddleware",
]

ROOT_URLCONF = "hub.config.urls"
WSGI_APPLICATION = "hub.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "hub/site/jinja2"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "hub.site.jinja.environment",
            "context_processors": ["hub.site.context.page"],
        },
    },
    {
        # Only for what packages bring in Django's own template language (mail texts of sign-up).
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'portal.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["hub.accounts.backend.PasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "cabinet"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "hub.accounts.adapter.AccountAdapter"
LETTERS = "hub.notices.outbox.write_letter"
AT_SIGN_UP = "hub.personal_data.consents.at_sign_up"
AFTER_CALENDAR_CHANGE = "hub.cases.projection.renew_open"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "hub.accounts.forms.SignupFields"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # counted by hub.accounts.limits, the same for several processes
MFA_ADAPTER = "hub.accounts.factors.FactorAdapter"
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
# A state identity provider (OpenID Connect), if there is one: no issuer, no button.
SOCIALACCOUNT_ADAPTER = "hub.accounts.identity.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "").rstrip("/")
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS = identity_provider(OIDC_ISSUER)
# Minutes within which a person need not confirm themself again before votes, decisions, seals and exports.
STEP_UP_MINUTES = 15
# Hours in all and minutes without use: of those who must come with a second factor, and of the others.
SESSION_LENGTHS = {"guarded": (12, 30), "others": (24, 60)}
SESSION_COOKIE_AGE = 24 * 3600 + 2 * 3600  # the times above are judged by the server; this only clears up
# How many proxies stand before the portal: only so many forwarded addresses are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1" if PRODUCTION else "0"))

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # One-time codes that were used stand here: with Django's 300 entries a stranger could push them out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
# How often somebody may do what costs much: a person who signed in, else an address. LIMIT_UPLOAD=240/h changes one.
LIMITS = {
    name: os.environ.get(f"LIMIT_{name.upper()}", rate)
    for name, rate in {
        "act": "120/h",  # an act makes papers and seals, and writes letters; a busy officer does some thirty an hour
        "upload": "120/h",  # a file is checked in a process of its own; a whole application has about twenty
        "autosave": "120/m",  # a fast typist saves fifty times a minute: typed text is never refused to a person
        "search": "120/m",  # a search reads a whole table; nobody reads two pages of answers a second
        "export": "30/m",  # an export reads everything
        "paper": "60/h",  # a paper is set anew each time that it is looked at
        "certificate": "30/m",  # a check of a certificate reads a PDF; and numbers are not to be tried in turn
        "letter": "30/d",  # a letter to an address that anybody may name
        "sign_in_address": "30/15m",  # wrong passwords; an office behind one address mistypes, too
        "sign_in_account": "10/15m",  # in browsers where nobody has signed in to the account
        "sign_in_device": "10/15m",  # in a browser of the account's own
        "code_address": "30/15m",  # wrong codes of a second factor, likewise
        "code_account": "10/15m",
        "code_device": "10/15m",
        "passkey": "60/15m",
        "sign_up": "20/h",
        "reset": "20/h",
        "account_letter": "5/h",  # letters of one kind to one address: nobody's mailbox is flooded
    }.items()
}

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

STATIC_URL = "/static/"
STATIC_ROOT = folder("STATIC_ROOT", VAR / "static")
STORAGES: dict[str, dict[str, Any]] = {
    "default": files.storage(VAR / "files"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The virus scanner that looks at uploaded files, if any.
CLAMAV = files.scanner()
INVENTED_BIN = "181140007771"
TECHNOPARK_BIN = os.environ.get("TECHNOPARK_BIN", INVENTED_BIN)
"""The BIN of the Technopark itself."""
# The current account to which fees are paid: a file as hub/fees/bank.toml; the demonstration has an invented one.
BANK_DETAILS = os.environ.get("BANK_DETAILS", "")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A page of the application may send several files of 20 MB at once; nginx says the same number.
BODY_LIMIT = 100 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if PRODUCTION else "hub.notices.mailbox.Backend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_TIMEOUT = 10
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Astana Hub Portal <portal@example.kz>")

# The technopark's seal: a folder with its certificate and key. The demo makes one of its own.
SEAL_FOLDER = folder("SEAL_FOLDER", VAR / "seal")
SEAL_PASSWORD = os.environ.get("SEAL_PASSWORD", "")

# The audit log: where its signed heads go (not into the database), their key, and who stamps them with the time.
AUDIT_HEADS_FOLDER = folder("AUDIT_HEADS_FOLDER", VAR / "heads")
AUDIT_KEY_FOLDER = os.environ.get("AUDIT_KEY_FOLDER", str(VAR / "audit-key"))
TSA_URL = os.environ.get("TSA_URL", "")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Said by hub/config/checks.py in our own words: the place on the preload list, and the move to HTTPS by the proxy.
SILENCED_SYSTEM_CHECKS = ["security.W021", "security.W008"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hub.site.errors.csrf"
if PRODUCTION:
    SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    # A place on the browsers' own list binds for years: the owner of the name decides on it, not the program.
    SECURE_HSTS_PRELOAD = os.environ.get("HSTS_PRELOAD", "") == "1"
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([origin(OIDC_ISSUER)] if OIDC_ISSUER else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "worker-src": [NONE],
        "frame-src": [NONE],
        # Off on plain HTTP, where it would turn the portal's own addresses into ones that nobody answers.
        "upgrade-insecure-requests": PRODUCTION,
    }
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "hub.config.logs.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
