"""The mail app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The queue of mails and who sends it."""

    name = "sync_server.mail"
    label = "cor_mail"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "mail"
