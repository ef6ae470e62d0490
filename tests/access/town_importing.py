"""Two files of earlier participants: one that may be entered, and one with a fault."""

from __future__ import annotations

from hub.importing import taking, work
from tests import world
from tests.access.scene import NOW, Scene
from tests.importing.files import as_csv, row


def bring(scene: Scene) -> None:
    for name, content in (("checked", as_csv(row(901))), ("wrong", as_csv(row(902, region="Марс")))):
        judged = taking.judge(world.upload(content, "Участники.csv"))
        one = taking.begin(judged, by=scene.officer, language="ru", at=NOW)
        work.run(NOW)
        scene.args[f"{name} import"] = (one.pk,)
