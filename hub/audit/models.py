"""What was done, by whom and when: rows are only ever added."""

from typing import Any, Never

from django.conf import settings
from django.db import models


class Immutable(TypeError):
    """A row of the log is not changed and not removed."""


class Event(models.Model):
    """One act, in words for a machine. `about` names the thing (`case:0b1c…`); `data` holds no personal data."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=80, db_index=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.action} {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise Immutable
