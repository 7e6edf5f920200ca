from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0042_previews_of_issues")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["section", "withdrawn_at", "published_version", "id"],
                name="article_public_of_section",
            ),
        ),
    ]
