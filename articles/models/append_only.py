"""What keeps the rows of a record as they were written."""

from __future__ import annotations

from typing import Any

from django.db import models


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> int:
        raise self.refusal()

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise self.refusal()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list:
        if kwargs.get("update_conflicts"):
            raise self.refusal()
        return super().bulk_create(objs, *args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise self.refusal()

    def refusal(self) -> TypeError:
        name = self.model.__name__
        return TypeError(f"A row of {name} is never changed or deleted; record another one.")


class AppendOnly(models.Model):
    """Its manager is to be an AppendOnlyQuerySet's."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Inserted or refused: Django would first try to overwrite a row whose number was given."""
        if not self._state.adding:
            raise type(self).objects.all().refusal()
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise type(self).objects.all().refusal()
