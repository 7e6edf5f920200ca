"""Ends the sessions that are over, and keeps what was sent under one until the same person has signed in again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import auth, messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from articles import accounts, sessions, trail

#: These are sent without a session, or to be without one.
AT_THE_DOOR = ("login", "sign_in_code", "logout")


class Sessions:
    """Below Django's own middleware of sessions, accounts and messages. Who reads the paper is not looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(_user, request))
        with trail.asked_from(accounts.place_of(request).address):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not _is_desk(request):
            return None
        if request.user.is_authenticated:
            if not getattr(view, "is_polled", False):
                sessions.keep(request.session)
            if request.method == "POST":
                sessions.take(request.session, request.get_full_path())
            return None
        return _sent_too_late(request)


def _is_desk(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.app_names == ["admin"]


def _user(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """Whose session it is; nobody's where it is over. Then `request.left_by` is whose it was."""
    user = auth.get_user(request)
    session = request.session
    if not user.is_authenticated:
        # An account that is no longer in use: its session does not come back when the account does.
        if auth.SESSION_KEY in session:
            session.flush()
        return user
    if not sessions.has_begun(session):  # before there was this rule
        sessions.begin(session, user)
    why = sessions.why_over(session, user)
    if not why:
        return user
    session.flush()
    request.left_by = user.pk
    messages.warning(request, why)
    return AnonymousUser()


def _sent_too_late(request: HttpRequest) -> HttpResponse | None:
    """To the sign-in, and from there back to what was typed. Not for what scripts send: they keep it themselves."""
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    owner = getattr(request, "left_by", None)
    at_the_door = request.resolver_match.url_name in AT_THE_DOOR
    if owner is None or at_the_door or request.method != "POST" or not is_page:
        return None
    path = request.get_full_path()
    if not sessions.leave(request.session, owner, path, request.POST.lists()):
        messages.error(
            request, "刚才送出的文字太长，没有留住；请按浏览器的“后退”，复制下来再登录。"
        )
        return None
    messages.info(request, "刚才送出的文字没有丢，登录后可以接着提交。")
    query = urlencode({"next": reverse("admin:resume")})
    return redirect(f"{reverse('admin:login')}?{query}")
