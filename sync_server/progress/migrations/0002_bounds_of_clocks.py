"""Evidence becomes bounds of `true - wall`; those of the contacts that are known are computed from them."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F

_MOST_TRANSIT = 600


def bound_by_contacts(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """An online contact bounds from both sides, as evidence.contacted has it."""
    lag = F("contact_time") - F("contact_wall")
    met = apps.get_model("progress", "Epoch").objects.using(editor.connection.alias).filter(contact_time__isnull=False)
    met.update(low=lag - _MOST_TRANSIT, high=lag)


class Migration(migrations.Migration):
    dependencies = [("progress", "0001_initial")]

    operations = [
        migrations.AddField("epoch", "low", models.BigIntegerField(null=True)),
        migrations.AddField("epoch", "high", models.BigIntegerField(null=True)),
        migrations.RunPython(bound_by_contacts, migrations.RunPython.noop),
    ]
