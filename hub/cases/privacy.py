"""What is kept of cases: the record of an organisation. After an erasure a person's part stays without the name."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hub.accounts.models import Capacity, Membership, User
from hub.cases.models import Case, Entry, PartData, Remark
from hub.privacy.declared import kept
from rules.text import Text

FIELDS = (
    kept("cases.Case", "record", public="id procedure_key topic number state_key turn due_on open"),
    kept("cases.Case", "record", public="language edition_key created_at version filed_at"),
    kept("cases.Case", "record", participant="organisation previous", personal="created_by assignee"),
    kept("cases.Entry", "record", public="id number act actor at on received_on grounds dates key"),
    kept("cases.Entry", "record", participant="case given papers", personal="by"),
    kept("cases.Entry_papers", "record", public="id entry paper"),
    kept("cases.Deadline", "record", public="id case position duty actor event_on due_on met_on lapsed_on"),
    kept("cases.PartData", "draft", public="id key revision saved_at", participant="case", personal="data saved_by"),
    kept("cases.Attachment", "record", public="id slot added_at removed_at", participant="case file"),
    kept("cases.Filing", "record", public="id number sha256", participant="case entry", personal="content"),
    kept("cases.Remark", "record", public="id part field clause written_at answered_at"),
    kept("cases.Remark", "record", participant="case text notice answer", personal="written_by answered_by"),
    kept("cases.Tick", "record", public="id clause filing holds at", participant="case note", personal="by"),
)

LAST_HEAD = Text(
    "Адам — ашық ісі бар ұйымның жалғыз басшысы. Алдымен портал жаңа басшыны білуі немесе іс аяқталуы керек.",
    "Человек — единственный руководитель организации с открытым делом. Сначала нужен другой руководитель на портале "
    "или окончание дела.",
    "The person is the only head of an organisation with an open case. Another head is needed on the portal first, or "
    "the end of the case.",
)
DUTY_OPEN = Text(
    "Адамға ашық іс тапсырылған. Алдымен оны басқа қызметкер алуы керек.",
    "Человеку поручено открытое дело. Сначала его должен принять другой сотрудник.",
    "An open case is in the person's hands. Another officer must take it first.",
)


def export(person: User) -> dict[str, Any]:
    """The person's own acts; what the organisation filed is the organisation's."""
    return {
        "acts": list(Entry.objects.filter(by=person).values("case__number", "number", "act", "at")),
        "remarks_written": list(Remark.objects.filter(written_by=person).values("case__number", "text", "written_at")),
        "remarks_answered": list(
            Remark.objects.filter(answered_by=person).values("case__number", "answer", "answered_at")
        ),
    }


def holds(person: User, on: date) -> list[Text]:
    found = []
    heads = Membership.objects.on(on).filter(capacity=Capacity.OWNER)
    for mine in heads.filter(user=person):
        alone = not heads.filter(organisation=mine.organisation_id).exclude(user=person).exists()
        if alone and Case.objects.filter(organisation=mine.organisation_id, open=True, version__gt=0).exists():
            found.append(LAST_HEAD)
            break
    if Case.objects.filter(assignee=person, open=True).exists():
        found.append(DUTY_OPEN)
    return found


def past(retention: str, before: date) -> QuerySet[Any] | None:
    """What was typed into applications that were never filed."""
    if retention != "draft":
        return None
    return PartData.objects.filter(case__version=0, saved_at__date__lt=before)
