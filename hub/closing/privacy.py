"""What is kept of reminders to many: numbers, and who ordered them."""

from hub.privacy.declared import kept

FIELDS = (
    kept("closing.Reminder", "notice", public="id procedure quarter total done after at ended_at", personal="by"),
)
