"""Bookings and postings are only ever added: a wrong one is taken back by its opposite."""

from django.db import migrations

from hub.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("fees", "0001_initial")]

    operations = [
        Guard("fees_booking").operation(),
        Guard("fees_posting").operation(),
    ]
