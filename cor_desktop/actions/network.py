"""What this computer knows of the way to the server: its proxy, whom to trust, the server's keys, how late it is."""

from __future__ import annotations

import contextlib
import json

from cor_desktop import RELEASED
from cor_desktop.actions.append import append_profile
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.profile import Profile
from cor_desktop.errors import FromElsewhere, SecretsLocked, Trouble
from cor_desktop.store import epochs, learners
from cor_desktop.sync.network import Network, ProxyLogin
from cor_desktop.sync.proxies import proxy_address, proxy_for, shown
from cor_desktop.sync.trusting import check_authority
from cor_desktop.words import marked

_LOGIN = "proxy-login"


class NoProxyAddress(Trouble):
    """What was typed as a proxy is none."""

    title = marked("This is not the address of a proxy")
    meaning = marked("Nothing was changed.")
    advice = marked("Try a name and a port, for example proxy.school.org:8080. A password has its own place.")


def choose_proxy(desk: Desk, typed: str) -> None:
    """Go through this proxy from now on; nothing typed means: as this computer says. Raises NoProxyAddress."""
    address = proxy_address(typed)
    if typed.strip() and not address:
        raise NoProxyAddress
    desk.settings.set("proxy_address", address)


def choose_authority(desk: Desk, path: str) -> None:
    """Trust this certificate file besides; no path: nobody else. Raises NoCertificateFile and keeps what was."""
    if path.strip():
        check_authority(path.strip())
    desk.settings.set("extra_authority", path.strip())


def proxy_in_use(desk: Desk) -> str:
    """The proxy on the way to the server now, without name and password; empty where there is none."""
    return shown(proxy_for(desk.settings.server_address, Network(proxy=lambda: desk.settings.proxy_address)))


def keep_proxy_login(desk: Desk, name: str, password: str) -> None:
    """Keep name and password for the proxy in use, sealed. Blocks on the vault. Raises NotSaved or KeyringLocked."""
    login = {"proxy": proxy_in_use(desk), "name": name, "password": password}
    desk.vault.keep(_LOGIN, json.dumps(login).encode())


def proxy_login(desk: Desk) -> ProxyLogin | None:
    """What was kept, where it can be opened. Blocks on the vault. Raises KeyringLocked."""
    try:
        kept = desk.vault.kept(_LOGIN)
    except FromElsewhere:
        return None
    return ProxyLogin(**json.loads(kept)) if kept else None


def server_keys(desk: Desk) -> tuple[bytes, ...]:
    """The raw public keys that the server of this address showed at a sign-in here. Blocks on the vault."""
    with desk.store.reading() as connection:
        here = learners.with_account(connection)
    profiles = [desk.session.profile, *(_quietly_opened(desk, learner) for learner in here)]
    address = desk.settings.server_address
    return tuple({profile.server_key for profile in profiles if profile is not None and profile.server == address})


def _quietly_opened(desk: Desk, learner: str) -> Profile | None:
    with contextlib.suppress(SecretsLocked):
        return append_profile(desk, learner)
    return None


def known_floor(desk: Desk) -> int:
    """A moment, in UTC seconds, that has passed for certain: the program's date, or a time that the server signed."""
    reading = desk.clock.read()
    with desk.store.transaction() as connection:
        epoch = epochs.stamp(connection, reading).epoch
        floors = epochs.floors(connection, (epoch,))
    return max([RELEASED, *(reading.wall + floor.ahead for floor in floors)])


def network_of(desk: Desk) -> Network:
    """What the line to the server is handed, looked up at each call."""
    return Network(
        proxy=lambda: desk.settings.proxy_address,
        login=lambda: proxy_login(desk),
        authority=lambda: desk.settings.extra_authority,
        keys=lambda: server_keys(desk),
        clock=desk.clock,
        floor=lambda: known_floor(desk),
    )
