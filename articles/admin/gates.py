"""Who may come to the desk's addresses, and how."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles.permissions import Act, may


def importing(view: Any) -> Any:
    """For those who may import; others are told so."""

    @wraps(view)
    def guarded(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may(request.user, Act.IMPORT):
            messages.error(request, "您没有导入来稿的权限，请找编辑办理。")
            return redirect("admin:index")
        return view(self, request, *args, **kwargs)

    return guarded


def polled(view: Any) -> Any:
    """An open screen asks it by itself: no sign that anybody sits before it (newsroom/sessions.py)."""
    view.is_polled = True
    return view


def posted(view: Any) -> Any:
    """Only by a button. Who comes by the address, after signing in again say, is led to the desk."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return redirect("admin:articles_intake_change", pk)
        return view(request, pk)

    return guarded
