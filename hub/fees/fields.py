"""Money in a column: whole tiyn, so that every database adds it up exactly.

SQLite would sum decimals as binary fractions.
"""

from decimal import Decimal
from typing import Any

from django.db import models

TIYN_IN_TENGE = 100


class TengeField(models.Field[Decimal, Decimal]):
    """A `Decimal` of tenge with two digits in Python, an integer of tiyn in the database, in sums as well."""

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def from_db_value(self, value: Any, *_args: Any) -> Decimal | None:
        return None if value is None else (Decimal(int(value)) / TIYN_IN_TENGE).quantize(Decimal("0.01"))

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        """Tiyn; ValueError for a fraction of a tiyn, which no bank moves."""
        if value is None:
            return None
        tiyn = Decimal(value) * TIYN_IN_TENGE
        if tiyn != tiyn.to_integral_value():
            raise ValueError(f"{value} tenge are not whole tiyn")
        return int(tiyn)
