"""A whole story leaves nothing personal and no free text in the chain; what is private is sealed beside it."""

import re

import pytest
from django.db import connection, transaction

from hub.accounts import organisations, roles
from hub.accounts.models import Invitation, User
from hub.audit.models import Event, Private
from hub.audit.verify import verify
from hub.cases.models import Filing
from hub.commissions import sittings
from tests import world

pytestmark = pytest.mark.django_db

PERSONAL = re.compile(r"@|\+7|\b\d{12}\b")
"""An e-mail, a phone, an IIN."""


@pytest.fixture
def story(filed, applicant, officer, organisation, monday):
    """From the colleagues over the filing and the commission to the entry in the register."""
    chief = world.person("chief@example.kz", "Әкімші Бастық", roles=("administrator",))
    with transaction.atomic():
        organisations.invite(organisation, "somebody@example.kz", "editor", by=applicant, at=monday)
    roles.grant(officer, "auditor", since=monday.date(), until=None, reason="Уақытша ауыстыру", by=chief, at=monday)
    case = world.referred(filed, officer, monday)
    case = world.decide(case, "for", monday)
    item = case.items.get()
    sittings.dissent(item, text="Жоба шикі деп санаймын.", by=item.ballots.first().user, at=monday)
    return case


def spoken():
    """Every name, address and free text of the story."""
    for user in User.objects.all():
        yield from (user.full_name, user.email)
    yield from Invitation.objects.values_list("email", flat=True)
    yield from ("Проект изучен", "Жоба шикі", "Уақытша ауыстыру")
    for filing in Filing.objects.all():
        for part in filing.content["parts"].values():
            yield from (value for values in part.values() for value in values if len(value) > 12)


def test_nothing_personal_in_the_chain(story):
    words = {word for word in spoken() if word.strip()}
    assert len(words) > 30
    for event in Event.objects.all():
        assert not [word for word in words if word in event.content], event.content
        assert not PERSONAL.search(str(event.data | {"private": None})), event.content


def test_what_is_private_is_kept_and_proved(story):
    kept = {one.value: one for one in Private.objects.select_related("event")}
    for said in ("somebody@example.kz", "Уақытша ауыстыру", "Проект изучен.", "Жоба шикі деп санаймын."):
        assert kept[said].holds()
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM audit_private")
        assert not [row for row in cursor.fetchall() if "example" in row[0]]


def test_without_its_private_values_the_chain_is_whole(story):
    Private.objects.all().delete()
    assert verify().whole


def test_the_scan_would_notice(story, applicant, monday):
    """The negative control."""
    from hub.audit.log import record

    record("x", "y:1", by=None, at=monday, name=applicant.full_name)
    assert [word for word in spoken() if word in Event.objects.last().content]
