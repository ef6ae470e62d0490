"""Stays and visas that come to their end: kept of the last report in dates and initials, and told ahead (clause 23)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from hub.cases.models import Case
from hub.cases.typed import Raw
from hub.register.ahead import Ahead
from hub.register.models import Participant
from hub.reports import sums
from hub.reports.models import Stay
from rules.text import Text

PEOPLE = (("foreigners", "foreigner", False), ("family", "relative", True))
"""Section, table, and whether its people are family."""


def keep(case: Case, participant: Participant, parts: Mapping[str, Raw]) -> None:
    """Write anew what a filed report says; a report on an earlier quarter than the last one changes nothing."""
    held = Participant.objects.select_for_update().get(pk=participant.pk)
    if Stay.objects.filter(participant=held, case__topic__gt=case.topic).exists():
        return
    Stay.objects.filter(participant=held).delete()
    Stay.objects.bulk_create(
        Stay(participant=held, case=case, kind=kind, initials=initials, relative=relative, ends_on=ends_on)
        for kind, initials, relative, ends_on in told(parts)
    )


def told(parts: Mapping[str, Raw]) -> Iterator[tuple[Stay.Kind, str, bool, date]]:
    """Every end that a report names: kind, initials, whether family, day."""
    for section, table, relative in PEOPLE:
        raw = parts.get(section, {})
        for row, name in sums.rows(raw, table, "name"):
            if month := _month(sums.cell(raw, f"{table}-{row}-stay_until")):
                yield Stay.Kind.STAY, initials(name), relative, month
            if day := _day(sums.cell(raw, f"{table}-{row}-visa_until")):
                yield Stay.Kind.VISA, initials(name), relative, day


def initials(name: str) -> str:
    """`А. Ү.` of a full name."""
    return " ".join(f"{word[0]}." for word in name.split()[:3])


def _month(typed: str) -> date | None:
    """The last day of a month typed as YYYY-MM or MM.YYYY."""
    from hub.reports.typed_fields import MonthField

    try:
        year, month = (int(part) for part in MonthField(required=False).clean(typed).split("-"))
    except ValueError:
        return None
    return date(year, month, monthrange(year, month)[1])


def _day(typed: str) -> date | None:
    from hub.cases.fields import day

    found = day("").to_python(typed)
    return found if isinstance(found, date) else None


TITLES = {
    Stay.Kind.STAY: Text(
        "Шетелдіктің болу мерзімі аяқталады", "Заканчивается срок пребывания иностранца", "A foreigner’s stay ends"
    ),
    Stay.Kind.VISA: Text("Шетелдіктің визасы аяқталады", "Заканчивается виза иностранца", "A foreigner’s visa ends"),
}


def ahead(participant: Participant, on: date) -> Iterator[Ahead]:
    """The ends that are still to come, once for each day: no names, since reminders and calendars carry them out."""
    ends = Stay.objects.filter(participant=participant, ends_on__gte=on).values_list("kind", "ends_on").distinct()
    for kind, ends_on in ends.order_by("ends_on", "kind"):
        yield Ahead(f"{kind}:{ends_on}", "stay", TITLES[Stay.Kind(kind)], "23", ends_on)
