from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def remember(apps, schema_editor):
    """From the issue where it stands; a story taken off its page since was known when its text was written."""
    article = apps.get_model("articles", "Article")
    placement = apps.get_model("articles", "Placement")
    version = apps.get_model("articles", "Version")
    issue = placement.objects.filter(article=OuterRef("pk"))
    text = version.objects.filter(pk=OuterRef("published_version"))
    published = article.objects.filter(published_version__isnull=False)
    published.filter(placement__isnull=False).update(
        first_published_at=Subquery(issue.values("page__issue__first_published_at"))
    )
    published.filter(placement__isnull=True).update(
        first_published_at=Subquery(text.values("created_at"))
    )


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
