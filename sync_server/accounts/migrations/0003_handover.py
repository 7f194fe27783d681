import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles_devices_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("hash", models.CharField(editable=False, max_length=64, primary_key=True, serialize=False)),
                ("challenge", models.CharField(max_length=43)),
                ("expires", models.BigIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
    ]
