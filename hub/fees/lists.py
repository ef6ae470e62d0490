"""Lists of fees: a quarter for its assessment, exceptions first; arrears by age; a participant's own account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Aggregate,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models import Case as If
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub import words
from hub.cases.models import Case, Entry
from hub.fees import compute
from hub.fees.fields import TengeField
from hub.fees.models import SEE_MONEY, Account, Posting
from hub.fees.money import tenge
from hub.register.figures import reported_by_all
from hub.register.models import Participant, QuarterFigures
from rules.calendar import Quarter
from rules.fee import FEE

if TYPE_CHECKING:
    from hub.accounts.access import Access

SHOWN_QUARTERS = 8
SHOWN_ON_PARTICIPATION = 4
ZERO = Decimal(0)
MONEY = TengeField()

# Where a fee of a quarter stands for who assesses it; the first ones need a look.
GROUPS = {
    "1_corrected": (gettext_lazy("Report corrected since"), "red"),
    "2_missing": (gettext_lazy("No report yet"), "yellow"),
    "3_ready": (gettext_lazy("To be assessed"), "blue"),
    "4_assessed": (gettext_lazy("Assessed, not paid"), "blue"),
    "5_paid": (gettext_lazy("Paid"), "green"),
    "6_over": (gettext_lazy("Nothing owed, or written off"), "grey"),
}


def quarters(on: date) -> list[Quarter]:
    """The quarters that are over, the last one first."""
    found = [Quarter.of(on).before]
    while len(found) < SHOWN_QUARTERS:
        found.append(found[-1].before)
    return found


def asked(key: str, on: date) -> Quarter:
    try:
        return Quarter.parse(key)
    except ValueError:
        return Quarter.of(on).before


def fees(access: Access) -> QuerySet[Case]:
    """All fees that the person may see, each with what is `left` to pay."""
    seen = Case.objects.visible_to(access).filter(procedure_key=FEE.key).values("pk")
    money = Posting.objects.filter(case=OuterRef("pk"), account__kind=Account.Kind.RECEIVABLE)
    left = money.order_by().values("case").annotate(sum=Sum("amount")).values("sum")
    return Case.objects.filter(pk__in=seen).annotate(
        left=Coalesce(Subquery(left, output_field=MONEY), Value(ZERO, output_field=MONEY))
    )


# --- a quarter -------------------------------------------------------------------------------------------------------
def of_quarter(access: Access, quarter: Quarter, group: str = "") -> QuerySet[Case]:
    """The fees of a quarter with their `group`, or those of one group; those that need a look come first."""
    told = QuarterFigures.objects.filter(
        participant__organisation=OuterRef("organisation"), quarter_end=quarter.last
    ).order_by("-pk")
    set_ = Entry.objects.filter(case=OuterRef("pk"), act__in=compute.ASSESSING).order_by("-number")
    found = (
        fees(access)
        .filter(topic=quarter.key)
        .annotate(
            reported=Exists(told), told_at=Subquery(told.values("at")[:1]), set_at=Subquery(set_.values("at")[:1])
        )
    )
    corrected = Q(state_key__in=("assessed", "paid"), told_at__gt=F("set_at"))
    standing = If(
        When(corrected, then=Value("1_corrected")),
        When(state_key="awaits", reported=False, then=Value("2_missing")),
        When(state_key="awaits", then=Value("3_ready")),
        When(state_key="assessed", then=Value("4_assessed")),
        When(state_key__in=("paid", "closed"), then=Value("5_paid")),
        default=Value("6_over"),
        output_field=CharField(),
    )
    listed = found.annotate(group=standing).order_by("group", "organisation__name_ru", "pk")
    return listed.filter(group=group) if group in GROUPS else listed


def counts(found: QuerySet[Any]) -> dict[str, int]:
    rows = found.order_by().values("group").annotate(number=Count("pk")).values("group", "number")
    return {row["group"]: row["number"] for row in rows}


@dataclass(frozen=True, slots=True)
class Row:
    """A fee of a quarter with what is computed now; `act` is what would make it so, empty where it is so already."""

    case: Case
    name: str
    group: str
    tone: str
    now: compute.Computed
    was: Decimal | None
    act: str

    @property
    def lines(self) -> list[str]:
        return [line["words"][words.language()] for line in self.now.given["lines"]] if self.now.given else []

    @property
    def agreed(self) -> str:
        """What a person confirms with this row."""
        return f"{self.case.pk}|{self.now.total}"


def rows(page: Iterable[Case], quarter: Quarter) -> list[Row]:
    """The rows of a page: as many queries for fifty as for one."""
    cases = list(page)
    participants = by_organisation(cases, quarter)
    figures = reported_by_all([quarter.last], participants.values())
    return [_row(case, participants[case.organisation_id], quarter, figures) for case in cases]


def by_organisation(cases: list[Case], quarter: Quarter) -> dict[int, Participant]:
    """The participation of each fee's organisation in the quarter, with its agreements and their fees."""
    found = Participant.objects.filter(
        organisation__in=[case.organisation_id for case in cases], since__lte=quarter.last, until__gte=quarter.first
    )
    return {one.organisation_id: one for one in found.order_by("since", "pk").prefetch_related("agreements__fees")}


def _row(case: Case, participant: Participant, quarter: Quarter, figures: dict[Any, Any]) -> Row:
    now = compute.computed(participant, quarter, figures.get((participant.pk, quarter.last)))
    kept = case.assessing[-1].given["calculation"] if case.assessing else None  # type: ignore[attr-defined]
    was = compute.sum_of(kept) if kept else None
    title, tone = GROUPS[case.group]  # type: ignore[attr-defined]
    name = case.organisation.name(words.language())
    return Row(case, name, str(title), tone, now, was, act_for(case.state_key, was, now.total))


def act_for(state: str, was: Decimal | None, now: Decimal | None) -> str:
    """The act that makes what is owed what is computed; empty where there is none to do."""
    if now is None or now == was:
        return ""
    if state == "paid":
        return "charge_more" if now > (was or ZERO) else "reduce"
    if state not in ("awaits", "assessed"):
        return ""
    if now == 0:
        return "drop"
    return "assess" if state == "awaits" else "reassess"


def with_calculations(found: QuerySet[Case]) -> QuerySet[Case]:
    entries = Entry.objects.filter(act__in=compute.ASSESSING).order_by("number")
    return found.select_related("organisation").prefetch_related(
        Prefetch("entries", queryset=entries, to_attr="assessing")
    )


# --- arrears ---------------------------------------------------------------------------------------------------------
AGES = {"30": (1, 30), "60": (31, 60), "90": (61, 90), "more": (91, 100_000)}
"""Calendar days past the due day."""


def arrears(access: Access, on: date, age: str = "", query: str = "") -> QuerySet[Case]:
    """Assessed fees past their due day, the oldest first."""
    found = fees(access).filter(Q(left__gt=0), state_key="assessed", due_on__lt=on)
    if age in AGES:
        found = found.filter(_aged(age, on))
    for word in query.split():
        found = found.filter(
            Q(organisation__name_ru__contains=word)
            | Q(organisation__name_kk__contains=word)
            | Q(organisation__bin__startswith=word)
            | Q(number__icontains=word)
        )
    return found.select_related("organisation").order_by("due_on", "pk")


def _aged(age: str, on: date) -> Q:
    least, most = AGES[age]
    return Q(due_on__lte=on - timedelta(days=least), due_on__gte=on - timedelta(days=most))


def by_age(access: Access, on: date) -> list[tuple[str, str, int, Decimal]]:
    """Age, its name, how many fees and how much: in one query."""
    asked: dict[str, Aggregate] = {f"n{age}": Count("pk", filter=_aged(age, on)) for age in AGES}
    asked |= {f"s{age}": Sum("left", filter=_aged(age, on)) for age in AGES}
    told = arrears(access, on).order_by().aggregate(**asked)
    return [(age, age_name(age), told[f"n{age}"], told[f"s{age}"] or ZERO) for age in AGES]


def age_name(age: str) -> str:
    least, most = AGES[age]
    if age == "more":
        return _("more than 90 days")
    return _("%(least)s–%(most)s days") % {"least": 0 if age == "30" else least, "most": most}


def unassessed_past_due(access: Access, on: date) -> int:
    """Fees whose due day has passed without an assessment: no sum is known, the duty is missed all the same."""
    return fees(access).filter(state_key="awaits", due_on__lt=on).count()


# --- a participant's own ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Own:
    """A quarter's fee as its participant sees it."""

    case: Case
    quarter: str
    state: str
    tone: str
    owed: str
    left: str
    due: str
    lines: list[str]
    invoice: Any


def section(participant: Participant, access: Access) -> dict[str, Any] | None:
    """The last quarters' fees, for the page of the participation; None where there are none."""
    found = own(participant, access)[:SHOWN_ON_PARTICIPATION]
    may_see_account = access.has(*SEE_MONEY) or access.belongs_to(participant.organisation_id)
    return {"fees": found, "account": may_see_account} if found else None


def own(participant: Participant, access: Access) -> list[Own]:
    """The fees of the quarters of a participation, the newest first."""
    found = fees(access).filter(organisation=participant.organisation_id)
    listed = found.prefetch_related("entries__papers__file").order_by("-topic", "pk")
    return [_own(case) for case in listed if _of(participant, case)]


def _of(participant: Participant, case: Case) -> bool:
    quarter = compute.quarter_of(case)
    return participant.since <= quarter.last and participant.until >= quarter.first


def _own(case: Case) -> Own:
    entries = [entry for entry in case.entries.all() if entry.act in compute.ASSESSING]
    kept = entries[-1].given["calculation"] if entries else None
    papers = [paper for entry in entries for paper in entry.papers.all() if paper.kind == "invoice"]
    return Own(
        case=case,
        quarter=words.words(compute.quarter_of(case).title),
        state=words.words(case.state.title),
        tone=case.state.tone,
        owed=tenge(compute.sum_of(kept)) if kept else "—",
        left=tenge(case.left),  # type: ignore[attr-defined]
        due=words.day(case.due_on) if case.due_on else "—",
        lines=[line["words"][words.language()] for line in kept["lines"]] if kept else [],
        invoice=papers[-1] if papers else None,
    )
