"""Where a request comes from, to count tries by. It must not let an address be stored, or be worked out of what is."""

from ipaddress import IPv6Address, ip_address

from flask import request

from engine.store.seal import Sealer

SUBSCRIBER = 64
"""So many bits of an IPv6 address are the visitor's own to choose (RFC 4291, 2.5.4): whoever has one address has them all."""


def source(sealer: Sealer) -> str:
    """The visitor's network as a keyed hash: there are so few addresses that a plain one can be tried out."""
    return sealer.token_id(f"from {network(request.remote_addr or '')}").hex()


def network(address: str) -> str:
    """The part of an address that tells one visitor from another; what is no address stays as it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or int(found) >> SUBSCRIBER)
