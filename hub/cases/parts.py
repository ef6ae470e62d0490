"""One page of an application: a form, tables, document slots. What is typed is kept as typed and judged when read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _

from hub.cases.typed import DELETE, MAX_ROWS, Raw, querydict, with_management
from hub.privacy.masks import Mask
from hub.words import show

if TYPE_CHECKING:
    from hub.cases.models import Attachment, Case


class Problem(NamedTuple):
    """An error and where to mend it: the part, the field's id on its page, what is wrong."""

    part: str
    field: str
    text: str


@dataclass(frozen=True)
class Context:
    """What a part may need to know beyond its own data: the other parts as typed, the day, the documents."""

    case: Case
    on: date
    raw: Mapping[str, Raw]
    files: Mapping[str, Sequence[Attachment]]
    unmasked: bool = False
    """Whether the reader may see personal values; they are masked otherwise."""

    def value(self, part: str, name: str, default: str = "") -> str:
        """A single value typed in another part."""
        values = self.raw.get(part, {}).get(name) or [default]
        return values[-1]

    def values(self, part: str, name: str) -> list[str]:
        return list(self.raw.get(part, {}).get(name, []))


class PartForm(forms.Form):
    """A form of a part. It gets the context so that its choices and checks can follow other parts and the day."""

    required_css_class = "required"
    personal: ClassVar[Mapping[str, Mask]] = {}
    """Fields that tell of a person → how each is masked for one who may not see it."""

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        self.context = context
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Set choices that depend on the context."""


class RowForm(PartForm):
    """One row of a table; a row left blank is no row."""

    def has_changed(self) -> bool:
        return any(value not in (None, "", [], False) for value in (self[name].data for name in self.fields))


@dataclass(frozen=True)
class Table:
    """Rows of the same form within a part. `form` may depend on the context (one column a year)."""

    key: str
    title: Any
    form: Any
    """A RowForm class, or a function from Context to one."""
    at_least: int = 1
    cards: bool = False
    """Whether a row is too long for a line and stands as a card of its own."""
    hint: Any = ""
    row: Any = ""
    """What one row is called, for headings and buttons."""


@dataclass(frozen=True)
class Part:
    """A page of the task list: its clause, title, form, tables and document slots."""

    key: str
    section: Any
    title: Any
    clause: str
    form: type[PartForm] | None = None
    tables: tuple[Table, ...] = ()
    slots: tuple[str, ...] = ()
    optional_slots: tuple[str, ...] = ()
    hint: Any = ""
    also: tuple[str, ...] = ()
    """Further clauses that the page answers."""


@dataclass(frozen=True)
class Answer:
    """One answer in words: `name` is the field's path within the part."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Rows:
    """A table's answers in words."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cards: bool = False
    """Whether a row is too long for a line."""


@dataclass
class Answers:
    """A part bound to what was typed."""

    part: Part
    context: Context
    raw: Raw
    form: PartForm | None = None
    tables: dict[str, BaseFormSet[Any]] = field(default_factory=dict)

    @property
    def started(self) -> bool:
        return bool(self.raw) or any(self.context.files.get(slot) for slot in self.part.slots)

    @property
    def complete(self) -> bool:
        return not self.problems()

    def problems(self) -> list[Problem]:
        """Everything that keeps the part from being complete, in the order of its page."""
        found = [*self._form_problems(), *self._table_problems()]
        for slot in self.part.slots:
            if not self.context.files.get(slot):
                text = _("Attach the document: %(title)s") % {"title": self.context.case.chapter.slots[slot]}
                found.append(Problem(self.part.key, f"slot-{slot}", text))
        return [*found, *self._waiting_problems()]

    def _waiting_problems(self) -> list[Problem]:
        """The documents that the virus scanner has not answered about yet."""
        text = _(
            "The document is still being checked: %(name)s. You can file once this is done; you need not wait here."
        )
        return [
            Problem(self.part.key, f"slot-{slot}", text % {"name": attachment.file.name})
            for slot in (*self.part.slots, *self.part.optional_slots)
            for attachment in self.context.files.get(slot, ())
            if not attachment.file.ready
        ]

    def _form_problems(self) -> list[Problem]:
        if self.form is None:
            return []
        return [
            Problem(self.part.key, self.form[name].auto_id, f"{self.form[name].label}: {error}")
            if name in self.form.fields
            else Problem(self.part.key, "part", str(error))
            for name, errors in self.form.errors.items()
            for error in errors
        ]

    def _table_problems(self) -> list[Problem]:
        found = []
        for table in self.part.tables:
            formset = self.tables[table.key]
            for number, row in enumerate(formset.forms, 1):
                for name, errors in row.errors.items():
                    where = row[name].auto_id if name in row.fields else f"table-{table.key}"
                    label = row.fields[name].label if name in row.fields else table.title
                    found += [
                        Problem(self.part.key, where, f"{table.row or table.title} {number}, {label}: {error}")
                        for error in errors
                    ]
            for error in formset.non_form_errors():
                found.append(Problem(self.part.key, f"table-{table.key}", f"{table.title}: {error}"))
        return found

    def cleaned(self) -> dict[str, Any]:
        """The valid values of the form; those that are wrong or missing are left out."""
        if self.form is None:
            return {}
        self.form.is_valid()
        return dict(self.form.cleaned_data)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The filled rows of a table as values; rows with errors carry what is valid."""
        formset = self.tables[table]
        formset.is_valid()
        return [row.cleaned_data for row in formset.forms if row.has_changed() and getattr(row, "cleaned_data", None)]

    def words(self) -> list[Answer | Rows]:
        """The part as a person reads it."""
        found: list[Answer | Rows] = []
        if self.form is not None:
            found += [Answer(name, str(bound.label), self._said(bound)) for name, bound in _bound(self.form)]
        for table in self.part.tables:
            formset = self.tables[table.key]
            filled = [row for row in formset.forms if row.has_changed()]
            columns = tuple(str(bound.label) for _name, bound in _bound(formset.empty_form))
            rows = tuple(tuple(self._said(bound) for _name, bound in _bound(row)) for row in filled)
            found.append(Rows(table.key, str(table.title), columns, rows, table.cards))
        for slot in (*self.part.slots, *self.part.optional_slots):
            names = ", ".join(attachment.file.name for attachment in self.context.files.get(slot, ()))
            found.append(Answer(f"slot-{slot}", str(self.context.case.chapter.slots[slot]), names))
        return found

    def _said(self, bound: Any) -> str:
        """An answer in words, masked where it is personal and this reader may not see it."""
        mask = None if self.context.unmasked else bound.form.personal.get(bound.name)
        return mask(show(bound)) if mask else show(bound)

    def personal(self) -> list[Answer]:
        """What the part tells of persons, in words."""
        found = []
        for form in (self.form, *(row for formset in self.tables.values() for row in formset.forms)):
            if form is not None:
                found += [Answer(n, str(bound.label), show(bound)) for n, bound in _bound(form) if n in form.personal]
        return [one for one in found if one.value]


def _bound(form: Any) -> list[tuple[str, Any]]:
    return [(name, form[name]) for name in form.fields if name != DELETE]


def bind(part: Part, context: Context, raw: Raw | None = None) -> Answers:
    """The part with what was typed (`raw`, or what the context keeps for it)."""
    typed = raw if raw is not None else context.raw.get(part.key, {})
    if raw is not None:  # what is typed now is what the part's own checks and choices go by
        context = replace(context, raw={**context.raw, part.key: raw})
    data = querydict(typed)
    answers = Answers(part, context, typed)
    if part.form is not None:
        answers.form = part.form(data, context=context)
    for table in part.tables:
        form = table.form if isinstance(table.form, type) else table.form(context)
        factory = formset_factory(
            form, formset=Formset, extra=0, min_num=table.at_least, max_num=MAX_ROWS, can_delete=True
        )
        answers.tables[table.key] = factory(
            with_management(data, table), prefix=table.key, form_kwargs={"context": context}
        )
    return answers


class Formset(BaseFormSet[Any]):
    """Rows of which blank ones do not count; says in plain words how many are needed."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.empty_permitted = True
        return form

    def full_clean(self) -> None:
        super().full_clean()
        filled = sum(1 for form in self.forms if form.has_changed())
        self._non_form_errors = self.error_class(error_class="nonform")
        if filled < self.min_num:
            self._non_form_errors.append(_("Fill in at least %(number)s row(s).") % {"number": self.min_num})
        if filled > self.max_num:
            self._non_form_errors.append(_("No more than %(number)s rows fit.") % {"number": self.max_num})
