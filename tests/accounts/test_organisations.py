"""Organisations, their people and invitations."""

from datetime import date, timedelta

import pytest

from hub.accounts import organisations as acts
from hub.accounts.models import Capacity, Invitation, Membership, Organisation
from hub.audit.models import Event
from hub.notices.models import Outgoing
from rules.bin import make_bin
from tests import world

NAMES = {"name_kk": "Жаңа Софт ЖШС", "name_ru": "ТОО «Новый Софт»"}


@pytest.fixture
def owner(client, applicant, organisation):
    client.force_login(applicant)
    return applicant


@pytest.fixture
def home(organisation):
    return f"/en/organisations/{organisation.bin}/"


def joined(organisation, email="colleague@example.kz", capacity=Capacity.EDITOR):
    user = world.person(email, "Әріптес Бір")
    return Membership.objects.create(user=user, organisation=organisation, capacity=capacity, since=date(2026, 1, 1))


def invited(organisation, by, at, email="guest@example.kz", capacity=Capacity.EDITOR):
    return acts.invite(organisation, email, capacity, by=by, at=at)


def test_who_names_an_organisation_becomes_its_head(client, applicant):
    client.force_login(applicant)
    digits = make_bin(2019, 7, 42)
    answer = client.post("/en/organisations/new/", NAMES | {"bin": f" {digits[:6]} {digits[6:]} "})
    assert answer["Location"] == f"/en/organisations/{digits}/"
    assert Membership.objects.get(user=applicant).capacity == Capacity.OWNER
    assert Event.objects.filter(action="organisation.create", actor=applicant).exists()
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "12 digits"),
        ("12345", "A BIN has 12 digits"),
        ("08114000043x", "digits only"),
        ("081140000437", "The check digit does not fit"),
        (make_bin(2019, 7, 42, part="1"), "BIN of a branch"),
        (make_bin(2019, 7, 42, kind="6"), "joint sole trader"),
        (make_bin(1990, 1, 13000, kind="0", part="1"), "IIN of a person"),
        ("<script>1</script>", "digits only"),
    ],
)
def test_a_wrong_bin_is_explained_and_nothing_typed_is_lost(client, applicant, typed, words):
    client.force_login(applicant)
    answer = client.post("/en/organisations/new/", NAMES | {"bin": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Жаңа Софт ЖШС" in page
    assert "<script>1" not in page
    assert not Organisation.objects.exists()


def test_a_known_bin_is_not_named_twice(client, organisation):
    client.force_login(world.person("other@example.kz", "Басқа Адам"))
    answer = client.post("/en/organisations/new/", NAMES | {"bin": organisation.bin})
    assert answer.status_code == 422
    assert "Ask its head to invite you." in answer.content.decode()
    with pytest.raises(acts.KnownBin):
        acts.name_organisation(organisation.bin, **NAMES, by=organisation.memberships.get().user, at=_at())


def _at():
    from django.utils import timezone

    return timezone.make_aware(timezone.datetime(2026, 5, 18, 10))


def test_members_see_the_organisation_and_strangers_nothing(client, owner, organisation, home, filed):
    page = client.get(home).content.decode()
    assert organisation.name_ru in page
    assert filed.number in page
    client.force_login(joined(organisation, capacity=Capacity.READER).user)
    shown = client.get(home).content.decode()
    assert owner.full_name in shown
    assert owner.email not in shown
    assert "Send the invitation" not in shown
    client.force_login(world.person("stranger@example.kz", "Бөтен"))
    assert client.get(home).status_code == 404
    assert client.get("/en/organisations/000000000000/").status_code == 404


def test_only_the_head_manages_colleagues(client, organisation, home, owner):
    one = joined(organisation)
    client.force_login(one.user)
    mine = organisation.memberships.get(user=owner)
    for address in (f"{home}invite/", f"{home}colleagues/{mine.pk}/", f"{home}colleagues/{mine.pk}/end/"):
        assert client.post(address, {"capacity": "owner", "email": "x@example.kz"}).status_code == 404
    assert not Invitation.objects.exists()


def test_invite_by_letter_and_accept(client, owner, organisation, home):
    guest = world.person("guest@example.kz", "Қонақ Адам", language="kk")
    answer = client.post(f"{home}invite/", {"email": "Guest@example.kz", "capacity": "reader"}, follow=True)
    assert "guest@example.kz" in answer.content.decode()
    letter, invitation = Outgoing.objects.get(to=guest.email), Invitation.objects.get()
    assert f"/kk/invitations/{invitation.token}/" in letter.text
    assert organisation.name_kk in letter.text

    client.force_login(guest)
    page = f"/en/invitations/{invitation.token}/"
    assert "Accept" in client.get(page).content.decode()
    assert client.post(page)["Location"] == home
    assert client.get(home).status_code == 200
    assert Membership.objects.get(user=guest).capacity == Capacity.READER
    assert client.post(page).status_code == 409, "an invitation is taken once"
    assert Membership.objects.filter(user=guest).count() == 1


def test_an_invitation_brings_its_reader_to_sign_in_and_back(client, organisation, applicant, monday):
    guest = world.person("guest@example.kz", "Қонақ Адам")
    token = invited(organisation, applicant, monday).token
    stranger = client.get(f"/en/invitations/{token}/").content.decode()
    assert f"/en/account/login/?next=/en/invitations/{token}/" in stranger
    assert guest.email not in stranger
    assert client.post(f"/en/invitations/{token}/").status_code == 200
    assert not Membership.objects.filter(user=guest).exists()
    sent = {"login": guest.email, "password": "correct horse battery"}
    assert client.post("/en/account/login/", sent)["Location"] == f"/en/invitations/{token}/"


def test_the_wrong_person_cannot_accept(client, organisation, applicant, monday):
    token = invited(organisation, applicant, monday).token
    client.force_login(world.person("other@example.kz", "Басқа Адам"))
    page = client.get(f"/en/invitations/{token}/").content.decode()
    assert "This invitation was sent to another address" in page
    assert "guest@example.kz" not in page
    assert client.post(f"/en/invitations/{token}/").status_code == 409
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"withdrawn_at": "2026-05-18T04:00:00Z"}, "This invitation was withdrawn"),
        ({"invited_at": "2026-05-01T04:00:00Z"}, "This invitation is out of date"),
    ],
)
def test_a_closed_invitation_says_so(client, organisation, applicant, monday, change, words):
    guest = world.person("guest@example.kz", "Қонақ Адам")
    invitation = invited(organisation, applicant, monday)
    Invitation.objects.update(**change)
    client.force_login(guest)
    assert words in client.get(f"/en/invitations/{invitation.token}/").content.decode()
    answer = client.post(f"/en/invitations/{invitation.token}/")
    assert answer.status_code == 409
    assert not Membership.objects.filter(user=guest).exists()


def test_an_invitation_lasts_two_weeks(organisation, applicant, monday):
    guest = world.person("guest@example.kz", "Қонақ Адам")
    invitation = invited(organisation, applicant, monday)
    with pytest.raises(acts.NotOpen):
        acts.accept(invitation, by=guest, at=monday + timedelta(days=14))
    acts.accept(invitation, by=guest, at=monday + timedelta(days=14, seconds=-1))
    assert Membership.objects.filter(user=guest).exists()


def test_an_unknown_invitation_is_no_page(client, db):
    assert client.get("/en/invitations/no-such-token/").status_code == 404


def test_wrong_invitations_are_explained(client, owner, organisation, home, monday):
    joined(organisation)
    invited(organisation, owner, monday)
    cases = {
        "colleague@example.kz": "acts for your organisation already",
        "guest@example.kz": "waits already",
        "<b>no address</b>": "Write the address as",
    }
    for email, words in cases.items():
        answer = client.post(f"{home}invite/", {"email": email, "capacity": "reader"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page
        assert "<b>no" not in page
    assert Invitation.objects.count() == 1
    assert client.post(f"{home}invite/", {"email": "a@example.kz", "capacity": "king"}).status_code == 422


def test_the_portal_is_no_tool_for_mass_mail(organisation, applicant, monday):
    for number in range(acts.MOST_INVITATIONS):
        invited(organisation, applicant, monday, email=f"guest{number}@example.kz")
    with pytest.raises(acts.TooMany):
        invited(organisation, applicant, monday, email="one-more@example.kz")


def test_the_head_withdraws_an_invitation(client, owner, organisation, home, monday):
    invitation = invited(organisation, owner, monday)
    client.post(f"{home}invitations/{invitation.pk}/withdraw/")
    invitation.refresh_from_db()
    assert invitation.withdrawn_at == monday
    with pytest.raises(acts.NotOpen):
        acts.withdraw(invitation, by=owner, at=monday)


def test_a_removed_colleague_loses_access_at_the_next_request(client, owner, organisation, home, filed):
    one = joined(organisation)
    client.force_login(one.user)
    assert client.get(home).status_code == 200
    assert client.get(f"/en/cases/{filed.pk}/").status_code == 200
    client.force_login(owner)
    client.post(f"{home}colleagues/{one.pk}/end/")
    client.force_login(one.user)
    assert client.get(home).status_code == 404
    assert client.get(f"/en/cases/{filed.pk}/").status_code == 404
    assert Event.objects.filter(action="membership.end", actor=owner).exists()


def test_the_last_head_stays(client, owner, organisation, home):
    mine = organisation.memberships.get()
    answer = client.post(f"{home}colleagues/{mine.pk}/", {"capacity": "reader"})
    assert answer.status_code == 422
    assert "Somebody must stay head" in answer.content.decode()
    client.post(f"{home}colleagues/{mine.pk}/end/")
    mine.refresh_from_db()
    assert (mine.capacity, mine.until) == (Capacity.OWNER, None)


def test_a_head_hands_over_and_leaves(client, owner, organisation, home):
    one = joined(organisation)
    client.post(f"{home}colleagues/{one.pk}/", {"capacity": "owner"})
    one.refresh_from_db()
    assert one.capacity == Capacity.OWNER
    mine = organisation.memberships.get(user=owner)
    assert client.post(f"{home}colleagues/{mine.pk}/end/")["Location"] == "/en/account/profile/"
    assert client.get(home).status_code == 404


def test_a_colleague_of_another_organisation_is_no_page(client, owner, home):
    other = world.organisation("Бөтен ЖШС", "ТОО «Чужие»", owner=world.person("b@example.kz", "Б"), on=date(2026, 5, 1))
    foreign = other.memberships.get()
    assert client.get(f"{home}colleagues/{foreign.pk}/").status_code == 404
    assert client.post(f"{home}colleagues/{foreign.pk}/end/").status_code == 404


def test_the_page_of_an_organisation_asks_as_much_for_many_as_for_one(
    client, owner, organisation, home, monday, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    joined(organisation)
    invited(organisation, owner, monday)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(home)
    for number in range(12):
        joined(organisation, email=f"c{number}@example.kz")
        invited(organisation, owner, monday, email=f"g{number}@example.kz")
    with django_assert_num_queries(len(few)):
        client.get(home)
