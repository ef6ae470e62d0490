"""The open columns go, once everything in them is sealed."""

from django.db import migrations, models

import hub.privacy.fields


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_seal_content")]

    operations = [
        migrations.AlterField(
            "partdata", "data", hub.privacy.fields.EncryptedJSONField(bound=("case_id", "key"))
        ),
        migrations.AlterField(
            "filing", "content", hub.privacy.fields.EncryptedJSONField(bound=("case_id", "number"))
        ),
        migrations.RemoveField("partdata", "data_open"),
        migrations.RemoveField("filing", "content_open"),
    ]
