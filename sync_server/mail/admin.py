"""No page of the admin shows mails: they carry codes and addresses, and are gone once they are sent."""

from django.contrib import admin
from post_office import admin as _registers_pages  # noqa: F401  # before they can be taken away
from post_office.models import Attachment, Email, EmailTemplate, Log

admin.site.unregister([Attachment, Email, EmailTemplate, Log])
