"""People: of companies, of the technopark, of two commissions; and those whose rights are over or not yet begun."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from hub.accounts.models import Role, RoleGrant, User
from hub.commissions.models import Charter, Commission, Seat
from hub.demo.people import ACCOUNTS
from tests import world
from tests.access.scene import LONG_AGO, NOW, TOMORROW, YESTERDAY, Scene

ROLES = {
    "officer": Role.REGISTRATION,
    "monitoring": Role.MONITORING,
    "finance": Role.FINANCE,
    "housing": Role.HOUSING,
    "education": Role.EDUCATION,
    "translator": Role.TRANSLATION,
    "secretary": Role.SECRETARY,
    "reference": Role.REFERENCE,
    "authorised": Role.AUTHORISED_BODY,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}
WITHOUT = ("owner", "reader", "removed", "owner_b", "participant", "ended", "other_member", "disabled", "stood_in")
"""Who holds no role of their own."""


def settle(scene: Scene) -> None:
    for persona in WITHOUT:
        scene.people[persona] = world.person(f"{persona}@example.kz", f"Адам {persona}")
    scene.people["editor"] = world.person("canary-colleague@example.kz", "Адам editor")
    for persona, role in ROLES.items():
        scene.people[persona] = world.person(f"{persona}@example.kz", f"Адам {persona}", roles=(role,))
    for persona in ("stand_in", "unassigned"):
        scene.people[persona] = world.person(f"{persona}@example.kz", f"Адам {persona}")
    scene.people["weak"] = world.person("weak@example.kz", "Адам weak", roles=tuple(Role.values))
    _rights_of_yesterday(scene.removed)
    _leave(scene)
    _ways_in(scene)
    RoleGrant.objects.create(user=scene.disabled, role=Role.REGISTRATION, since=LONG_AGO, reason="тест")
    scene.disabled.is_active = False
    scene.disabled.save()
    world.person(ACCOUNTS[0].email, "Адам demo")
    _commissions(scene)


def _rights_of_yesterday(user: User) -> None:
    """Every role until yesterday, and again from tomorrow: none today."""
    for role in Role.values:
        RoleGrant.objects.create(user=user, role=role, since=LONG_AGO, until=YESTERDAY, reason="тест")
        RoleGrant.objects.create(user=user, role=role, since=TOMORROW, reason="тест")


def _leave(scene: Scene) -> None:
    """The officer of registration is on leave: one stands in today, another did until yesterday."""
    days = {"stand_in": (YESTERDAY, TOMORROW), "stood_in": (LONG_AGO, YESTERDAY)}
    for persona, (since, until) in days.items():
        given = RoleGrant.objects.create(
            user=scene.people[persona],
            role=Role.REGISTRATION,
            since=since,
            until=until,
            reason="отпуск",
            stands_in_for=scene.officer,
        )
        scene.args.setdefault("leave", (given.pk,))


def _ways_in(scene: Scene) -> None:
    """A second factor and another session of two heads."""
    for persona in ("owner", "owner_b"):
        user = scene.people[persona]
        factor = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        session = UserSession.objects.create(user=user, ip="192.0.2.7", session_key=f"elsewhere-{persona}")
        scene.args |= {f"{persona} factor": (factor.pk,), f"{persona} session": (session.pk,)}
    scene.args["provider"] = ("state",)


def _commissions(scene: Scene) -> None:
    commission, users = world.commission()
    scene.people |= {"chair": users[0], "deputy": users[1], "member": users[2], "conflicted": users[3]}
    scene.people |= {"clerk": users[-1]}
    seat = {"commission": commission, "kind": "state", "order": "Приказ № 2"}
    over = Seat.objects.create(user=scene.removed, since=LONG_AGO, until=YESTERDAY, **seat)
    Seat.objects.create(user=scene.removed, since=TOMORROW, **seat)
    Seat.objects.create(user=scene.unassigned, since=NOW.date(), **seat)
    Seat.objects.create(user=scene.weak, since=NOW.date(), office=Seat.Office.DEPUTY, **seat)
    scene.args["commission"] = (commission.pk,)
    scene.args["seat"], scene.args["seat over"] = (Seat.objects.get(user=users[2]).pk,), (over.pk,)
    other = Commission.objects.create(
        actor="independent_commission", name_kk="Комиссия", name_ru="Комиссия", name_en="Commission"
    )
    Charter.objects.create(commission=other, since=LONG_AGO, order="Приказ № 3", quorum_percent=60, majority_percent=50)
    Seat.objects.create(commission=other, user=scene.other_member, kind="state", since=LONG_AGO, order="Приказ № 4")
