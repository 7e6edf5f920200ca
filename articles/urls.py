from django.urls import include, path, register_converter

from articles import (
    archive_views,
    facsimile_views,
    feeds,
    legacy_views,
    listing_views,
    machine_files,
    preview_views,
    qr_views,
    search_views,
    sitemaps,
    views,
)


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


class Key:
    """A story's or a contributor's number; no database column holds more digits."""

    regex = r"[1-9][0-9]{0,17}"
    to_python = int

    def to_url(self, value: int) -> str:
        return str(value)


class Part:
    """What a sitemap is of: a year, or one of two words."""

    regex = r"[0-9]{4}|lists|changes"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(Key, "key")
register_converter(Part, "part")
register_converter(Year, "year")
register_converter(Month, "month")
register_converter(Day, "day")
register_converter(PageNumber, "pp")

#: As they stood at the root of a paper's site, or under its short name.
LEGACY = [
    path("paperindex.htm", legacy_views.entrance, name="legacy_entrance"),
    path("html/paperindex.htm", legacy_views.entrance, name="legacy_entrance"),
    path("html/<year:year>-<month:month>/<day:day>/", legacy_views.issue, name="legacy_issue"),
    path(
        "html/<year:year>-<month:month>/<day:day>/<str:name>",
        legacy_views.leaf,
        name="legacy_leaf",
    ),
]

urlpatterns = [
    path("", views.front, name="front"),
    path("<year:year>/", archive_views.shortened, name="year"),
    path("<year:year>/<month:month>/", archive_views.shortened, name="month"),
    path("<year:year>/<month:month>/<day:day>/", views.issue, name="issue"),
    path("<year:year>/<month:month>/<day:day>/print/", views.issue_print, name="issue_print"),
    path("<year:year>/<month:month>/<day:day>/qr.svg", qr_views.issue_qr, name="issue_qr"),
    path(
        "<year:year>/<month:month>/<day:day>/<pp:number>/qr.svg", qr_views.page_qr, name="page_qr"
    ),
    path("<year:year>/<month:month>/<day:day>/<pp:number>/", views.page, name="page"),
    path("<year:year>/<month:month>/<day:day>/<int:number>/", views.page_redirect),
    path("articles/<key:pk>/", views.article, name="article"),
    path("articles/<key:pk>/qr.svg", qr_views.article_qr, name="article_qr"),
    path("sections/<slug:slug>/", listing_views.section, name="section"),
    path("contributors/<key:pk>/", listing_views.contributor, name="contributor"),
    path("tags/<str:slug>/", listing_views.tag, name="tag"),
    path("issues/", archive_views.archive, name="archive"),
    path("search/", search_views.search_page, name="search"),
    path("search/suggest/", search_views.suggest, name="suggest"),
    path("media/images/<slug:sha256>/<str:name>", views.picture, name="picture"),
    path("media/pages/<slug:sha256>/<str:name>", facsimile_views.facsimile, name="facsimile"),
    path("feed.xml", feeds.paper, {"kind": "atom"}, name="feed"),
    path("feed.json", feeds.paper, {"kind": "json"}, name="feed_json"),
    path("sections/<slug:slug>/feed.xml", feeds.section, {"kind": "atom"}, name="section_feed"),
    path(
        "sections/<slug:slug>/feed.json",
        feeds.section,
        {"kind": "json"},
        name="section_feed_json",
    ),
    path(
        "contributors/<key:pk>/feed.xml",
        feeds.contributor,
        {"kind": "atom"},
        name="contributor_feed",
    ),
    path(
        "contributors/<key:pk>/feed.json",
        feeds.contributor,
        {"kind": "json"},
        name="contributor_feed_json",
    ),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("sitemap-<part:name>.xml", sitemaps.part, name="sitemap_part"),
    path("sitemap-<part:name>-<int:number>.xml", sitemaps.part, name="sitemap_part"),
    path("robots.txt", machine_files.robots, name="robots"),
    path(".well-known/security.txt", machine_files.security, name="security"),
    path("opensearch.xml", machine_files.opensearch, name="opensearch"),
    path("favicon.ico", machine_files.icon, {"name": "favicon.svg"}, name="favicon"),
    path("apple-touch-icon.png", machine_files.icon, {"name": "img/mark.png"}, name="touch_icon"),
    path("index.html", legacy_views.entrance, name="legacy_entrance"),
    path("index.htm", legacy_views.entrance, name="legacy_entrance"),
    path("", include(LEGACY)),
    path("preview/<str:token>/", preview_views.opened, name="preview_link"),
    path("preview/<str:token>/<pp:number>/", preview_views.page, name="preview_page"),
    path("preview/<str:token>/stories/<int:number>/", preview_views.story, name="preview_story"),
    path(
        "preview/<str:token>/<slug:sha256>/<str:name>",
        preview_views.picture,
        name="preview_picture",
    ),
    path("<slug:paper>/", include(LEGACY)),
]
