"""The business plan as a paper: the twelve items of Appendix 3, in its order."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
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


def plan(case: Case, doing: Doing) -> bytes:
    """The plan as it is filed, in the case's language (clause 9(1))."""
    data = plan_data(case, drafts.answers(case, doing.on))
    return render("plan", data, language=language(), made_at=doing.at)


def plan_name(case: Case) -> str:
    return _("Business plan %(number)s") % {"number": case.number} + ".pdf"


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
        "subtitle": _("Appendix 3 to the Rules. Application %(number)s") % {"number": case.number},
        "rows": _head(case, parts),
        "sections": sections,
        "labels": {},
    }


def _head(case: Case, parts: Parts) -> list[Row]:
    about = parts["about"].cleaned()
    lang = words.language()
    name, address = ("name_kk", "address_kk") if lang == "kk" else ("name_ru", "address_ru")
    shown = {answer.name: answer.value for answer in parts["about"].words() if not isinstance(answer, Rows)}
    contacts = [about["phone"], about["email"], about["website"]]
    return [
        _row(_("Applicant"), about[name]),
        _row(_("BIN"), case.organisation.bin),
        _row(_("Head of the organisation"), about["head"]),
        _row(_("Location"), about[address]),
        _row(_("Contacts"), "\n".join(filter(None, contacts))),
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


def _years(parts: Parts) -> range:
    return range(1, parts["about"].cleaned()["years"] + 1)


def _year_columns(parts: Parts) -> list[Column]:
    return _right(*(_("Year %(year)s") % {"year": year} for year in _years(parts)))


def _kpi(parts: Parts) -> list[Block]:
    rows = [
        [row["indicator"], row["unit"], *(words.number(row[f"year{year}"]) for year in _years(parts))]
        for row in parts["kpi"].rows("kpi")
    ]
    return [_table([*_left(_("Indicator"), _("Unit")), *_year_columns(parts)], rows)]


def _sums(parts: Parts, rows: Sequence[tuple[str, Sequence[Decimal]]], what: str, title: str) -> TableBlock:
    """Sums in tenge by year, added up along the rows and down the columns."""
    lines = [[name, *map(words.number, sums), words.number(sum(sums))] for name, sums in rows]
    years = [sum(column) for column in zip(*(sums for _name, sums in rows), strict=True)]
    total = [_("Total"), *map(words.number, years), words.number(sum(years))]
    return _table([*_left(what), *_year_columns(parts), *_right(_("Total"))], lines, total, title)


def _budget(parts: Parts) -> list[Block]:
    rows = [(row["expense"], [row[f"year{year}"] for year in _years(parts)]) for row in parts["budget"].rows("budget")]
    return [_sums(parts, rows, _("Expense"), _("Planned expenses by year, ₸"))]


def _sales(parts: Parts) -> list[Block]:
    said, sold, years = parts["sales"].cleaned(), parts["sales"].rows("sale"), _years(parts)
    volumes = [[row["product"], row["unit"], *(words.number(row[f"volume{year}"]) for year in years)] for row in sold]
    income = [(row["product"], [row[f"income{year}"] for year in years]) for row in sold]
    columns = [*_left(_("Product or service"), _("Unit")), *_year_columns(parts)]
    return [
        _text(said["offer"], _("Goods, works, services, property rights offered")),
        _text(said["channel"], _("Way of selling")),
        _table(columns, volumes, title=_("Expected volume of sales by year")),
        _sums(parts, income, _("Product or service"), _("Expected income by year, ₸")),
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
