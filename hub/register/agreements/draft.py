"""What an officer has drawn up for signing in a case: kept as typed beside its parts, judged when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from hub.cases import drafts
from hub.cases.models import Case, PartData
from hub.cases.parts import Answers, Part, bind
from hub.documents.paper import shapes
from hub.register.agreements import forms
from hub.register.agreements.record import party_of
from hub.register.agreements.templates import newest
from hub.register.agreements.text import Party, Terms, text
from hub.register.participation import participant_of
from hub.register.standing import agreement_on
from rules.extension import EXTENSION
from rules.registration import REGISTRATION
from rules.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from hub.accounts.models import User
    from hub.cases.typed import Raw
    from rules.procedure import Act

SIGNED_BY: Mapping[str, tuple[str, Part]] = {
    REGISTRATION.key: ("agree", forms.TERMS),
    EXTENSION.key: ("extend", forms.LONGER),
}
"""Procedure → the act that records the signing, and what is drawn up for it."""


def act_of(case: Case) -> Act | None:
    """The act that records the signing; None where nothing is signed in such a case, or there is nothing to amend."""
    found = SIGNED_BY.get(case.procedure_key)
    if found is None or (case.procedure_key == EXTENSION.key and not participant_of(case).agreements.exists()):
        return None
    return case.procedure.act(found[0])


def part_of(case: Case) -> Part:
    return SIGNED_BY[case.procedure_key][1]


def answers(case: Case, on: date, raw: Raw | None = None) -> Answers:
    """What was drawn up, or what is typed now; at first only the years asked for stand there."""
    known = drafts.context(case, on)
    if raw is None and forms.KEY not in known.raw:
        raw = {"years": known.values("about", "years")}
    return bind(part_of(case), known, raw)


@transaction.atomic
def save(case: Case, typed: Raw, *, seen: int, by: User, at: datetime) -> PartData:
    """Keep what was typed; raises Closed where the signing cannot be recorded any more, Overtaken like a part."""
    held = case.held()
    act = act_of(held)
    if act is None or act not in held.procedure.leaving(held.state):
        raise drafts.Closed(case)
    return drafts.keep_part(held, forms.KEY, {**typed, "template": [newest()]}, seen=seen, by=by, at=at)


def terms(case: Case, on: date) -> dict[str, Any] | None:
    """What was drawn up, as the record of the signing keeps it; None until it is complete."""
    found = answers(case, on)
    if not found.complete:
        return None
    said = {name: value for name, value in found.cleaned().items() if name != "signer"}
    return said | ({"fees": forms.fees_told(found.rows("fee"))} if found.tables else {})


def drawn_up(case: Case, number: str, on: date) -> tuple[str, str]:
    """The template's version and the signer of the paper with that number; both empty if it was drawn up elsewhere."""
    found = answers(case, on)
    said = found.cleaned()
    if not found.complete or said["number"] != number:
        return "", ""
    return next(iter(found.raw.get("template", [])), newest()), said["signer"]


def document(case: Case, on: date) -> shapes.Agreement:
    """The text for signing, from what is complete."""
    found = answers(case, on)
    said = found.cleaned()
    version = drawn_up(case, said["number"], on)[0]
    if case.procedure_key == EXTENSION.key:
        participant = participant_of(case)
        longer = Terms(said["number"], years=said["years"], amends=agreement_on(participant, on))
        return text(version, party_of(participant, on, said["signer"]), longer, on=on)
    agreed = Terms(said["number"], forms.fee_lines(found.rows("fee")), said["report_form"], said["years"])
    return text(version, applicant(case, on, said["signer"]), agreed, on=on)


def applicant(case: Case, on: date, signer: str) -> Party:
    """Who will be a participant, by the application."""
    one, chapter = case.organisation, case.chapter
    address = Text(*(chapter.address(case, lang) for lang in ("kk", "ru", "ru")))
    works = drafts.context(case, on).values("activities", "works")
    return Party(one.bin, Text(one.name_kk, one.name_ru, one.name_ru), address, works, signer)
