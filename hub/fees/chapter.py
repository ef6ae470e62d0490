"""The fee of a quarter (clauses 31, 32, 34): opened by its end, assessed by a person, paid through the bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.accounts.access import Access
from hub.accounts.models import Role
from hub.cases.chapter import Chapter, Doing, Effect, NeedTest
from hub.cases.fields import text_area
from hub.cases.models import Case, Entry
from hub.cases.parts import Part
from hub.fees import compute, invoice, ledger
from hub.fees.bank import bank
from hub.fees.ledger import Kind, Move
from hub.fees.models import Booking, Posting
from hub.fees.money import tenge
from hub.fees.reference import written
from rules.fee import ASSESSED, FEE, PERIOD_END

INCOME = {"rate": Kind.INCOME_RATE, "fixed": Kind.INCOME_FIXED}


class AssessForm(forms.Form):
    """A person confirms the very calculation that is shown; one that has changed meanwhile is refused."""

    calculation = forms.JSONField(widget=forms.HiddenInput, required=False)
    agreed = forms.BooleanField(label=_("The calculation is right"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = self.initial.get("calculation")
        if shown:
            lines = [line["words"][words.language()] for line in shown["lines"]]
            self.fields["agreed"].help_text = " · ".join([*lines, tenge(Decimal(shown["total"]))])


class WaiveForm(forms.Form):
    reasons = text_area(_("Reasons"), _("The participant reads them in the case."))


class FeeChapter(Chapter):
    procedure = FEE
    number_prefix = "F"
    team = Role.FINANCE
    begun_from: Literal["cabinet", "participation", "office"] = "office"
    writing = ()
    demanded = Q(state_key=ASSESSED.key)

    def parts(self, case: Case) -> Sequence[Part]:
        return ()

    def facts(self, case: Case) -> Mapping[str, date]:
        return {PERIOD_END: compute.quarter_of(case).last}

    def needs(self) -> Mapping[str, NeedTest]:
        return {
            "known": _confirmed,
            "owed": lambda doing: _new(doing) > 0,
            "nothing_owed": lambda doing: _new(doing) == 0,
            "changed": lambda doing: _new(doing) != _old(doing),
            "more": lambda doing: _new(doing) > _old(doing),
            "less": lambda doing: _new(doing) < _old(doing),
            "covered": lambda doing: doing.case.state_key == "assessed" and ledger.left(doing.case) <= 0,
            "uncovered": lambda doing: ledger.left(doing.case) > 0,
            "reasoned": lambda doing: bool(str(doing.given.get("reasons", "")).strip()),
        }

    def effects(self) -> Mapping[str, Effect]:
        return {**dict.fromkeys(compute.ASSESSING, _charge), "waive": _waive}

    def act_form(self, act: str) -> Any:
        return AssessForm if act in compute.ASSESSING else WaiveForm if act == "waive" else None

    def act_initial(self, case: Case, act: str) -> dict[str, Any]:
        return {"calculation": compute.of_case(case).given} if act in compute.ASSESSING else {}

    def panel(self, case: Case, access: Access) -> tuple[str, Mapping[str, Any]] | None:
        """What to pay and how, what was paid, and for the finance officer an advance that can be used."""
        if compute.assessed(case) is None:
            return None
        left, account = ledger.left(case), bank()
        how = [
            (_now("Left to pay"), tenge(left)),
            (_now("Payment reference"), invoice.reference(case)),
            (_now("Beneficiary"), account.beneficiary_kk if words.language() == "kk" else account.beneficiary_ru),
            (_now("IIK"), written(account.iban)),
        ]
        spare = ledger.advance(compute.participant_in(case)) if access.has(self.team) and left > 0 else ledger.ZERO
        moves = Posting.objects.visible_to(access).filter(case=case, account__kind=Kind.RECEIVABLE)
        return "fees/_panel.html", {
            "how": [{"key": key, "value": value} for key, value in how],
            "moves": moves.select_related("booking").order_by("pk"),
            "advance": tenge(spare) if spare > 0 else "",
            "sum": tenge,
        }

    def summary(self, case: Case, answers: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        """The quarter, the calculation line by line, what is paid and what is left."""
        found = [
            (_now("Organisation"), case.organisation.name(words.language())),
            (_now("Quarter"), words.words(compute.quarter_of(case).title)),
        ]
        if calculation := compute.assessed(case):
            found += [(_now("Calculation"), line["words"][words.language()]) for line in calculation["lines"]]
            found.append((_now("Assessed"), tenge(compute.sum_of(calculation))))
        return found


def _confirmed(doing: Doing) -> bool:
    """Whether what was confirmed is what the portal computes now."""
    now = compute.of_case(doing.case).given
    return now is not None and doing.given.get("calculation") == now


def _new(doing: Doing) -> Decimal:
    return compute.sum_of(doing.given.get("calculation"))


def _old(doing: Doing) -> Decimal:
    return compute.sum_of(compute.assessed(doing.case))


def _charge(entry: Entry, doing: Doing) -> None:
    """Book what is owed now against what was owed before; issue an invoice for what is left to pay."""
    case, calculation = doing.case, doing.given["calculation"]
    participant = compute.participant_in(case)
    ledger.hold(participant)
    earlier = case.entries.filter(act__in=compute.ASSESSING, number__lt=entry.number).order_by("number").last()
    old, new = compute.by_kind(earlier.given["calculation"] if earlier else None), compute.by_kind(calculation)
    changes = {kind: new.get(kind, ledger.ZERO) - old.get(kind, ledger.ZERO) for kind in {*old, *new}}
    change = sum(changes.values(), ledger.ZERO)
    over = min(ledger.left(case) + change, ledger.ZERO)  # paid beyond what is owed now: the participant's own again
    owed = ledger.account(Kind.RECEIVABLE, participant)
    moves = [Move(owed, change - over, case), Move(ledger.account(Kind.ADVANCE, participant), over)]
    moves += [Move(ledger.account(INCOME[kind]), -amount) for kind, amount in sorted(changes.items())]
    if any(move.amount for move in moves):
        kind = Booking.Kind.CORRECTION if earlier else Booking.Kind.CHARGE
        ledger.post(kind, moves, on=doing.on, by=doing.by, at=doing.at)
    if ledger.left(case) > 0:
        invoice.issue(entry, doing)


def _waive(_entry: Entry, doing: Doing) -> None:
    case, left = doing.case, ledger.left(doing.case)
    if left > 0:
        participant = compute.participant_in(case)
        ledger.hold(participant)
        moves = [
            Move(ledger.account(Kind.WRITTEN_OFF), left),
            Move(ledger.account(Kind.RECEIVABLE, participant), -left, case),
        ]
        reason = str(doing.given["reasons"])[:1000]
        ledger.post(Booking.Kind.WRITE_OFF, moves, on=doing.on, by=doing.by, at=doing.at, reason=reason)
