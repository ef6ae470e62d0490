"""The business plan as a paper: the twelve items of Appendix 3, in its order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub import words
from hub.cases import drafts
from hub.cases.chapter import Doing
from hub.cases.models import Case
from hub.cases.parts import Answers, Rows
from hub.documents.letterhead import language, letterhead
from hub.documents.paper import render
from hub.documents.paper.shapes import Column, Plan, PlanSection, Row, TableBlock, TextBlock
from hub.reference.data import activities
from rules.clauses import clause

Parts = Mapping[str, Answers]
Block = TextBlock | TableBlock
ITEMS = range(1, 13)
YEARS_ACROSS = 5


def plan(case: Case, doing: Doing) -> bytes:
    """The plan as it is filed, in the case's language (clause 9(1))."""
    data = plan_data(case, drafts.answers(case, doing.on))
    return render("plan", data, language=language(), made_at=doing.at)


def plan_name(case: Case) -> str:
    return _("Business plan %(number)s") % {"number": _number(case)} + ".pdf"


def _number(case: Case) -> str:
    """The case's number; a draft has none yet."""
    return case.number or _("Draft")


def plan_data(case: Case, parts: Parts) -> Plan:
    sections: list[PlanSection] = [
        {
            "number": str(item),
            "title": words.words(clause(f"A3.{item}").title),
            "blocks": list(CONTENT[item](parts)),
        }
        for item in ITEMS
    ]
    return {
        "letterhead": letterhead(),
        "author": case.organisation.name(words.language()),
        "title": _("Business plan"),
        "subtitle": _("Appendix 3 to the Rules. Application %(number)s") % {"number": _number(case)},
        "rows": _head(case, parts),
        "sections": sections,
        "labels": {},
    }


def _head(case: Case, parts: Parts) -> list[Row]:
    about = parts["about"].cleaned()
    lang = words.language()
    name, address = ("name_kk", "address_kk") if lang == "kk" else ("name_ru", "address_ru")
    shown = {answer.name: answer.value for answer in parts["about"].words() if not isinstance(answer, Rows)}
    return [
        _row(_("Applicant"), about[name]),
        _row(_("BIN"), case.organisation.bin),
        _row(_("Head of the organisation"), about["head"]),
        _row(_("Location"), about[address]),
        # Phones and e-mails stay in the application: the plan goes to the Commission, which does not need them.
        _row(_("Website"), about["website"] or "—"),
        _row(_("Activities and works"), "\n".join(_chosen(parts))),
        _row(_("Term of participation asked for"), shown["years"]),
    ]


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}


def _chosen(parts: Parts) -> list[str]:
    """A line for each activity with the works chosen within it."""
    works = parts["activities"].cleaned()["works"]
    return [
        f"{title}: {'; '.join(words.words(work.title) for work in top.works if work.key in works)}"
        for key, title in _titles(parts).items()
        for top in activities(parts["activities"].context.on)
        if top.key == key
    ]


def _titles(parts: Parts) -> dict[str, str]:
    """Number → title of each activity that was chosen, in the order of the List."""
    chosen = {work.split(".")[0] for work in parts["activities"].cleaned()["works"]}
    found = activities(parts["activities"].context.on)
    return {top.key: f"{top.key}. {words.words(top.title)}" for top in found if top.key in chosen}


# Blocks


def _text(text: str, title: str = "") -> TextBlock:
    return {"kind": "text", "title": title, "text": text}


def _table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], total: Sequence[str] = (), title: str = ""
) -> TableBlock:
    return {
        "kind": "table",
        "title": title,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
        "total": list(total),
    }


def _left(*labels: str) -> list[Column]:
    return [{"label": str(label)} for label in labels]


def _right(*labels: str) -> list[Column]:
    return [{"label": str(label), "align": "right"} for label in labels]


def _words_of(parts: Parts, part: str, table: str) -> Rows:
    return next(rows for rows in parts[part].words() if isinstance(rows, Rows) and rows.name == table)


# Items 1, 2, 5: every project within each activity


def _projects(parts: Parts) -> list[dict[str, Any]]:
    """The projects in the order of their activities, with `stage` and `activity` in words."""
    titles, rows = _titles(parts), parts["projects"].rows("project")
    readiness = [row[-1] for row in _words_of(parts, "projects", "project").rows]
    said = [
        {**row, "stage": stage, "activity_title": titles[row["activity"]]}
        for row, stage in zip(rows, readiness, strict=True)
    ]
    return sorted(said, key=lambda row: list(titles).index(row["activity"]))


def _about_projects(parts: Parts) -> list[Block]:
    projects, blocks = _projects(parts), []
    several = len({project["activity"] for project in projects}) > 1
    above = ""
    for project in projects:
        if several and project["activity"] != above:
            above = project["activity"]
            blocks.append(_text("", _("Activity %(activity)s") % {"activity": project["activity_title"]}))
        blocks.append(_text(_about(project), _("Project “%(name)s”") % project))
    return list(blocks)


def _about(project: Mapping[str, Any]) -> str:
    aims, tasks = _("Aims: %(aims)s") % project, _("Tasks: %(tasks)s") % project
    return f"{project['description']}\n\n{aims}\n\n{tasks}"


def _each(name: str, label: Any) -> Callable[[Parts], list[Block]]:
    """One answer for each project: a sentence for one project, a table for several."""

    def blocks(parts: Parts) -> list[Block]:
        projects = _projects(parts)
        if len(projects) == 1:
            return [_text(projects[0][name])]
        rows = [(project["activity_title"], project["name"], project[name]) for project in projects]
        return [_table(_left(_("Activity"), _("Project"), label), rows)]

    return blocks


# Items 3, 4, 7, 10, 12


def _field(part: str, name: str) -> Callable[[Parts], list[Block]]:
    return lambda parts: [_text(parts[part].cleaned()[name])]


def _rights(parts: Parts) -> list[Block]:
    said = parts["technical"].cleaned()
    nothing = _("The applicant names no patents, copyrights or trademarks.")
    return [
        _text(said["ownership"], _("Ground of ownership of the IT object")),
        _text(said["rights"] or nothing, _("Patents, copyright, trademarks")),
    ]


def _team(parts: Parts) -> list[Block]:
    shown, rows = _words_of(parts, "team", "team"), parts["team"].rows("team")
    people = {who: sum(row["count"] for row in rows if row["residency"] == who) for who in ("resident", "nonresident")}
    columns = [*_left(shown.columns[0]), *_right(shown.columns[1]), *_left(*shown.columns[2:])]
    total = [_("Total"), words.number(sum(people.values())), "", "", ""]
    summed = _("Residents: %(residents)s. Non-residents: %(nonresidents)s.") % {
        "residents": words.number(people["resident"]),
        "nonresidents": words.number(people["nonresident"]),
    }
    return [_table(columns, shown.rows, total), _text(summed)]


# Items 6, 8, 9: figures by year


def _years(parts: Parts) -> list[range]:
    """The years asked for, in stretches that fit on an upright sheet."""
    last = parts["about"].cleaned()["years"]
    return [range(first, min(first + YEARS_ACROSS, last + 1)) for first in range(1, last + 1, YEARS_ACROSS)]


def _columns(years: range) -> list[Column]:
    return _right(*(_("Year %(year)s") % {"year": year} for year in years))


def _figures(
    parts: Parts, rows: Sequence[Mapping[str, Any]], named: Mapping[str, str], cell: str, title: str = ""
) -> list[Block]:
    """The rows with their figures by year; `named` is field → heading of the columns that name a row."""
    return [
        _table(
            [*_left(*named.values()), *_columns(years)],
            [[*(row[name] for name in named), *(words.number(row[f"{cell}{year}"]) for year in years)] for row in rows],
            title=title if years.start == 1 else "",
        )
        for years in _years(parts)
    ]


def _kpi(parts: Parts) -> list[Block]:
    named = {"indicator": _("Indicator"), "unit": _("Unit")}
    return _figures(parts, parts["kpi"].rows("kpi"), named, "year")


def _sums(
    parts: Parts, rows: Sequence[Mapping[str, Any]], named: tuple[str, str], cell: str, title: str
) -> list[Block]:
    """Sums in tenge by year, added up down the columns; the last table adds up all years of a row."""
    name, heading = named
    stretches = _years(parts)
    every = [year for years in stretches for year in years]
    blocks: list[Block] = []
    for years in stretches:
        last = years is stretches[-1]
        lines = [[row[name], *_added([row], years, every if last else (), cell)] for row in rows]
        total = [_("Total"), *_added(rows, years, every if last else (), cell)]
        columns = [*_left(heading), *_columns(years), *(_right(_("Total")) if last else [])]
        blocks.append(_table(columns, lines, total, title if years.start == 1 else ""))
    return blocks


def _added(rows: Sequence[Mapping[str, Any]], years: range, together: Sequence[int], cell: str) -> list[str]:
    """The rows' sum in each of `years`, then in the years `together` if any are given."""
    sums = [sum(row[f"{cell}{year}"] for row in rows) for year in years]
    if together:
        sums.append(sum(row[f"{cell}{year}"] for row in rows for year in together))
    return [words.number(one) for one in sums]


def _budget(parts: Parts) -> list[Block]:
    rows = parts["budget"].rows("budget")
    return _sums(parts, rows, ("expense", _("Expense")), "year", _("Planned expenses by year, ₸"))


def _sales(parts: Parts) -> list[Block]:
    said, sold = parts["sales"].cleaned(), parts["sales"].rows("sale")
    named = {"product": _("Product or service"), "unit": _("Unit")}
    return [
        _text(said["offer"], _("Goods, works, services, property rights offered")),
        _text(said["channel"], _("Way of selling")),
        *_figures(parts, sold, named, "volume", _("Expected volume of sales by year")),
        *_sums(parts, sold, ("product", named["product"]), "income", _("Expected income by year, ₸")),
    ]


def _measures(parts: Parts) -> list[Block]:
    shown = _words_of(parts, "measures", "measure")
    return [_table(_left(*shown.columns), shown.rows)]


CONTENT: Mapping[int, Callable[[Parts], Sequence[Block]]] = {
    1: _about_projects,
    2: _each("place", gettext_lazy("Where it is carried out")),
    3: _rights,
    4: _team,
    5: _each("stage", gettext_lazy("Readiness")),
    6: _kpi,
    7: _field("technical", "technical"),
    8: _budget,
    9: _sales,
    10: _field("sales", "clients"),
    11: _measures,
    12: _field("technical", "significance"),
}
