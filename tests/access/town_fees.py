"""A fee to assess, a fee owed with an advance beside it, and lines of a statement: open, outgoing, matched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from hub.accounts.access import Access
from hub.cases.models import Case
from hub.cases.opening import Opening, open_many
from hub.fees import compute, invoice, ledger, matching
from hub.fees.models import Account, Booking, Statement, StatementLine
from hub.fees.statements import store
from hub.register import figures
from hub.register.models import FeeLine, Participant
from tests import world
from tests.access.scene import NOW, Scene
from tests.fees import files

QUARTER, ITS_END = "2026-Q2", date(2026, 6, 30)
COUNTED_FROM = date(2026, 3, 31)
"""A day that is over in the town, so that the calendar can open the fee."""


def owe(scene: Scene) -> None:
    scene.args["fee to assess"], scene.args["owed fee"] = (
        (_fee(scene.cases[stage].organisation.participations.get(), stage).pk,) for stage in ("participant", "ended")
    )
    case = Case.objects.get(pk=scene.args["owed fee"][0])
    world.do(case, "assess", scene.finance, NOW, given={"calculation": compute.of_case(case).given})
    _advance(compute.participant_in(case))
    _lines(scene, case)


def _fee(participant: Participant, stage: str) -> Case:
    agreement = participant.agreements.order_by("pk").first()
    agreement.fees.all().delete()
    FeeLine.objects.create(agreement=agreement, kind="rate", amount=Decimal(1), since=participant.since)
    told = {"income_listed": Decimal(12_500_000), "income_total": Decimal(20_000_000)}
    entry = participant.case.entries.exclude(pk__in=participant.figures.values("entry")).first()
    figures.report(participant, ITS_END, told, form="2026-1", entry=entry, at=NOW)
    opening = Opening("fee", "open", QUARTER, {"period_end": COUNTED_FROM})
    list(open_many(opening, [participant.organisation], at=NOW))
    return Case.objects.get(procedure_key="fee", organisation=participant.organisation)


def _advance(participant: Participant) -> None:
    moves = [
        ledger.Move(ledger.account(Account.Kind.BANK), Decimal(500)),
        ledger.Move(ledger.account(Account.Kind.ADVANCE, participant), Decimal(-500)),
    ]
    ledger.post(Booking.Kind.PAYMENT, moves, on=NOW.date(), by=None, at=NOW)


def _lines(scene: Scene, case: Case) -> None:
    purpose = f"Оплата {invoice.reference(case)}"
    lines = (
        files.line("1000.00", purpose, reference="T1"),
        files.line("-300.00", "Комиссия", reference="T2"),
        files.line("2000.00", purpose, reference="T3"),
    )
    sent = SimpleUploadedFile("statement.xml", files.camt053(*lines))
    store.upload(sent, Statement.Format.CAMT053, None, by=scene.finance, at=NOW)
    store.read_due(NOW)
    names = {"T1": "open line", "T2": "outgoing line", "T3": "matched line"}
    for line in StatementLine.objects.all():
        scene.args[names[line.reference]] = (line.pk,)
    participant = compute.participant_in(case)
    scene.args["line and payer"] = (*scene.args["open line"], participant.pk)
    access = Access(scene.finance, NOW.date())
    matching.match(scene.args["matched line"][0], participant, access=access, at=NOW)
