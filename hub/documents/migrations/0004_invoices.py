"""Invoices of fees are papers, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_agreements")]

    operations = [
        migrations.AlterField(
            model_name="paper",
            name="kind",
            field=models.CharField(
                choices=[
                    ("receipt", "Receipt"),
                    ("letter", "Letter"),
                    ("plan", "Business plan"),
                    ("minutes", "Minutes"),
                    ("certificate", "Certificate"),
                    ("agreement", "Agreement"),
                    ("invoice", "Invoice"),
                ],
                max_length=12,
            ),
        ),
    ]
