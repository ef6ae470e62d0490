"""The agreement of a participant: what was in force on a day, what each amendment changed, and recording one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from hub.accounts.models import Role
from hub.audit.log import record as log
from hub.documents import store
from hub.register.agreements import words as agreed
from hub.register.agreements.record import conclude
from hub.register.agreements.templates import newest
from hub.register.fees import agreements_of, fees_on
from hub.register.models import Agreement, FeeLine, Participant
from hub.register.report_forms import report_form_on
from hub.register.standing import agreement_on, held

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.accounts.models import User
    from hub.register.agreements.text import Terms


def shown(participant: Participant, on: date) -> dict[str, Any]:
    """What the page shows: what is in force on a day, and every agreement and amendment with what it brought."""
    prefetch_related_objects([participant], "agreements__fees", "agreements__amends")
    every = agreements_of(participant)
    return {
        "in_force": agreement_on(participant, on),
        "fees": agreed.fee_rows(fees_on(participant, on)),
        "report_form": agreed.report_form(report_form_on(participant, on)),
        "every": [
            {"one": one, "changes": changes(one, earlier)}
            for one, earlier in zip(every, [None, *every[:-1]], strict=True)
        ],
    }


def changes(one: Agreement, earlier: Agreement | None) -> list[str]:
    """What an amendment changed, in words; nothing of the agreement itself."""
    if earlier is None or one.amends_id is None:
        return []
    said = [
        (one.until != earlier.until, _("the term")),
        (bool(one.fees.all()), _("the fees")),
        (one.report_form != earlier.report_form, _("the form of the report")),
    ]
    return [what for changed, what in said if changed]


def amendable(participant: Participant, on: date) -> Agreement | None:
    """The agreement that an amendment of that day changes; None where the participation does not last."""
    return agreement_on(participant, on) if participant.active(on) else None


def may_amend(participant: Participant, access: Access) -> bool:
    return access.has(Role.REGISTRATION) and amendable(participant, access.on) is not None


def changes_nothing(participant: Participant, report_form: str, fees: Sequence[FeeLine], on: date) -> bool:
    return not fees and report_form in ("", report_form_on(participant, on))


@transaction.atomic
def amend(
    participant: Participant, terms: Terms, *, signer: str, scan: store.Judged, by: User, at: datetime
) -> Agreement:
    """Put a signed amendment on record (clauses 34, 65); IntegrityError where its number is recorded already."""
    held(participant)
    made = conclude(
        participant,
        terms,
        template=newest(),
        signer=signer,
        scan=store.keep(scan, language="kk", organisation=None, by=by, at=at),
        at=at,
    )
    log(
        "agreement.amend",
        f"participant:{participant.pk}",
        by=by,
        at=at,
        private={"number": made.number},
        agreement=made.pk,
        signed_on=made.signed_on.isoformat(),
        fees=len(terms.fees),
        report_form=made.report_form,
    )
    return made
