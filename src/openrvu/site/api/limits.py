"""How often one client may call: a bucket of calls for each address, kept in memory.

A bucket holds as many calls as a minute allows and fills evenly. Each process has its own buckets.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

_MINUTE = 60.0
#: Buckets kept; beyond, the address that has been silent longest starts anew.
_MOST = 20_000
#: One customer of a provider has so many bits of an address to itself.
_IPV6_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client may still do.

    Attributes:
        limit: calls in a full bucket; 0 means that there is no limit.
        remaining: whole calls left.
        full_in: seconds until the bucket is full again, rounded up.
        wait: seconds until the next call is allowed, rounded up; 0 where this one is.
    """

    limit: int
    remaining: int
    full_in: int
    wait: int

    def headers(self) -> dict[str, str]:
        """The answer's headers; none where there is no limit."""
        if not self.limit:
            return {}
        told = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.full_in),
        }
        return {**told, "Retry-After": str(self.wait)} if self.wait else told


class Buckets:
    """The buckets of a process. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with every bucket full."""
        self._clock = clock
        self._lock = threading.Lock()
        #: When each client's bucket will be full again.
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, client: str, limit: int) -> Allowance:
        """Take one call out of a client's bucket, if it holds one.

        Args:
            client: whose bucket.
            limit: calls a minute, and calls in a full bucket; 0 for no limit.
        """
        if not limit:
            return Allowance(0, 0, 0, 0)
        each = _MINUTE / limit
        with self._lock:
            now = self._clock()
            full_at = max(self._full_at.get(client, now), now)
            missing = full_at + each - now
            granted = missing <= _MINUTE + each / 1000  # a bucket of 3 holds 3 all the same
            self._full_at[client] = full_at + each if granted else full_at
            self._full_at.move_to_end(client)
            if len(self._full_at) > _MOST:
                self._full_at.popitem(last=False)
        if granted:
            left = math.floor((_MINUTE - missing) / each + 0.001)
            return Allowance(limit, max(left, 0), math.ceil(missing), 0)
        return Allowance(limit, 0, math.ceil(missing - each), math.ceil(missing - _MINUTE))


def client_of(request: HttpRequest) -> str:
    """The client that calls; one network of IPv6 counts as one."""
    found = address_of(request)
    if found is None:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _IPV6_PREFIX), strict=False))


def address_of(request: HttpRequest) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that calls; None where it cannot be read.

    Behind proxies (``OPENRVU_PROXIES``) it is the one that the outermost of them saw.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES:
        told = request.headers.get("X-Forwarded-For", "").split(",")
        seen = [part.strip() for part in told if part.strip()]
        address = seen[-settings.PROXIES] if len(seen) >= settings.PROXIES else address
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None
