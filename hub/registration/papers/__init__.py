"""The papers of registration: business plan, letters. Each is data in words first, then a PDF.

The caller sets the language (`translation.override`); a paper is written in the case's.
"""

from hub.registration.papers.letters import refusal_data, registration_data
from hub.registration.papers.plan import plan, plan_name

__all__ = [
    "plan",
    "plan_name",
    "refusal_data",
    "registration_data",
]
