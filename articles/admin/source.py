"""来稿原件: what was imported, to be read line by line and taken away as it came."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header

from articles.admin.lists import DeskList, column
from articles.desk import moment
from articles.ingest import source as ingest
from articles.models import Source
from articles.permissions import printed_name


@admin.register(Source)
class SourceAdmin(DeskList):
    """What came in, when, from whom; kept as it was."""

    list_display = ("filename", "issue", "importer", "imported_at")
    list_select_related = ("issue", "created_by")
    search_fields = ("filename",)
    search_help_text = "搜文件名"
    fieldsets = (
        (None, {"fields": ("filename", "issue", "importer", "imported_at", "fingerprint")}),
        (None, {"fields": ("download_", "text_")}),
    )

    class Media:
        css = {"all": ("css/desk-source.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """A list needs no files."""
        return super().get_queryset(request).defer("data")

    @column("导入人", order="created_by")
    def importer(self, source: Source) -> str:
        return printed_name(source.created_by)

    @column("导入时间", order="created_at")
    def imported_at(self, source: Source) -> str:
        return moment(source.created_at)

    @column("原件")
    def download_(self, source: Source) -> str:
        url = reverse("admin:source_download", args=[source.pk])
        return format_html('<a href="{}" download>下载，与导入时一字不差</a>', url)

    @column("原文（行号与导入报告相同）")
    def text_(self, source: Source) -> str:
        """Decoded as the importer does."""
        try:
            text = ingest.decode(bytes(source.data), source.filename)
            lines = ingest.lines(text, source.filename)
        except ingest.Unreadable:
            return "这不是文本文件，请下载后用相应的程序打开。"
        items = ((line.number, line.text) for line in lines)
        return format_html(
            '<ol class="source">{}</ol>', format_html_join("", '<li id="l{}">{}</li>', items)
        )

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.download)
        return [path("<int:pk>/download/", view, name="source_download"), *super().get_urls()]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Byte for byte, to be kept and not to be shown: whatever it is, it does nothing on the paper's own address."""
        source = get_object_or_404(Source, pk=pk)
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        headers = {
            "Content-Disposition": content_disposition_header(True, source.filename),
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(bytes(source.data), "application/octet-stream", headers=headers)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return False
