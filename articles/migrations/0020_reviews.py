import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_proofs_and_previews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="第几次送审")),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first", "初审"),
                            ("second", "复审"),
                            ("final", "终审"),
                            ("proof_1", "一校"),
                            ("proof_2", "二校"),
                            ("proof_3", "三校"),
                        ],
                        max_length=8,
                        verbose_name="环节",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("submit", "送审"),
                            ("approve", "通过"),
                            ("confirm", "核准改动"),
                            ("send_back", "退回"),
                            ("hold", "待用"),
                            ("reject", "退稿"),
                            ("take_up", "取用"),
                            ("proofread", "校毕"),
                        ],
                        max_length=10,
                        verbose_name="结论",
                    ),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="意见")),
                ("findings", models.PositiveIntegerField(default=0, verbose_name="待核的校对提示")),
                ("rule", models.CharField(max_length=40, verbose_name="审校制度")),
                ("printed_name", models.CharField(max_length=301, verbose_name="审稿人姓名")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "审稿记录",
                "verbose_name_plural": "审稿记录",
                "ordering": ("article", "pk"),
            },
        ),
        migrations.AddField(
            model_name="article",
            name="round",
            field=models.PositiveSmallIntegerField(
                default=0, editable=False, verbose_name="送审次数"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="signed_version",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="articles.version",
                verbose_name="签发稿",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "草稿"),
                    ("first", "待初审"),
                    ("second", "待复审"),
                    ("final", "待终审"),
                    ("signed_off", "已签发"),
                    ("returned", "退回"),
                    ("held", "待用"),
                    ("rejected", "退稿"),
                ],
                default="draft",
                editable=False,
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="articles.article",
                verbose_name="稿件",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="reviewer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reviews",
                to=settings.AUTH_USER_MODEL,
                verbose_name="审稿人",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="articles.version",
                verbose_name="所审的一稿",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["reviewer", "verdict"], name="review_by_reviewer"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict__in", ["approve", "proofread"])),
                fields=("article", "round", "stage"),
                name="a_stage_is_signed_once_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "approve")),
                fields=("article", "round", "reviewer"),
                name="nobody_signs_two_stages",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict__in", ["send_back", "reject"]), _negated=True),
                    models.Q(("opinion", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_refusal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("printed_name", ""), _negated=True),
                name="a_review_names_its_reviewer",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict__in", ["approve", "send_back"]), _negated=True),
                    ("stage__in", ["first", "second", "final"]),
                    _connector="OR",
                ),
                name="a_verdict_is_of_a_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "confirm"), _negated=True),
                    ("stage", "final"),
                    _connector="OR",
                ),
                name="a_change_is_confirmed_at_the_last_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stage__in", ["proof_1", "proof_2", "proof_3"]), ("verdict", "proofread")
                    ),
                    models.Q(
                        models.Q(("verdict", "proofread"), _negated=True),
                        models.Q(("stage__in", ["proof_1", "proof_2", "proof_3"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_proof_is_of_a_proof_stage",
            ),
        ),
    ]
