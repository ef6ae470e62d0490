"""Whose participation: that of an organisation on a day, that of a case."""

from datetime import date

from hub.accounts.models import Organisation
from hub.cases.models import Case
from hub.register.models import Participant


def current(organisation: Organisation, on: date) -> Participant | None:
    """The participation that lasts on a day; of several the newest."""
    return organisation.participations.filter(since__lte=on, until__gte=on).order_by("since").last()


def participant_of(case: Case) -> Participant:
    """The participation a case is about: the one that lasted when the case was begun, else the newest one."""
    begun = current(case.organisation, case.created_at.date())
    found = begun or case.organisation.participations.order_by("since").last()
    if found is None:
        raise Participant.DoesNotExist(f"case {case.pk}: its organisation takes no part")
    return found
