from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_first_public")]

    operations = [
        migrations.AddField(
            model_name="intake",
            name="name",
            field=models.CharField(blank=True, max_length=80, verbose_name="来稿"),
        ),
    ]
