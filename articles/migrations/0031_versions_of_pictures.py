from django.db import migrations, models


class Migration(migrations.Migration):
    """Two who save a picture's page: the second is told."""

    dependencies = [("articles", "0029_trail")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="编辑版本"),
        ),
    ]
