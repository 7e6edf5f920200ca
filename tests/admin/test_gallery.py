"""A picture's own page: its focal point, where it stands, and when it may go."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from PIL import Image as Picture

from articles import images, publishing, writing
from articles.models import Article, Image, Issue, Page
from tests.factories import (
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_user,
    picture_bytes,
    place,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]

CROPS = {"fill-240x160", "fill-480x320", "fill-960x640", "fill-960x640.jpg"}


def change_url(image: Image) -> str:
    return reverse("admin:articles_image_change", args=[image.pk])


def files_of(image: Image) -> dict[str, str]:
    return dict(Image.objects.get(pk=image.pk).renditions.values_list("spec", "file"))


def point(client, image: Image, left: str, top: str):
    return send(client, Image.objects.get(pk=image.pk), focus_left=left, focus_top=top)


def send(client, seen: Image, **changed: str):
    """The page as it was opened, with some fields changed."""
    form = {"title": seen.title, "photographer": seen.photographer, "seen_version": seen.version}
    form |= {"focus_left": round(seen.focal_x * 100), "focus_top": round(seen.focal_y * 100)}
    return client.post(change_url(seen), form | changed)


def told(response) -> list[str]:
    return [str(message) for message in response.wsgi_request._messages]


def make_striped(left: str = "red") -> Image:
    """Red on the left, blue on the right, four times as wide as high."""
    picture = Picture.new("RGB", (400, 100), left)
    picture.paste("blue", (200, 0, 400, 100))
    out = io.BytesIO()
    picture.save(out, "PNG")
    data = out.getvalue()
    return images.keep(data, images.prepare(data), title="双色", by=make_user())


def colour(image: Image, spec: str) -> str:
    with default_storage.open(images.path(image.sha256, files_of(image)[spec])) as file:
        red, _green, blue = Picture.open(file).convert("RGB").getpixel((75, 50))
    return "red" if red > blue else "blue"


def ask(client, path: str) -> int:
    response = client.get(path)
    for close in response._resource_closers:  # response.close() would end the connection
        close()
    return response.status_code


def make_shown(image: Image) -> Issue:
    """Published, with the picture in its one story."""
    issue = make_issue(stories=0)
    place(Page.objects.get(), [make_article("云海之上", figures=[writing.Figure(image, "图说")])])
    return publishing.publish(issue, by=make_editor())


def test_every_order_is_answered_on_upload():
    image = make_image(size=(2000, 1000))
    sizes = {r.spec: (r.file, r.width, r.height) for r in image.renditions.all()}
    assert {spec: size for spec, size in sizes.items() if spec not in CROPS} == {
        "width-480": ("480.webp", 480, 240),
        "width-960": ("960.webp", 960, 480),
        "width-960.jpg": ("fallback.jpg", 960, 480),
        "width-1600": ("1600.webp", 1600, 800),
    }
    assert {spec: size[1:] for spec, size in sizes.items() if spec in CROPS} == {
        "fill-240x160": (240, 160),
        "fill-480x320": (480, 320),
        "fill-960x640": (960, 640),
        "fill-960x640.jpg": (960, 640),
    }
    for rendition in image.renditions.all():
        path = images.path(image.sha256, rendition.file)
        assert default_storage.size(path) == rendition.size


def test_crops_follow_the_focal_point_under_new_names(client):
    image = make_striped()
    before = files_of(image)
    assert point(client, image, "100", "50").status_code == 302
    assert [colour(image, spec) for spec in sorted(CROPS)] == ["blue"] * 4
    assert point(client, image, "0", "50").status_code == 302
    assert [colour(image, spec) for spec in sorted(CROPS)] == ["red"] * 4
    after = files_of(image)
    assert {spec for spec in before if before[spec] != after[spec]} == CROPS
    stored = Image.objects.get()
    assert (stored.focal_x, stored.focal_y) == (0.0, 0.5)


@pytest.mark.parametrize(("left", "top"), [("101", "50"), ("50", "-1"), ("中", "50")])
def test_a_focal_point_outside_of_the_picture_is_refused(client, left, top):
    image = make_striped()
    before = files_of(image)
    assert point(client, image, left, top).status_code == 200
    assert files_of(image) == before


def test_a_picture_whose_file_was_lost_keeps_its_focal_point(client):
    image = make_striped()
    default_storage.delete(images.path(image.sha256, "400.webp"))
    response = point(client, image, "100", "50")
    assert told(response)[0] == "焦点没有改：图片“双色”的文件已失，请重新上传原图。"
    assert Image.objects.get().focal_x == 0.5


def test_a_focal_point_whose_crops_find_no_room_is_not_set(client, monkeypatch):
    image = make_striped("green")  # no other test has left its crops
    before = files_of(image)

    def full(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    seen = Image.objects.get()
    response = send(client, seen, title="红与蓝", focus_left="100")
    assert told(response)[0] == "焦点没有改：裁切的图片存不下，请管理员检查存放图片的磁盘。"
    stored = Image.objects.get()
    assert (stored.title, stored.focal_x, files_of(image)) == ("红与蓝", 0.5, before)


# --- two at one picture ---------------------------------------------------------------------------

STALE = "您打开之后，沈墨已经保存过。您的改动还在下面，没有保存；请另开一页对照后再存。"


@pytest.mark.parametrize(
    "first", [{"title": "红与蓝"}, {"photographer": "陈兰"}, {"focus_left": "100"}]
)
def test_of_two_who_save_a_picture_the_second_is_told_and_overwrites_nothing(client, first):
    make_striped()
    seen = Image.objects.get()
    assert send(client, seen, **first).status_code == 302
    stands = Image.objects.values("title", "photographer", "focal_x").get()
    response = send(client, seen, photographer="林舟", focus_top="10")
    assert response.status_code == 200
    said = response.context["adminform"].form.non_field_errors()
    assert [re.sub(r"（.+?）", "", error) for error in said] == [STALE]
    assert Image.objects.values("title", "photographer", "focal_x").get() == stands
    assert Image.objects.get().focal_y == 0.5


def test_saving_a_picture_without_a_change_stands_in_nobodys_way(client):
    make_striped()
    seen = Image.objects.get()
    assert [send(client, seen).status_code for _ in range(2)] == [302, 302]
    assert send(client, seen, title="红与蓝").status_code == 302


def test_the_words_of_a_picture_are_saved_without_its_focal_point(client, monkeypatch):
    """What has been set since the row was read stays, whoever set it."""
    make_striped()
    save = Image.save

    def moved_meanwhile(image, **kwargs):
        Image.objects.filter(pk=image.pk).update(focal_x=0.25)
        save(image, **kwargs)

    monkeypatch.setattr(Image, "save", moved_meanwhile)
    assert send(client, Image.objects.get(), title="红与蓝").status_code == 302
    stored = Image.objects.get()
    assert (stored.title, stored.focal_x) == ("红与蓝", 0.25)


def test_readers_see_another_crop_at_once_and_without_a_new_version(client):
    image = make_striped()
    issue = make_issue(stories=1)
    stories = [*Article.objects.all(), make_article(figures=[writing.Figure(image, "图说")])]
    place(Page.objects.get(), stories)
    publishing.publish(issue, by=make_editor())
    path = f"{issue.get_absolute_url()}01/"
    for left in ("100", "0"):
        point(client, image, left, "50")
        html = client.get(path).content.decode()
        files = files_of(image)
        assert html.count(image.url(files["fill-960x640.jpg"])) == 1
        size = re.search(r'<img src="[^"]+" width="(\d+)" height="(\d+)"', html)
        assert size.groups() == ("150", "100")
        assert ask(client, image.url(files["fill-480x320"])) == 200
    assert Article.objects.get(pk=stories[1].pk).versions.count() == 1


def test_a_picture_of_an_earlier_release_is_shown_whole_until_its_crops_are_made(client):
    image = make_image(size=(600, 300))
    image.renditions.filter(spec__startswith="fill").delete()
    place(
        make_issue(stories=0).pages.get(),
        [make_article(), make_article(figures=[writing.Figure(image, "图说")])],
    )
    issue = publishing.publish(Issue.objects.get(), by=make_editor())
    path = f"{issue.get_absolute_url()}01/"
    assert client.get(path).content.decode().count(image.url("fallback.jpg")) == 1
    call_command("make_renditions")
    assert client.get(path).content.decode().count(image.url("fallback.jpg")) == 0
    assert files_of(image).keys() >= CROPS


def test_the_missing_crops_are_made_once(capsys):
    whole, bare = make_image("全"), make_image("缺")
    bare.renditions.filter(spec__startswith="fill").delete()
    lost = make_image("失")
    lost.renditions.all().delete()
    default_storage.delete(images.path(lost.sha256, "64.webp"))
    for made in (1, 0):
        call_command("make_renditions")
        said = capsys.readouterr()
        assert said.out == f"补做了 {made} 张图片。\n"
        assert said.err == "没有补做“失”：图片“失”的文件已失，请重新上传原图。\n"
    assert files_of(bare).keys() == CROPS | {
        "width-480",
        "width-960",
        "width-960.jpg",
        "width-1600",
    }
    assert len(files_of(whole)) == 8


def shown_uses(client, image: Image) -> list[str]:
    html = client.get(change_url(image)).content.decode()
    lines = re.findall(r'<li><a href="([^"]+)">(.+?)</a> <span>(.+?)</span></li>', html)
    return [f"{title}：{words}" for _url, title, words in lines]


def test_where_a_picture_stands_is_said_with_links(client):
    image = make_image()
    figure = writing.Figure(image, "图说")
    make_shown(image)
    revised = Article.objects.get()
    writing.save(revised, by=make_user(), figures=[])
    make_article("山下有雪", signed=False, figures=[figure])
    former = make_article("旧稿", signed=False, figures=[figure])
    writing.save(former, by=make_user(), figures=[])
    assert sorted(shown_uses(client, image)) == [
        "云海之上：出版的第1稿",
        "山下有雪：现稿",
        "旧稿：以前的第1稿",
    ]


def test_a_picture_in_use_is_not_deleted_and_the_stories_are_named(client):
    image = make_image("雪后")
    make_article("山下有雪", signed=False, figures=[writing.Figure(image, "图说")])
    url = reverse("admin:articles_image_delete", args=[image.pk])
    several = {"action": "delete_selected", "_selected_action": [image.pk]}
    listed = reverse("admin:articles_image_changelist")
    for response in (client.get(url), client.post(listed, several)):
        assert response.content.decode().count("山下有雪") == 1
    client.post(url, {"post": "yes"})
    client.post(listed, several | {"post": "yes"})
    assert Image.objects.count() == 1


@pytest.mark.parametrize("many", [False, True])
def test_an_unused_picture_goes_with_all_its_files(
    client, django_capture_on_commit_callbacks, many
):
    image = make_image()
    paths = [images.path(image.sha256, file) for file in files_of(image).values()]
    url, words = reverse("admin:articles_image_delete", args=[image.pk]), {"post": "yes"}
    if many:
        url = reverse("admin:articles_image_changelist")
        words |= {"action": "delete_selected", "_selected_action": [image.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, words)
    assert Image.objects.count() == 0
    assert [path for path in paths if default_storage.exists(path)] == []


def test_a_picture_that_is_deleted_and_uploaded_at_once_has_its_files(monkeypatch):
    """The deletion's files go after its row, which may be when the upload has found them there."""
    data = picture_bytes()
    made = images.prepare(data)
    sha256 = images.fingerprint(data)
    record = images.record

    def deleted_meanwhile(*args, **kwargs):
        images.discard(sha256)
        return record(*args, **kwargs)

    monkeypatch.setattr(images, "record", deleted_meanwhile)
    images.keep(data, made, title="雪后", by=None)
    images.discard(sha256)
    standing = [name for name in made.files if default_storage.exists(images.path(sha256, name))]
    assert standing == list(made.files)


def test_no_file_of_a_picture_is_reachable_before_publication_nor_after_withdrawal(client):
    image = make_image(size=(2000, 1000))
    files = sorted(set(files_of(image).values()))
    statuses = []
    draft = writing.Figure(image, "图说")
    make_article("草稿", signed=False, figures=[draft])
    client.logout()

    statuses += [ask(client, image.url(file)) for file in files]
    issue = make_shown(image)
    statuses += [ask(client, image.url(file)) for file in files]
    publishing.withdraw(issue, by=make_editor())
    statuses += [ask(client, image.url(file)) for file in files]
    assert len(files) == 8
    assert statuses == [404] * 8 + [200] * 8 + [404] * 8


@pytest.mark.parametrize(
    "name",
    ["fill-960x640.webp", "960.jpg", "0123456789abcdef0123.png", "960.webp%0A", "..%2f1.webp"],
)
def test_no_other_name_is_looked_for(client, name):
    image = make_image()
    make_shown(image)
    assert client.get(image.url("64.webp").replace("64.webp", name)).status_code == 404
