"""A page's name and credits, and the order of its stories."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from articles import assembly
from articles.forms.versioned import VersionedForm
from articles.models import Article, Page, Placement


class PageForm(VersionedForm):
    class Meta:
        model = Page
        fields = ("name", "credits", "budget")


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
