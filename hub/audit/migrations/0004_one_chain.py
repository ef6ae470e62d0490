"""No two events in one place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_chain_events")]

    operations = [
        migrations.AlterField("event", "number", models.BigIntegerField(unique=True)),
        migrations.AlterField("event", "prev", models.CharField(max_length=64, unique=True)),
        migrations.AlterField("event", "digest", models.CharField(max_length=64)),
        migrations.AlterModelOptions("event", {"ordering": ["number"]}),
    ]
