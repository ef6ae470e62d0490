"""What is typed and what is filed is sealed: the content moves into encrypted columns (and back, if one goes back)."""

from django.db import migrations, models

import hub.privacy.fields

BATCH = 200


def seal(apps, schema_editor):
    for name, field in (("PartData", "data"), ("Filing", "content")):
        rows = apps.get_model("cases", name).objects.using(schema_editor.connection.alias)
        for row in rows.order_by("pk").iterator(BATCH):
            setattr(row, field, getattr(row, f"{field}_open"))
            row.save(update_fields=[field])


def unseal(apps, schema_editor):
    for name, field in (("PartData", "data"), ("Filing", "content")):
        rows = apps.get_model("cases", name).objects.using(schema_editor.connection.alias)
        for row in rows.order_by("pk").iterator(BATCH):
            setattr(row, f"{field}_open", getattr(row, field))
            row.save(update_fields=[f"{field}_open"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RenameField("partdata", "data", "data_open"),
        migrations.RenameField("filing", "content", "content_open"),
        migrations.AlterField("filing", "content_open", models.JSONField(default=dict)),
        migrations.AddField(
            "partdata", "data", hub.privacy.fields.EncryptedJSONField(bound=("case_id", "key"), null=True)
        ),
        migrations.AddField(
            "filing", "content", hub.privacy.fields.EncryptedJSONField(bound=("case_id", "number"), null=True)
        ),
        migrations.RunPython(seal, unseal),
    ]
