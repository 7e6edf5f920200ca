import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0023_deadline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInTally",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("clear_at", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "登录计数",
                "verbose_name_plural": "登录计数",
                "default_permissions": (),
                "indexes": [models.Index(fields=["clear_at"], name="sign_in_tally_by_moment")],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="用户名")),
                ("printed_name", models.CharField(blank=True, max_length=301, verbose_name="姓名")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="网络地址")),
                ("network", models.CharField(blank=True, max_length=43, verbose_name="网段")),
                ("browser", models.CharField(blank=True, max_length=64, verbose_name="浏览器")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("ok", "登录"),
                            ("wrong", "用户名或密码不对"),
                            ("throttled", "尝试过多，暂不受理"),
                            ("second_factor_wrong", "验证码不对"),
                            ("out", "退出"),
                        ],
                        max_length=20,
                        verbose_name="结果",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "登录记录",
                "verbose_name_plural": "登录记录",
                "ordering": ("-created_at", "-pk"),
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["user", "outcome", "created_at"], name="sign_in_by_account"
                    ),
                    models.Index(fields=["created_at"], name="sign_in_by_time"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["ok", "out"]), _negated=True),
                            models.Q(("printed_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="who_came_in_is_named",
                    )
                ],
            },
        ),
    ]
