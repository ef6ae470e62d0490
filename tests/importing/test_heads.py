"""A participant of the earlier register gets a head by the Technopark's invitation, once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hub.accounts import organisations
from hub.accounts.access import Access
from hub.accounts.models import Invitation
from hub.audit.models import Event
from hub.notices.models import Outgoing
from hub.register.models import Participant
from tests import clock, world
from tests.importing.files import as_csv, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def invite(client, officer, monday, monkeypatch, enter):
    enter(as_csv(row(1)))
    clock.stop(monkeypatch, monday)
    client.force_login(officer)
    where = reverse("head_invite", args=[Participant.objects.get().pk])
    return lambda email: client.post(where, {"email": email})


def test_the_head_joins_by_the_letter_and_sees_the_participation(invite, client, monday):
    participant = Participant.objects.get()
    assert invite("head@qyran.example.kz").status_code == 302
    assert Outgoing.objects.get().to == "head@qyran.example.kz"
    assert Event.objects.filter(action="invitation.send").count() == 1
    head = world.person("head@qyran.example.kz", "Бас Кісі")
    organisations.accept(Invitation.objects.get(), by=head, at=monday)
    assert Access(head, monday.date()).owns(participant.organisation_id)
    client.force_login(head)
    assert client.get(reverse("participation", args=[participant.pk])).status_code == 200


def test_who_has_a_head_gets_no_other_from_the_technopark(invite, monday):
    invite("head@qyran.example.kz")
    organisations.accept(Invitation.objects.get(), by=world.person("head@qyran.example.kz", "Бас"), at=monday)
    assert invite("stranger@example.kz").status_code == 302
    assert Invitation.objects.count() == 1


def test_the_same_address_is_invited_once(invite):
    invite("head@qyran.example.kz")
    assert invite("head@qyran.example.kz").status_code == 422
    assert invite("no address").status_code == 422
    assert Invitation.objects.count() == 1
