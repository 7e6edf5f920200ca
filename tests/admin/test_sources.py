"""来稿原件 on the desk: read with the importer's line numbers, taken away byte for byte, by staff alone."""

import hashlib

import pytest
from django.urls import reverse

from articles.models import Source
from articles.permissions import Role, system_account
from tests.factories import DATE, make_issue, make_user

pytestmark = pytest.mark.django_db

TEXT = "# 雪后云岭\r\n\r\n　　近日，<b>雪</b>落云岭。\n（何晓）\n"


def keep(data: bytes, name: str = "第2版 来稿.md") -> Source:
    return Source.objects.create(
        issue=make_issue(DATE, stories=0),
        filename=name,
        data=data,
        fingerprint=hashlib.sha256(data).hexdigest(),
        created_by=system_account(),
    )


def page(client, source: Source) -> str:
    url = reverse("admin:articles_source_change", args=[source.pk])
    return client.get(url).content.decode()


def download_url(source: Source) -> str:
    return reverse("admin:source_download", args=[source.pk])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_shown_with_the_importers_lines_in_whatever_encoding_it_came(
    client, staff, encoding
):
    source = keep(TEXT.encode(encoding))
    assert (
        '<ol class="source"><li id="l1"># 雪后云岭</li><li id="l2"></li>'
        '<li id="l3">　　近日，&lt;b&gt;雪&lt;/b&gt;落云岭。</li><li id="l4">（何晓）</li></ol>'
    ) in page(client, source)
    assert download_url(source) in page(client, source)


def test_a_page_of_html_is_shown_as_the_lines_that_the_importer_reads(client, staff):
    source = keep("<h1>雪后云岭</h1><p>近日，<b>雪</b>落云岭。</p>".encode(), "粘贴的来稿.html")
    assert (
        '<ol class="source"><li id="l1">雪后云岭</li><li id="l2">近日，雪落云岭。</li></ol>'
    ) in page(client, source)


def test_what_the_importer_cannot_open_is_offered_for_download_alone(client, staff):
    source = keep(b"PK\x03\x04\x00\x00\x08\x00", "来稿.docx")
    assert "这里打不开这份文件，请下载后用相应的程序打开。" in page(client, source)
    assert client.get(download_url(source)).content == b"PK\x03\x04\x00\x00\x08\x00"


def test_a_download_is_the_file_byte_for_byte_and_nothing_that_a_browser_runs(client, staff):
    data = b"<script>alert(1)</script>" + TEXT.encode("gb18030")
    response = client.get(download_url(keep(data)))
    assert response.content == data
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E7%AC%AC2%E7%89%88%20%E6%9D%A5%E7%A8%BF.md"
    )
    assert "no-store" in response["Cache-Control"]


def test_who_is_not_of_the_staff_gets_no_source(client):
    source = keep(TEXT.encode())
    url = download_url(source)
    for user in (None, make_user("读者"), make_user("新来的", is_staff=True)):
        if user:
            client.force_login(user)
        response = client.get(url)
        assert response.status_code in (302, 403)
        assert TEXT.encode() not in response.content
    client.force_login(make_user("何小录", role=Role.REPORTER))
    assert client.get(url).content == TEXT.encode()
    assert client.get(reverse("admin:source_download", args=[source.pk + 1])).status_code == 404
