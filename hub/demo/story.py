"""One company's way through registration, done by the portal's own acts on days of the past."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction

from hub.accounts.access import Access
from hub.accounts.models import Organisation, User
from hub.cases import checklist, drafts
from hub.cases.models import Case, Remark
from hub.cases.perform import perform
from hub.demo.application import typed
from hub.documents import store
from hub.documents.letterhead import letterhead
from hub.documents.paper import render
from hub.reference.data import calendar
from hub.register.agreements import draft
from rules.editions import ALMATY
from rules.reference import REGIONS

YEARS = {"remarks_then_participant": 3, "late_certificate": 1}


def at(day: date, minute: int = 0, *, now: datetime) -> datetime:
    """Ten in the morning and some minutes; never later than now."""
    return min(datetime.combine(day, time(10, 0), ALMATY) + timedelta(minutes=minute), now)


def working_day(day: date, after: int) -> date:
    """The working day `after` working days later; with 0 the day itself or the next working one."""
    working = calendar()
    day = working.working_from(day)
    return working.working_after(day, after) if after else day


@cache
def _page(title: str, language: str) -> bytes:
    """A one-page document that says what it stands for."""
    data = {
        "letterhead": letterhead(),
        "number": "1",
        "date": "",
        "addressee": [],
        "subject": title,
        "paragraphs": ["Құжат көрсетілім үшін жасалған.", "Документ составлен для демонстрации."],
        "signer": {"position": "", "name": "", "line": False},
        "labels": {"number": "№", "date": ""},
    }
    return render("letter", data, language=language, made_at=datetime(2025, 1, 6, 10, tzinfo=ALMATY))  # type: ignore[arg-type]


def upload(name: str, content: bytes) -> TemporaryUploadedFile:
    file = TemporaryUploadedFile(name, "application/pdf", len(content), None)
    file.write(BytesIO(content).read())
    file.flush()
    file.seek(0)
    return file


class Story:
    """A company with its case; each step is an act on a day."""

    def __init__(self, company: Any, organisation: Organisation, owner: User, officer: User, now: datetime) -> None:
        self.company, self.organisation, self.owner, self.officer, self.now = company, organisation, owner, officer, now
        self.case: Case | None = None
        self.minute = organisation.pk % 50

    def write(self, day: date, *, whole: bool = True, english: bool = False) -> None:
        """Fill the application in; half of it where `whole` is false."""
        when = at(day, self.minute, now=self.now)
        self.case = drafts.begin(
            "registration", self.organisation, by=self.owner, language=self.company.language, at=when
        )
        parts = typed(
            on=day,
            name_kk=self.organisation.name_kk,
            name_ru=self.organisation.name_ru,
            language=self.company.language,
            years=YEARS.get(self.company.story, 2),
            works=self.company.works,
            region=REGIONS[self.organisation.pk * 7 % len(REGIONS)].key if self.organisation.pk % 3 else "astana",
            project=self.company.ru.split("«")[1].rstrip("»"),
        )
        for number, (key, raw) in enumerate(parts.items()):
            if whole or number < len(parts) // 2:
                drafts.save_part(self.case, key, raw, seen=0, by=self.owner, at=when)
        if whole:
            self.attach("tax_statement", "Справка о задолженности.pdf", "ru", when)
            lease = ("Lease agreement.pdf", "en") if english else ("Договор аренды.pdf", "ru")
            self.attach("location_proof", *lease, when)

    def attach(self, slot: str, name: str, language: str, when: datetime) -> None:
        assert self.case is not None  # noqa: S101  written first
        file = store.take(
            upload(name, _page(name.removesuffix(".pdf"), language)),
            language=language,
            organisation=self.organisation,
            by=self.owner,
            at=when,
        )
        drafts.attach(self.case, slot, file, single=True, by=self.owner, at=when)

    def do(self, act: str, by: User, day: date, **more: Any) -> None:
        assert self.case is not None  # noqa: S101
        when = at(day, self.minute, now=self.now)
        perform(
            self.case.pk,
            act,
            access=Access(by, day),
            at=when,
            key=f"demo:{self.case.pk}:{act}:{day.isoformat()}",
            **more,
        )
        self.case = Case.objects.get(pk=self.case.pk)

    def file(self, day: date) -> None:
        self.do("file", self.owner, day, given={"declared": True})
        assert self.case is not None  # noqa: S101
        self.case.assignee = self.officer
        self.case.save(update_fields=["assignee"])

    def remark(self, day: date) -> None:
        assert self.case is not None  # noqa: S101
        when = at(day, self.minute, now=self.now)
        for part, field, clause, text in (
            ("kpi", "kpi", "A3.6", "Показатель нельзя измерить: укажите, как и по каким данным он считается."),
            ("projects", "project", "A3.1", "Опишите подробнее задачи проекта и то, как они ведут к его целям."),
        ):
            Remark.objects.create(
                case=self.case,
                part=part,
                field=field,
                clause=clause,
                text=text,
                written_by=self.officer,
                written_at=when,
            )
        self.do("remark", self.officer, day)

    def answer(self, day: date) -> None:
        assert self.case is not None  # noqa: S101
        when = at(day, self.minute, now=self.now)
        kpi = self.case.parts.get(key="kpi")
        data = {**kpi.data, "kpi-0-indicator": ["Платящие клиенты по данным учётной системы на 31 декабря"]}
        drafts.save_part(self.case, "kpi", data, seen=kpi.revision, by=self.owner, at=when)
        self.case.remarks.update(
            answer="Исправлено: показатель уточнён, задачи расписаны.", answered_at=when, answered_by=self.owner
        )
        self.do("answer", self.owner, day, given={"declared": True})

    def refer(self, day: date) -> None:
        assert self.case is not None  # noqa: S101
        when = at(day, self.minute, now=self.now)
        with transaction.atomic():
            for clause in self.case.chapter.checklist:
                checklist.tick(self.case, clause, holds=True, note="", by=self.officer, at=when)
        self.do("refer", self.officer, day)

    def agree(self, day: date, number: int) -> None:
        """Draw the agreement up and record its signing, with a scan of the paper."""
        assert self.case is not None  # noqa: S101
        when = at(day, self.minute, now=self.now)
        terms = {
            "number": f"{number}/{day.year}",
            "years": str(YEARS.get(self.company.story, 2)),
            "report_form": "2026-1",
            "fee-0-kind": "rate",
            "fee-0-amount": "1",
            "fee-0-base": "income_listed",
            "fee-0-at_most": "5000000",
        }
        draft.save(self.case, {name: [value] for name, value in terms.items()}, seen=0, by=self.officer, at=when)
        page = upload("Шарт.pdf", _page("Қол қойылған шарт", "kk"))
        scan = store.take(page, language="kk", organisation=None, by=self.officer, at=when)
        given = {**(draft.terms(self.case, day) or {}), "signed_on": day.isoformat(), "scan": str(scan.pk)}
        self.do("agree", self.officer, day, given=given, dates={"signed_on": day})
