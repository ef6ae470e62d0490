"""Model fields whose content is sealed in the database and read only through the row to which it belongs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Never

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from hub.privacy.encryption import seal, unseal

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class Sealed:
    """A value as the database keeps it. Only the row to which it belongs can open it."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "<Sealed>"


class NotAlone(FieldError):
    """An encrypted value was written or looked for without its row."""


class _Opened(DeferredAttribute):
    """Opens the value when it is first read from its row."""

    field: Any

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.open(instance, value.token)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:  # so that reading passes through `__get__`
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.Field[Any, Any]):
    """The common part. `bound` names the row's attributes, known before the row is written, that tell it from others.

    The content cannot be searched, and is written only by saving the row (not by `update` or `bulk_update`).
    """

    descriptor_class = _Opened

    def __init__(self, *args: Any, bound: tuple[str, ...], **kwargs: Any) -> None:
        self.bound = tuple(bound)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)  # the default is the program's: a column could not hold it sealed
        return name, path, args, kwargs | {"bound": self.bound}

    def get_internal_type(self) -> str:
        return "TextField"

    def place(self, instance: models.Model) -> str:
        """`table:row:field`, the place to which the value is bound. Raises NotAlone where the row is not known yet."""
        values = [getattr(instance, name) for name in self.bound]
        if None in values:
            raise NotAlone(f"{self.bound} of {self.model.__name__} must be known before {self.name} is written.")
        row = json.dumps([str(value) for value in values], ensure_ascii=False)
        return f"{self.model._meta.db_table}:{row}:{self.name}"

    def open(self, instance: models.Model, token: str) -> Any:
        return self.loads(unseal(token, self.place(instance)))

    def loads(self, plain: bytes) -> Any:
        raise NotImplementedError

    def dumps(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        value = getattr(model_instance, self.attname)
        return None if value is None else Sealed(seal(self.dumps(value), self.place(model_instance)))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> str | None:
        if value is None:
            return None
        if isinstance(value, Sealed):
            return value.token
        raise NotAlone(f"{self.name} is encrypted for its row: set it on the object and save the object.")

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return value if hasattr(value, "as_sql") else self.get_db_prep_value(value, connection)

    def get_lookup(self, lookup_name: str) -> Any:
        return IsNull if lookup_name == "isnull" else self._not_searched()

    def get_transform(self, lookup_name: str) -> Any:
        self._not_searched()

    def value_to_string(self, obj: models.Model) -> Never:
        raise NotAlone(f"{self.name} is encrypted: it is not written into fixtures.")

    def _not_searched(self) -> Never:
        raise NotAlone(f"{self.name} is encrypted: it cannot be searched. Keep a blind index beside it.")


class EncryptedJSONField(EncryptedField):
    """JSON, sealed."""

    def loads(self, plain: bytes) -> Any:
        return json.loads(plain)

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class EncryptedTextField(EncryptedField):
    """Text, sealed."""

    def loads(self, plain: bytes) -> str:
        return plain.decode()

    def dumps(self, value: str) -> bytes:
        return value.encode()
