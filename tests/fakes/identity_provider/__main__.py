"""`python -m tests.fakes.identity_provider PORT REDIRECT_URI`: fill the database, then serve until ended."""

from __future__ import annotations

import os
import sys
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tests.fakes.identity_provider.running import CLIENT, EMAIL, PASSWORD, SECRET


class _AtOnce(ThreadingMixIn, WSGIServer):
    daemon_threads = True  # browsers open lines in advance, and say nothing on them


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *values: object) -> None:
        pass


def _fill(redirect_uri: str) -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password

    people: Any = get_user_model()
    clients: Any = Client
    teacher = people.objects.create_user("rosa", EMAIL, PASSWORD, first_name="Rosa", last_name="Diaz")
    EmailAddress.objects.create(user=teacher, email=EMAIL, verified=True, primary=True)
    scopes = "openid\nprofile\nemail"
    clients.objects.create(
        id=CLIENT,
        name="COR server",
        secret=make_password(SECRET),
        scopes=scopes,
        default_scopes=scopes,
        redirect_uris=redirect_uri,
    )


def main(port: int, redirect_uri: str) -> None:
    """Serve; says when it is ready."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.fakes.identity_provider.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    _fill(redirect_uri)
    with make_server("127.0.0.1", port, get_wsgi_application(), _AtOnce, _Quiet) as server:
        print("ready", flush=True)
        server.serve_forever()


main(int(sys.argv[1]), sys.argv[2])
