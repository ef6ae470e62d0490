"""What stands beside a report: the last one filed, and the business plan's figures of the year (clause 64(1))."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hub import words
from hub.cases.models import Case, Filing
from hub.cases.typed import Raw
from hub.reports import sums
from hub.reports.form import Field, Table
from hub.reports.subject import activities_of, form_of, once, participant_of, quarter_of, year_of
from rules.calendar import Quarter

NOTHING: Mapping[str, Raw] = {}


@dataclass(frozen=True, slots=True)
class Last:
    """The report filed last before this one."""

    quarter: Quarter
    parts: Mapping[str, Raw]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the business plan with its figure for the year, as typed there."""

    name: str
    unit: str
    plan: str


def last(case: Case) -> Last | None:
    """The last report filed on an earlier quarter, as it was filed or corrected last."""
    return once(case, "last", _last)


def _last(case: Case) -> Last | None:
    earlier = Filing.objects.filter(
        case__organisation=case.organisation_id, case__procedure_key=case.procedure_key, case__topic__lt=case.topic
    )
    found = earlier.select_related("case").order_by("-case__topic", "-number").first()
    return Last(Quarter.parse(found.case.topic), found.content["parts"]) if found else None


def plan(case: Case) -> Mapping[str, Raw]:
    """The parts of the business plan that stands: of the last approved change of activity, else of the registration."""
    return once(case, "plan", _plan)


def _plan(case: Case) -> Mapping[str, Raw]:
    participant = participant_of(case)
    filings = Filing.objects.select_related("case").order_by("-entry__at", "-number")
    changed = filings.filter(
        case__organisation=case.organisation_id, case__procedure_key="activity", case__state_key="changed"
    )
    for filing in (*changed[:3], *filings.filter(case=participant.case_id)[:1]):
        if "kpi" in filing.content["parts"]:
            return dict(filing.content["parts"])
    return NOTHING


def notes(case: Case, field: Field) -> Iterator[str]:
    """What is said beside a field: the figure of the last report, and the year's plan."""
    if "last" in field.compare and (before := last(case)):
        said = sums.number(sums.cell(before.parts.get(form_of(case).places[field.key][0].key, {}), field.key))
        if said is not None:
            quarter = words.words(before.quarter.title)
            yield _("In the report before (%(quarter)s): %(figure)s.") % {
                "quarter": quarter,
                "figure": words.number(said),
            }
    if "sales" in field.compare and (sales := planned_sales(case)) is not None:
        yield _("Business plan for this year of participation: %(figure)s.") % {"figure": words.number(sales)}


def year(case: Case) -> int:
    return year_of(participant_of(case), quarter_of(case).last)


def planned_sales(case: Case) -> Decimal | None:
    """Income that the plan expects of the year; None where it says nothing of that year."""
    column = f"income{year(case)}"
    typed = [sums.number(text) for _row, text in sums.rows(plan(case).get("sales", {}), "sale", column)]
    said = [one for one in typed if one is not None]
    return sum(said, sums.ZERO) if said else None


def indicators(case: Case) -> list[Indicator]:
    """The plan's indicators with their figures for the year."""
    raw = plan(case).get("kpi", {})
    units, figures = dict(sums.rows(raw, "kpi", "unit")), dict(sums.rows(raw, "kpi", f"year{year(case)}"))
    names = sorted(sums.rows(raw, "kpi", "indicator"))
    return [Indicator(name, units.get(row, ""), figures.get(row, "")) for row, name in names if name]


def carried(case: Case) -> dict[str, dict[str, list[str]]]:
    """What a new report begins with: from the last report what seldom changes, from the plan its indicators."""
    return once(case, "carried", _carried)


def _carried(case: Case) -> dict[str, dict[str, list[str]]]:
    whole, before = form_of(case), last(case)
    found: dict[str, dict[str, list[str]]] = {}
    for section in whole.sections:
        raw = before.parts.get(section.key, {}) if before else {}
        typed = {one.key: list(raw[one.key]) for one in section.fields if one.carry and one.key in raw}
        for table in section.tables:
            typed |= _of_plan(case, table) or _of_activities(case, table) or _rows(table, raw)
        if typed:
            found[section.key] = typed
    return found


def _rows(table: Table, raw: Raw) -> dict[str, list[str]]:
    """The carried columns of the rows that were filed."""
    kept = [one.key for one in table.columns if one.carry]
    there = sorted(sums.filled(raw, table))
    return {
        f"{table.key}-{place}-{key}": [sums.cell(raw, f"{table.key}-{row}-{key}")]
        for place, row in enumerate(there)
        for key in kept
    }


def _of_activities(case: Case, table: Table) -> dict[str, list[str]]:
    """A row for each activity of the participant, where a table is told by activity."""
    column = next((one.key for one in table.columns if one.type == "activity"), None)
    if column is None:
        return {}
    return {f"{table.key}-{place}-{column}": [key] for place, key in enumerate(activities_of(case))}


def _of_plan(case: Case, table: Table) -> dict[str, list[str]]:
    """The plan's indicators as rows; what the last report had beside them is not lost where the plan is silent."""
    if not table.from_plan:
        return {}
    typed: dict[str, list[str]] = {}
    for place, one in enumerate(indicators(case)):
        for key, text in (("indicator", one.name), ("unit", one.unit), ("plan", one.plan)):
            typed[f"{table.key}-{place}-{key}"] = [text]
    return typed
