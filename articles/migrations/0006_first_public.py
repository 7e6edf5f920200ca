from django.db import migrations, models


def remember(apps, schema_editor):
    """From the issue where it stands; a story taken off its page since was known when its text was written."""
    article = apps.get_model("articles", "Article")
    published = article.objects.filter(published_version__isnull=False)
    placed = published.filter(placement__isnull=False)
    moved = published.filter(placement__isnull=True)
    known = [
        *placed.values_list("pk", "placement__page__issue__first_published_at"),
        *moved.values_list("pk", "published_version__created_at"),
    ]
    for pk, at in known:
        article.objects.filter(pk=pk).update(first_published_at=at)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_rules_in_words")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="first_published_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="首次出版时间"),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
