"""What the members of a commission are told of a sitting, each in their language."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.accounts.models import User
from hub.commissions.models import Seat, Sitting
from hub.notices.outbox import tell


def planned(sitting: Sitting, *, at: datetime) -> None:
    """The day and place; told anew when they change."""
    for user in _members(sitting):
        with override(user.language):
            told = {
                "commission": sitting.commission.name(words.language()),
                "number": sitting.number,
                "day": words.day(sitting.on),
                "place": sitting.place,
            }
            subject = _("Sitting %(number)s is set for %(day)s") % told
            text = _("%(commission)s, sitting %(number)s: %(day)s, %(place)s. The agenda and papers are on its page.")
            _send(sitting, user, subject, text % told, key=f"sitting:{sitting.pk}:set:{at.isoformat()}", at=at)


def opened(sitting: Sitting, *, at: datetime) -> None:
    """Votes may be cast."""
    for user in _members(sitting):
        with override(user.language):
            told = {"commission": sitting.commission.name(words.language()), "number": sitting.number}
            subject = _("Sitting %(number)s is open") % told
            text = _(
                "%(commission)s: sitting %(number)s is open. Read the papers and vote on each item. "
                "If you have a conflict of interest in a case, declare it first."
            )
            _send(sitting, user, subject, text % told, key=f"sitting:{sitting.pk}:open", at=at)


def _members(sitting: Sitting) -> list[User]:
    """Everybody with a seat on the sitting's day, the secretary too."""
    seats = Seat.objects.on(sitting.on).filter(commission=sitting.commission_id)
    return list(User.objects.filter(pk__in=seats.values("user"), is_active=True).order_by("pk"))


def _send(sitting: Sitting, user: User, subject: str, text: str, *, key: str, at: datetime) -> None:
    tell(user, subject, text, path=reverse("sitting", args=[sitting.pk]), key=key, at=at)
