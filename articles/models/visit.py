from __future__ import annotations

from django.conf import settings
from django.db import models


class Visit(models.Model):
    """Who has something on the screen, since when, and when that was last known. Written by `articles.presence` alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField("打开时间")
    seen_at = models.DateTimeField("最近在场")

    class Meta:
        abstract = True
