"""Who may see a case and who may act in it as which actor of the Rules. Rooms above add their own by registering."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Q

from hub.accounts.access import Access
from hub.accounts.models import Role
from hub.cases.registry import chapters
from rules.procedure import APPLICANT, PARTICIPANT, TECHNOPARK, Act, Actor

if TYPE_CHECKING:
    from hub.cases.models import Case

ActorTest = Callable[[Access, "Case"], bool]
Visibility = Callable[[Access], Q]

_ACTORS: dict[str, ActorTest] = {}
_VISIBILITY: list[Visibility] = []
_HIDDEN: list[Visibility] = []

NOTHING = Q(pk__in=[])
CASEWORK = (Role.REGISTRATION, Role.MONITORING, Role.FINANCE)
"""The teams that cases belong to; each chapter names its own."""


def let_act(actor: Actor, test: ActorTest) -> None:
    """Register who acts as `actor`; each actor is registered once."""
    if actor.key in _ACTORS:
        raise ValueError(f"{actor.key} is registered already")
    _ACTORS[actor.key] = test


def let_see(visibility: Visibility) -> None:
    """Register further cases that a person may see."""
    _VISIBILITY.append(visibility)


def let_not_see(hidden: Visibility) -> None:
    """Register cases that are closed to a person whatever else would open them (a conflict of interest)."""
    _HIDDEN.append(hidden)


def visibility(access: Access) -> Q:
    """The filter for the cases a person may see; for a stranger it finds nothing."""
    if not access.known:
        return NOTHING
    inner = _inner()
    found = Q(organisation_id__in=access.organisations) & ~inner
    found |= (Q(version__gt=0) | inner) & Q(procedure_key__in=_read_by(access))
    for more in _VISIBILITY:
        found |= more(access)
    for hidden in _HIDDEN:
        found &= ~hidden(access)
    return found


def _read_by(access: Access) -> list[str]:
    """The procedures whose cases the person reads as an officer or auditor."""
    return [chapter.procedure.key for chapter in chapters() if access.has(Role.AUDITOR, chapter.team, *chapter.readers)]


def worked_by(access: Access) -> list[str]:
    """The procedures in which the person does the Technopark's acts."""
    return [chapter.procedure.key for chapter in chapters() if access.has(chapter.team)]


def _inner() -> Q:
    """Cases in a state of the Technopark's own preparation."""
    found = NOTHING
    for chapter in chapters():
        if keys := [state.key for state in chapter.procedure.states if state.inner]:
            found |= Q(procedure_key=chapter.procedure.key, state_key__in=keys)
    return found


def acts_as(access: Access, actor: Actor, case: "Case") -> bool:
    """Whether the person may act as `actor` in this case."""
    test = _ACTORS.get(actor.key)
    return access.known and test is not None and test(access, case)


def may(access: Access, act: Act, case: "Case") -> bool:
    """Whether the person may do the act, or put on record what its actor did outside the portal."""
    return acts_as(access, act.through or act.actor, case)


def may_write(access: Access, case: "Case") -> bool:
    """Whether the person may write the application's parts (when the case lets anybody)."""
    return access.known and access.may_edit(case.organisation_id)


def may_apply_again(access: Access, case: "Case") -> bool:
    """Whether the person may start anew from a case that ended without what it asked for (clause 17)."""
    ended = case.state.final and case.state.tone != "green" and case.chapter.begun_from != "office"
    return ended and may_write(access, case)


def is_officer(access: Access, case: "Case") -> bool:
    """Whether the person does the Technopark's acts in this case."""
    return acts_as(access, TECHNOPARK, case)


let_act(APPLICANT, lambda access, case: access.may_edit(case.organisation_id))
let_act(PARTICIPANT, lambda access, case: access.may_edit(case.organisation_id))
let_act(TECHNOPARK, lambda access, case: access.has(case.chapter.team))
