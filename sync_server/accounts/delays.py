"""Who waits after failed sign-ins, and for how long (ASVS 6.1.1). The table stands in docs/decisions/0011.

Known and unknown addresses are counted alike, by a keyed hash of their normal form. Whoever waits costs nothing: the
password is not looked at, and nothing is written.
"""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cor_protocol.problems import Problem
from sync_server.accounts import devices, failures, known_browsers, queries
from sync_server.accounts.failures import Counter, counter
from sync_server.accounts.models import User, normal_email
from sync_server.audit import domain as audit
from sync_server.common import clock

FREE = 4
"""Failures of one device, or from one network, before it waits."""
FREE_ANYWHERE = 20
"""Failures of an account from all networks where its owner is not known: who attacks from one waits first."""
_PREFIX = {4: 24, 6: 64}
"""What is one network: the addresses that one household, school or attacker has."""

_MINUTE = 60
"""The window in which passwords from one address are counted, whosesoever they are."""


@dataclass(frozen=True)
class Try:
    """A sign-in that is counted and not decided yet. Of `own`, a success wipes all; of `shared`, only itself."""

    own: tuple[Counter, ...]
    shared: tuple[Counter, ...]
    failures: tuple[int, ...]
    account: User | None


class TooSoon(ImmediateHttpResponse):
    """The next try has to wait for so many seconds; allauth answers with the response."""

    def __init__(self, request: HttpRequest, seconds: int) -> None:
        super().__init__(_answer(request, seconds))
        self.seconds = seconds


def check(request: HttpRequest, email: str) -> None:
    """Count a sign-in by password before it is made. Raises TooSoon where it has to wait."""
    account = queries.account_with(normal_email(email))
    own, shared = _counters(request, normal_email(email), account)
    _begin(request, own, shared, account)
    if shared and not ratelimit.consume(request, app="allauth.account", action="login_checked"):
        _not_made(request)
        raise TooSoon(request, _MINUTE)


def check_code(request: HttpRequest, account: User) -> None:
    """Count a code of a second factor before it is looked at, whoever types it. Raises TooSoon."""
    _begin(request, (counter("second factor", FREE, str(account.pk)),), (), account)


def failed(request: HttpRequest) -> None:
    """The try was made and failed: it stays counted. Written down once where a wait begins with it."""
    made = _end(request)
    if made is None:
        return
    whose = f"account {made.account.pk}" if made.account else "nobody"
    for each, number in zip((*made.own, *made.shared), made.failures, strict=True):
        if number == each.free + 1:
            audit.record("nobody", "sign_in.delayed", whose, each.name)


def succeeded(request: HttpRequest) -> None:
    """The try was made and succeeded: its own counters begin anew, the shared ones lose this one try."""
    made = _end(request)
    if made is not None:
        failures.forget(made.own)
        failures.take_back(made.shared)


def _not_made(request: HttpRequest) -> None:
    """The try was not made after all, for another limit."""
    made = _end(request)
    if made is not None:
        failures.take_back((*made.own, *made.shared))


def _begin(request: HttpRequest, own: tuple[Counter, ...], shared: tuple[Counter, ...], account: User | None) -> None:
    counted = failures.count((*own, *shared), clock.now())
    if counted.wait:
        raise TooSoon(request, counted.wait)
    request.cor_try = Try(own, shared, counted.failures, account)  # type: ignore[attr-defined]


def _end(request: HttpRequest) -> Try | None:
    return cast("Try | None", request.__dict__.pop("cor_try", None))


def _counters(
    request: HttpRequest, email: str, account: User | None
) -> tuple[tuple[Counter, ...], tuple[Counter, ...]]:
    """What counts by itself, and what is shared with others."""
    known = _known(request, email, account)
    if known:
        return (known,), ()
    here = counter("one network", FREE, _network(request), email)
    return (here,), (counter("all networks", FREE_ANYWHERE, email),)


def _known(request: HttpRequest, email: str, account: User | None) -> Counter | None:
    device = devices.known_device(
        email, request.headers.get("X-COR-Device", ""), request.headers.get("X-COR-Device-Pass", "")
    )
    if device is not None:
        return counter("known device", FREE, str(device.pk))
    browser = known_browsers.number_of(request, account)
    return counter("known browser", FREE, email, browser) if browser else None


def _network(request: HttpRequest) -> str:
    address = ipaddress.ip_address(get_adapter().get_client_ip(request).partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or address
    return str(ipaddress.ip_network((mapped, _PREFIX[mapped.version]), strict=False))


def _answer(request: HttpRequest, seconds: int) -> HttpResponse:
    sentence = _("There were too many failed tries. Nothing is lost. Please try again in {wait}.").format(
        wait=in_words(seconds)
    )
    if request.path_info.startswith("/_allauth/"):
        response: HttpResponse = JsonResponse({"problem": Problem.SLOW_DOWN, "message": sentence}, status=429)
    else:
        response = render(request, "429.html", {"sentence": sentence}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def in_words(seconds: int) -> str:
    """A wait as people say it, never shorter than it is."""
    if seconds < 60:
        return ngettext("a second", "{number} seconds", seconds).format(number=seconds)
    minutes = math.ceil(seconds / 60)
    return ngettext("a minute", "{number} minutes", minutes).format(number=minutes)
