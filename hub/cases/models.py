"""A case is its record: the entries are the truth; state, turn and deadlines beside them are a projection for lists."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Never, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.audit.models import Immutable
from hub.cases.registry import chapter_of
from hub.privacy.fields import EncryptedJSONField
from rules.editions import Edition, edition, edition_on
from rules.procedure import Procedure, State
from rules.record import Done

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.cases.chapter import Chapter
    from hub.documents.models import StoredFile


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, access: Access) -> Self:
        """The cases that a person may see: their organisations', staff's filed ones, and what other rooms open."""
        from hub.cases.rights import visibility  # rights are registered by rooms above this one

        return self.filter(visibility(access)).distinct()

    def of_organisations(self, access: Access) -> Self:
        """The cases of the organisations for which the person acts, as far as the person may see them."""
        return self.visible_to(access).filter(organisation__in=access.organisations)

    def open(self) -> Self:
        return self.filter(open=True)

    def for_list(self) -> Self:
        return self.select_related("organisation").prefetch_related("deadlines")


class Case(models.Model):
    """One application, change, extension… of one organisation under one procedure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procedure_key = models.CharField(max_length=40)
    topic = models.CharField(max_length=40, blank=True)
    """What tells it from other open cases of its kind, such as the quarter of a report."""
    number = models.CharField(max_length=40, unique=True, null=True)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="cases")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="next_cases")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    edition_key = models.CharField(max_length=20, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assigned_cases")

    # The projection: renewed by perform(), never written elsewhere.
    version = models.PositiveIntegerField(default=0)
    state_key = models.CharField(max_length=40)
    turn = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    open = models.BooleanField(default=True)
    filed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "procedure_key", "topic"],
                condition=models.Q(open=True),
                name="one_open_case_of_a_topic",
            )
        ]
        indexes = [models.Index(fields=["turn", "due_on"]), models.Index(fields=["state_key"])]

    def __str__(self) -> str:
        return self.number or str(self.id)

    @property
    def chapter(self) -> Chapter:
        return chapter_of(self.procedure_key)

    @property
    def procedure(self) -> Procedure:
        return self.chapter.procedure

    @property
    def state(self) -> State:
        return self.procedure.state(self.state_key)

    @property
    def filed(self) -> bool:
        return self.version > 0

    def edition(self, on: date) -> Edition:
        """The edition that binds the case; a draft is bound by the edition of the day."""
        return edition(self.edition_key) if self.edition_key else edition_on(on)

    @property
    def writable(self) -> bool:
        """Whether the application's parts can be written now."""
        return any(act.key in self.chapter.writing for act in self.procedure.leaving(self.state))

    @property
    def to_file(self) -> bool:
        """Whether what is written is still to be filed, whoever opened the case: its page is the task list."""
        return any(act.key == "file" for act in self.procedure.leaving(self.state))

    def held(self) -> Case:
        """The same case, which nobody else can change until the transaction ends."""
        return type(self).objects.select_for_update().get(pk=self.pk)

    def current_files(self) -> list[StoredFile]:
        """The documents that stand in the case now, with their translations."""
        rows = self.attachments.filter(removed_at=None).select_related("file__translation__result")
        return [row.file for row in rows]

    def record(self) -> tuple[Done, ...]:
        return tuple(entry.done() for entry in self.entries.all())


class Entry(models.Model):
    """One act on record. Rows are only ever added."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    received_on = models.DateField()
    grounds = models.JSONField(default=list)
    dates = models.JSONField(default=dict)
    given = models.JSONField(default=dict)
    key = models.CharField(max_length=80, unique=True)
    papers = models.ManyToManyField("documents.Paper", related_name="entries")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="entry_number_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}. {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise Immutable

    def done(self) -> Done:
        dates = {name: date.fromisoformat(day) for name, day in self.dates.items()}
        return Done(self.act, self.on, self.received_on, dates, tuple(self.grounds))


class Deadline(models.Model):
    """A duty of a case with its due day, kept with the day it was met, for lists and statistics."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    position = models.PositiveSmallIntegerField()
    duty = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    event_on = models.DateField()
    due_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    lapsed_on = models.DateField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="deadline_position_once")]

    def __str__(self) -> str:
        return f"{self.duty}: {self.due_on}"


class PartData(models.Model):
    """What was typed into one part of an application, exactly as typed; it is judged when it is read."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parts")
    key = models.CharField(max_length=40)
    data = EncryptedJSONField(bound=("case_id", "key"), default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.key}"


class Attachment(models.Model):
    """A document in one slot of a case. A replaced one stays, with the day it was replaced."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    slot = models.CharField(max_length=40)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="attachments")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return f"{self.slot}: {self.file}"


class Filing(models.Model):
    """What was filed, frozen: content of all parts, references of all documents, and the hash of both, unsealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="filings")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="filing")
    number = models.PositiveSmallIntegerField()
    content = EncryptedJSONField(bound=("case_id", "number"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="filing_number_once")]

    def __str__(self) -> str:
        return f"{self.case_id} filing {self.number}"


class Remark(models.Model):
    """What is amiss with a field or document, by which clause; sent in one notice, answered one by one (clause 14)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="remarks")
    part = models.CharField(_("Part"), max_length=40)
    field = models.CharField(_("Field or document"), max_length=80, blank=True)
    clause = models.CharField(_("Clause"), max_length=20)
    text = models.TextField(_("What is amiss and how to mend it"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    notice = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="remarks")
    answer = models.TextField(_("Your answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Tick(models.Model):
    """An officer's finding on one item of the checklist; the last one on an item counts, earlier ones stay."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="ticks")
    clause = models.CharField(max_length=20)
    filing = models.PositiveSmallIntegerField()
    holds = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.clause}: {self.holds}"
