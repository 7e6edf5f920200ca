from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

#: Failed attempts are kept for so long; what succeeded stays for good.
FAILURES_KEPT = dt.timedelta(days=400)
FORGOTTEN_AT_ONCE = 500


class Outcome(models.TextChoices):
    OK = "ok", "登录"
    WRONG = "wrong", "用户名或密码不对"
    THROTTLED = "throttled", "尝试过多，暂不受理"
    SECOND_FACTOR_WRONG = "second_factor_wrong", "验证码不对"
    OUT = "out", "退出"


class SignInQuerySet(models.QuerySet):
    """Append-only: who came in stays written. Only failed attempts, past their age, are cleared away."""

    def update(self, **kwargs):
        raise TypeError("A sign-in is never changed.")

    def bulk_update(self, *args, **kwargs):
        raise TypeError("A sign-in is never changed.")

    def delete(self):
        raise TypeError(
            "A sign-in is never deleted; forget_old_failures() clears what is past its age."
        )

    def forget_old_failures(self, *, at: dt.datetime | None = None) -> int:
        """-> how many. Strangers must not be able to fill the disk."""
        past = (at or timezone.now()) - FAILURES_KEPT
        old = self.filter(created_at__lt=past).exclude(outcome__in=(Outcome.OK, Outcome.OUT))
        with transaction.atomic():
            free = old.order_by("created_at").select_for_update(skip_locked=True)
            chosen = list(free.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
            return super(SignInQuerySet, self.filter(pk__in=chosen)).delete()[0]

    def successes_of(self, name: str, *, since: dt.datetime) -> SignInQuerySet:
        return self.filter(user__username=name, outcome=Outcome.OK, created_at__gte=since)


class SignIn(models.Model):
    """登录记录: one attempt to come in, or a leaving. Written by `articles.accounts` alone, never changed."""

    #: As typed, shortened. Of a name that no account bears only the beginning: people type their password there.
    name = models.CharField("用户名", max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="账号",
        null=True,
        related_name="sign_ins",
    )
    #: Empty where no account bears the name.
    printed_name = models.CharField("姓名", max_length=301, blank=True)
    address = models.GenericIPAddressField("网络地址", null=True)
    #: What is counted as one place: an IPv4 address, the first half of an IPv6 address.
    network = models.CharField("网段", max_length=43, blank=True)
    #: The digest of the browser's name (`accounts.places`), where it has one.
    browser = models.CharField("浏览器", max_length=64, blank=True)
    outcome = models.CharField("结果", max_length=20, choices=Outcome)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登录记录"
        default_permissions = ()
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome__in=["ok", "out"]) | ~models.Q(printed_name=""),
                name="who_came_in_is_named",
            ),
        ]
        indexes = [
            # whether somebody has come in from here before: asked at every attempt
            models.Index(fields=["user", "outcome", "created_at"], name="sign_in_by_account"),
            # the list, and those past their age
            models.Index(fields=["created_at"], name="sign_in_by_time"),
            # one person's, in the trail
            models.Index(fields=["printed_name", "created_at"], name="sign_in_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.printed_name or self.name}：{self.get_outcome_display()}"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("A sign-in is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A sign-in is never deleted.")


class SignInTally(models.Model):
    """How much of a limit is used up, as the moment at which nothing of it will be. Written by `accounts.throttling` alone.

    One row a key, whatever the number of attempts; past its moment it says nothing and is cleared away.
    """

    #: A digest of what is counted (an account in a network, a network, an account): neither names nor lengths.
    key = models.CharField(max_length=64, primary_key=True)
    #: milliseconds since 1970
    clear_at = models.BigIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "登录计数"
        default_permissions = ()
        indexes = [
            # those that are past
            models.Index(fields=["clear_at"], name="sign_in_tally_by_moment"),
        ]

    def __str__(self) -> str:
        return self.key
