from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

#: What every paper can begin with: (误, 正, kind, 说明, 受保护的名称).
WORDS = [
    ("帐号", "账号", "error", "", ""),
    ("帐户", "账户", "error", "", ""),
    ("登陆网站", "登录网站", "error", "上网用“登录”，上岸用“登陆”", ""),
    ("登陆账号", "登录账号", "error", "上网用“登录”，上岸用“登陆”", ""),
    ("布署", "部署", "error", "", "布署名"),
    ("像征", "象征", "error", "", "像征集、像征稿、像征文、像征求"),
    ("渡假", "度假", "error", "", "轮渡假、摆渡假"),
    ("松驰", "松弛", "error", "", ""),
    ("震憾", "震撼", "error", "", ""),
    ("脉博", "脉搏", "error", "", "脉博物、脉博览"),
    ("迫不急待", "迫不及待", "error", "", ""),
    ("一愁莫展", "一筹莫展", "error", "", ""),
    ("再接再励", "再接再厉", "error", "", ""),
    ("人才倍出", "人才辈出", "error", "", ""),
    ("幅射", "辐射", "error", "", ""),
    ("阀值", "阈值", "error", "", "阀值班、阀值守"),
    ("二氧化炭", "二氧化碳", "error", "", ""),
    ("粘膜", "黏膜", "error", "", ""),
    ("法制意识", "法治意识", "careful", "意识、观念、素养今用“法治”", ""),
    ("残废人", "残疾人", "careful", "", ""),
    ("中国科技协会", "中国科学技术协会", "title", "简称“中国科协”", ""),
]


def load(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    word = apps.get_model("articles", "HouseWord")
    fields = ("wrong", "right", "kind", "note", "protected")
    word.objects.bulk_create(word(**dict(zip(fields, row, strict=True))) for row in WORDS)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_the_paper"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "wrong",
                    models.CharField(
                        help_text="稿件里要找的字词。", max_length=40, verbose_name="误"
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        blank=True,
                        help_text="应写成什么；慎用词可以留空。",
                        max_length=40,
                        verbose_name="正",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("error", "错别字"),
                            ("careful", "慎用"),
                            ("title", "固定称谓"),
                        ],
                        default="error",
                        help_text="错别字和固定称谓按“正”改；慎用由编辑斟酌。",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="校对时显示，如依据。",
                        max_length=200,
                        verbose_name="说明",
                    ),
                ),
                (
                    "protected",
                    models.CharField(
                        blank=True,
                        help_text="含有“误”而正确的名称和词，用顿号隔开，如“公布署名”；其中的字不报。",
                        max_length=200,
                        verbose_name="受保护的名称",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="启用")),
            ],
            options={
                "verbose_name": "用词",
                "verbose_name_plural": "用词",
                "ordering": ("kind", "wrong"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("wrong",),
                        name="a_word_is_listed_once",
                        violation_error_message="词表里已经有这个词。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wrong", ""), _negated=True),
                        name="a_word_says_what_to_look_for",
                        violation_error_message="请写明要找的字词。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "careful"),
                            models.Q(("right", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="only_a_careful_word_goes_without_a_right_form",
                        violation_error_message="错别字和固定称谓要写明“正”。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wrong", models.F("right")), _negated=True),
                        name="a_word_differs_from_its_right_form",
                        violation_error_message="“误”与“正”不能相同。",
                    ),
                ],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
