"""The List of priority activities on the days that the rows name; read once for all days between two changes."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from hub.reference.data import activities
from hub.reference.models import ListEntry
from rules.reference import ACTIVITIES
from rules.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hub.reference.data import Activity


class Lists:
    """The List as it stood when this was made; `today` is the day of the import."""

    def __init__(self, today: date) -> None:
        terms = [*((one.since, one.until) for one in ACTIVITIES), *ListEntry.objects.values_list("since", "until")]
        changes = {since for since, _until in terms} | {until + timedelta(days=1) for _since, until in terms if until}
        self._today, self._changes = today, sorted(changes)
        self._of = cache(activities)
        self._keys = cache(self._keys_from)
        self._titles = cache(self._titles_from)

    def keys(self, since: date) -> dict[str, str]:
        """What may be typed for a work → its key: works of the first day of participation, and those of today."""
        return self._keys(self._since_change(since))

    def titles(self, since: date) -> dict[str, Text]:
        """Titles of the activities: as on the first day, else as today."""
        return self._titles(self._since_change(since))

    def described(self, language: str) -> Iterator[tuple[str, str]]:
        """Key and title of every work of today's List, with the title of its activity."""
        for top in self._of(self._today):
            for work in top.works:
                yield work.key, f"{top.title.to(language)}: {work.title.to(language)}"

    def _since_change(self, on: date) -> date:
        """The first day of the List in force on a day."""
        place = bisect_right(self._changes, on)
        return self._changes[place - 1] if place else date.min

    def _both(self, since: date) -> list[Activity]:
        """Today's first, so that what the first day says prevails."""
        return [*self._of(self._today), *self._of(since)]

    def _keys_from(self, since: date) -> dict[str, str]:
        return {
            said.casefold(): work.key
            for top in self._both(since)
            for work in top.works
            for said in (work.key, *(f"{top.key}.{work.title.to(language)}" for language in LANGUAGES))
        }

    def _titles_from(self, since: date) -> dict[str, Text]:
        return {top.key: top.title for top in self._both(since)}
