"""Rounds (clauses 63, 64, 69): looked at, remarked, concluded by one officer, signed by another, told."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hub import words
from hub.accounts.access import Access
from hub.accounts.models import Role, RoleGrant
from hub.cases import checklist, drafts, filing, letters
from hub.cases.chapter import Chapter, Doing, Effect, NeedTest
from hub.cases.models import Attachment, Case, Entry
from hub.cases.needs import COMMON
from hub.cases.parts import Part
from hub.monitoring import forms, notices, panel
from hub.monitoring.wording import in_a_line
from hub.notices.outbox import tell
from hub.reference.data import calendar
from hub.register.participation import participant_of
from rules.monitoring import INEXPEDIENT, MONITORING, REMARKS
from rules.procedure import Act, Ground
from rules.record import duties_of

EARLY_END = "early_end"

TOPICS = (
    ("report", gettext_lazy("Quarterly report"), "64(1)"),
    ("project", gettext_lazy("Course of the project and its indicators"), "63"),
    ("income", gettext_lazy("Income and activities"), "9-1"),
    ("location", gettext_lazy("Location"), "9(3)"),
    ("fees", gettext_lazy("Fees and payments"), "31"),
    ("requests", gettext_lazy("Answers to requests"), "64-1"),
    ("other", gettext_lazy("Other"), "69/2"),
)
"""What a remark can be about; the participant attaches to each what proves that it was mended."""


class MonitoringChapter(Chapter):
    procedure = MONITORING
    number_prefix = "M"
    team = Role.MONITORING
    readers = (Role.REGISTRATION,)
    begun_from: Literal["cabinet", "participation", "office"] = "office"
    checklist = ("9(3)", "9-1", "31", "63", "64(1)", "64-1", "66")
    remark_clauses = ("7", "9", "9-1", "23", "27", "29", "31", "63", "64", "64-1", "65", "66", "69")
    writing = ("answer",)
    slots: Mapping[str, Any] = {key: title for key, title, _clause in TOPICS}

    def parts(self, case: Case) -> Sequence[Part]:
        return [
            Part(key, gettext_lazy("What was mended"), title, clause, optional_slots=(key,))
            for key, title, clause in TOPICS
        ]

    def address(self, case: Case, language: str) -> str:
        return notices.addressed(case, language)

    def receipt_title(self) -> str:
        return _("Receipt of an answer to remarks")

    def needs(self) -> Mapping[str, NeedTest]:
        return {
            **COMMON,
            "looked_at": lambda doing: looked_at(doing.case),
            "conclusion": _concluded,
            "mending_over": _mending_over,
            "second_person": _second_person,
            "as_drafted": lambda doing: doing.grounds == (notices.drafted_conclusion(doing.case)["verdict"],),
            "reasoned": lambda doing: bool(str(doing.given.get("reasons") or doing.given.get("note") or "").strip()),
        }

    def effects(self) -> Mapping[str, Effect]:
        return {"remark": _remark, "answer": filing.file, "sign": _sign}

    def act_form(self, act: str) -> Any:
        return {
            "conclude": forms.ConclusionForm,
            "conclude_mended": forms.ConclusionForm,
            "send_back": forms.BackForm,
            "send_back_mended": forms.BackForm,
            "close": forms.ReasonsForm,
        }.get(act)

    def act_initial(self, case: Case, act: str) -> dict[str, Any]:
        """A draft that was sent back is mended, not written anew; what is signed is the draft."""
        if not panel.drafted(case):
            return {}
        drafted = notices.drafted_conclusion(case)
        return {"grounds": [drafted["verdict"]]} if act == "sign" else dict(drafted)

    def grounds(self, case: Case, act: Act) -> Sequence[Ground]:
        verdict = notices.drafted_conclusion(case)["verdict"] if panel.drafted(case) else ""
        return [ground for ground in act.grounds if ground.key == verdict]

    def act_facts(self, case: Case, act: str) -> Sequence[tuple[str, Any]]:
        return panel.draft_words(case) if act == "sign" else ()

    def summary(self, case: Case, answers: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        return [
            (_("Organisation"), case.organisation.name(words.language())),
            (_("Quarter"), notices.quarter_words(case)),
            (_("Takes part until"), words.day(participant_of(case).until)),
        ]

    def panel(self, case: Case, access: Access) -> tuple[str, Mapping[str, Any]] | None:
        """Signals, figures, visits and the drafted conclusion: the Technopark's own side."""
        return ("monitoring/_round.html", panel.of(case)) if panel.may_see(access) else None

    def told(self, case: Case) -> str:
        """The facts of the conclusion, for the matter of an early end (clause 39(1))."""
        said = {"number": case.number, "quarter": notices.quarter_words(case)}
        lines = [
            _("Monitoring %(number)s, %(quarter)s.") % said,
            notices.drafted_conclusion(case)["conclusion"],
            *(in_a_line(one.key, one.says) for one in case.signals.all()),
        ]
        return "\n".join(lines)


def looked_at(case: Case) -> bool:
    """Whether an officer has noted a finding on every item since the participant filed something last."""
    found, filed = checklist.findings(case), checklist.current_filing(case)
    ticks = [found.get(clause) for clause in case.chapter.checklist]
    return all(tick is not None and tick.filing == filed for tick in ticks)


def _concluded(doing: Doing) -> bool:
    verdicts = {ground.key for ground in doing.case.procedure.act("sign").grounds}
    return doing.given.get("verdict") in verdicts and bool(str(doing.given.get("conclusion", "")).strip())


def _mending_over(doing: Doing) -> bool:
    """Whether the participant answered the remarks, or its time to mend them is over."""
    case = doing.case
    if case.state_key != REMARKS.key:
        return True
    owed = duties_of(case.procedure, case.record(), doing.edition, calendar())
    return all(one.due is not None and doing.on > one.due for one in owed if one.open and one.duty.key == "mend")


def _second_person(doing: Doing) -> bool:
    """Whether the signer is somebody else than who drafted what is signed."""
    drafted = doing.case.entries.filter(act__in=("conclude", "conclude_mended")).latest("number")
    return doing.by is not None and drafted.by_id != doing.by.pk


def _remark(entry: Entry, doing: Doing) -> None:
    doing.case.remarks.filter(notice=None).update(notice=entry)
    letters.send(entry, doing, partial(notices.remarks_letter, make=notices.results_with_remarks))


def _sign(entry: Entry, doing: Doing) -> None:
    """The notice of results; where it is not expedient to go on, the matter of clause 39(1) with its file."""
    paper = letters.send(entry, doing, notices.conclusion)
    if INEXPEDIENT.key not in doing.grounds:
        return
    assert doing.by is not None  # noqa: S101  an officer signed
    matter = drafts.begin_after(doing.case, EARLY_END, by=doing.by, at=doing.at)
    Attachment.objects.create(case=matter, slot="conclusion", file=paper.file, added_at=doing.at)
    _tell_officers(matter, doing)


def _tell_officers(matter: Case, doing: Doing) -> None:
    """Those who lead the matter on learn that it was taken up."""
    holders = RoleGrant.objects.on(doing.on).filter(role=matter.chapter.team, user__is_active=True)
    for grant in holders.select_related("user").order_by("user"):
        with override(grant.user.language):
            subject = _("Monitoring: not expedient to go on, %(number)s") % {"number": doing.case.number}
            text = f"{matter.organisation.name(words.language())}\n{words.words(matter.procedure.title)}"
            tell(
                grant.user,
                subject,
                text,
                path=reverse("case", args=[matter.pk]),
                key=f"matter:{doing.case.pk}",
                at=doing.at,
            )
