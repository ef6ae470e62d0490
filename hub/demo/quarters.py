"""The quarters of demo participants: reports, fees, monitoring and analysis, by the portal's own acts on their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from hub.accounts.access import Access
from hub.accounts.models import User
from hub.analysis import timer as analyses
from hub.analysis.models import Analysis
from hub.audit.log import record as log
from hub.cases import checklist, drafts
from hub.cases.models import Case
from hub.cases.perform import perform
from hub.demo.figures import typed
from hub.demo.statement import Line, mt940
from hub.demo.story import Story, at
from hub.fees import compute, invoice, matching
from hub.fees import timer as fees
from hub.fees.models import Statement, StatementLine
from hub.fees.statements import store as statements
from hub.monitoring import batches
from hub.participation import proposals
from hub.reference.data import calendar
from hub.register.models import Participant
from hub.reports import timer as reports
from rules.calendar import Quarter
from rules.editions import ALMATY, edition_on
from rules.monitoring import MONITORING

OPENS = time(9, 0)
DECLARED = {"declared": True}
STAYS = timedelta(days=95)
"""How long after the quarter the foreigner may stay: the end is near soon enough to be shown."""
OVERDUE = timedelta(days=25)
"""How long a term may have been missed on the demonstration's day without being proposed as a ground of clause 39."""
# Days after the quarter's end on which things are done; the report is due on the 10th day, the fee on the 20th.
FILED, FILED_LATE, ASSESSED, PAID = 2, 13, 14, 15
ANALYSIS = {"open": 23, "write": 24, "submit": 24, "approve": 26, "send": 27}

LEFT = ("late", "answers", "foreigner")
"""Whose fee of the last quarter is always left to the finance officer."""
VERDICT = {
    "verdict": "expedient",
    "conclusion": "Доход растёт второй квартал подряд, показатели бизнес-плана достигнуты.",
}
REMARK = "Покажите договоры, по которым получен прочий доход: из отчёта не видно, за что заплатили."
ASKED = {"kind": "information", "note": "Ход переговоров с заказчиками, названными в бизнес-плане"}
ANSWER = "Подписаны договоры с двумя сетями, с третьей идёт пилот до конца квартала."
TEXT_KK = "Қатысушылардың табысы өсті, жобаларды жалғастыру орынды. Есебін тапсырмағандар бойынша мониторинг жүруде."
TEXT_RU = "Доход участников вырос, проекты целесообразно продолжать. По тем, кто не отчитался, идёт мониторинг."


def live(stories: Iterable[Story], people: Mapping[str, User], now: datetime) -> None:
    """Lead every participant through the quarters that are over since its participation began."""
    _Quarters(stories, people, now).run()


@dataclass(frozen=True)
class _Quarters:
    stories: Iterable[Story]
    people: Mapping[str, User]
    now: datetime

    def run(self) -> None:
        for quarter in self.over:
            self._report(quarter)
            self._charge(quarter)
        self._request()
        self._look()
        self._analyse()
        proposals.run(self.now)

    @cached_property
    def over(self) -> list[Quarter]:
        """The quarters that are over, the oldest first."""
        began = min(Participant.objects.filter(organisation__in=self.by_organisation).values_list("since", flat=True))
        found = [Quarter.of(timezone.localdate(self.now)).before]
        while found[0].first > began:
            found.insert(0, found[0].before)
        return found

    @cached_property
    def by_organisation(self) -> dict[int, Story]:
        return {story.organisation.pk: story for story in self.stories}

    def story(self, quarters: str) -> Story:
        return next(one for one in self.by_organisation.values() if one.company.quarters == quarters)

    def has_come(self, day: date) -> bool:
        return day <= timezone.localdate(self.now)

    def at(self, day: date, minute: int = 0) -> datetime:
        return at(day, minute, now=self.now)

    def long_overdue(self, quarter: Quarter, term: str) -> bool:
        """Whether what was not done for a quarter by its term has been missed for long by today."""
        return timezone.localdate(self.now) - self._due(quarter, term) > OVERDUE

    def _due(self, quarter: Quarter, term: str) -> date:
        return edition_on(quarter.last).term(term).due(calendar(), quarter.last)

    def do(self, case: Case, act: str, by: User, when: datetime, **more: Any) -> Case:
        day = timezone.localdate(when)
        key = f"demo:{case.pk}:{act}:{day.isoformat()}"
        perform(case.pk, act, access=Access(by, day), at=when, key=key, **more)
        return Case.objects.get(pk=case.pk)

    # --- reports (62, 64–66) ---
    def _report(self, quarter: Quarter) -> None:
        reports.open_quarter(quarter, at=_first(quarter))
        for number, (story, case) in enumerate(self._cases("report", quarter)):
            kind = story.company.quarters
            late = kind == "late" and quarter == self.over[-1]
            day = quarter.last + timedelta(days=FILED_LATE if late else FILED + number % 6)
            if self.has_come(day) and not self._kept_back(kind, quarter):
                self._file(story, case, quarter, self.at(day, number))

    def _kept_back(self, kind: str, quarter: Quarter) -> bool:
        """Whether the report is not filed at all: an older one by one, the last one by another.

        Who has missed one for long misses the last one too where anybody else would be proposed for it by today.
        """
        last = self.over[-1]
        if quarter == last:
            return kind == ("missed" if self.long_overdue(last, "quarterly_report") else "unfiled")
        return kind == "missed" and quarter == last.before

    def _file(self, story: Story, case: Case, quarter: Quarter, when: datetime) -> None:
        abroad = story.company.quarters == "foreigner" and quarter == self.over[-1]
        parts = typed(
            story.organisation.pk % 17,
            case.organisation.cases.filter(procedure_key="report").count() - 1,
            story.company.works[0].split(".")[0],
            stay_until=f"{quarter.last + STAYS:%Y-%m}" if abroad else "",
        )
        with override(story.company.language):
            for key, raw in parts.items():
                drafts.save_part(case, key, raw, seen=0, by=story.owner, at=when)
            self.do(case, "file", story.owner, when, given=DECLARED)

    def _cases(self, procedure: str, quarter: Quarter) -> Iterator[tuple[Story, Case]]:
        """The cases of a quarter whose participants have a story of the past."""
        found = Case.objects.filter(procedure_key=procedure, topic=quarter.key).select_related("organisation")
        for case in found.order_by("organisation"):
            if story := self.by_organisation.get(case.organisation_id):
                yield story, case

    # --- fees (31, 32, 34) ---
    def _charge(self, quarter: Quarter) -> None:
        """Open the fees; assess those of older quarters and take the bank's statement in.

        The last quarter waits to be assessed; where its term is over for long, only some of it does.
        """
        fees.open_quarter(quarter, _first(quarter))
        if quarter == self.over[-1] and not self.long_overdue(quarter, "quarterly_fee"):
            return
        left = LEFT if quarter == self.over[-1] else ()
        cases = [pair for pair in self._cases("fee", quarter) if pair[0].company.quarters not in left]
        owed = [(story, case) for story, case in cases if self._assess(case, quarter)]
        self._pay(quarter, [line for story, case in owed for line in self._payment(story, case, quarter)])

    def _assess(self, case: Case, quarter: Quarter) -> bool:
        given, when = compute.of_case(case).given, self.at(quarter.last + timedelta(days=ASSESSED))
        if given is None:
            return False
        self.do(case, "assess", self.people["finance"], when, given={"calculation": given})
        return True

    def _payment(self, story: Story, case: Case, quarter: Quarter) -> Iterator[Line]:
        """One is asked to explain what it did not pay, one paid the oldest fee in part; the others paid in full."""
        if story.company.life == "is heard" and quarter in self.over[-2:]:
            return
        case = Case.objects.get(pk=case.pk)
        sum_ = compute.sum_of(compute.assessed(case))
        if story.company.quarters == "missed":
            sum_ = (sum_ / 2).quantize(Decimal("0.01"))
        day = calendar().working_from(quarter.last + timedelta(days=PAID + case.organisation_id % 3))
        yield Line(day, sum_, f"Оплата {invoice.reference(case)}", story.organisation.name_ru, story.organisation.bin)

    def _pay(self, quarter: Quarter, lines: list[Line]) -> None:
        """Take the statement in and lay on their fees the lines that name them; two lines wait for the officer."""
        if not lines:
            return
        finance, when = self.people["finance"], self.at(self._due(quarter, "quarterly_fee"))
        payer = self.story("missed").organisation
        waiting = [
            Line(lines[-1].on, Decimal("15000.00"), "Доплата сбора", payer.name_ru, payer.bin),
            Line(lines[-1].on, Decimal("-1200.00"), "Комиссия банка", "АО «Пример Банк»", ""),
        ]
        taken = [*lines, *(waiting if quarter == self._charged[-1] else ())]
        sent = SimpleUploadedFile(f"statement-{quarter.key}.sta", mt940(taken, quarter))
        statement = statements.upload(sent, Statement.Format.MT940, None, by=finance, at=when)
        statements.read_due(when)
        access = Access(finance, timezone.localdate(when))
        for line in StatementLine.objects.filter(statement=statement, certainty="reference").order_by("position"):
            assert line.proposed is not None  # noqa: S101  who is known by a reference is known
            matching.match(line.pk, line.proposed, access=access, at=when)

    @property
    def _charged(self) -> list[Quarter]:
        """The quarters whose fees are assessed."""
        return self.over if self.long_overdue(self.over[-1], "quarterly_fee") else self.over[:-1]

    # --- requests and rounds (63, 64-1, 69) ---
    def _ago(self, days: int) -> datetime:
        """So many working days ago, but not before the last quarter was over."""
        day = calendar().working_before(timezone.localdate(self.now), days)
        return self.at(max(day, self.over[-1].last + timedelta(days=1)))

    def _request(self) -> None:
        """One request that was answered, one that waits for its answer."""
        first, second = self.story("answers"), self.story("asked")
        case = self._ask(first, self._ago(12))
        when = self._ago(6)
        drafts.save_part(case, "item-1", {"how": ["given"], "text": [ANSWER]}, seen=0, by=first.owner, at=when)
        with override(first.company.language):
            self.do(case, "file", first.owner, when, given=DECLARED)
        self._ask(second, self._ago(3))

    def _ask(self, story: Story, when: datetime) -> Case:
        (case,) = self._sent("monitoring_request", [story], when, items=[ASKED])
        return case

    def _look(self) -> None:
        """Rounds of the last quarter: one concluded and signed by another officer, one with remarks, two begun."""
        stories = [self.story(kind) for kind in ("concluded", "remarked", "asked", "late")]
        found = self._sent(MONITORING.key, stories, self._ago(9), topic=self.over[-1].key)
        cases = {case.organisation_id: case for case in found}
        first, other = self.people["monitoring"], self.people["monitoring2"]
        good, bad = (cases[story.organisation.pk] for story in stories[:2])
        with transaction.atomic():
            for clause in good.chapter.checklist:
                checklist.tick(good, clause, holds=True, note="", by=first, at=self._ago(6))
        self.do(good, "conclude", first, self._ago(6), given=VERDICT)
        self.do(good, "sign", other, self._ago(5), grounds=(VERDICT["verdict"],))
        when = self._ago(5)
        bad.remarks.create(part="income", field="", clause="9-1", text=REMARK, written_by=first, written_at=when)
        self.do(bad, "remark", first, when)

    def _sent(self, procedure: str, stories: list[Story], when: datetime, **more: Any) -> list[Case]:
        """Order it for these participants and let the worker carry it out."""
        companies = [story.organisation.pk for story in stories]
        pks = list(Participant.objects.filter(organisation__in=companies).order_by("pk").values_list("pk", flat=True))
        batch = batches.order(procedure, pks, by=self.people["monitoring"], at=when, **more)
        while batches.run(when):
            pass
        batch.refresh_from_db()
        found = Case.objects.filter(procedure_key=procedure, organisation__in=companies)
        return list(found.filter(topic=batch.case_topic))

    # --- analysis (70) ---
    def _analyse(self) -> None:
        """The last analysis is being prepared, the one before was approved by another officer and sent."""
        for quarter in self.over[-2:]:
            analyses.open_quarter(quarter, self._on(quarter, "open"))
        if len(self.over) > 1:
            self._send_analysis(self.over[-2])

    def _send_analysis(self, quarter: Quarter) -> None:
        first, other = self.people["monitoring"], self.people["monitoring2"]
        case = Case.objects.get(procedure_key="analysis", topic=quarter.key)
        _write(case.analysis, first, self._on(quarter, "write"))
        for act, by in (("submit", first), ("approve", other), ("send", first)):
            case = self.do(case, act, by, self._on(quarter, act))

    def _on(self, quarter: Quarter, step: str) -> datetime:
        return self.at(quarter.last + timedelta(days=ANALYSIS[step]))


def _first(quarter: Quarter) -> datetime:
    """Nine in the morning of the day after a quarter, when the worker opens what the quarter owes."""
    return datetime.combine(quarter.last + timedelta(days=1), OPENS, ALMATY)


def _write(one: Analysis, by: User, when: datetime) -> None:
    """The words of an analysis, as its page keeps them."""
    one.text_kk, one.text_ru, one.revision, one.saved_at, one.saved_by = TEXT_KK, TEXT_RU, 1, when, by
    one.save(update_fields=["text_kk", "text_ru", "revision", "saved_at", "saved_by"])
    log("analysis.write", f"case:{one.case_id}", by=by, at=when, revision=1)
