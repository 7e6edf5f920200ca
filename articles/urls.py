from django.urls import path, register_converter

from articles import facsimile_views, preview_views, qr_views, views


class Year:
    regex = r"[0-9]{4}"
    to_python = int

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class Month:
    regex = r"0[1-9]|1[0-2]"
    to_python = int

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class Day:
    """Two digits, with `-extra` for an extra edition of that day."""

    regex = r"(?:0[1-9]|[12][0-9]|3[01])(?:-extra)?"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class PageNumber:
    regex = r"[0-9]{2}"
    to_python = int

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02}"


register_converter(Year, "year")
register_converter(Month, "month")
register_converter(Day, "day")
register_converter(PageNumber, "pp")

urlpatterns = [
    path("", views.front, name="front"),
    path("<year:year>/<month:month>/<day:day>/", views.issue, name="issue"),
    path("<year:year>/<month:month>/<day:day>/<pp:number>/", views.page, name="page"),
    path("<year:year>/<month:month>/<day:day>/<int:number>/", views.page_redirect),
    path("articles/<int:pk>/", views.article, name="article"),
    path("articles/<int:pk>/qr.svg", qr_views.article_qr, name="article_qr"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path("contributors/<int:pk>/", views.contributor, name="contributor"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("issues/", views.archive, name="archive"),
    path("media/images/<slug:sha256>/<str:name>", views.picture, name="picture"),
    path("media/pages/<slug:sha256>/<str:name>", facsimile_views.facsimile, name="facsimile"),
    path("preview/<str:token>/", preview_views.opened, name="preview_link"),
    path("preview/<str:token>/<pp:number>/", preview_views.page, name="preview_page"),
    path("preview/<str:token>/stories/<int:number>/", preview_views.story, name="preview_story"),
    path(
        "preview/<str:token>/<slug:sha256>/<str:name>",
        preview_views.picture,
        name="preview_picture",
    ),
]
