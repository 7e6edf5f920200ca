"""Pictures that come one by one from the story's form: kept, known already, or refused with the reason."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles import images
from articles.models import Image
from articles.permissions import Role
from tests.factories import make_user, picture_bytes
from tests.images.hostile import BROKEN, REFUSED, UNKNOWN
from tests.images.test_metadata import CAPTION, HEADLINE, NAME, iptc, jpeg, photoshop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


def address() -> str:
    return reverse("admin:articles_image_upload")


def send(client, data: bytes, name: str = "雪后.png"):
    return client.post(address(), {"file": SimpleUploadedFile(name, data)})


def test_a_picture_is_kept_under_its_files_name(client, editor):
    answer = send(client, picture_bytes()).json()
    image = Image.objects.get()
    assert answer == {
        "id": image.pk,
        "title": "雪后",
        "thumbnail": image.thumbnail_url,
        "caption": "",
        "credit": "",
        "known": False,
    }
    assert image.uploaded_by == editor


def test_what_was_pasted_is_named_by_its_hour(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 3, 2, 5, tzinfo=dt.UTC), tick=False)
    assert send(client, picture_bytes(), "image.png").json()["title"] == "粘贴的图片 03-03 10:05"


def test_what_the_file_says_of_itself_is_offered_and_then_gone(client):
    words = iptc(
        (120, CAPTION.encode("gbk")), (80, NAME.encode("gbk")), (105, HEADLINE.encode("gbk"))
    )
    answer = send(client, jpeg(photoshop(words)), "DSC_0001.JPG").json()
    offered = {name: answer[name] for name in ("title", "caption", "credit")}
    assert offered == {"title": HEADLINE, "caption": CAPTION, "credit": "何晓 摄"}
    image = Image.objects.get()
    assert (image.title, image.photographer) == (HEADLINE, NAME)
    for rendition in image.renditions.all():
        with default_storage.open(images.path(image.sha256, rendition.file)) as file:
            assert CAPTION.encode("gbk") not in file.read()


def test_a_picture_that_the_gallery_has_is_offered_again(client):
    data = picture_bytes()
    first = send(client, data).json()
    again = send(client, data, "又名.png").json()
    assert again == first | {"known": True}
    assert Image.objects.count() == 1


@pytest.mark.parametrize(("name", "reason"), [("SVG", UNKNOWN), ("JPEG head alone", BROKEN)])
def test_a_bad_file_is_refused_with_the_reason(client, name, reason):
    answer = send(client, REFUSED[name][0])
    assert (answer.status_code, answer.json()) == (422, {"error": reason})
    assert Image.objects.count() == 0


def test_a_file_that_is_too_large_is_not_read(client, monkeypatch):
    monkeypatch.setattr(images, "MAX_BYTES", 100)
    answer = send(client, picture_bytes())
    assert (answer.status_code, Image.objects.count()) == (413, 0)


def test_a_full_disk_is_told(client, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    answer = send(client, picture_bytes())
    assert answer.status_code == 507
    assert answer.json() == {"error": "图片存不下，没有上传；请管理员检查存放图片的磁盘。"}
    assert Image.objects.count() == 0


def test_only_who_writes_stories_and_adds_pictures_may_send_one(client):
    for user, status in (
        (make_user(role=Role.REPORTER), 200),
        (make_user(is_staff=True), 403),
        (make_user(), 302),
    ):
        client.force_login(user)
        assert send(client, picture_bytes()).status_code == status
    client.logout()
    assert send(client, picture_bytes()).status_code == 302
    assert Image.objects.count() == 1


def test_a_request_from_elsewhere_is_refused(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert send(client, picture_bytes()).status_code == 403
    assert Image.objects.count() == 0


def test_nothing_is_sent_by_asking_for_the_address(client):
    assert client.get(address()).status_code == 405
    assert client.post(address()).json() == {"error": "没有收到文件，请重新选择。"}


def test_a_picture_sent_twice_at_once_is_one():
    """Both found nothing and decoded it; the second then finds the row of the first."""
    data = picture_bytes()
    made = images.prepare(data)
    kept = images.keep(data, made, title="甲", by=None)
    again = images.keep(data, made, title="乙", by=None)
    assert (again, again.title) == (kept, "甲")
    assert kept.renditions.count() == len(made.made)
