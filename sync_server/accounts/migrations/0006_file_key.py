"""By which key a device's sync files are known."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Devices of before have none: what they bring on a stick waits until somebody confirms it."""

    dependencies: ClassVar = [("accounts", "0005_language")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="device",
            name="file_key",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
    ]
