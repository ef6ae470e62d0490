"""A request that waits for its answer, rounds at three stages, a visit with a photo."""

from __future__ import annotations

from hub.cases import drafts
from hub.cases.models import Case
from hub.documents import store
from hub.monitoring import batches
from hub.monitoring.models import Visit
from rules.monitoring import MONITORING
from tests import world
from tests.access.scene import NOW, PDF, Scene

ITEM = {"kind": "information", "note": "Ход проекта canary-asked"}
ROUNDS = {
    "inner round": "2026-Q1",
    "remarked round": "2026-Q2",
    "closed round": "2025-Q4",
    "drafted round": "2025-Q3",
}


def monitor(scene: Scene) -> None:
    participant = scene.cases["participant"].participant
    by = scene.monitoring
    scene.args["kind of request"], scene.args["quarter of rounds"] = ("request",), ("2026-Q2",)
    batch = batches.order("monitoring_request", [participant.pk], by=by, at=NOW, items=[ITEM])
    for topic in ROUNDS.values():
        batches.order(MONITORING.key, [participant.pk], by=by, at=NOW, topic=topic)
    while batches.run(NOW):
        pass
    scene.args["batch"] = (batch.pk,)
    asked = Case.objects.get(topic=batch.case_topic)
    typed = {"how": ["given"], "text": ["canary-typed"]}
    drafts.save_part(asked, "item-1", typed, seen=0, by=scene.owner, at=NOW)
    scene.cases["asked request"], scene.args["asked request"] = asked, (asked.pk,)
    for name, topic in ROUNDS.items():
        found = Case.objects.get(procedure_key=MONITORING.key, topic=topic)
        scene.cases[name], scene.args[name] = found, (found.pk,)
    _visit(scene)
    remarked = scene.cases["remarked round"]
    remarked.remarks.create(
        part="income", clause="9-1", text="Доход canary-round-remark", written_by=by, written_at=NOW
    )
    world.do(remarked, "remark", by, NOW)
    for name in ("inner round", "drafted round"):
        world.tick_all(scene.cases[name], by, NOW)
    drafted = {"verdict": "inexpedient", "conclusion": "canary-conclusion"}
    world.do(scene.cases["drafted round"], "conclude", by, NOW, given=drafted)
    world.do(scene.cases["closed round"], "close", by, NOW, given={"reasons": "Проверка не нужна."})


def _visit(scene: Scene) -> None:
    case, by = scene.cases["inner round"], scene.monitoring
    made = Visit.objects.create(
        case=case, on=NOW.date(), place="Астана", found=True, seen="canary-visit", by=by, at=NOW
    )
    photo = store.take(world.upload(PDF, "canary-photo.pdf"), language="ru", organisation=None, by=by, at=NOW)
    made.photos.add(photo)
    scene.args["inner round photo"] = (case.pk, made.pk, photo.pk)
    scene.args["crossed photo"] = (scene.cases["remarked round"].pk, made.pk, photo.pk)
