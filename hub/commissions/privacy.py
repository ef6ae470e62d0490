"""What is kept of commissions: seats, sittings, votes. A vote is part of a decision and stays with it."""

from datetime import date
from typing import Any

from hub.accounts.models import User
from hub.commissions.models import Ballot, Conflict, Dissent
from hub.privacy.declared import kept
from rules.text import Text

FIELDS = (
    kept("commissions.Commission", "reference", public="id actor name_kk name_ru name_en"),
    kept("commissions.Charter", "reference", public="id commission since order quorum_percent majority_percent"),
    kept("commissions.Charter", "reference", public="chair_breaks_tie"),
    kept("commissions.Seat", "record", public="id commission kind office since until order", personal="user"),
    kept("commissions.Sitting", "record", public="id commission number on place state opened_at closed_at"),
    kept("commissions.Sitting", "record", participant="minutes", personal="closed_by"),
    kept("commissions.Item", "record", public="id sitting position closed_at", participant="case outcome count"),
    kept("commissions.Attendance", "record", public="id sitting at", personal="user"),
    kept("commissions.Conflict", "record", public="id at", participant="case item", personal="user reason"),
    kept("commissions.Ballot", "record", public="id at", participant="item vote grounds reasons", personal="user"),
    kept("commissions.Dissent", "record", public="id at", participant="item text", personal="user"),
)

SEATED = Text(
    "Адам — комиссияның қазіргі мүшесі. Алдымен мүшелік аяқталуы керек.",
    "Человек — действующий член комиссии. Сначала членство нужно завершить.",
    "The person has a seat on a commission. The seat must be ended first.",
)


def export(person: User) -> dict[str, Any]:
    return {
        "seats": list(person.seats.values("commission__name_ru", "office", "since", "until")),
        "votes": list(Ballot.objects.filter(user=person).values("item__case__number", "vote", "reasons", "at")),
        "conflicts": list(Conflict.objects.filter(user=person).values("case__number", "reason", "at")),
        "dissents": list(Dissent.objects.filter(user=person).values("item__case__number", "text", "at")),
    }


def holds(person: User, on: date) -> list[Text]:
    return [SEATED] if person.seats.on(on).exists() else []
