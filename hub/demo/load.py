"""Loads the demonstration once: people, two commissions, some forty companies and a year of their history."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from hub.accounts.models import Membership, Organisation, User
from hub.commissions import sittings
from hub.commissions.models import Commission, Sitting
from hub.demo import life, people, quarters
from hub.demo.companies import COLLEAGUES, OWNERS, PAST, TODAY, Company
from hub.demo.people import ACCOUNTS
from hub.demo.story import Story, at, working_day
from hub.documents import translation
from hub.notices.models import Notice, Outgoing
from hub.notices.outbox import send_due
from hub.reference.models import ConfirmedYear
from rules.bin import make_bin
from rules.calendar import DECREED_YEARS

__all__ = ["ACCOUNTS", "load"]

VOTERS = ("chair", "deputy", "member1", "member2", "member3")
FIRST_FILING = 350
"""How many days ago the history begins."""
EVERY = 13
"""Days between two filings of the past."""


def load(now: datetime) -> bool:
    """Load the demonstration into an empty database; False where people are there already."""
    if User.objects.exists():
        return False
    with transaction.atomic():
        _Demo(now).run()
    while send_due(timezone.now()):
        pass
    return True


def lines() -> list[str]:
    """What a visitor is told: one address for each account."""
    place = f"{settings.PUBLIC_URL}/ru/demo"
    wide = max(len(str(account.title)) for account in ACCOUNTS)
    with override("en"):
        told = [f"  {account.title!s:<{wide}}  {place}/as/{account.key}/" for account in ACCOUNTS]
    return [f"One click signs you in ({place}/ lists them too):", *told]


class _Demo:
    def __init__(self, now: datetime) -> None:
        self.now, self.today = now, timezone.localdate(now)
        self.people = people.people()
        self.commission: Commission = people.commissions(self.people)
        self.waiting: list[tuple[Story, date]] = []
        self.agreements = 0
        for year in (*DECREED_YEARS, self.today.year):
            ConfirmedYear.objects.get_or_create(year=year, defaults={"source": "Демонстрация"})

    def run(self) -> None:
        past = [self._past(number, company) for number, company in enumerate(PAST)]
        self._sit_through(past)
        life.set_rules(self.people["officer"], self.now)
        for story, _day in past:
            if story.company.life:
                life.live(story, self._hold)
        for number, company in enumerate(TODAY):
            self._present(number, company)
        self._sittings_of_today()
        quarters.live([story for story, _day in past], self.people, self.now)
        _age_letters(self.now)

    def _story(self, number: int, company: Company, owner: User | None = None) -> Story:
        organisation = Organisation.objects.create(
            bin=make_bin(2015 + number % 9, 1 + number % 12, 100 + 7 * number),
            name_kk=company.kk,
            name_ru=company.ru,
            created_at=self.now - timedelta(days=FIRST_FILING + 10),
        )
        owner = owner or people.person(f"head{number:02d}@demo.example.kz", f"Басшы Үлгілі {number}", company.language)
        Membership.objects.create(user=owner, organisation=organisation, capacity="owner", since=people.SINCE)
        if colleague := COLLEAGUES.get(company.life):
            Membership.objects.create(
                user=self.people[colleague], organisation=organisation, capacity="editor", since=people.SINCE
            )
        officer = self.people["officer" if number % 3 else "officer2"]
        return Story(company, organisation, owner, officer, self.now)

    def _past(self, number: int, company: Company) -> tuple[Story, date]:
        """File and refer; the day on which the case is ready for the Commission."""
        day = working_day(self.today - timedelta(days=FIRST_FILING - EVERY * number), 0)
        story = self._story(number, company)
        story.write(day)
        story.file(day)
        if company.story == "withdrawn":
            story.do("withdraw", story.owner, working_day(day, 2))
            return story, day
        if company.story == "remarks_then_participant":
            story.remark(working_day(day, 4))
            story.answer(working_day(day, 7))
            story.refer(working_day(day, 9))
            return story, working_day(day, 9)
        story.refer(working_day(day, 3 + number % 3))
        return story, working_day(day, 3 + number % 3)

    def _sit_through(self, past: list[tuple[Story, date]]) -> None:
        """A sitting for each case or two, within the ten working days of clause 16."""
        ready = [(story, day) for story, day in past if story.company.story != "withdrawn"]
        for number in range(0, len(ready), 2):
            group = ready[number : number + 2]
            day = working_day(group[-1][1], 2)
            sitting = self._hold([story for story, _day in group], day)
            for position, (story, _ready) in enumerate(group):
                self._after(story, sitting.on, position)

    def _hold(self, stories: list[Story], day: date) -> Sitting:
        when = at(day, 60, now=self.now)
        chair, secretary = self.people["chair"], self.people["secretary"]
        sitting = sittings.plan(self.commission, on=day, place="Астана, Үлгі көшесі, 1", by=secretary, at=when)
        items = [sittings.put_on_agenda(sitting, _case(story), by=secretary, at=when) for story in stories]
        sittings.convene(sitting, by=chair, at=when)
        for story, item in zip(stories, items, strict=True):
            against = story.company.story.startswith("refused")
            for key in VOTERS:
                contrary = key == "member2" and not against and item.position == 2
                self._vote(item, key, against=against or contrary, at=when)
            sittings.close_item(item, by=chair, at=when)
            story.case = type(_case(story)).objects.get(pk=_case(story).pk)
        sittings.close(sitting, by=chair, at=when)
        sitting.refresh_from_db()
        return sitting

    def _vote(self, item: Any, key: str, *, against: bool, at: datetime) -> None:
        sittings.vote(
            item,
            vote="against" if against else "for",
            reasons="В плане нет расчёта продаж по годам." if against else "План полон, работы есть в Перечне.",
            grounds=("plan",) if against else (),
            by=self.people[key],
            at=at,
        )

    def _after(self, story: Story, decided: date, position: int) -> None:
        story.do("notify", story.officer, working_day(decided, 2 + position))
        if story.company.story.startswith("refused"):
            return
        self._participate(story, working_day(decided, 6 + position))

    def _participate(self, story: Story, signed: date) -> None:
        self.agreements += 1
        late = story.company.story == "late_certificate"
        story.agree(min(signed, self.today), self.agreements)
        story.do("certify", story.officer, min(working_day(signed, 5 if late else 2), self.today))
        story.do("enter", story.officer, min(working_day(signed, 2), self.today))

    def _present(self, number: int, company: Company) -> None:
        """Bring a company of today to the state that its story names."""
        owner = OWNERS.get(company.story)
        story = self._story(len(PAST) + number, company, self.people[owner] if owner else None)
        kind = company.story
        if kind in ("draft", "draft_begun"):
            story.write(self.today, whole=kind == "draft")
            return
        ago = {"check": 1, "check_english": 1, "check_late": 9, "remarks": 4, "answered": 8}.get(kind, 12)
        filed = self._days_ago(ago)
        story.write(filed, english=kind == "check_english")
        story.file(filed)
        if kind.startswith("check"):
            self._english(story, kind)
        elif kind == "remarks":
            story.remark(self._days_ago(1))
        elif kind == "answered":
            story.remark(self._days_ago(5))
            story.answer(self._days_ago(2))
        else:
            story.refer(self._days_ago(8))
            self._decide(story, kind)

    def _english(self, story: Story, kind: str) -> None:
        if kind == "check_english":
            files = translation.untranslated(_case(story).current_files())
            translation.ask(files, into="ru", by=story.officer, at=self.now)

    def _decide(self, story: Story, kind: str) -> None:
        if kind.startswith("commission"):
            self.waiting.append((story, self.today))
            return
        decided = self._days_ago(6 if kind == "participant_today" else 3)
        self._hold([story], decided)
        if kind in ("approved_notified", "refused_today", "participant_today", "agreed"):
            story.do("notify", story.officer, self._days_ago(2))
        if kind == "agreed":
            self.agreements += 1
            story.agree(self._days_ago(1), self.agreements)
        if kind == "participant_today":
            self._participate(story, self._days_ago(2))

    def _days_ago(self, n: int) -> date:
        from hub.reference.data import calendar

        return calendar().working_before(self.today, n)

    def _sittings_of_today(self) -> None:
        """One sitting is open and awaits votes; one is being prepared."""
        chair, secretary = self.people["chair"], self.people["secretary"]
        voting = [story for story, _day in self.waiting if story.company.story == "commission_sitting"]
        open_now = sittings.plan(
            self.commission, on=self.today, place="Астана, Үлгі көшесі, 1", by=secretary, at=self.now
        )
        items = [sittings.put_on_agenda(open_now, _case(story), by=secretary, at=self.now) for story in voting]
        sittings.convene(open_now, by=chair, at=self.now)
        self._vote(items[0], "deputy", against=False, at=self.now)
        next_day = working_day(self.today + timedelta(days=5), 0)
        sittings.plan(self.commission, on=next_day, place="https://meet.example.kz/hub", by=secretary, at=self.now)


def _case(story: Story) -> Any:
    assert story.case is not None  # noqa: S101  every story of the Commission has filed
    return story.case


def _age_letters(now: datetime) -> None:
    """Letters of the past were sent and read then."""
    week_ago = now - timedelta(days=7)
    Outgoing.objects.filter(at__lt=week_ago).update(sent_at=week_ago)
    Notice.objects.filter(at__lt=week_ago).update(read_at=week_ago)
