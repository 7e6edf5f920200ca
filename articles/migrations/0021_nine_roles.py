from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

REPORTER = ("采编", "记者")
EDITOR = "编辑"
#: Together what 编辑 might do until now; from here on each is given by itself.
EDITOR_NOW = ("责任编辑", "部主任", "总编辑", "版面编辑", "发布员")
SIGNS = "总编辑"


def divide(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """采编 become 记者; 编辑 keep all they could do. What was signed off was signed as it stands."""
    Group = apps.get_model("auth", "Group")
    _rename(Group, *REPORTER)
    old = Group.objects.filter(name=EDITOR).first()
    if old is not None:
        people = list(old.user_set.all())
        for name in EDITOR_NOW:
            group, _created = Group.objects.get_or_create(name=name)
            group.user_set.add(*people)
        old.delete()
    Article = apps.get_model("articles", "Article")
    Article.objects.filter(state="signed_off").update(signed_version=F("latest_version"))


def unite(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Who signs is 编辑 again. A story on its way through the review is a draft: the release before knew nothing else."""
    Group = apps.get_model("auth", "Group")
    _rename(Group, *reversed(REPORTER))
    now = Group.objects.filter(name=SIGNS).first()
    if now is not None:
        old, _created = Group.objects.get_or_create(name=EDITOR)
        old.user_set.add(*now.user_set.all())
    Group.objects.filter(name__in=[*EDITOR_NOW, "校对", "用户管理员", "审计员"]).delete()
    Article = apps.get_model("articles", "Article")
    Article.objects.exclude(state__in=["draft", "signed_off"]).update(state="draft")


def _rename(groups: type, old: str, new: str) -> None:
    if not groups.objects.filter(name=new).exists():
        groups.objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(divide, unite)]
