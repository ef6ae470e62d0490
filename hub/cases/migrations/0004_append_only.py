"""Entries are only ever added, filings too: of a filing only the sealed content may be sealed again with a newer key."""

from django.db import migrations

from hub.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_sealed_only")]

    operations = [
        Guard("cases_entry").operation(),
        Guard("cases_filing", mutable=("content",)).operation(),
    ]
