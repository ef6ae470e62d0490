"""Every change of status is told to those concerned, each in their language (clause 8)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.accounts.models import Membership, Role, RoleGrant, User
from hub.notices.outbox import tell
from rules.procedure import COMMISSION, TECHNOPARK

if TYPE_CHECKING:
    from hub.cases.models import Case, Entry


def status(entry: Entry, case: Case, *, at: datetime) -> None:
    """Tell the organisation's people, and whose turn it has become, what was done and what comes next."""
    paper = entry.papers.select_related("file").first()
    for user in concerned(case, at):
        with override(user.language):
            subject = f"{case.number}: {words.words(case.procedure.act(entry.act).past)}"
            tell(
                user,
                subject,
                _text(case),
                path=reverse("case", args=[case.pk]),
                key=f"entry:{entry.pk}",
                at=at,
                attachment=paper.file if paper and _of(user, case, at) else None,
            )


def concerned(case: Case, at: datetime) -> list[User]:
    """The people of the organisation, and the officer who has the case (all officers where nobody has it yet)."""
    on = timezone.localdate(at)
    members = Membership.objects.on(on).filter(organisation=case.organisation_id).values("user")
    wanted = Q(pk__in=[]) if case.state.inner else Q(pk__in=members)
    if case.turn == TECHNOPARK.key:
        wanted |= _in_charge(case.assignee_id, on) if case.assignee_id else Q(pk__in=_holders(case.chapter.team, on))
    elif case.turn == COMMISSION.key:
        wanted |= Q(pk__in=_holders(Role.SECRETARY, on))
    return list(User.objects.filter(wanted, is_active=True).order_by("pk"))


def _in_charge(officer: int, on: date) -> Q:
    """The officer, and whoever stands in for them on that day."""
    return Q(pk=officer) | Q(pk__in=RoleGrant.objects.on(on).filter(stands_in_for=officer).values("user"))


def _holders(role: Role, on: date) -> QuerySet[RoleGrant, dict[str, int]]:
    return RoleGrant.objects.on(on).filter(role=role).values("user")


def _of(user: User, case: Case, at: datetime) -> bool:
    """Letters go to the organisation's people only."""
    return Membership.objects.on(timezone.localdate(at)).filter(organisation=case.organisation_id, user=user).exists()


def _text(case: Case) -> str:
    lines = [
        case.organisation.name(words.language()),
        _("Where it stands: %(state)s.") % {"state": words.words(case.state.title)},
    ]
    for deadline in case.deadlines.filter(met_on=None, lapsed_on=None):
        duty = case.procedure.duty(deadline.duty)
        line = f"{words.words(duty.actor.title)}: {words.words(duty.title)}"
        if deadline.due_on:
            line += " — " + _("due by %(day)s") % {"day": words.day(deadline.due_on)}
        lines.append(line)
    return "\n".join(lines)
