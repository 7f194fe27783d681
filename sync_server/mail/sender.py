"""Sending what is in the queue: a thread in each worker of the server, of which one has the turn.

At least once: a mail is taken out of the queue only after the mail server took it over. Where we are killed between the
two it is sent again, with the same Message-ID, by which mail programs know it for the same.
"""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import Error, connection, transaction
from post_office.models import Email

from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.mail import delivery, queue
from sync_server.mail.delivery import Cut, Line, Never, NotNow, Unreachable
from sync_server.mail.queue import Unreadable
from sync_server.mail.turn import Turn

_log = logging.getLogger("cor.mail")
_EVERY = 1.0
"""Seconds between two looks into the queue."""
_SILENCES = (5, 10, 20, 40, 60)
"""Seconds until a mail server that could not be reached is called again; never long, or codes would be over."""


def start_in_worker() -> threading.Event:
    """Start sending beside the requests; it ends with the process, or when the event is set."""
    end = threading.Event()
    threading.Thread(target=Sender().run, args=(end,), name="mail", daemon=True).start()
    return end


class Sender:
    """Looks into the queue again and again."""

    def __init__(self) -> None:
        self._turn = Turn()
        self._failures = 0
        self._call_again = 0
        self._is_stuck = False

    def run(self, end: threading.Event) -> None:
        """Send until the end."""
        while not end.wait(_EVERY):
            self.look()
        self.stop()
        connection.close()

    def look(self) -> None:
        """Send what is due, if it is our turn. Whatever goes wrong is logged by its kind; the next look may go well."""
        try:
            if self._turn.is_ours():
                self._tidy()
                self._send_due()
            self._is_stuck = False
        except Exception as fault:
            self._note_stuck(fault)

    def stop(self) -> None:
        """Let another worker send."""
        self._turn.give_back()

    def _tidy(self) -> None:
        for number in queue.drop_stale():
            _log.warning("mail %d was not sent in time and is dropped", number)

    def _send_due(self) -> None:
        if settings.COR_MAIL_ROUTE is None or clock.now() < self._call_again:
            return
        mails = queue.due()
        if not mails:
            return
        try:
            with delivery.line(settings.COR_MAIL_ROUTE) as line:
                for mail in mails:
                    _send(line, mail)
            self._failures = 0
        except Unreachable as fault:
            self._be_silent(fault)

    def _be_silent(self, fault: Unreachable) -> None:
        pause = _SILENCES[min(self._failures, len(_SILENCES) - 1)]
        self._failures += 1
        self._call_again = clock.now() + pause
        _log.warning("mails wait: %s Next try in %d s.", fault, pause)

    def _note_stuck(self, fault: Exception) -> None:
        if isinstance(fault, Error):
            connection.close()  # the next look opens a new one
        if not self._is_stuck:  # said once, not every second
            _log.error("mail is stuck: %s", type(fault).__qualname__)
        self._is_stuck = True


def _send(line: Line, mail: Email) -> None:
    try:
        line.send(queue.message(mail))
    except NotNow as fault:
        _log.warning("mail %d waits: %s", mail.pk, fault)
        queue.postpone(mail)
    except Never as fault:
        _log.warning("mail %d is given up: %s", mail.pk, fault)
        _give_up(mail, str(fault))
    except Unreadable:
        _log.warning("mail %d is given up: secret.key is another one than when it was written", mail.pk)
        _give_up(mail, "it cannot be read any more")
    except Unreachable as fault:
        if isinstance(fault, Cut):
            queue.postpone(mail)  # or a mail over which the other side stumbles would keep all others back
        raise
    except Exception:
        queue.postpone(mail)
        raise
    else:
        queue.remove(mail)


def _give_up(mail: Email, reason: str) -> None:
    with transaction.atomic():
        audit.record("mail", "mail.refused", f"mail {mail.pk}", reason)
        queue.remove(mail)
