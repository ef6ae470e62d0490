"""Participants of today and of the past, a secret calendar, and a matter that is still the Technopark's own."""

from __future__ import annotations

from hub.cases import drafts
from hub.participation import feed
from hub.participation.models import Kind, ReminderRule
from tests import world
from tests.access.scene import NOW, Scene

ASKED = "Сервис работает, подключены сто магазинов."


def take_part(scene: Scene) -> None:
    for stage in ("participant", "ended"):
        scene.args[f"{stage} participation"] = (scene.cases[stage].participant.pk,)
    participant = scene.cases["participant"].participant
    scene.args["feed"] = ("ru", feed.make(participant, by=scene.participant, at=NOW))
    rule = ReminderRule.objects.create(kind=Kind.FEE, days=7, set_by=scene.officer, set_at=NOW)
    scene.args["reminder rule"] = (rule.pk,)
    _extensions(scene)
    matter = drafts.begin("early_end", participant.organisation, by=scene.officer, language="ru", at=NOW)
    scene.args["inner matter"] = (matter.pk,)


def _extensions(scene: Scene) -> None:
    """One that was filed and waits for the decision, and one that is still being written."""
    asked = {"years": ["1"], "results": [ASKED], "plans": [ASKED]}
    for stage, owner, name in (("participant", scene.owner, "extension"), ("ended", scene.ended, "lengthening")):
        organisation = scene.cases[stage].organisation
        case = drafts.begin("extension", organisation, by=owner, language="ru", at=NOW)
        drafts.save_part(case, "about", asked, seen=0, by=owner, at=NOW)
        scene.cases[name], scene.args[name] = case, (case.pk,)
    scene.cases["extension"] = world.do(scene.cases["extension"], "file", scene.owner, NOW, given={"declared": True})
