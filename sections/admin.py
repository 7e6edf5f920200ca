from django import forms
from django.contrib import admin

from sections import naming
from sections.models import FormerSlug, Section
from sections.wording import as_we_say


class SectionForm(forms.ModelForm):
    class Meta:
        model = Section
        fields = ("name", "pinyin", "slug", "order", "visible")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):  # not there for who may only look
            slug.required = False

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        taken = FormerSlug.objects.filter(slug=slug).exclude(section=self.instance.pk)
        if slug and (other := taken.select_related("section").first()):
            raise forms.ValidationError(
                f"这个代号是栏目“{other.section}”用过的旧地址，读者还会从那里过来，请另取一个。"
            )
        return slug


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    form = SectionForm
    list_display = ("name", "pinyin", "slug", "order", "visible")
    list_editable = ("order", "visible")
    search_fields = ("name", "pinyin", "slug")

    def lookup_allowed(self, lookup, value, request=None):
        """The list offers no filter, so none is asked for by hand."""
        return False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """In the list a column's head is no label to a screen reader."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["aria-label"] = db_field.verbose_name
        return field

    def message_user(self, request, message, *args, **kwargs):
        super().message_user(request, as_we_say(message), *args, **kwargs)

    def save_model(self, request, obj, form, change):
        naming.save(obj)
