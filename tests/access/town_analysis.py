"""An analysis that is being prepared, and one that was sent to the authorised body."""

from __future__ import annotations

from datetime import UTC, datetime

from hub.analysis import timer
from hub.analysis.models import Analysis
from hub.cases.models import Case
from rules.calendar import Quarter
from tests import world
from tests.access.scene import NOW, Scene

SENT, OPEN = Quarter.of(NOW.date()).before.before, Quarter.of(NOW.date()).before


def analyse(scene: Scene) -> None:
    second = world.person("second-analyst@example.kz", "Екінші Талдаушы", roles=("monitoring",))
    for quarter in (SENT, OPEN):
        timer.open_quarter(quarter, datetime.combine(quarter.after.first, NOW.timetz()).astimezone(UTC))
    sent = Analysis.objects.get(quarter_end=SENT.last)
    Analysis.objects.filter(pk=sent.pk).update(text_kk="Талдау.", text_ru="Анализ.", saved_by=scene.monitoring)
    case = Case.objects.get(pk=sent.case_id)
    for act, by in (("submit", scene.monitoring), ("approve", second), ("send", scene.monitoring)):
        case = world.do(case, act, by, NOW)
    scene.args |= {"sent analysis": (SENT.key,), "open analysis": (OPEN.key,), "no analysis": ("2019-Q1",)}
