import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_where_stories_came_from(apps, schema_editor):
    """A page knew its source; now each of its stories does, with the version that the import made."""
    Arrival = apps.get_model("articles", "Arrival")
    Placement = apps.get_model("articles", "Placement")
    Version = apps.get_model("articles", "Version")
    for place in Placement.objects.filter(page__source__isnull=False).select_related("page"):
        first = Version.objects.filter(article=place.article_id).order_by("number").first()
        if first is not None and first.reason == "导入":
            Arrival.objects.create(
                article_id=place.article_id,
                source_id=place.page.source_id,
                line=0,
                version=first,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_house_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="issue",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sources",
                to="articles.issue",
                verbose_name="期次",
            ),
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="行")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrival",
                        to="articles.article",
                        verbose_name="稿件",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="articles.source",
                        verbose_name="来稿原件",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="articles.version",
                        verbose_name="导入稿",
                    ),
                ),
            ],
            options={
                "verbose_name": "来稿出处",
                "verbose_name_plural": "来稿出处",
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "goal",
                    models.CharField(
                        choices=[("pool", "待用稿库"), ("page", "某期某版")],
                        default="pool",
                        max_length=5,
                        verbose_name="导入到",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="出版日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regular", "常规"),
                            ("combined", "合刊"),
                            ("extra", "增期、号外"),
                        ],
                        default="regular",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "total_number",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="总期号"),
                ),
                (
                    "page_number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="来稿里写明各版版次的，留空。",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="版次",
                    ),
                ),
                ("page_name", models.CharField(blank=True, max_length=40, verbose_name="版名")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "整理中"), ("accepted", "已入库"), ("dropped", "已放弃")],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="编辑版本")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="最后整理时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="articles.issue",
                        verbose_name="期次",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="最后整理",
                    ),
                ),
            ],
            options={
                "verbose_name": "来稿导入",
                "verbose_name_plural": "来稿导入",
                "ordering": ("-updated_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="IntakeFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="内容指纹")),
                ("data", models.BinaryField(verbose_name="原件")),
                ("worksheet", models.JSONField(verbose_name="工作稿")),
                ("notes", models.JSONField(default=list, verbose_name="说明")),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="articles.intake",
                        verbose_name="来稿导入",
                    ),
                ),
            ],
            options={
                "verbose_name": "来稿文件",
                "verbose_name_plural": "来稿文件",
                "ordering": ("intake", "order"),
            },
        ),
        migrations.CreateModel(
            name="IntakeVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField(verbose_name="最近在场")),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="articles.intake",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(fields=["state", "-updated_at"], name="intake_by_state"),
        ),
        migrations.AddConstraint(
            model_name="intakefile",
            constraint=models.UniqueConstraint(
                fields=("intake", "order"), name="files_stand_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakefile",
            constraint=models.UniqueConstraint(
                fields=("intake", "fingerprint"), name="an_intake_takes_a_file_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakevisit",
            constraint=models.UniqueConstraint(fields=("intake", "user"), name="one_visit_each"),
        ),
        migrations.RunPython(keep_where_stories_came_from, migrations.RunPython.noop),
    ]
