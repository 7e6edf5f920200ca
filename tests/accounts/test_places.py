"""Which address counts, whoever stands between."""

import pytest
from django.test import RequestFactory

from articles.accounts import place_of


def place(peer: str, forwarded: str | None = None):
    headers = {"REMOTE_ADDR": peer}
    if forwarded is not None:
        headers["HTTP_X_FORWARDED_FOR"] = forwarded
    return place_of(RequestFactory().get("/", **headers))


def test_what_a_visitor_says_of_himself_is_not_read(settings):
    assert settings.TRUSTED_PROXIES == 0
    assert place("203.0.113.7", "198.51.100.1").address == "203.0.113.7"


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first is the visitor's invention
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),  # came round one of the proxies
        (1, "unknown", "10.0.0.1"),
        (1, "203.0.113.7:5050", "203.0.113.7"),
        (1, "[2001:db8::7]:5050", "2001:db8::7"),
        (1, "", "10.0.0.1"),
        (1, None, "10.0.0.1"),
    ],
)
def test_behind_proxies_it_is_what_the_outermost_trusted_one_saw(
    settings, trusted, forwarded, address
):
    settings.TRUSTED_PROXIES = trusted
    assert place("10.0.0.1", forwarded).address == address


@pytest.mark.parametrize(
    ("peer", "network"),
    [
        ("203.0.113.7", "203.0.113.7/32"),
        ("::ffff:203.0.113.7", "203.0.113.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_half_of_an_ipv6_address_is_one_place(peer, network):
    assert place(peer).network == network
