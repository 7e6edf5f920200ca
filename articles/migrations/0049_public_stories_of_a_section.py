from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0046_page_images")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["section", "withdrawn_at", "published_version", "id"],
                name="article_public_of_section",
            ),
        ),
    ]
