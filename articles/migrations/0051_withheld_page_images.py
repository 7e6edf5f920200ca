from django.db import migrations, models


def withhold(apps, schema_editor):
    """A story that was taken back is printed on its page's picture too."""
    Facsimile = apps.get_model("articles", "Facsimile")
    taken_back = Facsimile.objects.filter(page__placements__article__withdrawn_at__isnull=False)
    Facsimile.objects.filter(pk__in=taken_back.values("pk")).update(is_withheld=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0050_quicker_search")]

    operations = [
        migrations.AddField(
            model_name="facsimile",
            name="is_withheld",
            field=models.BooleanField(default=False, editable=False, verbose_name="暂不给读者看"),
        ),
        migrations.RunPython(withhold, migrations.RunPython.noop, elidable=True),
    ]
