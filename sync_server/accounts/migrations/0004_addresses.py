"""Every account gets the row in which allauth keeps whether its address is verified."""

from django.db import migrations


def add_addresses(apps, schema_editor):
    """Staff were made on the command line, by somebody who knew them; everybody else proves the address once."""
    account = apps.get_model("accounts", "User")
    address = apps.get_model("account", "EmailAddress")
    have_one = address.objects.values("user_id")
    for each in account.objects.exclude(pk__in=have_one).iterator():
        address.objects.create(user_id=each.pk, email=each.email, primary=True, verified=each.is_staff)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_handover"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [migrations.RunPython(add_addresses, migrations.RunPython.noop)]
