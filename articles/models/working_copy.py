from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.article import Article
from articles.models.visit import Visit


class WorkingCopy(models.Model):
    """未存的文字: what somebody is typing into a story's form. Its owner's alone; no screen shows it to anybody else.

    Written by `articles.working_copies` alone. Without a story: of a new one, or of one that was deleted meanwhile.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: made anew each time a form is opened, and kept by what is taken back into a form
    key = models.UUIDField("表单")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="working_copies")
    #: {name of the field: [its values]} as the form would send them
    fields = models.JSONField("各栏")
    saved_at = models.DateTimeField("暂存时间")

    class Meta:
        verbose_name = verbose_name_plural = "未存的文字"
        ordering = ("-saved_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="one_working_copy_a_form"),
        ]
        indexes = [
            # those past their age
            models.Index(fields=["saved_at"], name="working_copy_by_age"),
        ]

    def __str__(self) -> str:
        return self.title or "未起标题的稿件"

    @property
    def title(self) -> str:
        return " ".join(self.value("title").split())

    def value(self, name: str) -> str:
        """What stands in one field; empty where the form has no such field."""
        values = self.fields.get(name) or [""]
        return str(values[-1])


class StoryVisit(Visit):
    """Who has a story's form on the screen."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="visits")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="one_story_visit_each"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.article}"
