from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """One row that counts the changes readers can see. Written by `edition.turn` alone."""

    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "版本戳"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.count)
