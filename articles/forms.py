"""What people may type."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import assembly, images, writing
from articles.models import Article, Image, Issue, Page, Placement
from articles.text import byline
from articles.text.body import PROTOCOLS, VOCABULARY, clean

#: tag of the body's vocabulary -> the editor's extension for it and how it is set up
EXTENSIONS: dict[str, dict[str, Any]] = {
    "p": {},
    "h3": {"Heading": {"levels": [3]}},
    "strong": {"Bold": True},
    "em": {"Italic": True},
    "br": {"HardBreak": True},
    "ul": {"BulletList": True, "ListItem": True},
    "ol": {"OrderedList": True, "ListItem": True},
    "li": {"ListItem": True},
    "blockquote": {"Blockquote": True},
    "a": {"Link": {"enableTarget": False, "protocols": sorted(PROTOCOLS)}},
    "table": {"Table": True},
    "thead": {},
    "tbody": {},
    "tr": {"TableRow": True},
    "th": {"TableHeader": True},
    "td": {"TableCell": True},
}


def editor() -> AdminProseEditorWidget:
    """The body's editor, with a button for each word of the vocabulary and for nothing else."""
    extensions: dict[str, Any] = {}
    for tag in VOCABULARY:
        extensions |= EXTENSIONS[tag]
    return AdminProseEditorWidget(config={"extensions": extensions}, preset="configurable")


class VersionedForm(forms.ModelForm):
    """A form that knows which version of the row its writer saw, and refuses to overwrite another.

    A refusal that shows what differs sends `compared_version`: that one was seen as well.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    compared_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_stale = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if compared := self.cleaned_data.get("compared_version"):
            self.cleaned_data["seen_version"] = compared
        if self.instance.pk and self._current_version() != self.cleaned_data.get("seen_version"):
            self.is_stale = True
            raise ValidationError(self.stale_message())
        return cleaned

    def _current_version(self) -> int | None:
        """Locks the row until the transaction ends, so that nobody slips in between this check and the save."""
        rows: Any = type(self.instance)._default_manager.select_for_update()
        return rows.filter(pk=self.instance.pk).values_list("version", flat=True).first()

    def stale_message(self) -> str:
        return "您打开之后，别人已经保存过。您的改动还在下面，没有保存；请另开一页对照后再存。"


class ArticleForm(VersionedForm):
    class Meta:
        model = Article
        fields = (
            "kicker",
            "title",
            "subtitle",
            "dateline",
            "body",
            "signature",
            "section",
            "tags",
            "source",
            "note",
        )
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "cols": 60, "class": "vTextField headline"}),
            "note": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "body": editor(),
        }

    def stale_message(self) -> str:
        return writing.who_was_first(self.instance)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if len([line for line in title.splitlines() if line.strip()]) > 3:
            raise ValidationError("标题最多三行；更长的内容请放到引题或副题。")
        return title

    def clean_body(self) -> str:
        return clean(self.cleaned_data["body"])

    def clean_signature(self) -> str:
        """One line, or two that print put at one place; whatever is not understood is said on the form, not refused."""
        signature: str = self.cleaned_data["signature"].strip()
        self.unread = byline.parse(signature).unread if signature else ()
        return signature

    def clean_tags(self) -> list[str]:
        tags: list[str] = self.cleaned_data["tags"]
        if long := [tag for tag in tags if len(tag) > 20]:
            raise ValidationError(
                f"标签“{long[0][:20]}……”太长，一个标签最多 20 字；请用逗号、顿号或空格分开。"
            )
        return tags


class IssueForm(VersionedForm):
    class Meta:
        model = Issue
        fields = ("date", "kind", "total_number", "last_total_number", "year_number", "theme")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data
        if given.get("last_total_number") and not given.get("total_number"):
            self.add_error("total_number", "填了合刊止期号，也要填起始的总期号。")
        return cleaned


class PageFormSet(forms.BaseInlineFormSet):
    """The pages of an issue: each number once, and none taken away with its stories. Two may trade numbers."""

    def validate_unique(self) -> None:
        lines = [form for form in self.forms if not self._should_delete_form(form)]
        known = {form.instance.pk for form in self.initial_forms}
        numbers = Counter(page.number for page in self.get_queryset() if page.pk not in known)
        numbers.update(form.cleaned_data.get("number") for form in lines)
        if twice := sorted(number for number, count in numbers.items() if number and count > 1):
            pages = "、".join(f"第{number:02}版" for number in twice)
            raise ValidationError(f"{pages}写了不止一次；一期里每个版次只有一个版，请改正。")

    def clean(self) -> None:
        gone = [form.instance for form in self.initial_forms if self._should_delete_form(form)]
        try:
            assembly.require_empty(gone)
        except assembly.CannotPlace as error:
            raise ValidationError(str(error)) from error
        super().clean()

    def save(self, commit: bool = True) -> list[Page]:
        moved = [form.instance for form in self.initial_forms if "number" in form.changed_data]
        assembly.lift([*moved, *(form.instance for form in self.deleted_forms)])
        return super().save(commit)


class PublishForm(forms.Form):
    """When: empty is now."""

    at = forms.DateTimeField(
        label="出版时间",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="留空即刻出版；填将来的时间则定时出版。",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise ValidationError("这个时间已经过去；要立即出版，请留空。")
        return at


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="撤回原因", max_length=200, help_text="读者会看到这句话。")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class RenewForm(forms.Form):
    """Releases the version that was looked at, by its number."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class PageForm(VersionedForm):
    class Meta:
        model = Page
        fields = ("name", "credits")


class PlacementForm(forms.ModelForm):
    """One line of a page's order. Its uniqueness is `assembly`'s matter: two lines that trade places are no clash."""

    position = forms.IntegerField(
        label="次序",
        required=False,
        min_value=0,
        max_value=999,
        widget=forms.NumberInput(
            attrs={"aria-label": "次序", "class": "vIntegerField", "placeholder": "末尾"}
        ),
    )

    class Meta:
        model = Placement
        fields = ("article", "position")

    def validate_unique(self) -> None:
        pass

    def validate_constraints(self) -> None:
        pass


class PlacementFormSet(forms.BaseInlineFormSet):
    """The order of a page, as typed; what a number means is `assembly.in_order`'s matter."""

    def validate_unique(self) -> None:
        pass

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        try:
            assembly.check(self.instance, self.articles())
        except assembly.CannotPlace as error:
            raise ValidationError(str(error)) from error

    def articles(self) -> list[Article]:
        lines = [
            (form.cleaned_data.get("position"), self._is_moved(form), form.cleaned_data["article"])
            for form in self.forms
            if form.cleaned_data.get("article") and not form.cleaned_data.get("DELETE")
        ]
        return assembly.in_order(lines)

    def _is_moved(self, line: forms.ModelForm) -> bool:
        return line.instance.pk is None or bool({"position", "article"} & set(line.changed_data))


class ImageForm(forms.ModelForm):
    file = forms.FileField(
        label="图片文件",
        required=False,
        help_text="JPEG、PNG、WebP、AVIF、GIF、TIFF，40 MB 以内；拍摄地点等信息会自动清除。",
    )

    class Meta:
        model = Image
        fields = ("file", "title", "photographer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]
        else:
            self.fields["file"].required = True
            self.fields["title"].required = False

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.data_read = upload.read()
        if known := Image.objects.filter(sha256=images.fingerprint(self.data_read)).first():
            raise ValidationError(f"图库里已有这张图片：“{known.title}”，直接选用即可。")
        try:
            self.renditions = images.prepare(self.data_read)
        except images.BadImage as error:
            raise ValidationError(str(error)) from error
        return upload
