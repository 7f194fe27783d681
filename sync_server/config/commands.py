"""The words of `cor-server`. Exit codes: 0 ok, 1 failed (a sentence says why), 2 usage, 3 not configured."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sync_server.config import state
from sync_server.config.state import StateFault

FAILED, NOT_CONFIGURED = 1, 3
ROLES = ("support", "privacy_officer", "administrator")  # accounts.models.Role, which needs Django
LANGUAGES = ("en", "es")  # settings.LANGUAGES
_PORT_IN_LINK = "where the server listens, for the link; not needed where COR_PUBLIC_URL is set"

if TYPE_CHECKING:  # argparse has no public name for what add_subparsers gives
    Words = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    options = _parser().parse_args(arguments)
    os.umask(0o077)  # the database holds people's data, also where its folder was made for everybody to look in
    if options.data is not None:
        os.environ["COR_DATA"] = str(options.data.absolute())
    try:
        if options.needs_server and not state.is_prepared(state.data_folder()):
            return _say_not_configured()
        return int(options.run(options))
    except (StateFault, ValueError) as fault:
        print(fault, file=sys.stderr)
        return FAILED
    except (KeyboardInterrupt, EOFError):
        print("\nStopped.", file=sys.stderr)
        return FAILED


def _say_not_configured() -> int:
    print(
        f"There is no server in {state.data_folder()} yet. Start one with `cor-server serve --data FOLDER`, "
        "or name the right folder.",
        file=sys.stderr,
    )
    return NOT_CONFIGURED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cor-server", description="The sync server of COR Desktop.")
    words = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_serve(words)
    _add(words, "migrate", "bring the database up to date", "migrate", needs_server=False)
    _add_backups(words)
    _add_accounts(words)
    _add_organizations(words)
    _add_audit(words)
    mail = _group(words, "mail", "the mails this server sends")
    test = _add(mail, "test", "send one mail now, and say what happened", "send_test_mail")
    test.add_argument("--to", required=True, metavar="ADDRESS")
    learner = _group(words, "learner", "learning records")
    delete = _add(learner, "delete", "delete a learning record for good", "delete_learner")
    delete.add_argument("learner", metavar="LEARNER", help="the learner's id")
    delete.add_argument("--reason", default="", help="why, for the audit")
    facts = _group(words, "facts", "what learning records hold")
    odd = _add(facts, "odd", "list facts that look odd; they are kept, and count as before", "list_odd_facts")
    odd.add_argument("--learner", default="", metavar="LEARNER", help="of this learner only")
    _add_correct(words)
    catalog = _group(words, "catalog", "the course")
    load = _add(catalog, "load", "check a packed course and publish it", "load_catalog")
    load.add_argument("folder", type=Path, metavar="FOLDER")
    _add(catalog, "list", "tell which course is published, and which modules are known", "list_catalog")
    export = _add(catalog, "export", "write the published course to a folder or stick, signed", "export_catalog")
    export.add_argument("folder", type=Path, metavar="FOLDER")
    _add_sync_files(words)
    health = _add(words, "healthcheck", "ask a running server whether it is ready", "healthcheck", needs_server=False)
    health.add_argument("--port", type=_port, default=8765)
    return parser


def _add_serve(words: Words) -> None:
    serve = _add(words, "serve", "start the server; nothing has to be configured", "serve", needs_server=False)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this computer only)")
    serve.add_argument("--port", type=_port, default=8765)
    serve.add_argument("--new-key", action="store_true", help="make a new server key, where the old one is lost")
    serve.add_argument("--content", type=Path, metavar="FOLDER", help="packed course, in place of the one that ships")


def _add_backups(words: Words) -> None:
    backup = _add(words, "backup", "write everything to one file, while the server runs", "backup")
    to = "a new file, or a folder; without it `backups` in the data folder"
    backup.add_argument("--to", default="", metavar="FILE|FOLDER", help=to)
    restore = _add(words, "restore", "put a backup back; the server must be stopped", "restore", needs_server=False)
    restore.add_argument("file", type=Path, metavar="FILE")
    _add(words, "check", "compare every learning record with its digest", "check")


def _add_accounts(words: Words) -> None:
    user = _group(words, "user", "accounts")
    create = _add(user, "create", "make an account with a password; without one, an invitation", "create_account")
    create.add_argument("--email", required=True)
    create.add_argument("--port", type=_port, default=8765, help=_PORT_IN_LINK)
    create.add_argument("--staff", action="store_true", help="an administrator of the web pages")
    invite = _add(user, "invite", "mail somebody a link to an account of their own, and print it", "invite")
    invite.add_argument("--email", required=True)
    invite.add_argument("--role", action="append", choices=ROLES, default=[], help="what they will be; may be repeated")
    invite.add_argument("--language", choices=LANGUAGES, default="en", help="what the mail is written in")
    invite.add_argument("--port", type=_port, default=8765, help=_PORT_IN_LINK)
    lost = _add(user, "reset-second-factor", "let somebody who lost theirs set up another", "reset_second_factor")
    lost.add_argument("--email", required=True)
    lost.add_argument("--reason", required=True, help="how you know that it is they, for the audit")
    _add(user, "list", "list the accounts", "list_accounts")
    _add_roles(_group(user, "role", "what staff may do"))


def _add_roles(role: Words) -> None:
    for word, sentence in (("grant", "give an account a role"), ("withdraw", "take a role back")):
        change = _add(role, word, sentence, f"{word}_role")
        change.add_argument("--email", required=True)
        change.add_argument("--role", required=True, choices=ROLES)
        change.add_argument("--reason", default="", help="why, for the audit")
    _add(role, "list", "list who has which role", "list_roles").add_argument("--email", help="this account only")


def _add_organizations(words: Words) -> None:
    organization = _group(words, "organization", "schools, districts, agencies")
    create = _add(organization, "create", "make an organization", "create_organization")
    create.add_argument("--name", required=True, help="as people read it")
    create.add_argument("--slug", required=True, help="its short name, in addresses: letters, digits, hyphens")
    sign_on = _add(organization, "sign-on", "let its people sign in at its identity provider", "set_up_sign_on")
    sign_on.add_argument("--slug", required=True)
    sign_on.add_argument("--issuer", required=True, metavar="URL", help="the identity provider's issuer")
    sign_on.add_argument("--client-id", required=True, metavar="ID", help="our id there")
    sign_on.add_argument(
        "--client-secret-file", type=Path, metavar="FILE", help="our secret there (or COR_CLIENT_SECRET)"
    )


def _add_sync_files(words: Words) -> None:
    files = _group(words, "sync-file", "what computers without a network bring and take home on a stick")
    take = _add(files, "import", "take in sync files; taking one again changes nothing", "import_sync_files")
    take.add_argument("files", type=Path, nargs="+", metavar="FILE")
    take.add_argument("--json", action="store_true", help="one line of JSON for each file, in place of words")
    reply = _add(files, "reply", "write the answer to a computer: replies, certificates, policy", "reply_to_sync_file")
    reply.add_argument("to_whom", metavar="DEVICE|FILE", help="a device's id or its beginning, or the file it brought")
    reply.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="the stick, or a folder")
    card = _add(files, "card", "write who this server is, for computers that never reach it", "write_server_card")
    card.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="the stick, or a folder")
    waiting = _group(words, "quarantine", "what came on a stick from computers that are not known yet")
    _add(waiting, "list", "list what waits: number, device, items, modules", "list_quarantine")
    confirm = _add(waiting, "confirm", "say whose it is, and take it in", "confirm_quarantined")
    confirm.add_argument("--email", required=True, help="the account it belongs to")
    confirm.add_argument("--first-name", default="", help="for the certificates, where the account has no name yet")
    confirm.add_argument("--last-name", default="", help="likewise")
    refuse = _add(waiting, "refuse", "drop it, and refuse what comes after it", "refuse_quarantined")
    for change in (confirm, refuse):
        change.add_argument("number", type=int, metavar="NUMBER", help="as `quarantine list` shows it")
        change.add_argument("--reason", required=True, help="how you know whose it is, or why not, for the audit")


def _add_correct(words: Words) -> None:
    correct = _add(words, "correct", "correct a module's start or completion; the learner reads why", "correct_record")
    correct.add_argument("learner", metavar="LEARNER", help="the learner's id, or the address of the account")
    correct.add_argument("--what", choices=("started", "completed"), default="completed")
    correct.add_argument("--module", required=True, metavar="KEY:VERSION", help="as in small-steps:1")
    effect = correct.add_mutually_exclusive_group(required=True)
    effect.add_argument("--take-back", action="store_true", help="it counts as not having happened")
    effect.add_argument("--date", metavar="YYYY-MM-DD", help="it counts as having happened on this day")
    reason = "why: the learner reads it on every computer of theirs, so name nobody in it"
    correct.add_argument("--reason", required=True, help=reason)


def _add_audit(words: Words) -> None:
    audit = _group(words, "audit", "who did what")
    verify = _add(audit, "verify", "check that no entry of the audit was changed or taken out", "verify_audit")
    verify.add_argument("--head", metavar="HASH", help="a newest hash kept elsewhere: it must still be in the chain")
    _add(audit, "head", "print the newest hash, to be kept elsewhere", "print_audit_head")


def _group(words: Words, name: str, sentence: str) -> Words:
    return words.add_parser(name, help=sentence).add_subparsers(metavar="COMMAND", required=True)


def _add(words: Words, name: str, sentence: str, action: str, *, needs_server: bool = True) -> argparse.ArgumentParser:
    parser = words.add_parser(name, help=sentence, description=sentence)
    parser.add_argument("--data", type=_folder, metavar="FOLDER", help="the data folder (or COR_DATA)")
    parser.set_defaults(run=lambda options: _run(action, options), needs_server=needs_server)
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 65535")
    return int(text)


def _folder(text: str) -> Path:
    # An empty word, from a variable that is not set, must not make the current folder a server's.
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(text)


def _run(action: str, options: argparse.Namespace) -> int:
    # Django is set up only after COR_DATA is known and the folder is there.
    from sync_server.config import actions, carrying, correcting

    room = next(room for room in (carrying, correcting, actions) if hasattr(room, action))
    return int(getattr(room, action)(options))
