"""Where requests come from."""

from ipaddress import IPv6Address, ip_address, ip_network

# RFC 6177: the least that one customer of a provider is given.
CUSTOMER_BITS = 64


def network_of(address: str) -> str:
    """Name the network of a client: all of an IPv6 customer's addresses are one.

    What is no address, such as that of a socket file, stands for itself.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    bits = int(found)
    return str(ip_network((bits, CUSTOMER_BITS), strict=False))
