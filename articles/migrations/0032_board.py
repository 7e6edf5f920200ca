import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0031_versions_of_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="page",
            name="budget",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="本版大约容纳多少字；不填就不比。",
                null=True,
                validators=[django.core.validators.MaxValueValidator(99999)],
                verbose_name="预计字数",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="continued_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="continued",
                to="articles.page",
                verbose_name="转至",
            ),
        ),
    ]
