"""Which passwords are taken, and in which words others are refused."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    get_default_password_validators,
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from articles.accounts import passwords
from tests.factories import make_masthead

pytestmark = pytest.mark.django_db

LIN = {"username": "lin.xiao", "first_name": "林晓"}


def codes(password: str) -> list[str]:
    make_masthead(name="江源科学报")
    try:
        validate_password(password, User(**LIN))
    except ValidationError as error:
        return [each.code for each in error.error_list]
    return []


@pytest.mark.parametrize(
    "password",
    [
        "woaini1314520",
        "Woaini@20260304",
        "mima123456789",
        "qwertyuiop123",
        "1qaz2wsx3edc!",
        "zxcvbnmasdfghjkl",
        "P@ssw0rd2026",
        "p-a-s-s-w-o-r-d-1",
        "20260304203040",
        "aaaaaaaaaaaaa",
        "abababababab",
        "linxiao2026!",
        "lin.xiao.2026",
        "LinXiao888888",
        "林晓林晓林晓林晓2026",
        "jiangyuankexuebao1",
        "jykxb20260304",
        "bianjibu-2026-admin",
        "ｗｏａｉｎｉ１３１４５２０",
    ],
)
def test_words_names_and_figures_put_together_are_refused(password):
    assert "guessed" in codes(password)


@pytest.mark.parametrize(
    "password",
    [
        "xin-de-mi-ma-9",
        "correct horse battery",
        "shanyao-dengta-7-qie",
        "云岭上的第七座灯塔很亮",
        "kT9x-vWq2-mzRp",
        "lin-xiao-guo-qiao-mai-yu",
    ],
)
def test_unrelated_words_and_chance_are_taken(password):
    assert codes(password) == []


def test_nine_characters_are_too_few_and_what_twenty_thousand_use_too_common():
    assert codes("kT9x-vWq2") == ["too_short"]
    assert "too_common" in codes("qwertyuiop")


def test_the_rules_are_said_before_and_after_in_chinese():
    with pytest.raises(ValidationError) as refused:
        validate_password("woaini13")
    assert refused.value.messages == [
        "密码太短：要 10 个字符以上，现在是 8 个。",
        "这个密码太好猜：去掉常用词、姓名、报名、数字和键盘上相邻的键，剩下的不到四个不同的字母。请加上别人想不到的词。",
    ]
    assert password_validators_help_texts() == [
        "10 个字符以上；几个不相干的词连起来，好记又难猜。",
        "不用别人常用的密码，也不用在别处用过的。",
        "不能只是常用词、用户名、姓名、报名（连同拼音）加上日期、数字，或键盘上一排相邻的键。",
    ]


def test_a_password_of_a_million_letters_is_judged_at_once():
    assert passwords.is_guessed("woaini" * 200_000) is True
    assert passwords.is_guessed("云岭上的灯塔" * 200_000) is False


def test_what_the_demo_makes_passes():
    made = {passwords.make() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        for validator in get_default_password_validators():
            validator.validate(password)
