"""Two at once: one package leaves once, and nothing leaves under a consent that is just being withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection
from django.db.models import QuerySet

from hub.confidentiality import consents, disclosures, packages
from hub.confidentiality.models import Disclosure, ParticipantConsent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("30")]
TOGETHER = 1.0
"""Seconds that one waits for the other to have read the same row; under a lock the other cannot."""


def at_once(*acts) -> list[str]:
    """What came of acts begun at the same moment, each on a connection of its own."""

    def run(act) -> str:
        try:
            act()
        except (consents.Refused, consents.Withdrawn):
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


@pytest.fixture
def meet(monkeypatch):
    """Two wait for each other after they have read the package and before they write."""
    barrier, require = Barrier(2), disclosures._require_consent

    def wait(*given):
        with suppress(BrokenBarrierError):
            barrier.wait(TOGETHER)
        require(*given)

    monkeypatch.setattr(disclosures, "_require_consent", wait)


@pytest.fixture
def unlocked(monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, whatever is locked")
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)


def take_twice(prepared, officer, at) -> list[str]:
    content = packages.build(prepared)
    take = lambda: disclosures.take(prepared, content, by=officer, at=at)  # noqa: E731  named for what it does
    return at_once(take, take)


def test_cl30_of_two_who_take_one_package_one_gets_it(prepared, officer, tuesday, meet):
    assert take_twice(prepared, officer, tuesday) == ["done", "refused"]
    assert Disclosure.objects.get().taken_by == officer


def test_without_the_lock_both_would_get_it(prepared, officer, tuesday, meet, unlocked):
    """The negative control."""
    assert take_twice(prepared, officer, tuesday) == ["done", "done"]


def test_cl30_a_withdrawal_and_a_package_at_once_leave_one_story(consent, prepared, applicant, officer, tuesday):
    content = packages.build(prepared)
    told = at_once(
        lambda: consents.withdraw(consent, by=applicant, at=tuesday),
        lambda: disclosures.take(prepared, content, by=officer, at=tuesday),
    )
    taken = Disclosure.objects.get().taken_at is not None
    assert ParticipantConsent.objects.get().withdrawn_at == tuesday
    assert told == (["done", "done"] if taken else ["done", "refused"])
