"""Where a remark stands, in words: the part, and the field, table or document in it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hub.cases.parts import Answers, Table


class Places:
    """Puts the place of a remark into words; a field that the form no longer has is told by its part alone."""

    def __init__(self, parts: Mapping[str, Answers]) -> None:
        self.parts = parts

    def of(self, part: str, field: str = "") -> str:
        """`Team, row 2: People`, `Statement of tax debt: Tax debt, tenge`, or the part's title."""
        if part not in self.parts:
            return part
        answers = self.parts[part]
        title, name = str(answers.part.title), _field(answers, field)
        if not name or name == title:
            return title
        return _("%(part)s: %(field)s") % {"part": title, "field": name}


def _field(answers: Answers, field: str) -> str:
    """The label of a form's field, a table, a cell of a row (`team-0-count`), a document slot (`slot-extra`)."""
    if field.startswith("slot-"):
        return str(answers.context.case.chapter.slots.get(field.removeprefix("slot-"), ""))
    if answers.form is not None and field in answers.form.fields:
        return str(answers.form.fields[field].label)
    key, _dash, rest = field.partition("-")
    table = next((table for table in answers.part.tables if table.key == key), None)
    return _cell(answers, table, rest) if table else ""


def _cell(answers: Answers, table: Table, rest: str) -> str:
    number, _dash, name = rest.partition("-")
    if not number.isdigit():
        return str(table.title)
    row = {"row": str(table.row or table.title), "number": int(number) + 1}
    fields = answers.tables[table.key].empty_form.fields
    if name not in fields:
        return _("%(row)s %(number)s") % row
    return _("%(row)s %(number)s, %(field)s") % {**row, "field": fields[name].label}
