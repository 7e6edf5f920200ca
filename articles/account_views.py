"""Signing in, in one step or two, and 我的账号: what everybody may do about his own way in."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model, load_backend, login
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from articles import accounts, trail
from articles.accounts import TooManyTries, second_factor
from articles.accounts.places import name_browser, place_of
from articles.forms import CodeForm, EnrolForm, OwnerForm, SignInForm
from articles.models import SecondFactor, SignIn
from articles.models.sign_in import Outcome
from articles.models.trail import Kind
from articles.permissions import roles_of

#: In the session: who has given his password and owes a code, who must turn the second step on before anything else,
#: and the key that his telephone is shown.
OWING, MUST_ENROL, SECRET = "owes_a_code", "must_enrol", "second_factor_secret"
#: The password holds for so many seconds.
OWED_FOR = 600
#: Where whoever must enrol may go.
OPEN = {"second_factor_on", "logout"}

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


# --- signing in -----------------------------------------------------------------------------------


class SignInView(LoginView):
    """Django's; who has a second step is led to it instead of in."""

    template_name = "admin/login.html"
    authentication_form = SignInForm
    next_page = reverse_lazy("admin:index")

    def form_valid(self, form: SignInForm) -> HttpResponse:
        user, url = form.get_user(), self.get_success_url()
        if not second_factor.is_on(user):
            return _let_in(self.request, user, url)
        self.request.session[OWING] = {
            "user": user.pk,
            "backend": user.backend,
            "password": user.get_session_auth_hash(),
            "next": url,
            "since": int(time.time()),
        }
        return redirect("admin:sign_in_code")

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        return _refused(super().form_invalid(form), form.refusal)


@sensitive_post_parameters()
@csrf_protect
@never_cache
@get_or_post
def code(request: HttpRequest) -> HttpResponse:
    owing = request.session.get(OWING, {})
    user = _who_owes(owing)
    if user is None:
        messages.warning(request, "请先输入用户名和密码。")
        return redirect("admin:login")
    form = CodeForm(request.POST or None, user=user, place=place_of(request))
    if request.method == "POST" and form.is_valid():
        del request.session[OWING]
        user.backend = owing["backend"]
        return _let_in(request, user, owing["next"])
    context = admin.site.each_context(request) | {"form": form}
    return _refused(TemplateResponse(request, "admin/sign_in_code.html", context), form.refusal)


def _who_owes(owing: dict[str, Any]) -> AbstractBaseUser | None:
    """Nobody once the time is over, or when the password or the account has changed since."""
    if not owing or time.time() - owing["since"] > OWED_FOR:
        return None
    user = get_user_model()._default_manager.filter(pk=owing["user"]).first()
    if user is None or not load_backend(owing["backend"]).user_can_authenticate(user):
        return None
    same = constant_time_compare(owing["password"], user.get_session_auth_hash())
    return user if same and second_factor.is_on(user) else None


def _let_in(request: HttpRequest, user: AbstractBaseUser, url: str) -> HttpResponse:
    login(request, user)
    if second_factor.is_required(user) and not second_factor.is_on(user):
        request.session[MUST_ENROL] = True
    response = redirect(url)
    accounts.note(user.get_username(), name_browser(request, response), Outcome.OK, user)
    return response


def _refused(response: HttpResponse, refusal: TooManyTries | None) -> HttpResponse:
    if refusal:
        response.status_code = 429
        response["Retry-After"] = str(refusal.seconds)
    return response


def when_enrolled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whose role asks for a second step comes nowhere before it is on."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.session.get(MUST_ENROL) and request.resolver_match.url_name not in OPEN:
            return redirect("admin:second_factor_on")
        return view(request, *args, **kwargs)

    return answer


# --- 我的账号 -------------------------------------------------------------------------------------


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    user = request.user
    context = {
        "title": "我的账号",
        "roles": [role.value for role in roles_of(user)] if not user.is_superuser else [],
        "factor": SecondFactor.objects.filter(user=user).first(),
        "codes_left": second_factor.recovery_codes_left(user),
        "is_required": second_factor.is_required(user),
        "sign_ins": SignIn.objects.filter(user=user)[:10],
    }
    return _page(request, "account", context)


@sensitive_post_parameters()
@get_or_post
def second_factor_on(request: HttpRequest) -> HttpResponse:
    """On already: an open session is not enough to put another telephone in the owner's place."""
    user, session = request.user, request.session
    if second_factor.is_on(user):
        session.pop(MUST_ENROL, None)
        messages.info(request, "两步验证已经开启；要换手机，请先关闭。")
        return redirect("admin:account")
    secret = session.setdefault(SECRET, second_factor.new_secret())
    form = EnrolForm(request.POST or None, user=user, place=place_of(request), secret=secret)
    if request.method == "POST" and form.is_valid():
        del session[SECRET]
        session.pop(MUST_ENROL, None)
        _log(user, "开启两步验证。")
        return _show_codes(request, form.recovery_codes, "两步验证已开启")
    address = second_factor.address(user, secret)
    context = {
        "title": "开启两步验证",
        "form": form,
        "picture": second_factor.picture(address),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "must": session.get(MUST_ENROL),
    }
    return _refused(_page(request, "second_factor_on", context), form.refusal)


@sensitive_post_parameters()
@get_or_post
def second_factor_off(request: HttpRequest) -> HttpResponse:
    user = request.user
    if second_factor.is_required(user) or not second_factor.is_on(user):
        messages.info(request, "两步验证没有开启，或您的角色不能关闭它。")
        return redirect("admin:account")
    form = OwnerForm(request.POST or None, user=user, place=place_of(request))
    if request.method == "POST" and form.is_valid():
        second_factor.turn_off(user)
        _log(user, "关闭两步验证。")
        messages.success(request, "两步验证已关闭，以后登录只要密码。")
        return redirect("admin:account")
    context = {
        "title": "关闭两步验证",
        "lead": "关闭以后，知道密码的人就能登录。备用码同时作废。",
        "button": "关闭两步验证",
        "form": form,
    }
    return _refused(_page(request, "owner", context), form.refusal)


@sensitive_post_parameters()
@get_or_post
def recovery_codes(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not second_factor.is_on(user):
        return redirect("admin:second_factor_on")
    form = OwnerForm(request.POST or None, user=user, place=place_of(request))
    if request.method == "POST" and form.is_valid():
        _log(user, "换发备用码。")
        return _show_codes(request, second_factor.renew_recovery_codes(user), "备用码已换发")
    context = {
        "title": "换发备用码",
        "lead": "换发以后，先前的备用码全部作废。",
        "button": "换发备用码",
        "form": form,
    }
    return _refused(_page(request, "owner", context), form.refusal)


def _show_codes(request: HttpRequest, codes: list[str], title: str) -> HttpResponse:
    name = request.user.get_username()
    lines = [
        f"{admin.site.each_context(request)['paper']}编辑部备用码（{name}），每个只能用一次",
        "",
        *codes,
        "",
    ]
    file = "data:text/plain;charset=utf-8," + quote("\r\n".join(lines))
    return _page(request, "recovery_codes", {"title": title, "codes": codes, "file": file})


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    known = admin.site.each_context(request) | context
    return TemplateResponse(request, f"admin/account/{name}.html", known)


def _log(user: AbstractBaseUser, words: str) -> None:
    """Into the account's history and the trail, where whoever keeps the accounts reads it."""
    one = get_user_model()._default_manager.filter(pk=user.pk)
    LogEntry.objects.log_actions(user.pk, one, CHANGE, change_message=words, single_object=True)
    trail.note(user, Kind.ACCOUNT, words, thing=user)
