import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def already_out(apps, schema_editor):
    """What was published before this release is out."""
    issues = apps.get_model("articles", "Issue").objects
    issues.filter(state="signed", publish_at__lte=timezone.now()).update(
        appeared_at=models.F("publish_at")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0033_edition"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="withdrawal_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=200, verbose_name="撤稿原因"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="withdrawn_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="撤稿时间"),
        ),
        migrations.AddField(
            model_name="issue",
            name="appeared_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="出版办毕时间"),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=500, verbose_name="更正内容")),
                ("due_in_print", models.BooleanField(default=False, verbose_name="下期见报")),
                ("printed_name", models.CharField(max_length=301, verbose_name="经办人姓名")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.version",
                        verbose_name="更正后",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="articles.article",
                        verbose_name="更正的稿件",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.version",
                        verbose_name="更正前",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
                (
                    "printed_as",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="corrects",
                        to="articles.article",
                        verbose_name="见报的更正",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正",
                "verbose_name_plural": "更正",
                "ordering": ("pk",),
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_in_print", True), ("printed_as__isnull", True)),
                        fields=["id"],
                        name="correction_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_correction_says_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("sign", "签发"),
                            ("appear", "按时出版"),
                            ("withdraw", "撤回本期"),
                            ("renew", "发布修订稿"),
                            ("withdraw_story", "撤稿"),
                            ("reinstate_story", "恢复刊出"),
                        ],
                        max_length=20,
                        verbose_name="事项",
                    ),
                ),
                ("versions", models.JSONField(default=list, verbose_name="各稿版本")),
                ("content_hash", models.CharField(max_length=64, verbose_name="内容校验值")),
                ("address", models.CharField(max_length=200, verbose_name="地址")),
                ("publish_at", models.DateTimeField(null=True, verbose_name="出版时间")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                ("printed_name", models.CharField(max_length=301, verbose_name="经办人姓名")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="articles.article",
                        verbose_name="稿件",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="articles.issue",
                        verbose_name="期次",
                    ),
                ),
            ],
            options={
                "verbose_name": "出版记录",
                "verbose_name_plural": "出版记录",
                "ordering": ("pk",),
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["issue", "id"], name="publication_by_issue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("printed_name", ""), _negated=True),
                        name="a_publication_names_its_hand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("article__isnull", True),
                                ("deed__in", ["sign", "appear", "withdraw"]),
                            ),
                            models.Q(
                                ("article__isnull", False),
                                ("deed__in", ["renew", "withdraw_story", "reinstate_story"]),
                            ),
                            _connector="OR",
                        ),
                        name="a_deed_is_of_an_issue_or_of_a_story",
                    ),
                ],
            },
        ),
        migrations.RunPython(already_out, migrations.RunPython.noop),
    ]
