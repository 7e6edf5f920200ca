"""Settings that are each in order and wrong together."""

from django.test import override_settings

from articles import checks


def test_a_role_that_does_not_exist_is_named():
    with override_settings(SECOND_FACTOR_ROLES=["总编辑", "总编", "发布"]):
        [error] = checks.second_factor_roles_are_roles()
    assert (error.id, error.is_serious()) == ("articles.E001", True)
    assert error.msg == "NEWSROOM_SECOND_FACTOR_ROLES names no roles: 发布, 总编."
    with override_settings(SECOND_FACTOR_ROLES=["总编辑", "发布员"]):
        assert checks.second_factor_roles_are_roles() == []


def test_a_proxy_that_hides_all_addresses_is_warned_of():
    header = ("HTTP_X_FORWARDED_PROTO", "https")
    found = []
    for behind, trusted in ((header, 0), (header, 1), (None, 0)):
        with override_settings(SECURE_PROXY_SSL_HEADER=behind, TRUSTED_PROXIES=trusted):
            found.append([each.id for each in checks.addresses_behind_a_proxy_are_told_apart()])
    assert found == [["articles.W001"], [], []]
