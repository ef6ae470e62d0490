"""Rows beside the register: new, there already and the same, or otherwise than what stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hub.accounts.models import Organisation
from hub.importing import problems
from hub.importing.problems import Problem, problem
from hub.importing.told import OF_NAMES, OF_PARTICIPATION, Fee
from hub.register.models import Agreement, Certificate, Participant
from hub.register.standing import Standing, standing

if TYPE_CHECKING:
    from hub.importing.told import Told


class Register:
    """What stands of the organisations and numbers that some rows name; read in a handful of queries."""

    def __init__(self, rows: Sequence[Told], today: date, *, hold: bool = False) -> None:
        """`hold` keeps the organisations from getting another participation until the transaction ends."""
        self._today = today
        bins = {told.bin for told in rows}
        organisations = Organisation.objects.filter(bin__in=bins).order_by("pk")
        self._names = {one.bin: one for one in (organisations.select_for_update() if hold else organisations)}
        self._of: dict[str, list[Participant]] = defaultdict(list)
        for one in (
            Participant.objects.filter(organisation__bin__in=bins)
            .select_related("organisation")
            .prefetch_related("facts", "agreements__fees", "certificates")
        ):
            self._of[one.organisation.bin].append(one)
        numbers = {told.agreement_number for told in rows}
        self._agreements = set(Agreement.objects.filter(number__in=numbers).values_list("number", flat=True))
        numbers = {told.certificate_number for told in rows}
        self._certificates = set(Certificate.objects.filter(number__in=numbers).values_list("number", flat=True))

    def judge(self, told: Told) -> tuple[bool, tuple[Problem, ...]]:
        """Whether the row's participation does not stand yet, and what the row says otherwise than the register."""
        stands = next((one for one in self._of[told.bin] if one.since == told.since), None)
        found = self._new(told) if stands is None else self._same(told, stands)
        return stands is None, tuple(found)

    def _new(self, told: Told) -> Iterator[Problem]:
        known = self._names.get(told.bin)
        for column in OF_NAMES:
            if known is not None and getattr(known, column) != getattr(told, column):
                yield _stands(column, getattr(known, column))
        for other in self._of[told.bin]:
            if other.since <= told.until and told.since <= other.until:
                yield problem("since", problems.OVERLAP_STANDS, since=_shown(other.since), until=_shown(other.until))
        if told.agreement_number in self._agreements:
            yield problem("agreement_number", problems.NUMBER_STANDS)
        if told.certificate_number in self._certificates:
            yield problem("certificate_number", problems.NUMBER_STANDS)

    def _same(self, told: Told, stands: Participant) -> Iterator[Problem]:
        """A row agrees with what was entered at first or with what stands today: acts may have changed it since."""
        first, now = standing(stands, stands.since), standing(stands, self._today)
        for column in (*OF_NAMES, *OF_PARTICIPATION):
            if _plain(told, column) not in (_plain(first, column), _plain(now, column)):
                yield _stands(column, getattr(now, column))
        yield from self._same_agreement(told, stands)
        yield from self._same_certificate(told, stands)

    def _same_agreement(self, told: Told, stands: Participant) -> Iterator[Problem]:
        kept = next((one for one in stands.agreements.all() if one.number == told.agreement_number), None)
        if kept is None:
            taken = told.agreement_number in self._agreements
            yield problem("agreement_number", problems.NUMBER_STANDS if taken else problems.NOT_BY_IMPORT)
            return
        if kept.signed_on != told.signed_on:
            yield _stands("signed_on", kept.signed_on)
        if kept.report_form != told.report_form:
            yield _stands("report_form", kept.report_form)
        yield from _same_fee(told.fee, kept)

    def _same_certificate(self, told: Told, stands: Participant) -> Iterator[Problem]:
        if not told.certificate_number:
            return
        kept = next((one for one in stands.certificates.all() if one.number == told.certificate_number), None)
        if kept is None:
            taken = told.certificate_number in self._certificates
            yield problem("certificate_number", problems.NUMBER_STANDS if taken else problems.NOT_BY_IMPORT)
        elif kept.issued_on != told.certificate_issued_on:
            yield _stands("certificate_issued_on", kept.issued_on)


def _plain(of: Told | Standing, column: str) -> Any:
    """Works are the same in whatever order."""
    value = getattr(of, column)
    return frozenset(value) if column == "works" else value


def _same_fee(told: Fee | None, kept: Agreement) -> Iterator[Problem]:
    line = next(iter(kept.fees.all()), None)
    stands = Fee(line.kind, line.amount, line.at_least, line.at_most) if line else None
    if told is None or stands is None:
        if told != stands:
            yield _stands("fee_kind", stands.kind if stands else "")
        return
    for column in ("kind", "amount", "at_least", "at_most"):
        if getattr(told, column) != getattr(stands, column):
            yield _stands(f"fee_{column}", getattr(stands, column))


def _stands(column: str, value: Any) -> Problem:
    return problem(column, problems.STANDS, value=_shown(value))


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(value)
    return str(value) if value not in (None, "") else problems.NOTHING
