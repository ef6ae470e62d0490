"""Requests (clauses 27, 29, 64(2), 64-1): listed items, answered one by one, filed as a whole, accepted or returned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub import words
from hub.accounts.models import Role
from hub.cases import filing, letters
from hub.cases.chapter import Chapter, Doing, Effect, NeedTest
from hub.cases.models import Case, Entry
from hub.cases.needs import COMMON
from hub.cases.parts import Part
from hub.documents.paper.shapes import Letter, LetterItem
from hub.monitoring import forms
from hub.monitoring.notices import addressed, remarks_letter, told_by
from hub.register.participation import participant_of
from rules.clauses import label
from rules.request import KINDS, MONITORING_REQUEST, REQUEST, Kind

TITLE = 80
"""Letters of an item's own words that stand in its title."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for: its number from 1, its kind, and what exactly."""

    number: int
    kind: Kind
    note: str

    @property
    def key(self) -> str:
        return f"item-{self.number}"

    @property
    def title(self) -> str:
        """Its own words where the kind alone would not tell it from others."""
        if self.kind.open:
            return self.note if len(self.note) <= TITLE else f"{self.note[:TITLE]}…"
        return words.words(self.kind.title)

    @property
    def text(self) -> str:
        """The kind and what exactly, as the letter says it."""
        title = words.words(self.kind.title)
        return f"{title}: {self.note}" if self.note else title


def items_of(case: Case) -> list[Item]:
    """What the request asks for, in its order; nothing before it is sent."""
    if case._state.adding:  # noqa: SLF001  nothing is asked yet
        return []
    sent = case.entries.filter(act="ask").first()
    kinds = {kind.key: kind for kind in KINDS[case.procedure_key]}
    rows = sent.given["items"] if sent else []
    return [Item(number, kinds[row["kind"]], row["note"]) for number, row in enumerate(rows, 1)]


class RequestChapter(Chapter):
    """The chapter of either procedure: they differ in their clauses and in what may be asked."""

    number_prefix = "I"
    team = Role.MONITORING
    readers = (Role.REGISTRATION,)
    begun_from: Literal["cabinet", "participation", "office"] = "office"
    remark_clauses = ("27", "29", "64", "64-1")
    slots: Mapping[str, Any] = {
        f"item-{number}": format_lazy("{} {}", gettext_lazy("Documents of item"), number)
        for number in range(1, forms.MAX_ITEMS + 1)
    }

    def __init__(self, procedure: Any) -> None:
        self.procedure = procedure

    def parts(self, case: Case) -> Sequence[Part]:
        return [
            Part(
                item.key,
                gettext_lazy("What is asked for"),
                item.title,
                item.kind.clause,
                forms.item_form(item.key),
                optional_slots=(item.key,),
                hint=item.note,
            )
            for item in items_of(case)
        ]

    def address(self, case: Case, language: str) -> str:
        return addressed(case, language)

    def receipt_title(self) -> str:
        return _("Receipt of an answer to a request")

    def needs(self) -> Mapping[str, NeedTest]:
        return {**COMMON, "items": _sound}

    def effects(self) -> Mapping[str, Effect]:
        return {"ask": _ask, "file": filing.file, "answer": filing.file, "remark": _remark}

    def act_form(self, act: str) -> Any:
        return {"withdraw": forms.ReasonsForm}.get(act)

    def task_facts(self, case: Case) -> Sequence[tuple[str, Any]]:
        return self.summary(case, {})

    def summary(self, case: Case, answers: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        """What was asked for, each with its clause."""
        lang = words.language()
        listed = "\n".join(f"{one.number}. {one.text} ({label(one.kind.clause, lang)})" for one in items_of(case))
        return [(_("Organisation"), case.organisation.name(lang)), (_("Asked for"), listed)]


CHAPTERS = (RequestChapter(REQUEST), RequestChapter(MONITORING_REQUEST))


def _sound(doing: Doing) -> bool:
    """Whether there are items, each of a kind that this procedure may ask for."""
    kinds = {kind.key for kind in KINDS[doing.case.procedure_key]}
    rows = doing.given.get("items", [])
    return 0 < len(rows) <= forms.MAX_ITEMS and all(row["kind"] in kinds for row in rows)


def _ask(entry: Entry, doing: Doing) -> None:
    letters.send(entry, doing, _request)


def _request(case: Case, doing: Doing, number: str) -> Letter:
    """What is asked for, by which clauses, and by when."""
    (duty,) = case.procedure.act("ask").opens
    said = {
        "name": participant_of(case).organisation.name(words.language()),
        "number": case.number,
        "days": doing.edition.term(str(duty.term)).n,
        "clause": letters.clause(duty.clause),
    }
    text = _(
        "The Technopark asks %(name)s for what is listed below. Please answer in the portal, item by item, within "
        "%(days)s working days of receiving this request (%(clause)s of the Rules)."
    )
    letter = letters.letter(case, doing, number, _("Request %(number)s") % said, [text % said])
    letter["items"] = [_item(one) for one in items_of(case)]
    letter["labels"]["items"] = _("Asked for")
    letter["closing"] = [_("Where an item does not apply to you, say so and why.")]
    return told_by(letter)


def _item(item: Item) -> LetterItem:
    return {"text": item.text, "reference": letters.clause(item.kind.clause)}


def _remark(entry: Entry, doing: Doing) -> None:
    doing.case.remarks.filter(notice=None).update(notice=entry)
    letters.send(entry, doing, partial(remarks_letter, make=_returned))


def _returned(case: Case, doing: Doing) -> tuple[str, str]:
    """Subject and text of the letter that returns an answer."""
    (duty,) = case.procedure.act("remark").opens
    said = {
        "number": case.number,
        "days": doing.edition.term(str(duty.term)).n,
        "clause": letters.clause(duty.clause),
    }
    text = _(
        "The Technopark checked your answer to request %(number)s. The remarks are below. Please mend what each of "
        "them names and answer them in the portal within %(days)s working days of receiving this letter (%(clause)s)."
    )
    return _("Remarks on the answer to request %(number)s") % said, text % said
