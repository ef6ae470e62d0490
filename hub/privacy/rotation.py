"""Sealing everything anew with the current key: in batches, at any time, beginning again where it was cut off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from hub.privacy import declared
from hub.privacy.encryption import key_of, ring, seal, unseal
from hub.privacy.fields import EncryptedField, Sealed

BATCH = 200
"""Rows sealed anew in one transaction."""


class Holder(Protocol):
    """A place that keeps sealed values: a model's field, or what an app names in its privacy.py as `SEALED`."""

    @property
    def name(self) -> str:
        """How the place is called in a report."""

    def standing(self) -> Counter[str]:
        """Key id → how many values stand under it."""

    def renew(self, batch: int) -> int:
        """Seal up to `batch` values of other keys anew with the current one; how many were done."""


@dataclass(frozen=True)
class FieldHolder:
    """An encrypted field of a model."""

    field: EncryptedField

    @property
    def name(self) -> str:
        return f"{self.field.model._meta.label}.{self.field.name}"

    def standing(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for token in self._rows().values_list("_token", flat=True).iterator():
            found[key_of(token)] += 1
        return found

    def renew(self, batch: int) -> int:
        """Row by row: written only where nobody has written meanwhile."""
        rows = list(self._rows().exclude(_token__startswith=f"{ring().current}.").order_by("pk")[:batch])
        with transaction.atomic():
            for row in rows:
                place = self.field.place(row)
                fresh = Sealed(seal(unseal(row._token, place), place))
                self._rows().filter(pk=row.pk, _token=row._token).update(**{self.field.name: fresh})
        return len(rows)

    def _rows(self) -> models.QuerySet[Any]:
        everything: Any = self.field.model._base_manager.annotate(_token=Cast(self.field.name, models.TextField()))
        rows: models.QuerySet[Any] = everything.exclude(_token=None)
        return rows


def holders() -> Iterator[Holder]:
    """Every place in the portal that keeps sealed values."""
    for model in apps.get_models():
        yield from (FieldHolder(field) for field in model._meta.local_fields if isinstance(field, EncryptedField))
    for module in declared.modules():
        yield from getattr(module, "SEALED", ())


def standing() -> Counter[str]:
    """Key id → how many values stand under it, everywhere."""
    return sum((holder.standing() for holder in holders()), Counter())


def renew(batch: int = BATCH) -> int:
    """Seal everything of other keys anew; how many values were done. Cut off at any point, it is simply run again."""
    done = 0
    for holder in holders():
        while count := holder.renew(batch):
            done += count
    return done
