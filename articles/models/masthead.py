from __future__ import annotations

from django.db import models


class MastheadQuerySet(models.QuerySet):
    def current(self) -> Masthead:
        """The paper's one masthead; a nameless one where nobody has filled it in. One query."""
        return self.first() or Masthead(name="未命名的报纸")


class Masthead(models.Model):
    """What stands on every issue whatever its news: 报头 and 版权项. One row; an issue keeps a copy at sign-off."""

    name = models.CharField("报名", max_length=40)
    name_pinyin = models.CharField("报名拼音", max_length=80, blank=True)
    slogan = models.CharField("报头语", max_length=80, blank=True)
    cn_number = models.CharField(
        "国内统一连续出版物号", max_length=20, blank=True, help_text="形如 CN 51-0000。"
    )
    postal_code = models.CharField("邮发代号", max_length=20, blank=True)
    supervisor = models.CharField("主管", max_length=80, blank=True)
    sponsor = models.CharField("主办", max_length=80, blank=True)
    publisher = models.CharField("出版", max_length=80, blank=True)
    editor_in_chief = models.CharField("总编辑", max_length=40, blank=True)
    printer = models.CharField("印刷", max_length=80, blank=True)
    price = models.CharField("定价", max_length=40, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    post_code = models.CharField("邮政编码", max_length=10, blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)

    objects = MastheadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报头"

    def __str__(self) -> str:
        return f"《{self.name}》"

    def copy(self) -> dict[str, str]:
        """Field name -> value; what an issue keeps for good when it is signed."""
        return {
            field.name: getattr(self, field.name)
            for field in self._meta.concrete_fields
            if not field.primary_key
        }

    @classmethod
    def from_copy(cls, copy: dict[str, str]) -> Masthead:
        known = {field.name for field in cls._meta.concrete_fields}
        return cls(**{name: value for name, value in copy.items() if name in known})
