from __future__ import annotations

from django.conf import settings
from django.db import models


class Kind(models.TextChoices):
    SIGN_IN = "sign_in", "登录"
    ROLES = "roles", "角色"
    ACCOUNT = "account", "账号"
    REVIEW = "review", "审校"
    PUBLICATION = "publication", "出版"
    IMPORT = "import", "导入"
    EXPORT = "export", "导出"
    EDIT = "edit", "编务"


#: What whoever keeps the accounts reads of it.
OF_ACCOUNTS = (Kind.SIGN_IN, Kind.ROLES, Kind.ACCOUNT)


class TrailQuerySet(models.QuerySet):
    """Append-only: what was done stays done."""

    def update(self, **kwargs):
        raise TypeError("A line of the trail is never changed.")

    def bulk_update(self, *args, **kwargs):
        raise TypeError("A line of the trail is never changed.")

    def delete(self):
        raise TypeError("A line of the trail is never deleted.")

    def newest_first(self) -> TrailQuerySet:
        return self.order_by("-created_at", "-pk")


class TrailEntry(models.Model):
    """操作记录: who did what to what, when and from where. Written by `articles.trail` alone, never changed.

    It names people and things as they were called then, and outlives both.
    """

    created_at = models.DateTimeField("时间", auto_now_add=True)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="账号",
        null=True,
        related_name="+",
    )
    printed_name = models.CharField("姓名", max_length=301)
    #: None: by a command on the server
    address = models.GenericIPAddressField("网络地址", null=True)
    #: `articles.issue`, empty where the line is of no single thing
    thing_kind = models.CharField("对象类型", max_length=100, blank=True)
    thing_id = models.CharField("对象编号", max_length=64, blank=True)
    thing_label = models.CharField("对象", max_length=200, blank=True)
    words = models.TextField("所做的事")
    #: {"from": [...], "to": [...]} where something was exchanged
    change = models.JSONField("变动", default=dict)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        default_permissions = ()
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(printed_name=""), name="a_line_of_the_trail_names_somebody"
            ),
        ]
        indexes = [
            # the list, and between two days
            models.Index(fields=["created_at", "id"], name="trail_by_time"),
            # one person's
            models.Index(fields=["printed_name", "created_at", "id"], name="trail_by_person"),
            # one kind's
            models.Index(fields=["kind", "created_at", "id"], name="trail_by_kind"),
        ]

    def __str__(self) -> str:
        about = f"（{self.thing_label}）" if self.thing_label else ""
        return f"{self.printed_name}：{self.words}{about}"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("A line of the trail is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A line of the trail is never deleted.")
