"""Participants of today and of the past, a secret calendar, and a matter that is still the Technopark's own."""

from __future__ import annotations

from hub.cases import drafts
from hub.participation import feed
from hub.participation.models import Kind, ReminderRule
from tests.access.scene import NOW, Scene


def take_part(scene: Scene) -> None:
    for stage in ("participant", "ended"):
        scene.args[f"{stage} participation"] = (scene.cases[stage].participant.pk,)
    participant = scene.cases["participant"].participant
    scene.args["feed"] = ("ru", feed.make(participant, by=scene.participant, at=NOW))
    rule = ReminderRule.objects.create(kind=Kind.FEE, days=7, set_by=scene.officer, set_at=NOW)
    scene.args["reminder rule"] = (rule.pk,)
    matter = drafts.begin("early_end", participant.organisation, by=scene.officer, language="ru", at=NOW)
    scene.args["inner matter"] = (matter.pk,)
