import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0027_sign_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="second_factor",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                ("secret", models.CharField(max_length=64, verbose_name="密钥")),
                ("last_step", models.BigIntegerField(verbose_name="最近用过的验证码")),
                ("turned_on_at", models.DateTimeField(auto_now_add=True, verbose_name="开启时间")),
            ],
            options={
                "verbose_name": "两步验证",
                "verbose_name_plural": "两步验证",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "factor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to="articles.secondfactor",
                        verbose_name="两步验证",
                    ),
                ),
            ],
            options={
                "verbose_name": "备用码",
                "verbose_name_plural": "备用码",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("factor", "digest"), name="one_recovery_code_each"
                    )
                ],
            },
        ),
    ]
