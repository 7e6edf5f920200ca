"""版面图: a page's picture is put there, exchanged and taken away, and its zones are drawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST

from articles import facsimiles, geometry
from articles.forms import ScanForm, SeenPictureForm, ZoneFormSet
from articles.models import Article, Facsimile, Page, Placement, Zone
from articles.permissions import Act, may

#: What is said to whoever came second; what he drew is still before him.
AGAIN = "您画的还在下面，虚线是现在保存着的；再按“保存热区”，就以您的为准。"
NO_ROOM = "版面图存不下，没有保存；请管理员检查存放图片的磁盘。"


class Zones:
    """For the page's desk."""

    def get_urls(self) -> list:
        screen = require_http_methods(["GET", "HEAD", "POST"])(self.zones)
        upload = require_http_methods(["GET", "HEAD", "POST"])(self.put_facsimile)
        own = [
            ("zones/", screen, "page_zones"),
            ("facsimile/", upload, "page_facsimile"),
            ("facsimile/remove/", require_POST(self.remove_facsimile), "page_facsimile_remove"),
        ]
        routes = [
            path(f"<int:pk>/{route}", self.admin_site.admin_view(view), name=name)
            for route, view, name in own
        ]
        return routes + super().get_urls()

    def zones(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The picture with its zones; a POST saves all of them. 409: a colleague was first, 422: one cannot be."""
        page = self._page_to_draw(request, pk)
        if request.method != "POST":
            return self._screen(request, page)
        stories = _stories(page)
        drawn, seen = _formset(stories, request.POST), SeenPictureForm(request.POST)
        if not (seen.is_valid() and drawn.is_valid()):
            return self._screen(
                request, page, drawn, said="热区没有保存，请看标出的地方。", status=422
            )
        numbers = [at for at, _zone in drawn.drawn()]
        try:
            facsimiles.draw(
                page,
                [zone for _at, zone in drawn.drawn()],
                by=request.user,
                expected=seen.cleaned_data["seen_version"],
            )
        except facsimiles.StaleFacsimile as error:
            return self._screen(request, page, drawn, said=f"{error}{AGAIN}", status=409)
        except facsimiles.CannotDraw as error:
            if error.at is None:
                return self._screen(request, page, drawn, said=str(error), status=409)
            drawn.forms[numbers[error.at]].add_error(None, str(error))
            said = "热区没有保存，请看标出的地方。"
            return self._screen(request, page, drawn, said=said, status=409)
        messages.success(request, f"{page.heading}的热区保存好了，共 {len(numbers)} 个。")
        return redirect("admin:page_zones", page.pk)

    def put_facsimile(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A file in place of what was there; zones stay. One that was refused is answered here: asked again, it leads back."""
        page = self._page_to_draw(request, pk)
        if request.method != "POST":
            return redirect("admin:page_zones", page.pk)
        form, status = ScanForm(request.POST, request.FILES), 422
        if form.is_valid():
            try:
                facsimiles.put(
                    page,
                    form.data_read,
                    form.made,
                    name=form.cleaned_data["file"].name,
                    by=request.user,
                    expected=form.cleaned_data["seen_version"],
                )
            except facsimiles.StaleFacsimile as error:
                form.add_error(None, f"{error}请看过现在的版面图再传。")
                status = 409
            except OSError:
                form.add_error(None, NO_ROOM)
                status = 507
            else:
                messages.success(request, f"{page.heading}的版面图存好了。")
                return redirect("admin:page_zones", page.pk)
        return self._screen(request, page, upload=form, status=status)

    def remove_facsimile(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self._page_to_draw(request, pk)
        form = SeenPictureForm(request.POST)
        try:
            if not form.is_valid():
                raise facsimiles.CannotDraw("没有说明看到的是哪一张版面图，没有删去；请再办一次。")
            seen = form.cleaned_data["seen_version"]
            facsimiles.remove(page, by=request.user, expected=seen)
            messages.success(request, f"{page.heading}的版面图和热区删去了。")
        except facsimiles.CannotDraw as error:
            messages.error(request, str(error))
        return redirect("admin:page_zones", page.pk)

    def _page_to_draw(self, request: HttpRequest, pk: int) -> Page:
        """For whoever may put pictures to pages. Raises Http404 and PermissionDenied."""
        if not may(request.user, Act.SET_FACSIMILE):
            raise PermissionDenied
        page = get_object_or_404(Page.objects.select_related("issue"), pk=min(pk, 2**63 - 1))
        if not may(request.user, Act.SET_FACSIMILE, page.issue):
            raise PermissionDenied
        return page

    def _screen(
        self,
        request: HttpRequest,
        page: Page,
        drawn: Any = None,
        *,
        upload: ScanForm | None = None,
        said: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """As it is kept, or with what came back unsaved."""
        facsimile = Facsimile.objects.filter(page=page).first()
        kept = list(Zone.objects.live().filter(facsimile=facsimile).order_by("position"))
        stories = _stories(page)
        context = {
            **self.admin_site.each_context(request),
            "title": f"版面图：{page.heading}",
            "opts": self.opts,
            "page": page,
            "issue": page.issue,
            "facsimile": facsimile,
            "seen_version": facsimile.version if facsimile else 0,
            "upload": upload or ScanForm(),
            "zones": drawn or _formset(stories, kept=kept),
            "kept": [geometry.svg_points(zone.corners) for zone in kept],
            "came_back": drawn is not None,
            "stories": _counted(stories, kept),
            "said": said,
            **_files(facsimile),
        }
        return TemplateResponse(request, "admin/articles/page/zones.html", context, status=status)


def _stories(page: Page) -> list[tuple[int, str]]:
    """The page's places in order, each with the title that stands there. One query."""
    places = Placement.objects.filter(page=page).select_related("article").order_by("position")
    return [(place.pk, _titled(place.article)) for place in places]


def _titled(article: Article) -> str:
    return f"{article.headline}（已撤稿）" if article.withdrawn_at else article.headline


def _counted(stories: list[tuple[int, str]], kept: list[Zone]) -> list[tuple[int, str, int]]:
    found = [zone.placement_id for zone in kept]
    return [(place, title, found.count(place)) for place, title in stories]


def _formset(
    stories: list[tuple[int, str]], data: Any = None, *, kept: list[Zone] | None = None
) -> Any:
    initial = [{"placement": zone.placement_id, "points": zone.corners} for zone in kept or ()]
    return ZoneFormSet(data, initial=initial, prefix="zone", form_kwargs={"stories": stories})


def _files(facsimile: Facsimile | None) -> dict[str, str]:
    if facsimile is None:
        return {}
    widths = facsimile.widths
    return {
        "srcset": ", ".join(f"{facsimile.url(f'{width}.webp')} {width}w" for width in widths),
        "largest": facsimile.url(f"{max(widths)}.webp"),
    }


def scan_link(page: Page) -> SafeString:
    """To the screen, from lists of pages fetched with their `facsimile`."""
    url = reverse("admin:page_zones", args=[page.pk])
    words = "版面图和热区" if getattr(page, "facsimile", None) else "传版面图"
    return format_html('<a href="{}">{}</a>', url, words)
