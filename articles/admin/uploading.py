"""Pictures as they come from the story's form: one file a request, answered in JSON."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.utils.timezone import localtime, now

from articles import images
from articles.forms.pictures import credit
from articles.models import Image

#: What browsers call a picture that comes from the clipboard, whatever it shows.
PASTED = "image"


def receive(desk: admin.ModelAdmin, request: HttpRequest) -> JsonResponse:
    """Keep the file, or say why not: `{"error": …}` with a status of its own for each reason."""
    if request.method != "POST":
        return _refused("请从稿件页面上传图片。", 405)
    if not may_upload(desk, request):
        return _refused("您没有上传图片的权限，请找编辑办理。", 403)
    upload = request.FILES.get("file")
    if upload is None:
        return _refused("没有收到文件，请重新选择。", 400)
    if (upload.size or 0) > images.MAX_BYTES:
        return _refused(f"图片超过 {images.MAX_BYTES // 1024 // 1024} MB，请压缩后再传。", 413)
    try:
        return JsonResponse(_kept(desk, request, upload))
    except images.BadImage as error:
        return _refused(str(error), 422)
    except OSError:
        return _refused("图片存不下，没有上传；请管理员检查存放图片的磁盘。", 507)


def may_upload(desk: admin.ModelAdmin, request: HttpRequest) -> bool:
    """Who adds pictures and writes stories."""
    writes = any(request.user.has_perm(f"articles.{verb}_article") for verb in ("add", "change"))
    return writes and desk.has_add_permission(request)


def _kept(desk: admin.ModelAdmin, request: HttpRequest, upload: UploadedFile) -> dict[str, Any]:
    """The picture as a new line of the story shows it. `known`: it was there already. Raises BadImage, OSError."""
    data = upload.read()
    facts = images.facts(data)
    image = Image.objects.filter(sha256=images.fingerprint(data)).first()
    known = image is not None
    if image is None:
        image = images.keep(
            data,
            images.prepare(data),
            title=facts.title or _named(upload.name or ""),
            photographer=facts.photographer,
            by=request.user,
        )
        desk.log_addition(request, image, [{"added": {}}])
    return {
        "id": image.pk,
        "title": image.title,
        "thumbnail": image.thumbnail_url,
        "caption": facts.caption[:300],
        "credit": credit(image.photographer or facts.photographer)[:80],
        "known": known,
    }


def _named(file: str) -> str:
    """`雪后.png` -> `雪后`; what was pasted has only the name that browsers give to all of it."""
    name = PurePath(file).stem
    return name if name and name != PASTED else f"粘贴的图片 {localtime(now()):%m-%d %H:%M}"


def _refused(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"error": reason}, status=status)
