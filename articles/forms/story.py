"""The story's form, and the editor of its body."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_prose_editor.widgets import AdminProseEditorWidget
from taggit.forms import TagField

from articles import writing
from articles.forms.fields import BodyField, LinesField
from articles.forms.versioned import VersionedForm
from articles.models import Article
from articles.text import byline
from articles.text.body import PROTOCOLS, VOCABULARY
from articles.text.tags import is_readable, split_tags

#: tag of the body's vocabulary -> the editor's extension for it and how it is set up
EXTENSIONS: dict[str, dict[str, Any]] = {
    "p": {},
    "h3": {"Heading": {"levels": [3]}},
    "strong": {"Bold": True},
    "em": {"Italic": True},
    "sub": {"Subscript": True},
    "sup": {"Superscript": True},
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
    """The body's editor, with a button for each word of the vocabulary and for nothing else; pastes come in clean."""
    extensions: dict[str, Any] = {"PasteClean": True}
    for tag in VOCABULARY:
        extensions |= EXTENSIONS[tag]
    return AdminProseEditorWidget(config={"extensions": extensions}, preset="configurable")


def lines(*classes: str) -> forms.Textarea:
    """A field of a line that may be printed as two; it grows with what is typed."""
    return forms.Textarea(
        attrs={"rows": 1, "cols": 60, "class": " ".join(("vTextField", *classes))}
    )


class TagsField(TagField):
    """Tags in their order, which taggit's own field does not compare."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        standing = [tag.name.casefold() for tag in initial or ()]
        return standing != [name.casefold() for name in split_tags(data)]


class ArticleForm(VersionedForm):
    is_taken_back = False

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
        in_lines = ("kicker", "title", "subtitle", "signature", "note")
        field_classes = dict.fromkeys(in_lines, LinesField) | {"body": BodyField, "tags": TagsField}
        help_texts = {
            "kicker": "主题上方的一两行，可空；印作两行的，回车换行。",
            "subtitle": "通讯的副题保留破折号；印作两行的，回车换行。",
            "body": "小标题按 Ctrl+Alt+3，加粗按 Ctrl+B；从 Word、公众号粘贴，版式会自动清理。",
        }
        error_messages = {"title": {"required": "请先写个标题，一两个字也行；别的都可以以后再补。"}}
        widgets = {
            "kicker": lines(),
            "title": lines("headline"),
            "subtitle": lines(),
            "signature": lines(),
            "note": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "body": editor(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new story begins with its title; 引题 stands above it and is seldom there."""
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["title"].widget.attrs["autofocus"] = True
        else:
            self.initial["tags"] = list(self.instance.tags.all())  # in their order

    def clean(self) -> dict[str, Any] | None:
        """What was taken back from a working copy is looked at before it is saved."""
        cleaned = super().clean()
        if self.data.get("_take_back"):
            self.is_taken_back = True
            raise ValidationError("已取回未保存的文字，还没有存。", code="taken_back")
        return cleaned

    def stale_message(self) -> str:
        return str(writing.stale(self.instance))

    def clean_kicker(self) -> str:
        return self._in_lines("kicker", writing.MOST_BESIDE_TITLE, "引题最多两行，请并成两行。")

    def clean_title(self) -> str:
        return self._in_lines("title", 3, "标题最多三行；更长的内容请放到引题或副题。")

    def clean_subtitle(self) -> str:
        return self._in_lines("subtitle", writing.MOST_BESIDE_TITLE, "副题最多两行，请并成两行。")

    def _in_lines(self, name: str, most: int, otherwise: str) -> str:
        """Lines as they are to be printed; blank ones do not count."""
        text: str = self.cleaned_data[name]
        if len([line for line in text.splitlines() if line.strip()]) > most:
            raise ValidationError(otherwise)
        return text

    def clean_signature(self) -> str:
        """One line, or two that print put at one place; whatever is not understood is said on the form, not refused."""
        signature = "\n".join(self.cleaned_data["signature"].strip().splitlines())
        self.unread = byline.parse(signature).unread if signature else ()
        return signature

    def clean_tags(self) -> list[str]:
        tags: list[str] = self.cleaned_data["tags"]
        if long := [tag for tag in tags if len(tag) > 20]:
            raise ValidationError(
                f"标签“{long[0][:20]}……”太长，一个标签最多 20 字；请用逗号、顿号或空格分开。"
            )
        if signs := [tag for tag in tags if not is_readable(tag)]:
            raise ValidationError(f"标签“{signs[0]}”里只有符号，没有字，请改写或删去。")
        return tags
