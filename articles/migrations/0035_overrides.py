import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0034_publications"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(max_length=200, verbose_name="提示")),
                ("said", models.CharField(max_length=400, verbose_name="提示的内容")),
                ("reason", models.CharField(max_length=200, verbose_name="放行原因")),
                ("printed_name", models.CharField(max_length=301, verbose_name="放行人姓名")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="放行人",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrides",
                        to="articles.issue",
                        verbose_name="期次",
                    ),
                ),
            ],
            options={
                "verbose_name": "放行记录",
                "verbose_name_plural": "放行记录",
                "ordering": ("pk",),
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issue", "mark"), name="a_warning_is_passed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="an_override_says_why",
                    ),
                ],
            },
        ),
    ]
