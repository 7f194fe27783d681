"""What came on sticks."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first shape."""

    initial = True
    dependencies: ClassVar = []

    operations: ClassVar = [
        migrations.CreateModel(
            name="CarriedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("device", models.CharField(max_length=26)),
                ("learner", models.CharField(max_length=26)),
                ("key", models.CharField(max_length=64)),
                ("record", models.CharField(max_length=26)),
                ("reader", models.CharField(blank=True, max_length=64)),
                ("is_refused", models.BooleanField(default=False)),
                ("message", models.BinaryField()),
                ("received", models.BigIntegerField()),
            ],
            options={
                "ordering": ["-received", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("device", "learner", "key"), name="one_carried_record_per_key")
                ],
            },
        ),
    ]
