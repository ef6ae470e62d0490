"""The events that are there already are chained in the order in which they were written."""

from django.db import migrations

from hub.audit import chain

BATCH = 1000


def link_all(apps, schema_editor):
    events = apps.get_model("audit", "Event").objects.using(schema_editor.connection.alias)
    prev = chain.GENESIS
    for number, event in enumerate(events.order_by("pk").iterator(BATCH), start=1):
        written = chain.content(number, event.at, event.actor_id, event.action, event.about, event.data)
        digest = chain.link(prev, chain.body(written))
        events.filter(pk=event.pk).update(number=number, prev=prev, digest=digest)
        prev = digest


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain_fields")]

    operations = [migrations.RunPython(link_all, migrations.RunPython.noop)]
