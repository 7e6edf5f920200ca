"""The demo's content: the sample issues through the importer that staff use, the masthead, a staff account."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group

from articles import facsimiles, publishing
from articles.accounts import passwords
from articles.ingest import apply, plan
from articles.models import Masthead, Origin, Page, Placement, Source
from articles.permissions import Role, system_account

FOLDER = Path(__file__).resolve().parent
USERNAME = "bianji"
#: Those whom a story needs besides: nobody reviews his own, and nobody twice.
COLLEAGUES = {
    "jizhe": ("程望野", Role.REPORTER),
    "zebian": ("夏知行", Role.EDITOR),
    "zhuren": ("顾清溪", Role.HEAD),
    "zongbian": ("沈怀川", Role.CHIEF),
    "jiaodui": ("乔明允", Role.PROOFREADER),
}
ISSUE_FILE = re.compile(r"^\d{4}-\d{2}-\d{2}\.md$")

MASTHEAD = {
    "name": "江源科学报",
    "name_pinyin": "JIANG YUAN KE XUE BAO",
    "slogan": "把科学讲给大家听",
    "cn_number": "CN 00-0000（样报）",
    "postal_code": "00-00",
    "supervisor": "江源省科学技术协会",
    "sponsor": "江源省科学技术协会",
    "publisher": "江源科学报社",
    "editor_in_chief": "沈怀川",
    "printer": "青石印务中心",
    "price": "每期1.50元",
    "address": "江源省青石市问渠路18号",
    "post_code": "000000",
    "phone": "000-00000000",
    "email": "bianji@jiangyuan.example",
}


def load() -> Iterator[str]:
    """Import and publish what is not there yet; a sentence for each thing done, none where nothing was to do."""
    if not Masthead.objects.exists():
        Masthead.objects.create(**MASTHEAD)
    for file in sorted(FOLDER.iterdir()):
        if ISSUE_FILE.match(file.name):
            yield from _load_issue(file)


def _load_issue(file: Path) -> Iterator[str]:
    data = file.read_bytes()
    if Source.objects.filter(fingerprint=hashlib.sha256(data).hexdigest()).exists():
        return
    by = system_account()
    with tempfile.TemporaryDirectory() as folder:
        _draw(data.decode(), Path(folder) / "pictures")
        made = plan.make(data, file.name, plan.Target(), folder=Path(folder))
        done = apply.apply(made, by=by, origin=Origin.DEMO)
    for page in done.issue.pages.order_by("number"):
        _picture(page, by=by)
    publishing.publish(done.issue, by=by)
    yield f"已载入并出版示例：{done.issue}，{len(done.pages)} 个版，{len(done.articles)} 篇稿件。"


def _draw(text: str, folder: Path) -> None:
    """The pictures that a sample names, drawn by code, as files beside it."""
    from articles.management.demo import pictures  # slow import: Pillow

    folder.mkdir()
    for name in re.findall(r"\(pictures/([\w-]+)\.png\)", text):
        pictures.draw(name).save(folder / f"{name}.png", compress_level=1)


def _picture(page: Page, *, by: AbstractBaseUser) -> None:
    """版面图 with a zone for each story, as staff put them there."""
    from articles.management.demo import page_pictures  # slow import: Pillow

    standing = Placement.objects.filter(page=page).order_by("position")
    places = list(standing.select_related("article").prefetch_related("article__image_uses"))
    stories = [
        page_pictures.Sample(
            place.article.headline,
            place.article.character_count,
            bool(place.article.image_uses.all()),
        )
        for place in places
    ]
    data = page_pictures.draw(MASTHEAD["name"], page.heading, stories)
    made = facsimiles.prepare(data)
    facsimiles.put(page, data, made, name=f"第{page.number:02}版.png", by=by)
    drawn = [
        facsimiles.Drawn(place.pk, polygon)
        for place, polygon in zip(places, page_pictures.zones(stories), strict=True)
    ]
    facsimiles.draw(page, drawn, by=by, expected=1)


def staff_account(*, reset: bool = False) -> str | None:
    """The accounts that the demo prints, of one password; returned when it is new or was reset."""
    users = get_user_model().objects
    user = users.filter(username=USERNAME).first()
    if user and not reset:
        return None
    password = passwords.make()
    if user is None:
        user = users.create_user(USERNAME, first_name="示例编辑", is_staff=True, is_superuser=True)
        user.groups.add(*Group.objects.filter(name__in=[role.value for role in Role]))
    for account in (user, *_colleagues()):
        account.set_password(password)
        account.save()
    return password


def _colleagues() -> Iterator[AbstractBaseUser]:
    for username, (name, role) in COLLEAGUES.items():
        known = {"first_name": name, "is_staff": True}
        user, created = get_user_model().objects.get_or_create(username=username, defaults=known)
        if created:
            user.groups.add(Group.objects.get(name=role.value))
        yield user
