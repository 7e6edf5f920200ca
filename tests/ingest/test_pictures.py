"""The pictures that a source names: a bad one is told with its line, and a refused import leaves no file behind."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from articles import images
from articles.images import render
from articles.models import Image, ImageUse, Page
from tests.factories import picture_bytes
from tests.ingest.papers import DATE, HERE, put
from tests.stored import everything, files, refusal, run

pytestmark = pytest.mark.django_db

NO_PICTURE = "这不是可用的图片。请传 JPEG、PNG、WebP、AVIF、GIF 或 TIFF；SVG、HEIC 请先转换。"
BROKEN = "图片文件已损坏，无法读取；请作者重传。"


def story(*names: str) -> str:
    """A story that shows the pictures from line 5 on, two lines apart."""
    return "# 题目\n\n正文一段。\n\n" + "\n".join(f"![画面](pictures/{n})\n" for n in names)


def put_picture(folder: Path, name: str, data: bytes | None = None) -> bytes:
    """In the folder `pictures` beside the page."""
    data = picture_bytes() if data is None else data
    path = folder / "pictures" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no picture", NO_PICTURE),
        (b"", NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PICTURE),
        (picture_bytes((640, 480), "JPEG")[:600], BROKEN),
    ],
    ids=["text", "empty", "SVG", "cut short"],
)
def test_a_bad_picture_stops_everything_before_the_first_file(
    tmp_path: Path, data: bytes, sentence: str
):
    put_picture(tmp_path, "好.png")
    put_picture(tmp_path, "坏.png", data)
    file = put(tmp_path, story("好.png", "坏.png"))
    for option in ((), ("--dry-run",), ("--origin", "desk")):
        assert refusal("import_page", file, *HERE, *option) == (
            f"稿.md 第 7 行：图片“pictures/坏.png”：{sentence}"
        )


def test_a_picture_beyond_the_limits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    put_picture(tmp_path, "图.png", picture_bytes((200, 100)))
    file = put(tmp_path, story("图.png"))
    monkeypatch.setattr(render.Image, "MAX_IMAGE_PIXELS", 10_000)
    many = refusal("import_page", file, *HERE)
    monkeypatch.setattr(images, "MAX_BYTES", 0)
    large = refusal("import_page", file, *HERE)
    assert [many, large] == [
        "稿.md 第 5 行：图片“pictures/图.png”：图片超过 6000 万像素，请缩小后再传。",
        "稿.md 第 5 行：图片“pictures/图.png”：图片超过 0 MB，请压缩后再传。",
    ]


@pytest.mark.parametrize("name", ["没有.png", "", ".", "长" * 300 + ".png"])
def test_a_missing_picture_is_told_with_its_line(tmp_path: Path, name: str):
    put_picture(tmp_path, "好.png")
    assert refusal("import_page", put(tmp_path, story("好.png", name)), *HERE) == (
        f"稿.md 第 7 行：找不到图片“pictures/{name}”；请把它和稿件放在一起再导入。"
    )


@pytest.mark.parametrize("name", ["../图.png", "pictures/../../图.png", "{folder}/图.png"])
def test_a_picture_outside_the_folder_of_the_page_is_refused(tmp_path: Path, name: str):
    folder = tmp_path / "来稿"
    folder.mkdir()
    (tmp_path / "图.png").write_bytes(picture_bytes())
    name = name.format(folder=tmp_path)
    assert refusal("import_page", put(folder, f"# 题目\n\n![画面]({name})\n\n正文。\n"), *HERE) == (
        f"稿.md 第 3 行：图片“{name}”必须放在稿件所在的文件夹里。"
    )


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path):
    folder = tmp_path / "来稿"
    put_picture(tmp_path, "图.png")
    folder.mkdir()
    (folder / "pictures").symlink_to(tmp_path / "pictures")
    assert refusal("import_page", put(folder, story("图.png")), *HERE) == (
        "稿.md 第 5 行：图片“pictures/图.png”必须放在稿件所在的文件夹里。"
    )


def test_a_folder_that_is_itself_a_link_holds_its_pictures(tmp_path: Path):
    folder = tmp_path / "来稿"
    folder.mkdir()
    put_picture(folder, "图.png")
    (tmp_path / "近路").symlink_to(folder)
    run("import_page", put(tmp_path / "近路", story("图.png")), *HERE)
    assert Image.objects.count() == 1


def test_a_picture_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    put_picture(tmp_path, "图.png")
    file, opened = put(tmp_path, story("图.png")), Path.open

    def refuse(path: Path, *args, **kwargs):
        if path.suffix == ".png":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal("import_page", file, *HERE) == (
        "稿.md 第 5 行：读不到图片“pictures/图.png”；请检查它的权限再导入。"
    )


def test_a_dry_run_keeps_no_picture(tmp_path: Path):
    put_picture(tmp_path, "图.png")
    before = everything()
    run("import_page", put(tmp_path, story("图.png")), *HERE, "--dry-run")
    assert everything() == before


def test_pictures_are_kept_by_their_content_and_named_after_their_file(tmp_path: Path):
    data = put_picture(tmp_path, "河滩.png")
    put_picture(tmp_path, "又名.png", data)
    before = files()
    run("import_page", put(tmp_path, story("河滩.png", "又名.png", "河滩.png")), *HERE)
    image = Image.objects.get()
    sha256 = images.fingerprint(data)
    assert (image.title, image.sha256, image.width, image.height) == ("河滩", sha256, 64, 48)
    assert image.uploaded_by.username == "system"
    assert [use.image for use in ImageUse.objects.all()] == [image] * 3
    assert [path for path in files() if path not in before] == sorted(
        images.path(sha256, name)
        for name in {rendition.file for rendition in image.renditions.all()}
    )
    assert {rendition.file for rendition in image.renditions.filter(spec__startswith="width")} == {
        "64.webp",
        "fallback.jpg",
    }


def test_a_picture_that_the_paper_has_is_used_again(tmp_path: Path):
    data = put_picture(tmp_path, "图.png")
    image = images.keep(data, images.prepare(data), title="旧图", by=None)
    before = files()
    run("import_page", put(tmp_path, story("图.png")), *HERE)
    assert (Image.objects.get().title, ImageUse.objects.get().image) == ("旧图", image)
    assert files() == before


def test_a_page_that_stands_already_needs_its_pictures_no_more(tmp_path: Path):
    put_picture(tmp_path, "图.png")
    file = put(tmp_path, f"第02版\n\n{story('图.png')}\n第03版\n\n# 题目\n\n正文一段。\n")
    run("import_page", file, *DATE)
    lost = Page.objects.get(number=3)
    lost.placements.all().delete()
    lost.delete()
    (tmp_path / "pictures" / "图.png").unlink()
    run("import_page", file, *DATE)
    assert list(Page.objects.values_list("number", flat=True)) == [2, 3]


def test_a_picture_whose_files_were_lost_gets_them_back(tmp_path: Path):
    data = put_picture(tmp_path, "图.png")
    made = images.prepare(data)
    images.record(images.fingerprint(data), made, title="旧图", by=None)
    run("import_page", put(tmp_path, story("图.png")), *HERE)
    name = images.path(images.fingerprint(data), "64.webp")
    with default_storage.open(name) as kept:
        assert kept.read() == made.files["64.webp"]


def test_on_a_full_disk_no_half_of_a_picture_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    put_picture(tmp_path, "一.png")
    put_picture(tmp_path, "二.png")
    file, save, saved = put(tmp_path, story("一.png", "二.png")), default_storage.save, []

    def fill_up(name: str, content) -> str:
        saved.append(save(name, content))
        if len(saved) == 3:
            raise OSError(28, "No space left on device")
        return saved[-1]

    monkeypatch.setattr(default_storage, "save", fill_up)
    assert refusal("import_page", file, *HERE) == (
        "稿.md：图片存不下（No space left on device），没有导入；请检查存放图片的磁盘。"
    )
    assert len(saved) == 3
