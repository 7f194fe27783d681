"""Which proxy stands between this computer and an address: the one of Settings, else what the computer says."""

from __future__ import annotations

import ipaddress
import re
import urllib.request
from urllib.parse import quote, unquote, urlsplit

from cor_desktop.sync.network import Network, ProxyLogin


def proxy_for(address: str, network: Network) -> str:
    """The proxy's URL, with name and password where there are some; empty where the way is direct.

    This computer itself is always spoken to directly: who stands between could read what goes there without TLS.
    """
    parts = urlsplit(address)
    if is_this_computer(parts.hostname or ""):
        return ""
    proxy = proxy_address(network.proxy()) or _of_system(parts.scheme, parts.netloc)
    return _with_login(proxy, network.login()) if proxy else ""


def proxy_address(typed: str) -> str:
    """A proxy's URL from what was typed; empty where it is none. Name and password have no place in it."""
    words = typed.strip().rstrip("/")
    address = words if "://" in words else f"http://{words}"
    return address if re.fullmatch(r"https?://[^\s@/\\?#]+", address) and _has_port(address) else ""


def shown(proxy: str) -> str:
    """A proxy as it may be shown: without name and password."""
    parts = urlsplit(proxy)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if proxy else ""


def is_this_computer(host: str) -> bool:
    """Tell whether a host's name means the computer that this runs on."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _has_port(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _of_system(scheme: str, netloc: str) -> str:
    if urllib.request.proxy_bypass(netloc):
        return ""
    found = urllib.request.getproxies()
    proxy = found.get(scheme) or found.get("all") or ""
    return proxy if "://" in proxy or not proxy else f"http://{proxy}"


def _with_login(proxy: str, login: ProxyLogin | None) -> str:
    """What the computer says may hold a name already; what was typed here is for one proxy only."""
    if login is None or shown(proxy) != login.proxy or _name_in(proxy):
        return proxy
    parts = urlsplit(proxy)
    return f"{parts.scheme}://{quote(login.name, safe='')}:{quote(login.password, safe='')}@{parts.netloc}"


def _name_in(proxy: str) -> str:
    return unquote(urlsplit(proxy).username or "")
