"""What every test may use: people, an organisation, an application, and the acts done to it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.translation import override

from hub.accounts.models import User
from hub.audit import guard
from hub.documents.checks import check
from tests import world

ALMATY = ZoneInfo("Asia/Almaty")

pytest_plugins = ["tests.clause_report"]


@pytest.fixture(autouse=True)
def _quiet_world(settings, tmp_path):
    """Files of a test go to its own folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """PostgreSQL drops no database that a last request of a browser test still holds: such connections are ended."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(scope="session", autouse=True)
def _guards_step_aside():
    """A test that commits leaves an empty database behind: only for that the append-only tables lose their guards."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def flush(operations, statements):
        for one in guard.GUARDS:
            guard.lift(operations.connection, one)
        empty(operations, statements)
        for one in guard.GUARDS:
            guard.install(operations.connection, one)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture(autouse=True)
def _first_language():
    """Every test begins in the portal's first language, whatever the one before it has left."""
    with override("kk"):
        yield


@pytest.fixture(autouse=True)
def _checks_in_this_process(request, monkeypatch):
    """Files are checked as always, but without a process of their own; the browser tests keep it."""
    if "browser" not in request.keywords:
        monkeypatch.setattr("hub.documents.store.check_isolated", check)


@pytest.fixture
def client() -> world.Browser:
    """Whoever signs in here came with a second factor."""
    return world.Browser()


@pytest.fixture
def monday() -> datetime:
    """An ordinary working morning: Monday 18 May 2026, 10:00 in Almaty."""
    return datetime(2026, 5, 18, 10, 0, tzinfo=ALMATY)


@pytest.fixture
def today(monday) -> date:
    return monday.date()


@pytest.fixture
def officer(db, today) -> User:
    return world.person("officer@example.kz", "Дана Тексеруші", roles=("registration",), on=today)


@pytest.fixture
def applicant(db) -> User:
    return world.person("head@example.kz", "Айдос Үлгілі")


@pytest.fixture
def organisation(applicant, today):
    return world.organisation("Үлгі Софт ЖШС", "ТОО «Пример Софт»", owner=applicant, on=today)


@pytest.fixture
def draft(organisation, applicant, monday):
    """An application that is complete and not yet filed."""
    return world.draft(organisation, applicant, monday)


@pytest.fixture
def filed(draft, applicant, monday):
    """The same application, filed on Monday 18 May 2026."""
    return world.do(draft, "file", applicant, monday, given={"declared": True})
