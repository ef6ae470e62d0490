"""Whom an officer sends to: all participants that a filter finds, or those ticked among the first of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hub.monitoring.forms import AudienceForm
from hub.register.models import Participant

if TYPE_CHECKING:
    from hub.accounts.http import Request

SHOWN = 50
"""Participants that stand with a box to tick; a narrower filter shows the others."""


@dataclass
class Audience:
    """The filter with what it finds: `shown` are the first, `chosen` the ids that were ticked."""

    form: AudienceForm
    count: int
    shown: list[Participant]
    chosen: list[int]
    all: bool
    query: str

    @property
    def participants(self) -> list[int]:
        """Ids of those it goes to, in a fixed order."""
        if not self.all:
            return self.chosen
        return list(self.form.narrow(_rows(self.form)).order_by("pk").values_list("pk", flat=True))


def _rows(form: AudienceForm) -> Any:
    """All who take part on the day: whoever may send reads them all."""
    return Participant.objects.filter(since__lte=form.on, until__gte=form.on)


def of(request: Request, only: int | None = None) -> Audience:
    """The audience as the address narrows it and the page was ticked; `only` names a single participant."""
    form = AudienceForm(request.GET, request.access.on)
    found = form.narrow(_rows(form)) if only is None else _rows(form).filter(pk=only)
    shown = list(found.select_related("organisation").order_by("organisation__name_ru", "pk")[:SHOWN])
    ticked = {int(pk) for pk in request.POST.getlist("chosen") if pk.isdigit()}
    chosen = [one.pk for one in shown if one.pk in ticked or (only is not None and request.method != "POST")]
    whole = only is None and request.POST.get("whom", "all" if request.method != "POST" else "") == "all"
    return Audience(form, found.count(), shown, chosen, whole, request.GET.urlencode())
