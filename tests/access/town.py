"""The town of the access tests: companies, the technopark, two commissions, and applications at every stage.

Everything sensitive carries a canary, a word that stands nowhere else; `CANARIES` of the table says who may read it.
"""

from __future__ import annotations

from hub.cases.models import Case
from tests.access import (
    town_agreements,
    town_analysis,
    town_cases,
    town_commission,
    town_confidentiality,
    town_fees,
    town_importing,
    town_monitoring,
    town_participation,
    town_people,
    town_personal,
    town_reports,
    town_rooms,
)
from tests.access.scene import Scene


def build() -> Scene:
    """The whole town, as it stands on `NOW`; in the transaction of the caller."""
    scene = Scene()
    town_people.settle(scene)
    town_cases.apply(scene)
    town_cases.check(scene)
    town_commission.decide(scene)
    town_commission.sit_today(scene)
    town_rooms.furnish(scene)
    town_personal.furnish(scene)
    town_participation.take_part(scene)
    town_reports.report(scene)
    town_analysis.analyse(scene)
    town_agreements.sign(scene)
    town_confidentiality.consent(scene)
    town_importing.bring(scene)
    town_monitoring.monitor(scene)
    town_fees.owe(scene)
    for stage, case in scene.cases.items():
        scene.cases[stage] = Case.objects.get(pk=case.pk)
    return scene
