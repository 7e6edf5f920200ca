"""Who works here. Rights follow from the role alone (articles/permissions/), so there is no list of rights to tick."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from articles.accounts import second_factor
from articles.admin.account_trail import AccountTrail
from articles.admin.lists import DeskList, column
from articles.desk import NOTHING, moment
from articles.permissions import Act, Role, may, printed_name
from articles.permissions.table import EDITORIAL

# The groups are the roles of the table, kept in step by `migrate`: what is ticked by hand would not last.
admin.site.unregister(Group)
admin.site.unregister(User)


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("username", "first_name", "groups", "is_active", "is_staff", "is_superuser")
        labels = {
            "first_name": "姓名",
            "groups": "角色",
            "is_active": "在用",
            "is_staff": "可进编辑部",
            "is_superuser": "系统管理员",
        }
        help_texts = {
            "username": "登录用，字母、数字和 @ . + - _ 都可以。",
            "first_name": "记录和提示里这样称呼。",
            "groups": "记者写自己的稿件；责任编辑初审，部主任复审，总编辑终审、签发；校对做三校；"
            "版面编辑组版；发布员出版、撤回；用户管理员只管账号；审计员只看不改。一人可兼几项，"
            "但同一篇稿件的审级不能由一人兼。",
            "is_active": "离岗的人去掉这一项，不删账号：他做过的事还记在名下。",
            "is_staff": "",
            "is_superuser": "不问角色，什么都可以做；只给管系统的人。",
        }
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def clean_groups(self) -> Any:
        """Who gives out the roles has none himself: he would be editor under any name he likes."""
        names = {group.name for group in self.cleaned_data["groups"]}
        if Role.ACCOUNTS in names and names & {role.value for role in EDITORIAL}:
            raise ValidationError("用户管理员只管账号，不能兼采编的角色；请另开一个账号。")
        return self.cleaned_data["groups"]


class NewAccountForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ("username", "first_name")
        labels = {"first_name": "姓名"}
        help_texts = AccountForm.Meta.help_texts


class PasswordForm(AdminPasswordChangeForm):
    """A new password, and nothing about other ways to sign in: there are none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


class RoleFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "角色"


@admin.register(User)
class AccountAdmin(AccountTrail, DeskList, UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    change_password_form = PasswordForm
    list_display = ("username", "name_", "roles_", "active_", "seen_")
    list_filter = (("groups", RoleFilter),)
    search_fields = ("username", "first_name")
    search_help_text = "搜用户名、姓名"
    filter_horizontal = ()
    readonly_fields = ("password_", "second_factor_", "seen_")
    fieldsets = (
        (None, {"fields": ("username", "first_name", "password_", "second_factor_", "seen_")}),
        (None, {"fields": ("groups", "is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "first_name", "password1", "password2")}),)
    to_look_at = DeskList.to_look_at | {"password_": ""}
    goes_along = "已不在岗的人，去掉“在用”就够了。"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    # --- who keeps the accounts is no system administrator, and makes nobody one ---------------------

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """One's own role and access are for somebody else to change."""
        known = tuple(super().get_readonly_fields(request, obj))
        if request.user.is_superuser:
            return known
        own = ("groups", "is_active", "is_staff") if obj == request.user else ()
        return (*known, "is_superuser", *own)

    @column("姓名", order="first_name")
    def name_(self, user: User) -> str | None:
        return user.get_full_name() or None

    @column("角色")
    def roles_(self, user: User) -> str | None:
        return "、".join(group.name for group in user.groups.all()) or None

    @column("在用", order="is_active")
    def active_(self, user: User) -> str:
        return "在用" if user.is_active else "停用"

    @column("上次登录", order="last_login")
    def seen_(self, user: User) -> str:
        return moment(user.last_login) if user.last_login else NOTHING

    @column("密码")
    def password_(self, user: User) -> str:
        url = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">重设密码</a>', url)

    @column("两步验证")
    def second_factor_(self, user: User) -> str:
        if not second_factor.is_on(user):
            return "没有开启"
        url = reverse("admin:auth_user_second_factor", args=[user.pk])
        return format_html('已开启 <a href="{}">关闭</a>', url)

    # --- somebody who lost his telephone and his recovery codes ---------------------------------------

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.turn_off_second_factor)
        own = path("<int:pk>/second-factor/", view, name="auth_user_second_factor")
        return [own, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def turn_off_second_factor(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One's own is turned off under 我的账号, which asks for the password and a code."""
        user = get_object_or_404(User, pk=pk)
        keeps = may(request.user, Act.KEEP_ACCOUNTS) and self.has_change_permission(request, user)
        if not keeps or user == request.user:
            raise PermissionDenied
        if request.method == "POST":
            if second_factor.turn_off(user):
                self.log_change(request, user, "关闭他人的两步验证。")
                messages.success(request, f"“{printed_name(user)}”的两步验证已关闭。")
            return redirect("admin:auth_user_change", pk)
        title = f"关闭“{printed_name(user)}”的两步验证"
        context = {"title": title, "opts": self.opts, "original": user}
        known = self.admin_site.each_context(request) | context
        return TemplateResponse(request, "admin/auth/user/second_factor.html", known)
