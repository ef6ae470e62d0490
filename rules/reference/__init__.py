"""Dated reference data: the monthly calculation index, the List of priority activities, the regions."""

from rules.reference.activities import ACTIVITIES, Activity, Work, in_force
from rules.reference.mrp import MRP, Mrp, UnknownMrp, mrp, tax_debt_limit
from rules.reference.regions import REGIONS, Region

__all__ = [
    "ACTIVITIES",
    "MRP",
    "REGIONS",
    "Activity",
    "Mrp",
    "Region",
    "UnknownMrp",
    "Work",
    "in_force",
    "mrp",
    "tax_debt_limit",
]
