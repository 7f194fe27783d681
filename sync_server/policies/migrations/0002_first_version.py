"""The first version of the policy, from the text that comes with the program."""

from django.db import migrations

from sync_server.policies.text import shipped


def publish(apps, schema_editor):
    """Put it in, unless somebody did before."""
    title, text = shipped(1)
    apps.get_model("policies", "PolicyVersion").objects.get_or_create(
        version=1, defaults={"title": title, "text": text}
    )


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial")]
    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
