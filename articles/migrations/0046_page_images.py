import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.facsimile


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0042_previews_of_issues"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Facsimile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        db_index=True,
                        max_length=64,
                        validators=[django.core.validators.RegexValidator("^[0-9a-f]{64}$")],
                        verbose_name="内容指纹",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=120, verbose_name="原文件名"),
                ),
                ("width", models.PositiveIntegerField(verbose_name="宽（像素）")),
                ("height", models.PositiveIntegerField(verbose_name="高（像素）")),
                ("widths", models.JSONField(default=list, verbose_name="各档宽度")),
                ("changed_at", models.DateTimeField(verbose_name="上次保存的时间")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="编辑版本")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上次保存的人",
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facsimile",
                        to="articles.page",
                        verbose_name="版面",
                    ),
                ),
            ],
            options={
                "verbose_name": "版面图",
                "verbose_name_plural": "版面图",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(height__gte=1, width__gte=1),
                        name="a_facsimile_has_a_size",
                        violation_error_message="版面图的宽和高都要大于零。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Zone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                (
                    "polygon",
                    models.JSONField(
                        validators=[articles.models.facsimile.validate_polygon],
                        verbose_name="多边形",
                    ),
                ),
                (
                    "facsimile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zones",
                        to="articles.facsimile",
                        verbose_name="版面图",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zones",
                        to="articles.placement",
                        verbose_name="稿件",
                    ),
                ),
            ],
            options={
                "verbose_name": "热区",
                "verbose_name_plural": "热区",
                "ordering": ("facsimile", "position"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("facsimile", "position"),
                        name="one_zone_per_place_in_the_order",
                        violation_error_message="两个热区排了同一个次序。",
                    )
                ],
            },
        ),
    ]
