from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "报纸"

    def ready(self) -> None:
        # Roles and the index are data that the code owns, and migrate is when data follows code; the edition turns with
        # the few things that Django's own forms write; a page's picture goes with its page, whoever deletes that; signing
        # in is Django's, and a session says from its first moment under which roles it began.
        from articles import checks, edition, facsimiles  # noqa: F401 (the checks register themselves; needs the app registry)
        from articles.permissions import keep_roles
        from articles.search import keep_filled
        from articles.sessions import begun

        post_migrate.connect(keep_roles, sender=self, dispatch_uid="keep_roles")
        post_migrate.connect(keep_filled, sender=self, dispatch_uid="keep_filled")
        edition.watch()
        facsimiles.watch()
        user_logged_in.connect(begun, dispatch_uid="session_begun")
