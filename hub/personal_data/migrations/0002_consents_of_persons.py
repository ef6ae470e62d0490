"""A consent here is a person's; those of organisations, which no page ever made, stand in hub.confidentiality.

It fails and changes nothing where a row of an organisation was put in by hand.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('personal_data', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='consent', name='consent_of_one_subject'),
        migrations.AlterField(
            model_name='consent',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RemoveField(model_name='consent', name='organisation'),
        migrations.RemoveField(model_name='consent', name='recipient'),
        migrations.RemoveField(model_name='consent', name='what'),
    ]
