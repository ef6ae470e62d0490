"""Two reports of the company that takes part: one that is awaited, with a spreadsheet read into it, and a filed one."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from hub.cases import drafts
from hub.cases.models import Case
from hub.cases.opening import Opening, open_many
from hub.reports import sheets, template
from tests import world
from tests.access.scene import NOW, Scene
from tests.reports.filled import typed

QUARTERS = {"awaited report": ("2026-Q1", date(2026, 3, 31)), "filed report": ("2025-Q4", date(2025, 12, 31))}


def report(scene: Scene) -> None:
    organisation = scene.cases["participant"].organisation
    for name, (quarter, last) in QUARTERS.items():
        list(open_many(Opening("report", "open", quarter, {"period_end": last}), [organisation], at=NOW))
        case = Case.objects.get(organisation=organisation, procedure_key="report", topic=quarter)
        for key, raw in typed().items():
            drafts.save_part(case, key, raw, seen=0, by=scene.owner, at=NOW)
        scene.args[name], scene.cases[name] = (case.pk,), case
        if name == "filed report":
            world.do(case, "file", scene.owner, NOW, given={"declared": True})
        else:
            sheets.keep(case, typed(taxes={"taxes_total": "1"}), by=scene.owner, at=NOW)


def workbook(scene: Scene) -> SimpleUploadedFile:
    """The template of the awaited report, filled in."""
    case = Case.objects.get(pk=scene.args["awaited report"][0])
    content = template.template(case, drafts.context(case, NOW.date(), unmasked=True))
    return SimpleUploadedFile("report.xlsx", content, template.MIME)
