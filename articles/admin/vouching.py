"""Before an act of publication by somebody who was away from his desk: the password again, then the act goes on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import sessions, trail
from articles.models.trail import Kind

#: What the page adds to what was sent.
PASSWORD, ASKED = "vouched_password", "vouched_asked"


class PasswordForm(forms.Form):
    vouched_password = forms.CharField(
        label="密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, user: AbstractBaseUser, *args: object) -> None:
        super().__init__(*args)
        self.user = user

    def clean_vouched_password(self) -> str:
        given = self.cleaned_data[PASSWORD]
        if not self.user.check_password(given):
            raise forms.ValidationError("密码不对，请再输一次；大小写要分清。")
        return given


def required(site: AdminSite, request: HttpRequest) -> HttpResponse | None:
    """None: the act may go on, with what was sent to it. Else the answer: the page that asks, which carries that along."""
    if not sessions.is_doubted(request.session):
        return None
    form = PasswordForm(request.user, request.POST if PASSWORD in request.POST else None)
    if form.is_valid():
        return _go_on(request)
    if form.is_bound:
        trail.note(request.user, Kind.SIGN_IN, "再次输入密码：不对")
        if sessions.guess(request.session):
            return _turn_out(request)
    return _ask(site, request, form)


def _go_on(request: HttpRequest) -> HttpResponse | None:
    sessions.vouch(request.session)
    trail.note(request.user, Kind.SIGN_IN, "离开后再次输入密码，继续办理出版")
    if ASKED in request.POST:  # nothing was sent yet: the act's own page
        return redirect(request.get_full_path())
    request.POST = _without_ours(request.POST)
    return None


def _turn_out(request: HttpRequest) -> HttpResponse:
    trail.note(request.user, Kind.SIGN_IN, f"再次输入密码连错 {sessions.GUESSES} 次，已退出")
    logout(request)
    messages.error(request, "密码错的次数太多，已退出；请重新登录。")
    return redirect(request.get_full_path())


def _ask(site: AdminSite, request: HttpRequest, form: PasswordForm) -> HttpResponse:
    sent = _without_ours(request.POST)
    sent.pop("csrfmiddlewaretoken", None)
    is_asked = request.method != "POST" or ASKED in request.POST
    context = {
        **site.each_context(request),
        "title": "请再输一次密码",
        "form": form,
        "kept": [(name, value) for name, values in sent.lists() for value in values],
        "asked": ASKED if is_asked else "",
    }
    return TemplateResponse(request, "admin/vouch.html", context)


def _without_ours(sent: QueryDict) -> QueryDict:
    own = sent.copy()
    for name in (PASSWORD, ASKED):
        own.pop(name, None)
    return own
