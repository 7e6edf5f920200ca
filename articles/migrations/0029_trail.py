import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0028_second_factor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrailEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sign_in", "登录"),
                            ("roles", "角色"),
                            ("account", "账号"),
                            ("review", "审校"),
                            ("publication", "出版"),
                            ("import", "导入"),
                            ("export", "导出"),
                            ("edit", "编务"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("printed_name", models.CharField(max_length=301, verbose_name="姓名")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="网络地址")),
                (
                    "thing_kind",
                    models.CharField(blank=True, max_length=100, verbose_name="对象类型"),
                ),
                ("thing_id", models.CharField(blank=True, max_length=64, verbose_name="对象编号")),
                ("thing_label", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                ("words", models.TextField(verbose_name="所做的事")),
                ("change", models.JSONField(default=dict, verbose_name="变动")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "操作记录",
                "verbose_name_plural": "操作记录",
                "ordering": ("-created_at", "-pk"),
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["created_at", "id"], name="trail_by_time"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["printed_name", "created_at", "id"], name="trail_by_person"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["kind", "created_at", "id"], name="trail_by_kind"),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["printed_name", "created_at"], name="sign_in_by_person"),
        ),
        migrations.AddConstraint(
            model_name="trailentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("printed_name", ""), _negated=True),
                name="a_line_of_the_trail_names_somebody",
            ),
        ),
    ]
