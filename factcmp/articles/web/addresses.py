"""Which addresses may be connected to."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to its addresses."""

# NAT64, site-local addresses of old, documentation of late; a cloud's own services at an address that looks public.
_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        ("64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10", "3fff::/20", "168.63.129.16", "192.0.0.0/24"),
    )
)


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that the system gives for a host, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, also where it only wraps another.

    IPv6 can hold an IPv4 address in four ways. Of a mapped one the inside counts; 6to4, Teredo and NAT64 are refused.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo:
            return False
    if any(address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def parse_address(text: str) -> Address | None:
    """An address, without the zone that a link-local one carries; None for anything else."""
    try:
        return ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    except ValueError:
        return None
