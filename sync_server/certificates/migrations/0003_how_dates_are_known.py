"""What is known of how a date was found is kept with it; of dates from before nothing is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_names")]

    operations = [
        migrations.AddField(
            "credential", "started_by", models.JSONField(default=list, verbose_name="how its start is known")
        ),
        migrations.AddField(
            "credential", "completed_by", models.JSONField(default=list, verbose_name="how its completion is known")
        ),
    ]
