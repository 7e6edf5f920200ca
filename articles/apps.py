from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "报纸"

    def ready(self) -> None:
        # Roles and the index are data that the code owns, and migrate is when data follows code. The edition turns with
        # the few things that Django's own forms write.
        from articles import checks, edition  # noqa: F401 (the checks register themselves; needs the app registry)
        from articles.permissions import keep_roles
        from articles.search import keep_filled

        post_migrate.connect(keep_roles, sender=self, dispatch_uid="keep_roles")
        post_migrate.connect(keep_filled, sender=self, dispatch_uid="keep_filled")
        edition.watch()
