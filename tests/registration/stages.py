"""An application brought to a later stage: decided by the Commission, agreed, certified."""

from datetime import date, datetime, timedelta

from hub.accounts.models import User
from hub.cases.models import Case
from hub.commissions.decisions import Count
from hub.commissions.models import Attendance, Item, Sitting
from hub.register.agreements import draft
from tests import world

TERMS = {
    "number": "15/2026",
    "years": "2",
    "report_form": "2026-1",
    "signer": "",
    "fee-0-kind": "rate",
    "fee-0-amount": "1,5",
    "fee-0-base": "income_listed",
}
"""An agreement as an officer types it, with a decimal comma, as people write."""

NOTHING_CAST = Count(5, 0, 0, 0, 60, 50, "", chair_breaks_tie=True)


def voted(case: Case, votes: dict[int, str], at: datetime, grounds: tuple[str, ...] = ()) -> tuple[Item, User]:
    """The case on an open sitting with its votes (member's place → vote), the item closed; gives the item and chair."""
    commission, users = world.commission()
    sitting = Sitting.objects.create(
        commission=commission, number=3, on=at.date(), place="Астана", state="open", opened_at=at
    )
    item = Item.objects.create(sitting=sitting, case=case, position=1)
    for place, vote in votes.items():
        Attendance.objects.create(sitting=sitting, user=users[place], at=at)
        item.ballots.create(
            user=users[place],
            vote=vote,
            reasons=f"Довод {place}",
            grounds=list(grounds) if vote == "against" else [],
            at=at,
        )
    cast = list(votes.values())
    count = Count(5, 0, cast.count("for"), cast.count("against"), 60, 50, votes.get(0, ""), chair_breaks_tie=True)
    item.count, item.outcome, item.closed_at = count.as_data(), count.outcome, at
    item.save()
    return item, users[0]


def refused(case: Case, officer: User, at: datetime, reasons: list[str]) -> Case:
    case = world.referred(case, officer, at)
    item, chair = voted(case, {0: "against", 1: "against", 2: "against", 3: "for"}, at, ("plan",))
    return world.do(case, "refuse", chair, at, grounds=["plan"], given={"item": item.pk, "reasons": reasons})


def registered(case: Case, officer: User, at: datetime) -> Case:
    case = world.referred(case, officer, at)
    item, chair = voted(case, {0: "for", 1: "for", 2: "for"}, at)
    return world.do(case, "register", chair, at, given={"item": item.pk})


def drawn_up(case: Case, officer: User, at: datetime, **changes: str) -> Case:
    """The agreement drawn up for signing; `changes` are its fields, with `__` for a dash."""
    typed = TERMS | {name.replace("__", "-"): value for name, value in changes.items()}
    kept = case.parts.filter(key="agreement").first()
    raw = {name: [value] for name, value in typed.items()}
    draft.save(case, raw, seen=kept.revision if kept else 0, by=officer, at=at)
    return case


def certified(case: Case, officer: User, at: datetime, years: int = 2) -> Case:
    """Registered, agreed on the day of `at`, and certified the day after."""
    case = registered(case, officer, at)
    signed: date = at.date()
    given = {
        "number": "Д-1",
        "signed_on": signed.isoformat(),
        "years": years,
        "fees": [{"kind": "rate", "amount": "1"}],
        "report_form": "2026-1",
    }
    case = world.do(case, "agree", officer, at, given=given, dates={"signed_on": signed})
    return world.do(case, "certify", officer, at + timedelta(days=1))
