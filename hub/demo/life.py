"""What some demo participants live through after registration, done by the portal's own acts on days of the past."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from hub.cases import drafts
from hub.demo.story import at
from hub.participation import timer
from hub.participation.models import Kind
from hub.reference.data import calendar

if TYPE_CHECKING:
    from datetime import datetime

    from hub.accounts.models import User
    from hub.demo.story import Story

Hold = Callable[["list[Story]", date], Any]
"""Holds a sitting of the Commission about some stories on a day."""
Parts = Mapping[str, Mapping[str, str | list[str]]]
"""What is typed: part → field → value."""

DECLARED = {"declared": True}
UNPAID = "fees_unpaid"
PLACE = {
    "region": "almaty",
    "address_kk": "Алматы қаласы, Үлгі көшесі, 12",
    "address_ru": "город Алматы, улица Примерная, дом 12",
}
FURTHER = {
    "years": "2",
    "results": "Запущен сервис, подключены сто магазинов, все показатели плана достигнуты.",
    "plans": "Выход на рынки соседних стран, новый модуль прогноза спроса.",
}
RULES = ((Kind.FEE, 10), (Kind.EXTENSION, 30))


def live(story: Story, hold: Hold) -> None:
    """Lead a participant through what its company's life names."""
    _LIVES[story.company.life](story, hold)


def set_rules(officer: User, now: datetime) -> None:
    """The rules by which participants are reminded."""
    for kind, days in RULES:
        timer.set_rule(kind, days, by=officer, at=now)


def ago(story: Story, days: int) -> date:
    """The working day so many working days ago."""
    return calendar().working_before(timezone.localdate(story.now), days)


def begin(story: Story, procedure: str, day: date, parts: Parts | None = None, *, by: User | None = None) -> Story:
    """The same company with a new case, its parts typed over what the portal knows already."""
    when, chapter = at(day, story.minute, now=story.now), copy(story)
    owner = by or story.owner
    chapter.case = case = drafts.begin(
        procedure, story.organisation, by=owner, language=story.company.language, at=when
    )
    for key, values in (parts or {}).items():
        kept = case.parts.filter(key=key).first()
        typed = (dict(kept.data) if kept else {}) | {name: _listed(value) for name, value in values.items()}
        drafts.save_part(case, key, typed, seen=kept.revision if kept else 0, by=owner, at=when)
    return chapter


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


# --- the chapters of a life ---


def _add_activity(story: Story, work: str, day: date) -> Story:
    works = {"activities": {"works": [*story.company.works, work]}}
    chapter = begin(story, "activity", day, works)
    chapter.file(day)
    return chapter


def _move(story: Story, moved: date, told: date) -> Story:
    proof = {"kind": "lease", "number": "12", "dated": moved.isoformat()}
    chapter = begin(story, "location", told, {"about": PLACE | {"moved_on": moved.isoformat()}, "location": proof})
    chapter.attach("location_proof", "Договор аренды.pdf", "ru", at(told, story.minute, now=story.now))
    chapter.file(told)
    return chapter


def _raise(story: Story, raised: date, told: date) -> Story:
    chapter = begin(story, "early_end", raised, by=story.officer)
    facts = "Сбор за прошлый квартал не уплачен к сроку пункта 31."
    chapter.do("raise", story.officer, raised, given={"facts": facts}, grounds=(UNPAID,))
    chapter.do("tell", story.officer, told)
    return chapter


# --- lives ---


def _grow(story: Story, hold: Hold) -> None:
    """An activity added, a new location, and an extension that awaits its decision."""
    added = _add_activity(story, "14.development", ago(story, 22))
    added.refer(ago(story, 18))
    hold([added], ago(story, 15))
    added.do("certify", story.officer, ago(story, 14))
    added.do("notify", story.officer, ago(story, 14))
    moved = _move(story, ago(story, 9), ago(story, 8))
    moved.do("record", story.officer, ago(story, 7))
    moved.do("certify", story.officer, ago(story, 6))
    begin(story, "extension", ago(story, 2), {"about": FURTHER}).file(ago(story, 2))


def _be_heard(story: Story, _hold: Hold) -> None:
    """An early end of which the participant was told and may still explain."""
    _raise(story, ago(story, 2), ago(story, 1))


def _be_ended(story: Story, _hold: Hold) -> None:
    """An early end by ground 7: told, explained, decided."""
    chapter = _raise(story, ago(story, 30), ago(story, 29))
    explained = "Оплата задержана банком, внесём в следующем месяце."
    chapter.do("explain", story.owner, ago(story, 27), given={"reasons": explained})
    given = {"reasons": "Задолженность не погашена и после пояснений."}
    chapter.do("end", story.officer, ago(story, 24), given=given, grounds=(UNPAID,))
    chapter.do("notify", story.officer, ago(story, 23))


def _tell_of_a_move(story: Story, _hold: Hold) -> None:
    """A notice that awaits its entry in the register."""
    _move(story, ago(story, 4), ago(story, 1))


def _ask_for_an_activity(story: Story, _hold: Hold) -> None:
    """An application for one more activity that is being checked."""
    _add_activity(story, "18.development", ago(story, 2))


_LIVES: Mapping[str, Callable[[Story, Hold], None]] = {
    "grows": _grow,
    "is heard": _be_heard,
    "is ended": _be_ended,
    "moves": _tell_of_a_move,
    "adds": _ask_for_an_activity,
}
