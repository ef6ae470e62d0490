"""An agreement drawn up for signing, and one that was signed, with its text and its scan."""

from __future__ import annotations

from hub.documents import store
from hub.register.agreements.record import conclude
from hub.register.agreements.templates import newest
from hub.register.agreements.text import Terms
from tests import world
from tests.access.scene import NOW, Scene
from tests.registration.stages import drawn_up

SIGNER = "canary-signer"


def sign(scene: Scene) -> None:
    drawn_up(scene.cases["approved"], scene.officer, NOW, number="Д-2", signer=SIGNER)
    participant, ended = (scene.cases[stage].participant for stage in ("participant", "ended"))
    first = participant.agreements.get()
    terms = Terms("canary-amendment", signed_on=first.signed_on, until=first.until, amends=first, report_form="2026-1")
    scan = store.take(world.upload(), language="kk", organisation=None, by=scene.officer, at=NOW)
    made = conclude(participant, terms, template=newest(), signer="", scan=scan, at=NOW)
    scene.args["signed agreement"] = (participant.pk, made.pk)
    scene.args["ended agreement"] = (ended.pk, ended.agreements.get().pk)
    scene.args["crossed agreement"] = (ended.pk, made.pk)
