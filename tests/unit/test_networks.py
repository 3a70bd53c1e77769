import pytest

from asystec_web.services.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        pytest.param("192.0.2.7", "192.0.2.7", id="IPv4"),
        pytest.param("::ffff:192.0.2.7", "192.0.2.7", id="IPv4 in IPv6"),
        pytest.param("2001:db8::7:1", "2001:db8::/64", id="IPv6"),
        pytest.param("2001:db8:0:0:ffff::1", "2001:db8::/64", id="same customer"),
        pytest.param("2001:db8:0:1::1", "2001:db8:0:1::/64", id="another customer"),
        pytest.param("::1", "::/64", id="ourselves"),
        pytest.param("fe80::1%eth0", "fe80::/64", id="with an interface"),
        pytest.param("", "", id="unknown"),
        pytest.param("unix:", "unix:", id="no address"),
    ],
)
def test_a_customer_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
