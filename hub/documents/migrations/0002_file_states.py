from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='next_scan_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='scans',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='state',
            field=models.CharField(choices=[('clean', 'Checked'), ('checking', 'Being checked'), ('refused', 'Refused by the virus scanner'), ('erased', 'Erased')], default='clean', max_length=8),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(condition=models.Q(('state', 'checking')), fields=['next_scan_at'], name='file_to_scan'),
        ),
    ]
