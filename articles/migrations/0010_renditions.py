import django.core.validators
import django.db.models.deletion
from django.core.files.storage import default_storage
from django.db import migrations, models


def list_files(apps, schema_editor):
    """The files that each picture has: whole ones at its widths, and the JPEG. Crops come with `make_renditions`."""
    image, rendition = (apps.get_model("articles", name) for name in ("Image", "Rendition"))
    for each in image.objects.order_by("pk").iterator():
        middle = 960 if 960 in each.widths else min(each.widths, default=0)
        files = [(f"width-{width}", f"{width}.webp", width) for width in each.widths]
        if files:
            files.append(("width-960.jpg", "fallback.jpg", middle))
        rendition.objects.bulk_create(
            rendition(
                image=each,
                spec=spec,
                file=file,
                width=width,
                height=max(1, round(each.height * width / each.width)),
                size=_size(f"images/{each.sha256[:2]}/{each.sha256}/{file}"),
            )
            for spec, file, width in files
        )


def _size(path):
    return default_storage.size(path) if default_storage.exists(path) else 0


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_intake_steps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("spec", models.CharField(max_length=32, verbose_name="规格")),
                ("file", models.CharField(max_length=40, verbose_name="文件名")),
                ("width", models.PositiveIntegerField(verbose_name="宽（像素）")),
                ("height", models.PositiveIntegerField(verbose_name="高（像素）")),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
            ],
            options={
                "verbose_name": "图片档",
                "verbose_name_plural": "图片档",
                "ordering": ("image", "spec"),
            },
        ),
        migrations.AddField(
            model_name="image",
            name="focal_x",
            field=models.FloatField(
                default=0.5,
                validators=[
                    django.core.validators.MinValueValidator(0.0),
                    django.core.validators.MaxValueValidator(1.0),
                ],
                verbose_name="焦点横向",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="focal_y",
            field=models.FloatField(
                default=0.5,
                validators=[
                    django.core.validators.MinValueValidator(0.0),
                    django.core.validators.MaxValueValidator(1.0),
                ],
                verbose_name="焦点纵向",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("focal_x__range", (0.0, 1.0)), ("focal_y__range", (0.0, 1.0))),
                name="a_focal_point_lies_in_its_picture",
            ),
        ),
        migrations.AddField(
            model_name="rendition",
            name="image",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="renditions",
                to="articles.image",
                verbose_name="图片",
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("image", "spec"), name="one_rendition_per_order"
            ),
        ),
        migrations.RunPython(list_files, migrations.RunPython.noop),
    ]
