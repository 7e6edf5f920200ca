"""What is typed to come in, and to change how one comes in. Every answer counts as an attempt, before it is looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from articles.accounts import Attempt, Place, TooManyTries, place_of, second_factor
from articles.models.sign_in import Outcome


def refusal_words(refusal: TooManyTries) -> str:
    return (
        f"试的次数太多了，请等 {refusal.minutes} 分钟再来；这期间输对了也不受理。"
        "急着用，或者不是您本人在试，请找用户管理员。"
    )


class SignInForm(AdminAuthenticationForm):
    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": "用户名或密码不对，请再输一次；大小写要分清。"
    }
    #: Set where there were too many attempts; the answer is then 429.
    refusal: TooManyTries | None = None

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if name is None or self.cleaned_data.get("password") is None:
            return super().clean()
        try:
            attempt = Attempt.at_password(name, place_of(self.request))
        except TooManyTries as refusal:
            self.refusal = refusal
            raise ValidationError(refusal_words(refusal), code="refused") from refusal
        try:
            cleaned = super().clean()
        except ValidationError:
            attempt.fail(Outcome.WRONG)
            raise
        attempt.give_back()
        return cleaned


class CodeForm(forms.Form):
    """The second page of signing in."""

    code = forms.CharField(
        label="验证码",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
        error_messages={"required": "请输入验证码。"},
    )
    wrong = "验证码不对，或者已经用过一次；请输手机上现在显示的六位数字。"
    refusal: TooManyTries | None = None

    def __init__(self, *args: Any, user: AbstractBaseUser, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.user, self.place = user, place

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        try:
            attempt = Attempt.at_code(self.user, self.place)
        except TooManyTries as refusal:
            self.refusal = refusal
            raise ValidationError(refusal_words(refusal), code="refused") from refusal
        if not self.is_right():
            attempt.fail(Outcome.SECOND_FACTOR_WRONG)
            raise ValidationError(self.wrong, code="wrong")
        attempt.give_back()
        return self.cleaned_data

    def is_right(self) -> bool:
        return second_factor.opens(self.user, self.cleaned_data["code"])


class OwnerForm(CodeForm):
    """Who finds a desk left alone is not its owner: the password too."""

    password = forms.CharField(
        label="密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请输入现在的密码。"},
    )
    field_order = ("password", "code")
    wrong = "密码或验证码不对；验证码用过一次就不能再用，请等手机上换了数字再输。"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["autofocus"]

    def is_right(self) -> bool:
        return self.user.check_password(self.cleaned_data["password"]) and super().is_right()


class EnrolForm(OwnerForm):
    """Turns it on; `recovery_codes` are then there to be shown."""

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = secret
        self.recovery_codes: list[str] = []

    def is_right(self) -> bool:
        if not self.user.check_password(self.cleaned_data["password"]):
            return False
        try:
            code = self.cleaned_data["code"]
            self.recovery_codes = second_factor.turn_on(self.user, self.secret, code)
        except second_factor.WrongCode:
            return False
        return True
