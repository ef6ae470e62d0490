"""Closing a quarter: who has not reported, who has not paid, what is open; reminders to all of them at once."""
