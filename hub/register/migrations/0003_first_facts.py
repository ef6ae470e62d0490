"""The participations that stand already get the facts with which they began."""

from django.db import migrations


def first_facts(apps, schema_editor):
    """The facts with which the participations that stand already began."""
    participants = apps.get_model("register", "Participant").objects.select_related("organisation")
    facts = apps.get_model("register", "Fact").objects
    for one in participants.iterator(500):
        organisation = one.organisation
        told = {
            "names": {name: getattr(organisation, name) for name in ("bin", "name_kk", "name_ru")},
            "place": {name: getattr(one, name) for name in ("region", "location_kk", "location_ru", "website")},
            "works": {"works": one.works},
            "term": {"until": one.until.isoformat()},
        }
        entry = one.case.entries.filter(act="agree").first()
        at = entry.at if entry else one.case.created_at
        for kind, says in told.items():
            facts.create(participant=one, kind=kind, since=one.since, says=says, entry=entry, at=at)


class Migration(migrations.Migration):
    dependencies = [("register", "0002_facts")]

    operations = [migrations.RunPython(first_facts, migrations.RunPython.noop)]
