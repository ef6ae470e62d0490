"""Duties that several procedures open in the same words."""

from rules.procedure import TECHNOPARK, Duty
from rules.text import Text

TO_NOTIFY = Duty(
    "notify",
    TECHNOPARK,
    ("notify",),
    "17",
    Text("Шешім туралы хабарлау", "Уведомить о решении", "Give notice of the decision"),
    "notify_decision",
)
