"""What each word of `cor-server` does. Gives the exit code; refusals are told in sentences."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from cor_protocol.ids import is_random_id
from cor_protocol.pack import PackFault
from sync_server.common.refusals import Refused
from sync_server.config import state
from sync_server.config.state import StateFault

if TYPE_CHECKING:
    from sync_server.accounts.models import User
    from sync_server.config.backups.restoring import Restored


def serve(options: argparse.Namespace) -> int:
    """Prepare everything and serve until told to stop."""
    _open(new_key=options.new_key)
    from sync_server.config import serve as running

    running.check_port(options.host, options.port)
    _load_course(options)
    _say_whether_mail_works()
    _close_connections()
    running.load_application()
    running.run(options.host, options.port, lambda: _announce(options))
    return 0


def migrate(options: argparse.Namespace) -> int:
    """Bring the database up to date."""
    if not _open():
        _say("The database is up to date.")
    return 0


def backup(options: argparse.Namespace) -> int:
    """Write a backup of the whole server, while it runs or not."""
    from sync_server.config.backups import swapping, taking

    data = state.data_folder()
    with state.alone_in(data):
        swapping.finish(data)
        state.hold(data)
    if os.environ.get("COR_DATABASE_URL"):
        _open()
    taken = taking.take(data, options.to)
    _say(f"Backed up to {taken.file} ({taken.size / 1e6:.1f} MB), read back and compared.")
    rows = taken.manifest.rows
    _say(
        f"In it: {rows['progress_record']} learning records with {rows['progress_fact']} facts, accounts, keys, course."
    )
    _say("It is not encrypted. Whoever has it has everything: keep it where only you can read it.")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of the server, which must not run."""
    from sync_server.config.backups import restoring, swapping

    data = state.data_folder()
    with state.alone_in(data), state.unused(data):
        swapping.finish(data)
        done = restoring.restore(data, options.file)
    _say_restored(done)
    return 0


def check(options: argparse.Namespace) -> int:
    """Compute every record's digest anew, and have SQLite look at its file; 1 where something was wrong."""
    _open()
    from sync_server.config import opening
    from sync_server.progress import checking

    damage = opening.damage_of_sqlite()
    found = list(checking.check_all())
    records, mended = sum(each.records for each in found), sum(len(each.mended) for each in found)
    if damage:
        raise StateFault(f"The database is damaged: {damage}. Stop the server, and restore the newest backup.")
    if mended:
        raise StateFault(
            f"{mended} of {records} learning records were not what the server last knew: rows were lost or changed. "
            "Their digests are right again, so each learner's devices send what is missing when they next connect. "
            "Nothing else has to be done; find out what happened to the disk or the database."
        )
    _say(f"{records} learning records are as they were written.")
    return 0


def create_account(options: argparse.Namespace) -> int:
    """Make an account, its password from the environment or the person; without one, an invitation."""
    _open()
    from sync_server.accounts import domain

    password = os.environ.get("COR_PASSWORD") or _ask_password()
    if not password:
        return _invite(options.email, ["administrator"] if options.staff else [], options.port)
    try:
        account = domain.create_account(options.email, password, staff=options.staff)
    except Refused as refused:
        raise StateFault(refused.message) from refused
    _say(f"Made the account {account.email}.")
    return 0


def invite(options: argparse.Namespace) -> int:
    """Mail an invitation, and print its link."""
    _open()
    return _invite(options.email, options.role, options.port, options.language)


def reset_second_factor(options: argparse.Namespace) -> int:
    """Take away a second factor that was lost."""
    _open()
    from sync_server.accounts import second_factor

    account = _account(options.email)
    second_factor.forget(account, "command line", options.reason)
    _say(f"{account.email} signs in with the password, and sets up a second factor anew.")
    return 0


def list_accounts(options: argparse.Namespace) -> int:
    """Print one account a line: id, address, learner, staff or not."""
    _open()
    from sync_server.accounts import queries

    for account in queries.accounts():
        words = [str(account.pk), account.email, account.learner_id or "-", "staff" if account.is_staff else "learner"]
        _say("\t".join(words))
    return 0


def grant_role(options: argparse.Namespace) -> int:
    """Give an account a role."""
    _open()
    from sync_server.accounts import roles
    from sync_server.accounts.models import Role

    account, role = _account(options.email), Role(options.role)
    roles.grant(account, role, "command line", options.reason)
    _say(f"{account.email} now has the role {role.label.lower()}. Who was signed in to it signs in again.")
    return 0


def withdraw_role(options: argparse.Namespace) -> int:
    """Take a role back."""
    _open()
    from sync_server.accounts import roles
    from sync_server.accounts.models import Role

    account, role = _account(options.email), Role(options.role)
    try:
        roles.withdraw(account, role, "command line", options.reason)
    except roles.LastAdministrator as fault:
        raise StateFault(str(fault)) from fault
    _say(f"{account.email} does not have the role {role.label.lower()} any more.")
    return 0


def list_roles(options: argparse.Namespace) -> int:
    """Print one role a line: id and address of its account, the role."""
    _open()
    from sync_server.accounts import roles

    if options.email:
        _account(options.email)
    for row in roles.granted(options.email or ""):
        _say(f"{row.account_id}\t{row.account.email}\t{row.role}")
    return 0


def verify_audit(options: argparse.Namespace) -> int:
    """Check the chain of the audit; 1 with the first broken entry in words."""
    _open()
    from sync_server.audit import queries

    chain = queries.verify(head=options.head or "")
    if chain.broken:
        raise StateFault(chain.broken)
    _say(f"{chain.entries} entries, chain whole, newest hash {chain.head}")
    return 0


def print_audit_head(options: argparse.Namespace) -> int:
    """Print the newest hash of the audit."""
    _open()
    from sync_server.audit import queries

    _say(queries.head())
    return 0


def delete_learner(options: argparse.Namespace) -> int:
    """Put a tombstone in place of a learning record."""
    _open()
    from sync_server.progress import domain

    if not is_random_id(options.learner):
        raise StateFault(f"{options.learner} is not a learner's id. `cor-server user list` shows them.")
    try:
        domain.delete_learner(options.learner, "command line", options.reason)
    except OSError as error:
        raise StateFault(f"Nothing was deleted: the log of deletions cannot be written ({error.strerror}).") from error
    _say("Deleted. Devices that still hold a copy wipe it when they next connect.")
    return 0


def send_test_mail(options: argparse.Namespace) -> int:
    """Send one mail past the queue, and say what the mail server made of it."""
    _open()
    from sync_server.mail import delivery, domain

    try:
        domain.send_at_once("mail/test", options.to)
    except (delivery.Unreachable, delivery.NotNow, delivery.Never) as fault:
        raise StateFault(f"The mail was not sent. {fault}") from fault
    _say(f"The mail for {options.to} was taken. If it does not arrive, look among unwanted mail.")
    return 0


def load_catalog(options: argparse.Namespace) -> int:
    """Publish a packed course."""
    _open()
    from sync_server.catalog import domain, queries

    try:
        number = domain.load(options.folder, "command line")
    except PackFault as fault:
        raise StateFault(str(fault)) from fault
    _say(f"Published the course, version {queries.published()}: {number} module{'' if number == 1 else 's'}.")
    return 0


def list_catalog(options: argparse.Namespace) -> int:
    """Print the version of the published course, then one module version a line: key, version, title."""
    _open()
    from sync_server.catalog import queries

    version = queries.published()
    _say(f"The published course has version {version}." if version else "No course is published.")
    for row in queries.versions():
        _say(f"{row.key}\t{row.version}\t{row.title}")
    return 0


def export_catalog(options: argparse.Namespace) -> int:
    """Write the published course as a pack that this server signed."""
    _open()
    from sync_server.catalog import domain

    try:
        course = domain.export(options.folder)
    except PackFault as fault:
        raise StateFault(str(fault)) from fault
    _say(f"Wrote the course, version {course.version}, to {options.folder}. Clients of this server take it from there.")
    return 0


def create_organization(options: argparse.Namespace) -> int:
    """Make an organization."""
    _open()
    from sync_server.organizations import domain

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", options.slug) or len(options.slug) > 60:
        raise StateFault(f"{options.slug} is no short name: lower case letters, digits and hyphens, up to 60.")
    if not options.name.strip():
        raise StateFault("The name is empty.")
    try:
        domain.make_organization(options.name.strip(), options.slug, "command line")
    except domain.NameTaken as fault:
        raise StateFault("There is an organization of that name or short name already.") from fault
    _say(f"Made the organization {options.name.strip()}.")
    return 0


def set_up_sign_on(options: argparse.Namespace) -> int:
    """Let an organization's people sign in at its identity provider."""
    secret = _client_secret(options.client_secret_file)
    _open()
    from django.conf import settings
    from django.urls import reverse

    from sync_server.accounts.single_sign_on.clients import Client
    from sync_server.organizations import sign_on

    organization = sign_on.set_up(options.slug, Client(options.issuer, options.client_id, secret), "command line")
    _say(f"{organization.name} is offered as a sign-in. Its identity provider sends people back to:")
    public = settings.COR_PUBLIC_URL or "http://127.0.0.1:8765"
    _say(public + reverse("openid_connect_callback", args=[organization.slug]))
    return 0


def _client_secret(file: Path | None) -> str:
    # Never from the command line: everybody on the machine reads those of others.
    if file is None:
        return os.environ.get("COR_CLIENT_SECRET", "")
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise StateFault(f"The secret cannot be read from {file}.") from fault


def healthcheck(options: argparse.Namespace) -> int:
    """Ask /readyz of a server on this computer."""
    for host in ("127.0.0.1", "[::1]"):  # a server may listen on one of them only
        with contextlib.suppress(urllib.error.URLError, OSError):
            _say(_ready(host, options.port))
            return 0
    raise StateFault(f"No server answers on port {options.port}.")


def _ready(host: str, port: int) -> str:
    """What /readyz answers, asked without any proxy. Raises StateFault where the server is not ready."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{host}:{port}/readyz", timeout=10) as answer:
            return str(answer.read(200).decode("utf-8", "replace"))
    except urllib.error.HTTPError as answer:
        raise StateFault(answer.read(200).decode("utf-8", "replace")) from answer


def _open(*, new_key: bool = False) -> int:
    """Make the folder, set Django up, open the database; gives how many changes were made to it."""
    with state.alone_in(state.data_folder()):
        return _open_alone(new_key)


def _open_alone(new_key: bool) -> int:
    from sync_server.config.backups import swapping

    match swapping.finish(state.data_folder()):
        case True:
            _say("A restore that was interrupted was brought to its end.")
        case False:
            _say("A restore was interrupted before the database had kept it. The server is as it was; restore again.")
    state.hold(state.data_folder())
    state.prepare(state.data_folder(), new_key=new_key)
    os.environ["DJANGO_SETTINGS_MODULE"] = "sync_server.config.settings"
    import django

    django.setup()
    from sync_server.config import opening

    changes = opening.open_database()
    if changes:
        _say(f"The database was brought up to date ({changes} changes).")
    return changes


def _say_restored(done: Restored) -> None:
    _say(f"Put back the server as it was at {done.made}: {done.records} learning records with {done.facts} facts.")
    if done.mended:
        _say(f"{done.mended} records of the backup were not whole; clients send what is missing.")
    if done.deleted:
        _say(f"{done.deleted} records were deleted, before the backup or since, and stay deleted.")
    places = [str(done.aside)] if done.aside else []
    places += [f"the database's schema {done.schema}"] if done.schema else []
    if places:
        _say(f"What was here before lies in {' and '.join(places)}. Nothing of it was deleted.")
    _say(
        f"Start the server. {done.learners} learners' devices ({done.devices}) will send what is newer when they next "
        "connect. Devices that signed in after the backup ask for a new sign-in; nothing on them is lost."
    )
    _say(
        "What people did since counts as not done: new accounts and passwords, devices signed out from afar, roles, "
        "organizations. Withdraw again whatever must not work."
    )
    if done.newer_course > done.course:
        _say(f"The course, version {done.newer_course}, is newer than the backup: load it again (catalog load).")


def _load_course(options: argparse.Namespace) -> None:
    """Load the course; a server without one still keeps facts, and looks at completions when it has one."""
    from sync_server.catalog import domain

    try:
        number = domain.load(options.content or domain.shipped_pack())
        _say(f"The course has {number} module{'' if number == 1 else 's'}.")
    except domain.OlderCourse as fault:
        _say(f"{fault} The published one stays.")
    except PackFault as fault:
        if options.content:
            raise StateFault(str(fault)) from fault
        _say(f"No course was loaded: {fault} Progress is kept; certificates follow after `cor-server catalog load`.")


def _close_connections() -> None:
    # A database connection must not be carried into the workers.
    from django.db import connections

    connections.close_all()


def _announce(options: argparse.Namespace) -> None:
    host = f"[{options.host}]" if ":" in options.host else options.host
    _say(f"COR server ready on http://{host}:{options.port}")
    from sync_server.accounts import queries

    if not queries.staff_exists():
        folder = state.data_folder()
        _say(
            "No administrator yet. Invite one: cor-server user invite --role administrator "
            f"--data {folder} --port {options.port} --email you@example.org"
        )


def _say_whether_mail_works() -> None:
    from django.conf import settings

    if settings.COR_MAIL_ROUTE is None:
        _say("Mails are kept and not sent, so nobody can register: set COR_SMTP_URL and COR_MAIL_FROM to send them.")


def _invite(email: str, roles: list[str], port: int, language: str = "en") -> int:
    from django.conf import settings

    from sync_server.accounts import invitations
    from sync_server.accounts.models import Role

    try:
        link = invitations.invite(email, [Role(role) for role in roles], "command line", port, language)
    except Refused as refused:
        raise StateFault(refused.message) from refused
    _say(f"Invited {email}. The link, which works once, within {invitations.HOURS} hours:")
    _say(link)
    if settings.COR_MAIL_ROUTE is None:
        _say("Nothing is mailed where COR_SMTP_URL is not set: then hand the link over yourself, to them alone.")
    return 0


def _account(email: str) -> User:
    from sync_server.accounts import queries

    account = queries.account_with(email)
    if account is None:
        raise StateFault(f"There is no account with the address {email}. `cor-server user list` shows them.")
    return account


def _ask_password() -> str:
    if not sys.stdin.isatty():
        return ""
    return getpass.getpass("Password (15 characters or more; leave empty for an invitation instead): ")


def _say(line: str) -> None:
    print(line, flush=True)
