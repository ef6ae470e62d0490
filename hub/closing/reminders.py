"""Reminding everybody who still owes something: ordered at once, sent by the worker, each told once."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.accounts.models import Membership, User
from hub.audit.log import record as log
from hub.cases.models import Deadline
from hub.closing.models import Reminder
from hub.closing.progress import duty_of, missing
from hub.notices.outbox import tell
from rules.calendar import Quarter
from rules.clauses import label

BATCH = 200


@transaction.atomic
def order(procedure: str, quarter: Quarter, *, by: User, at: datetime) -> Reminder | None:
    """Begin to remind; None where nobody owes anything, or where such a reminder is under way."""
    total = missing(quarter, procedure).count()
    if total == 0:
        return None
    try:
        with transaction.atomic():
            made = Reminder.objects.create(procedure=procedure, quarter=quarter.key, total=total, by=by, at=at)
    except IntegrityError:
        return None
    log("reminder.order", f"reminder:{made.pk}", by=by, at=at, procedure=procedure, quarter=quarter.key, to=total)
    return made


def run(at: datetime) -> int:
    """Go on with every reminder under way; how many participants were told."""
    return sum(_go_on(pk, at) for pk in Reminder.objects.filter(ended_at=None).values_list("pk", flat=True))


@transaction.atomic
def _go_on(pk: int, at: datetime) -> int:
    """The next batch. Who has done it meanwhile is not told; a killed worker's batch was told wholly or not at all."""
    row = Reminder.objects.select_for_update().get(pk=pk)
    if row.ended_at is not None:
        return 0
    rest = missing(Quarter.parse(row.quarter), row.procedure).select_related("case__organisation")
    if row.after is not None:
        rest = rest.filter(case__gt=row.after)
    batch = list(rest[:BATCH])
    people = _people({one.case.organisation_id for one in batch}, timezone.localdate(at))
    for one in batch:
        for user in people.get(one.case.organisation_id, ()):
            _tell(user, one, row, at)
    row.done += len(batch)
    row.after = batch[-1].case_id if batch else row.after
    row.ended_at = at if len(batch) < BATCH else None
    row.save(update_fields=["done", "after", "ended_at"])
    return len(batch)


def _people(organisations: set[int], on: date) -> dict[int, list[User]]:
    """Those who act for each organisation."""
    found: dict[int, list[User]] = {}
    acting = Membership.objects.on(on).filter(organisation__in=organisations, user__is_active=True)
    for one in acting.select_related("user").order_by("user"):
        found.setdefault(one.organisation_id, []).append(one.user)
    return found


def _tell(user: User, one: Deadline, row: Reminder, at: datetime) -> None:
    duty, quarter = duty_of(row.procedure), Quarter.parse(row.quarter)
    with override(user.language):
        lang = words.language()
        said = {
            "what": words.words(duty.title),
            "period": words.words(quarter.title),
            "day": words.day(one.due_on),
            "clause": label(duty.clause, lang),
        }
        overdue = one.due_on is not None and one.due_on < timezone.localdate(at)
        text = (
            _("It was to be done by %(day)s (%(clause)s of the Rules) and is not done yet. Please do it now.")
            if overdue
            else _("It is to be done by %(day)s (%(clause)s of the Rules).")
        )
        name = one.case.organisation.name(lang)
        path = reverse("case", args=[one.case_id])
        subject = _("Reminder: %(what)s, %(period)s") % said
        tell(user, subject, f"{name}\n{text % said}", path=path, key=f"closing:{row.pk}:{one.pk}", at=at)
