"""What a chapter app hands the engine: procedure, parts of its form, what must hold, what an act brings about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.accounts.models import Role
from hub.cases.parts import Part
from rules.clauses import CLAUSES
from rules.procedure import Act, Ground, Procedure
from rules.text import Text

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.accounts.models import Organisation, User
    from hub.cases.models import Case, Entry
    from hub.cases.parts import Answers
    from rules.editions import Edition


@dataclass(frozen=True, slots=True)
class Doing:
    """An act about to be done, as needs and effects see it. `given` is JSON from the act's form."""

    case: Case
    act: str
    by: User | None
    at: datetime
    on: date
    edition: Edition
    given: Mapping[str, Any] = field(default_factory=dict)
    grounds: tuple[str, ...] = ()


NeedTest = Callable[[Doing], bool]
Effect = Callable[["Entry", Doing], None]


class Chapter:
    """Override what the chapter has; the rest follows from the table."""

    procedure: Procedure
    number_prefix: str
    """First letters of the case's number; the year and a number without gaps follow."""
    team: Role = Role.REGISTRATION
    """Whose officers do the Technopark's acts."""
    readers: tuple[Role, ...] = (Role.REGISTRATION, Role.MONITORING)
    """Further officers who read the cases."""
    checklist: tuple[str, ...] = ()
    """The clauses that an officer ticks before referring a case."""
    remark_clauses: tuple[str, ...] = ("7", "9", "10", "11", "A")
    """The clauses by which something can be amiss, each with what stands under it; `A` names the appendices."""
    demanded: Q = Q()
    """Which of its cases ask something of the participant by now; a term that passed before that was not missed."""
    writing: tuple[str, ...] = ("file", "answer")
    """The acts that file the application's content; while one of them is lawful, the parts can be written."""
    slots: Mapping[str, Any] = {}
    """Document slots: key → title."""
    begun_from: Literal["cabinet", "participation", "office"] = "cabinet"
    """Where a case begins: as an application, on a participant's page, or at the Technopark."""

    def parts(self, case: Case) -> Sequence[Part]:
        """The parts of the application, in the order of the task list."""
        raise NotImplementedError

    def may_begin(self, organisation: Organisation, on: date) -> bool:
        """Whether the organisation may begin a new case of this procedure."""
        return True

    def address(self, case: Case, language: str) -> str:
        """Where letters about the case go, as a line of the addressee."""
        return ""

    def next_steps(self) -> Sequence[str]:
        """What the receipt of a filing says of the course that follows."""
        return ()

    def prefill(self, case: Case) -> Mapping[str, Mapping[str, list[str]]]:
        """What a new draft begins with: part key → what would have been typed."""
        return {}

    def carried(self, case: Case) -> Mapping[str, Mapping[str, list[str]]]:
        """What a part shows until it is saved for the first time: part key → what would have been typed."""
        return {}

    def desk(self, case: Case) -> str:
        """The page to which one who writes a part comes back: the task list, or the remarks that are answered."""
        return reverse("case" if case.to_file else "answers", args=[case.pk])

    def receipt_title(self) -> str:
        """How the receipt of a filing is called."""
        return _("Receipt of an application")

    def needs(self) -> Mapping[str, NeedTest]:
        """What each need of the table asks of the facts."""
        return {}

    def previews(self, case: Case) -> Sequence[tuple[Any, str]]:
        """What the applicant may look at before filing: label and address."""
        return ()

    def facts(self, case: Case) -> Mapping[str, date]:
        """Dates of the case that limits count from, such as the end of participation (clause 36)."""
        return {}

    def effects(self) -> Mapping[str, Effect]:
        """What an act brings about, in its transaction."""
        return {}

    def grounds(self, case: Case, act: Act) -> Sequence[Ground]:
        """The grounds of the act that this case may rest on; the table's own list, unless the case narrows it."""
        return act.grounds

    def act_form(self, act: str) -> Any:
        """The form class that an act's page shows, or None where a button is enough."""
        return None

    def clause_title(self, clause: str) -> Text:
        """How an item of the checklist is called."""
        return CLAUSES[clause].title

    def act_initial(self, case: Case, act: str) -> dict[str, Any]:
        """What the act's form shows before anything is typed."""
        return {}

    def act_first(self, case: Case, act: str) -> str:
        """The address of what must be done before the act's form can be filled in; empty where there is nothing."""
        return ""

    def panel(self, case: Case, access: Access) -> tuple[str, Mapping[str, Any]] | None:
        """A section of the case page that is the chapter's own: its template, and what it shows as `panel`."""
        return None

    def task_facts(self, case: Case) -> Sequence[tuple[str, Any]]:
        """What the task list tells above its parts, such as who asks for them and by when: label and value."""
        return ()

    def told(self, case: Case) -> str:
        """The facts that a case which follows from this one begins with; empty where it has none to give."""
        return ""

    def act_facts(self, case: Case, act: str) -> Sequence[tuple[str, Any]]:
        """What the act's page tells above its form: label and value."""
        return ()

    def summary(self, case: Case, answers: Mapping[str, Answers]) -> Sequence[tuple[str, Any]]:
        """The few facts that head the case page: label and value."""
        return ()
