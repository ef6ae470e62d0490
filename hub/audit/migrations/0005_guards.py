"""From here on the database itself refuses to change or remove an event."""

from django.db import migrations

from hub.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_one_chain")]

    operations = [
        Guard("audit_event").operation(),
        Guard("audit_private", mutable=("value",), removable=True).operation(),
    ]
