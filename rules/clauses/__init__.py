"""Every clause of the Rules: what it is called, what it means in plain words, which order gave it its present text."""

from rules.clauses.catalogue import CLAUSES, ORDERS, PARTS, CatalogueError, UnknownClause, clause
from rules.clauses.faults import catalogue_faults
from rules.clauses.labels import expand, label, short
from rules.clauses.model import Clause, Order, Part

if faults := catalogue_faults():
    raise CatalogueError("\n".join(faults))

__all__ = [
    "CLAUSES",
    "ORDERS",
    "PARTS",
    "CatalogueError",
    "Clause",
    "Order",
    "Part",
    "UnknownClause",
    "catalogue_faults",
    "clause",
    "expand",
    "label",
    "short",
]
