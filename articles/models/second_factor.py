from __future__ import annotations

from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    """两步验证 of an account: there is a row while it is on. Written by `accounts.second_factor` alone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name="账号",
        primary_key=True,
        related_name="second_factor",
    )
    #: base32, as the telephone has it
    secret = models.CharField("密钥", max_length=64)
    #: The number of the half minute whose code was used last: none up to it is taken again.
    last_step = models.BigIntegerField("最近用过的验证码")
    turned_on_at = models.DateTimeField("开启时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "两步验证"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """备用码: opens once in place of a code, and is gone."""

    factor = models.ForeignKey(
        SecondFactor, models.CASCADE, verbose_name="两步验证", related_name="recovery_codes"
    )
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "备用码"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["factor", "digest"], name="one_recovery_code_each"),
        ]

    def __str__(self) -> str:
        return f"{self.factor} {self.digest[:6]}"
