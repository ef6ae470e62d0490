"""What dates bring about by themselves: reminders, and the planned end (clause 38). Each is done once, however late."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.accounts.models import Membership, User
from hub.audit.log import record as log
from hub.notices.outbox import tell
from hub.participation.models import Reminder, ReminderRule
from hub.participation.obligations import Obligation, obligations
from hub.register import standing
from hub.register.models import End, Participant
from rules.clauses import label


def run(at: datetime) -> int:
    """Everything that is due at a moment; how much was done."""
    return end_planned(at) + remind(at)


def end_planned(at: datetime) -> int:
    """Participations whose last day has passed end as planned; their people are told."""
    today = timezone.localdate(at)
    over = Participant.objects.filter(until__lt=today, ended="").values_list("pk", flat=True)
    return sum(_end(pk, at) for pk in list(over))


@transaction.atomic
def _end(pk: int, at: datetime) -> bool:
    participant = Participant.objects.select_for_update().get(pk=pk)
    if participant.ended or participant.until >= timezone.localdate(at):
        return False
    standing.end(participant, End.PLANNED, on=participant.until, entry=None, at=at)
    for user in people(participant, at):
        with override(user.language):
            told = {"name": participant.organisation.name(words.language()), "day": words.day(participant.until)}
            text = _(
                "The participation of %(name)s ended as planned: its last day was %(day)s (%(clause)s of the Rules). "
                "You may register anew under %(again)s."
            ) % {**told, "clause": label("38", words.language()), "again": label("8", words.language())}
            subject = _("Participation ended as planned")
            path = reverse("participation", args=[participant.pk])
            tell(user, subject, text, path=path, key=f"end:{participant.pk}", at=at)
    log("participation.end", f"participant:{participant.pk}", by=None, at=at, on=participant.until.isoformat())
    return True


def people(participant: Participant, at: datetime) -> list[User]:
    """Those who act for the organisation on that day."""
    members = Membership.objects.on(timezone.localdate(at)).filter(organisation=participant.organisation_id)
    return list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("pk"))


@transaction.atomic
def set_rule(kind: str, days: int, *, by: User, at: datetime) -> ReminderRule:
    """From now on remind of obligations of a kind so many days before; IntegrityError where the rule stands already."""
    rule = ReminderRule.objects.create(kind=kind, days=days, set_by=by, set_at=at)
    log("reminder.rule", f"rule:{rule.pk}", by=by, at=at, kind=rule.kind, days=rule.days)
    return rule


def remind(at: datetime) -> int:
    """Remind of what comes due within the days of a rule; a rule that was missed for days still reminds, once."""
    today = timezone.localdate(at)
    rules: dict[str, list[int]] = {}
    for kind, days in ReminderRule.objects.values_list("kind", "days"):
        rules.setdefault(kind, []).append(days)
    if not rules:
        return 0
    sent = 0
    for participant in Participant.objects.filter(since__lte=today, until__gte=today).select_related("organisation"):
        told = set(participant.reminders.values_list("key", "days"))
        for one in obligations(participant, today):
            reached = [days for days in rules.get(one.kind, ()) if _reached(one, days, at)]
            if reached and (one.key, min(reached)) not in told:
                sent += _remind(participant, one, reached, at)
    return sent


def _reached(one: Obligation, days: int, at: datetime) -> bool:
    today = timezone.localdate(at)
    return one.due is not None and one.due - timedelta(days=days) <= today <= one.due


def _remind(participant: Participant, one: Obligation, reached: list[int], at: datetime) -> bool:
    """Tell it once for the nearest rule; the earlier ones that were missed count as told."""
    try:
        with transaction.atomic():
            Reminder.objects.create(participant=participant, key=one.key, days=min(reached), sent_at=at)
            _tell(participant, one, min(reached), at)
    except IntegrityError:  # another worker was quicker
        return False
    return True


def _tell(participant: Participant, one: Obligation, days: int, at: datetime) -> None:
    path = reverse("case", args=[one.case.pk]) if one.case else reverse("participation", args=[participant.pk])
    for user in people(participant, at):
        with override(user.language):
            lang = words.language()
            subject = _("By %(day)s: %(what)s") % {"day": words.day(one.due), "what": words.words(one.title)}
            text = f"{participant.organisation.name(lang)}\n{words.words(one.title)} ({label(one.clause, lang)})."
            tell(user, subject, text, path=path, key=f"remind:{participant.pk}:{one.key}:{days}", at=at)
