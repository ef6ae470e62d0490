"""The events get their places in the chain; private values get a table of their own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hub.privacy.fields


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField("event", "number", models.BigIntegerField(null=True)),
        migrations.AddField("event", "prev", models.CharField(default="", max_length=64)),
        migrations.AddField("event", "digest", models.CharField(default="", max_length=64)),
        migrations.AlterField(
            "event",
            "actor",
            models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Private",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("salt", models.BinaryField(max_length=16)),
                ("value", hub.privacy.fields.EncryptedTextField(bound=("event_id", "name"))),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="private", to="audit.event"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("event", "name"), name="private_once")],
            },
        ),
    ]
