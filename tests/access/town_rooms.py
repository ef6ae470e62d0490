"""The rooms of a company and of the technopark: invitations, notices, roles, reference data."""

from __future__ import annotations

from datetime import date

from hub.accounts.models import Invitation, Role, RoleGrant
from hub.audit import heads
from hub.audit.log import record
from hub.audit.models import Event
from hub.demo.people import ACCOUNTS
from hub.notices.models import Notice
from hub.reference import changes
from hub.reference.models import DayCorrection, MrpValue
from rules.text import Text
from tests.access.scene import LONG_AGO, NOW, TOMORROW, Scene


def furnish(scene: Scene) -> None:
    _company_objects(scene)
    _office_objects(scene)


def _company_objects(scene: Scene) -> None:
    for stage, owner in (("check", scene.owner), ("foreign", scene.owner_b)):
        company = scene.cases[stage].organisation
        invitation = Invitation.objects.create(
            organisation=company, email=f"canary-invited-{stage}@example.kz", invited_by=owner, invited_at=NOW
        )
        scene.args[f"{stage} invitation"] = (company.bin, invitation.pk)
        scene.args[f"{stage} token"] = (invitation.token,)
        for row in company.memberships.filter(since=LONG_AGO).select_related("user"):
            persona = next(name for name, user in scene.people.items() if user == row.user)
            scene.args[f"{stage} {persona}"] = (company.bin, row.pk)
    scene.args["crossed invitation"] = (scene.args["check company"][0], scene.args["foreign invitation"][1])
    scene.args["crossed colleague"] = (scene.args["check company"][0], scene.args["foreign owner_b"][1])
    scene.args["crossed document"] = (scene.cases["check"].pk, scene.args["foreign document"][1])
    scene.args["crossed attachment"] = (scene.cases["draft"].pk, scene.args["remarks attachment"][1])
    scene.args["crossed remark"] = (scene.cases["foreign"].pk, scene.args["check canary-unsent-remark"][1])
    notice = Notice.objects.create(user=scene.owner, subject="canary-notice", text="Текст", path="/ru/", at=NOW)
    scene.args["notice"] = (notice.pk,)
    token = Invitation.objects.create(
        organisation=scene.cases["draft"].organisation,
        email=scene.owner_b.email,
        invited_by=scene.owner,
        invited_at=NOW,
    ).token
    scene.args["token for owner_b"] = (token,)


def _office_objects(scene: Scene) -> None:
    grant = RoleGrant.objects.create(user=scene.translator, role=Role.REFERENCE, since=TOMORROW, reason="canary-grant")
    reason = Text("Ауыстыру", "Перенос", "Moved")
    change = changes.correct_day(
        date(2026, 9, 7), working=False, reason=reason, decree="№ 1", by=scene.reference, at=NOW
    )
    noted = record("town.built", "town:1", by=None, at=NOW, private={"note": "Құпия жазба"})
    heads.write_due(NOW)
    scene.args |= {
        "noted event": (noted.number,),
        "grant": (grant.pk,),
        "change": (change.pk,),
        "other event": (Event.objects.exclude(action__startswith="calendar.").latest("pk").pk,),
        "correction": (DayCorrection.objects.get().pk,),
        "index": (MrpValue.objects.create(since=date(2027, 1, 1), amount=4500, source="Закон").pk,),
        "activity": ("1",),
        "clause": ("14",),
        "demo": (ACCOUNTS[0].key,),
        "confirmation": ("no-such-key",),
        "reset": ("1", "no-such-key"),
    }
