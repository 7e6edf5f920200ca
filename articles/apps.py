from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "报纸"

    def ready(self) -> None:
        # The one signal of the project: roles and the index are data that the code owns, and migrate is when data
        # follows code.
        from articles import checks  # noqa: F401 (registers them; needs the app registry)
        from articles.permissions import keep_roles
        from articles.search import keep_filled

        post_migrate.connect(keep_roles, sender=self, dispatch_uid="keep_roles")
        post_migrate.connect(keep_filled, sender=self, dispatch_uid="keep_filled")
