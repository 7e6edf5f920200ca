import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_rules_of_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IntakeStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="编辑版本")),
                ("said", models.CharField(max_length=80, verbose_name="这一步")),
                ("patch", models.JSONField(verbose_name="改动")),
                ("undone", models.BooleanField(default=False, verbose_name="已撤销")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="整理",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="articles.intakefile",
                        verbose_name="来稿文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "整理步骤",
                "verbose_name_plural": "整理步骤",
                "ordering": ("number", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "number"), name="a_step_changes_a_file_once"
                    )
                ],
            },
        ),
    ]
