import django.db.models.deletion
from django.db import migrations, models


def end_those_of_issues(apps, schema_editor):
    """Before this release a link was of a story."""
    apps.get_model("articles", "PreviewLink").objects.filter(issue__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0035_overrides")]

    operations = [
        migrations.AddField(
            model_name="previewlink",
            name="issue",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="preview_links",
                to="articles.issue",
                verbose_name="哪一期",
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="pages",
            field=models.JSONField(default=list, verbose_name="当时的版面"),
        ),
        migrations.AlterField(
            model_name="previewlink",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="preview_links",
                to="articles.article",
                verbose_name="稿件",
            ),
        ),
        migrations.AlterField(
            model_name="previewlink",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.version",
                verbose_name="哪一稿",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("article__isnull", False), ("issue__isnull", True), ("version__isnull", False)
                )
                | models.Q(
                    ("article__isnull", True), ("issue__isnull", False), ("version__isnull", True)
                ),
                name="a_preview_is_of_a_story_or_of_an_issue",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, end_those_of_issues),
    ]
