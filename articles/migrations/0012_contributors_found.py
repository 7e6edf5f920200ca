import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.text import pinyin

FIELDS = ["folded", "pinyin", "sought"]
AT_ONCE = 500


def index(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """What the stored records are found by. They have no other names yet."""
    Contributor = apps.get_model("articles", "Contributor")
    rows = []
    for row in Contributor.objects.all():
        row.folded = pinyin.fold(row.name)[:120]
        row.pinyin = next(iter(pinyin.keys(row.name)), "")[:400]
        row.sought = pinyin.sought([row.name], row.affiliation)
        rows.append(row)
    Contributor.objects.bulk_update(rows, FIELDS, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="contributor",
            name="folded",
            field=models.CharField(blank=True, default="", editable=False, max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contributor",
            name="pinyin",
            field=models.CharField(blank=True, default="", editable=False, max_length=400),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contributor",
            name="sought",
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contributor",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="编辑版本"),
        ),
        migrations.AddField(
            model_name="contributor",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="merged",
                to="articles.contributor",
                verbose_name="并入",
            ),
        ),
        migrations.AlterModelOptions(
            name="contributor",
            options={
                "default_manager_name": "objects",
                "ordering": ("name", "pk"),
                "verbose_name": "作者与供稿单位",
                "verbose_name_plural": "作者与供稿单位",
            },
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="别名")),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="articles.contributor",
                        verbose_name="作者档案",
                    ),
                ),
            ],
            options={
                "verbose_name": "别名",
                "verbose_name_plural": "别名",
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["name"], name="alias_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contributor", "name"), name="a_contributor_has_an_alias_once"
                    ),
                ],
            },
        ),
        migrations.RunPython(index, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="contributor",
            index=models.Index(fields=["folded", "kind"], name="contributor_by_folded"),
        ),
        migrations.AddIndex(
            model_name="contributor",
            index=models.Index(fields=["pinyin", "affiliation"], name="contributor_by_pinyin"),
        ),
    ]
