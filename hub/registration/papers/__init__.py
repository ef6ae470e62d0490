"""The papers of registration: business plan, receipt, letters. Each is data in words first, then a PDF.

The caller sets the language (`translation.override`); a paper is written in the case's.
"""

from hub.registration.papers.letters import letter_name, refusal_letter, registration_letter, remarks_letter
from hub.registration.papers.plan import plan, plan_name
from hub.registration.papers.receipt import receipt, receipt_name

__all__ = [
    "letter_name",
    "plan",
    "plan_name",
    "receipt",
    "receipt_name",
    "refusal_letter",
    "registration_letter",
    "remarks_letter",
]
