"""What a password must be: long, not one of those that everybody tries, and more than words, names and figures put together."""

from __future__ import annotations

import functools
import secrets
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from articles.models import Masthead
from articles.text import pinyin

WORDS = Path(__file__).with_name("common_words.txt")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
#: Neighbours on the keyboard or in the alphabet, either way, and the same letter again.
STEPS = {
    step
    for row in ROWS
    for first, second in pairwise(row)
    for step in (first + second, second + first)
} | {letter * 2 for letter in ROWS[0]}
#: So many steps along a row are nothing new.
RUN = 4
#: So many different letters must be left when all that is easily guessed is taken away.
LETTERS = 4
#: Letters as others write them.
DISGUISES = str.maketrans("@401!35$7", "aaollesst")


class LongEnough:
    def __init__(self, least: int = 10) -> None:
        self.least = least

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) < self.least:
            raise ValidationError(
                f"密码太短：要 {self.least} 个字符以上，现在是 {len(password)} 个。",
                code="too_short",
            )

    def get_help_text(self) -> str:
        return f"{self.least} 个字符以上；几个不相干的词连起来，好记又难猜。"


class NotTried(CommonPasswordValidator):
    """By Django's list of twenty thousand."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError as error:
            raise ValidationError(
                "这个密码用的人太多，一试就中，请换一个。", code="too_common"
            ) from error

    def get_help_text(self) -> str:
        return "不用别人常用的密码，也不用在别处用过的。"


class NotGuessed:
    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if is_guessed(password, personal_words(user)):
            raise ValidationError(
                "这个密码太好猜：去掉常用词、姓名、报名、数字和键盘上相邻的键，剩下的不到"
                "四个不同的字母。请加上别人想不到的词。",
                code="guessed",
            )

    def get_help_text(self) -> str:
        return (
            "不能只是常用词、用户名、姓名、报名（连同拼音）加上日期、数字，或键盘上一排相邻的键。"
        )


def is_guessed(password: str, names: Iterable[str] = ()) -> bool:
    """Whether hardly a letter is left of it without common words, these names, figures and runs of keys."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    alone = "".join(filter(str.isalnum, plain))
    undisguised = "".join(filter(str.isalnum, plain.translate(DISGUISES)))
    words = sorted({*common_words(), *names}, key=len, reverse=True)
    return any(_letters_left(text, words) < LETTERS for text in (plain, alone, undisguised))


def personal_words(user: AbstractBaseUser | None) -> set[str]:
    """What others know of the person and the paper, as it is typed; two letters say too little to be taken away."""
    names = [Masthead.objects.current().name]
    if user is not None:
        names += [user.get_username(), user.get_full_name(), getattr(user, "email", "")]
    found = {word for name in names if name for word in (pinyin.fold(name), *pinyin.keys(name))}
    return {word for word in found if len(word) > 2 or pinyin.is_han(word)}


@functools.cache
def common_words() -> frozenset[str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def make() -> str:
    """A random one of twelve characters that passes."""
    while is_guessed(password := secrets.token_urlsafe(9)):
        continue
    return password


def _letters_left(text: str, words: list[str]) -> int:
    for word in words:
        text = text.replace(word, " ")
    return len(set(filter(str.isalpha, _without_runs(text))))


def _without_runs(text: str) -> str:
    """`qwertyplum` -> `plum`."""
    kept, run = [], ""
    for letter in text:
        if run and run[-1] + letter in STEPS:
            run += letter
        else:
            kept.append(run)
            run = letter
    kept.append(run)
    return "".join(run for run in kept if len(run) < RUN)
