"""Cuts the crops that pictures of earlier releases lack. Run again, it makes only what is missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles import images
from articles.models import Image


class Command(BaseCommand):
    help = "为旧版本留下的图片补做裁切图。"

    def handle(self, *args: Any, **options: Any) -> None:
        made = 0
        for image in Image.objects.order_by("pk").iterator():
            try:
                made += images.complete(image)
            except images.BadImage as error:
                self.stderr.write(f"没有补做“{image.title}”：{error}")
        self.stdout.write(f"补做了 {made} 张图片。")
