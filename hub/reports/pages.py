"""The parts of a report made from its form: each section a page of the engine, with its checks and comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, cast

from hub import words
from hub.cases.parts import Part, PartForm, RowForm, Table
from hub.privacy.masks import Mask
from hub.reports import beside, form, sums, typed_fields
from hub.reports.loader import form as form_of_version
from hub.reports.typed_fields import said


class _Typed(PartForm):
    """Fields made from the form's data."""

    told: ClassVar[tuple[form.Field, ...]] = ()

    def prepare(self) -> None:
        for one in self.told:
            field = cast("Any", self.fields[one.key])
            if (found := typed_fields.choices(one, self.context)) is not None:
                field.choices = found
            if isinstance(field, typed_fields.PastField):
                field.today = self.context.on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for one in self.told:
            if one.needed_when and not data.get(one.key) and str(data.get(one.needed_when[0])) == one.needed_when[1]:
                self.add_error(one.key, self.fields[one.key].error_messages["required"])
        return data


class SectionForm(_Typed):
    """The single fields of a section; says what does not agree in it, by the field where it is to be mended."""

    version: ClassVar[str]
    section: ClassVar[form.Section]

    def prepare(self) -> None:
        super().prepare()
        for one in self.told:
            if one.compare:
                hints = [str(self.fields[one.key].help_text), *beside.notes(self.context.case, one)]
                self.fields[one.key].help_text = " ".join(filter(None, hints))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for check in self.section.checks:
            if check.at not in self.errors and (fault := self._fault(check)):
                self.add_error(check.at, fault)
        return data

    def _fault(self, check: form.Check) -> str:
        """What a check finds amiss; nothing while its numbers are not all there."""
        if check.how == "rows_when_yes":
            raw = self.context.raw.get(self.section.key, {})
            there = any(sums.filled(raw, one) for one in self.section.tables if one.key in check.right)
            return "" if there == (sums.cell(raw, check.left) == "yes") else words.words(check.say)
        whole = form_of_version(self.version)
        left = sums.value(whole, self.context.raw, check.left)
        right = [sums.value(whole, self.context.raw, name) for name in check.right]
        total = sum((one for one in right if one is not None), sums.ZERO)
        if left is None or None in right or (left == total if check.how == "equals" else left <= total):
            return ""
        return words.words(check.say) % {"left": words.number(left), "right": words.number(total)}


class ReportRow(_Typed, RowForm):
    """A row of a table; what the portal has filled in beforehand alone makes no row."""

    def has_changed(self) -> bool:
        counted = [one.key for one in self.told if not one.blank]
        return any(self[key].data not in (None, "", [], False) for key in counted)


@cache
def parts(version: str) -> tuple[Part, ...]:
    """The pages of a version, in the form's order."""
    whole = form_of_version(version)
    return tuple(_part(whole, section) for section in whole.sections)


def _part(whole: form.Form, section: form.Section) -> Part:
    return Part(
        section.key,
        said(whole.groups[whole.group_of[section.key]]),
        said(section.title),
        section.clause,
        _section_form(whole, section) if section.fields else None,
        tuple(_table(table) for table in section.tables),
        optional_slots=section.attachments,
        hint=said(section.hint) if section.hint else "",
        also=section.also,
    )


def _section_form(whole: form.Form, section: form.Section) -> type[SectionForm]:
    made = _class(f"{section.key}_form", SectionForm, section.fields, version=whole.version, section=section)
    return cast("type[SectionForm]", made)


def _table(table: form.Table) -> Table:
    return Table(
        table.key,
        said(table.title),
        _class(f"{table.key}_row", ReportRow, table.columns),
        at_least=table.at_least,
        cards=table.cards,
        hint=said(table.hint) if table.hint else "",
        row=said(table.row),
    )


def _class(name: str, base: type[_Typed], told: tuple[form.Field, ...], **more: Any) -> type[_Typed]:
    fields = {one.key: typed_fields.make(one) for one in told}
    personal: Mapping[str, Mask] = {one.key: typed_fields.MASKS[one.mask] for one in told if one.mask}
    return type(f"report_{name}", (base,), {"told": told, "personal": personal, **more, **fields})


def slots(version: str) -> dict[str, str]:
    return {key: said(title) for key, title in form_of_version(version).slots.items()}
