"""The figures of an analysis as tables in the reader's language: one shape for the page, the PDF and the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from hub import words
from hub.analysis.build import OTHER, SMALLEST
from hub.cases.registry import chapters
from hub.reference.data import activities
from rules.calendar import Quarter
from rules.clauses import short
from rules.early_end import EARLY_END
from rules.reference import REGIONS

if TYPE_CHECKING:
    from hub.analysis.build import Data, Group

Cell = str | int | Decimal
MILLION = 1_000_000
LONGEST_LABEL = 60
"""Characters of a bar's label; the table beside the plot has the whole."""


@dataclass(frozen=True, slots=True)
class Column:
    """`unit` is "tenge", "million" (of tenge) or "" for a number, None for words."""

    title: str
    unit: str | None = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the column that its plot shows (if any), and a remark on how to read it."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    plots: int | None = None
    note: str = ""

    def bars(self) -> list[dict[str, Any]]:
        """The plotted column for `ui.bar_chart` and for the paper."""
        if self.plots is None:
            return []
        unit = self.columns[self.plots].unit
        return [
            {
                "label": shorten(str(row[0]), LONGEST_LABEL, placeholder="…"),
                "value": float(row[self.plots]),
                "text": shown(row[self.plots], unit),
            }
            for row in self.rows
        ]

    def written(self) -> list[list[str]]:
        """The rows as people read them."""
        return [[shown(cell, column.unit) for cell, column in zip(row, self.columns, strict=True)] for row in self.rows]


def shown(cell: Cell, unit: str | None) -> str:
    if unit is None or isinstance(cell, str):
        return str(cell)
    if unit == "million":
        return words.number(round(Decimal(cell) / MILLION, 1))
    return words.tenge(cell) if unit == "tenge" else words.number(cell)


def tables(data: Data) -> list[Table]:
    """All tables of an analysis, in the order in which they are read."""
    return [table for make in MAKERS if (table := make(data)) is not None and table.rows]


def _people(data: Data) -> Table:
    said = data["participants"]
    rows = [
        (_("At the beginning of the quarter"), said["at_start"]),
        (_("Joined"), said["joined"]),
        (_("Ended as planned"), said["ended_planned"]),
        (_("Ended early"), said["ended_early"]),
        (_("After the quarter"), said["at_end"]),
    ]
    return Table("people", _("Participants"), (Column(_("Participants"), None), Column(_("How many"))), tuple(rows))


def _grounds(data: Data) -> Table:
    rows = [
        (f"{words.words(ground.title)} ({short(ground.clause, words.language())})", count)
        for ground in EARLY_END.grounds
        if (count := data["participants"]["grounds"].get(ground.key, 0))
    ]
    return Table("grounds", _("Early ends by ground"), (Column(_("Ground"), None), Column(_("How many"))), tuple(rows))


def _duties(data: Data) -> Table:
    titles = {chapter.procedure.key: chapter.procedure.title for chapter in chapters()}
    rows = [
        (words.words(titles[one["procedure"]]), one["in_time"], one["late"], one["missing"])
        for one in data["duties"]
        if one["procedure"] in titles
    ]
    columns = (Column(_("Duty"), None), Column(_("In time")), Column(_("Done late")), Column(_("Not given")))
    return Table("duties", _("Reports and fees"), columns, tuple(rows))


def sums() -> dict[str, tuple[str, str]]:
    """What each sum is called, and its unit."""
    return {
        "income_total": (_("Income"), "tenge"),
        "income_listed": (_("Income from the priority activities"), "tenge"),
        "export_total": (_("Export"), "tenge"),
        "taxes_total": (_("Taxes"), "tenge"),
        "investment": (_("Investment attracted"), "tenge"),
        "costs_total": (_("Costs"), "tenge"),
        "payroll": (_("Payroll"), "tenge"),
        "staff_total": (_("Staff"), ""),
        "staff_nonresident": (_("Staff who are non-residents"), ""),
    }


def few(data: Data) -> bool:
    """Whether so few reported that the sums would tell of single participants (clause 30)."""
    return bool(data["trend"][-1]["reports"] < SMALLEST)


def _totals(data: Data) -> Table | None:
    """The sums beside those of the quarter before, with the change in per cent; nothing where too few reported."""
    if few(data):
        return None
    before = data["trend"][-2] if len(data["trend"]) > 1 else {}
    rows = []
    for key, (title, unit) in sums().items():
        now, then = Decimal(data["totals"][key]), Decimal(before.get(key, "0"))
        change = words.number(round((now - then) * 100 / then, 1)) if then else "—"
        rows.append((title, shown(now, unit), shown(then, unit), change))
    columns = (Column(_("Figure"), None), *(Column(one) for one in (_("Quarter"), _("Quarter before"), _("Change, %"))))
    return Table("totals", _("What was reported"), columns, tuple(rows))


def _trend(data: Data) -> Table:
    keys = ("income_total", "export_total", "taxes_total", "investment", "staff_total")
    named = sums()
    rows = [
        (words.words(Quarter.parse(one["quarter"]).title), one["reports"], *(Decimal(one[key]) for key in keys))
        for one in data["trend"]
        if one["reports"] >= SMALLEST
    ]
    columns = (Column(_("Quarter"), None), Column(_("Reports")), *(_in_millions(*named[key]) for key in keys))
    return Table("trend", _("Quarter by quarter"), columns, tuple(rows), plots=2)


def _in_millions(title: str, unit: str) -> Column:
    """A column of sums; tenge are written in millions, which the heading says."""
    return Column(_("%(what)s, million ₸") % {"what": title}, "million") if unit == "tenge" else Column(title, unit)


def _by_activity(data: Data) -> Table:
    on = Quarter.parse(data["quarter"]).last
    titles = {top.key: words.words(top.title) for top in activities(on)}
    columns = (Column(_("Activity"), None), Column(_("Participants")), _in_millions(_("Income"), "tenge"))
    rows = tuple(_rows(data["by_activity"], titles.get, ("income_listed",)))
    note = _("A participant with income from several activities counts in each of them.")
    return Table("by_activity", _("Income by activity of the List"), columns, rows, plots=2, note=note)


def _by_region(data: Data) -> Table:
    titles = {region.key: words.words(region.title) for region in REGIONS}
    rows = tuple(_rows(data["by_region"], titles.get, ("income_total", "staff_total")))
    return Table("by_region", _("By region"), _grouped(_("Region")), rows, plots=2)


def _by_year(data: Data) -> Table:
    note = _("By the year in which the participation began.")
    rows = tuple(_rows(data["by_year"], lambda key: key, ("income_total", "staff_total")))
    return Table("by_year", _("By cohort"), _grouped(_("Year")), rows, plots=2, note=note)


def _grouped(title: str) -> tuple[Column, ...]:
    return (Column(title, None), Column(_("Participants")), _in_millions(_("Income"), "tenge"), Column(_("Staff")))


def _rows(
    groups: Iterable[Group], title: Callable[[str], str | None], keys: tuple[str, ...]
) -> Iterator[tuple[Cell, ...]]:
    for one in groups:
        name = _("Other") if one["key"] == OTHER else title(one["key"]) or one["key"]
        yield (name, one["participants"], *(Decimal(one[key]) for key in keys))


def _conclusions(data: Data) -> Table | None:
    """Monitoring rounds of the quarter by where they stand."""
    chapter = next((one for one in chapters() if one.procedure.key == "monitoring"), None)
    if chapter is None:
        return None
    rows = [
        (words.words(state.title), data["conclusions"][state.key])
        for state in chapter.procedure.states
        if state.key in data["conclusions"]
    ]
    columns = (Column(_("Where the round stands"), None), Column(_("How many")))
    return Table("conclusions", _("Monitoring and its conclusions"), columns, tuple(rows), plots=1)


MAKERS: tuple[Callable[[Any], Table | None], ...] = (
    _people,
    _grounds,
    _conclusions,
    _duties,
    _totals,
    _trend,
    _by_activity,
    _by_region,
    _by_year,
)
