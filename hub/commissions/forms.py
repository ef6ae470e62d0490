"""What is typed in the commission's room: a new sitting, the agenda, attendance, a vote, a conflict, a dissent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub import words
from hub.commissions.decisions import ballot_acts
from hub.commissions.models import Commission, Item, Seat
from rules.clauses import label

if TYPE_CHECKING:
    from datetime import date

    from hub.cases.models import Deadline

LONGEST_REASONS = 4000


def _area(title: Any, hint: Any = "", *, rows: int = 6, longest: int = LONGEST_REASONS) -> forms.CharField:
    return forms.CharField(
        label=title, help_text=hint, max_length=longest, widget=forms.Textarea({"rows": rows}), strip=True
    )


class AnyChoiceField(forms.MultipleChoiceField):
    """None, one or several; the page does not call it optional, because what else is given decides what is needed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **options)

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class SittingForm(forms.Form):
    """Day and place of a sitting; which commission, where the person prepares several."""

    use_required_attribute = False
    commission = forms.ModelChoiceField(Commission.objects.none(), label=_("Commission"), empty_label=None)
    on = forms.DateField(label=_("Day of the sitting"), widget=forms.DateInput({"type": "date"}))
    place = forms.CharField(
        label=_("Place or link"),
        max_length=200,
        help_text=_("A room, or a link to the meeting. Members see it at once."),
    )

    def __init__(self, *args: Any, commissions: QuerySet[Commission], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["commission"]
        found = list(commissions)
        field.queryset = commissions  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: one.name(words.language())  # type: ignore[attr-defined]
        if len(found) == 1:
            field.widget = forms.HiddenInput()
            field.initial = found[0].pk

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < self.today:
            raise forms.ValidationError(_now("The day of a sitting cannot be in the past."))
        return on


class AgendaForm(forms.Form):
    """Cases that wait for a sitting, nearest due day first."""

    use_required_attribute = False
    cases = forms.MultipleChoiceField(label=_("Cases that wait for a sitting"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, waiting: Iterable[Deadline], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(one.case_id): one for one in waiting}
        self.fields["cases"].choices = [  # type: ignore[attr-defined]
            (key, f"{one.case.number} · {one.case.organisation.name(words.language())}")
            for key, one in self.waiting.items()
        ]

    @property
    def hints(self) -> dict[str, str]:
        """Case → by when the commission must decide."""
        told = _now("Decide by %(day)s")
        return {key: told % {"day": words.day(one.due_on)} for key, one in self.waiting.items() if one.due_on}


class AttendanceForm(forms.Form):
    """Who is there."""

    use_required_attribute = False
    present = AnyChoiceField(label=_("Who is there"), help_text=_("Who votes is noted as present by itself."))

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (str(seat.user_id), f"{seat.user.full_name}, {seat.get_office_display()}") for seat in seats
        ]


GROUNDS_OF = {
    "against": (
        _("Grounds of a vote against"),
        _("Only for a vote against: at least one. The Rules know no other grounds."),
    ),
    "for": (
        _("Grounds of a vote for"),
        _("Only for a vote for: at least one. The participant was told of these grounds and of no others."),
    ),
}


class VoteForm(forms.Form):
    """For or against, with reasons; the side whose act has grounds names at least one of them (clauses 16, 41)."""

    use_required_attribute = False
    vote = forms.ChoiceField(
        label=_("Your vote"),
        widget=forms.RadioSelect,
        choices=[("for", pgettext_lazy("vote", "For")), ("against", pgettext_lazy("vote", "Against"))],
    )
    grounds = AnyChoiceField()
    reasons = _area(_("Reasons"), _("The applicant reads them in the decision. Say what in the papers convinced you."))

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts = ballot_acts(item.case)
        self.side = next((side for side, act in self.acts.items() if act.grounds), "")
        self.listed = self.acts[self.side].grounds if self.side else ()
        if not self.side:
            del self.fields["grounds"]
            return
        field: Any = self.fields["grounds"]
        field.label, field.help_text = GROUNDS_OF[self.side]
        field.choices = [(ground.key, _capital(words.words(ground.title))) for ground in self.listed]

    @property
    def outcomes(self) -> dict[str, str]:
        """Vote → what is done if it carries."""
        return {side: words.words(act.label) for side, act in self.acts.items()}

    @property
    def hints(self) -> dict[str, str]:
        """Ground → its clause."""
        return {ground.key: label(ground.clause, words.language()) for ground in self.listed}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        vote, grounds = data.get("vote"), data.get("grounds")
        if vote == self.side and not grounds and "grounds" not in self.errors:
            self.add_error("grounds", _now("Choose at least one ground: without one this vote is not lawful."))
        if vote and vote != self.side and grounds:
            self.add_error("grounds", _now("Grounds belong to the other vote. Clear them, or change the vote."))
        return data


class ConflictForm(forms.Form):
    """What the conflict of interest is."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("What the conflict is"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: a relative works for the applicant. This is kept with the minutes."),
    )


class DissentForm(forms.Form):
    """A separate opinion, attached to the minutes."""

    use_required_attribute = False
    text = _area(_("Your dissenting opinion"), _("It is kept with the minutes and cannot be changed."))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
