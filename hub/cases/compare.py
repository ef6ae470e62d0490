"""Two filed versions side by side: only what changed, by part and field."""

from dataclasses import dataclass, replace
from datetime import date

from hub.cases import drafts
from hub.cases.models import Filing
from hub.cases.parts import Answer, Answers, Rows
from hub.documents.models import StoredFile


@dataclass(frozen=True, slots=True)
class Change:
    """One field or row: what it said and what it says."""

    part: str
    label: str
    before: str
    after: str


def changes(first: Filing, last: Filing, on: date, *, unmasked: bool = False) -> list[Change]:
    """What the later version says otherwise than the earlier one, in the order of the application.

    A personal value that changed is told to be other even where both masks look alike.
    """
    found = []
    old, new = drafts.as_filed(first, on, unmasked=True), drafts.as_filed(last, on, unmasked=True)
    for key, answers in new.items():
        before, after = _lines(old[key]), _lines(answers)
        title = str(answers.part.title)
        changed = [label for label in before | after if before.get(label, "") != after.get(label, "")]
        if not unmasked:
            before, after = _lines(_masked(old[key])), _lines(_masked(answers))
        found += [Change(title, label, before.get(label, ""), after.get(label, "")) for label in changed]
    return found + _documents(first, last)


def _masked(answers: Answers) -> Answers:
    return replace(answers, context=replace(answers.context, unmasked=False))


def _lines(answers: Answers) -> dict[str, str]:
    lines: dict[str, str] = {}
    for one in answers.words():
        if isinstance(one, Answer) and not one.name.startswith("slot-"):
            lines[one.label] = one.value
        elif isinstance(one, Rows):
            for number, row in enumerate(one.rows, 1):
                lines[f"{one.title}, {number}"] = "; ".join(
                    f"{column}: {value}" for column, value in zip(one.columns, row, strict=True) if value
                )
    return lines


def _documents(first: Filing, last: Filing) -> list[Change]:
    """Documents that were replaced: the same slot with other bytes. The plan, made anew, is not compared as a file."""
    found = []
    slots = last.case.chapter.slots
    for slot, title in slots.items():
        old, new = first.content["files"].get(slot, []), last.content["files"].get(slot, [])
        made = StoredFile.objects.filter(pk__in=[file["id"] for file in new], paper__isnull=False).exists()
        if not made and [file["sha256"] for file in old] != [file["sha256"] for file in new]:
            before = ", ".join(file["name"] for file in old)
            after = ", ".join(file["name"] for file in new)
            found.append(Change(str(title), str(title), before, after))
    return found
