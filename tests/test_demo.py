"""The first command of the README, as a process of its own with its own data."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError

from articles import workflow, writing
from articles.management.demo import loading, serving
from articles.models import Article, Byline, ImageUse, Issue, Source
from sections.models import Section

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.django_db
@pytest.mark.usefixtures("drawn_small")
def test_the_samples_are_the_shop_window():
    assert [sentence.split("，")[1:] for sentence in loading.load()] == [
        ["4 个版", "14 篇稿件。"]
    ] * 2
    assert [issue.total_number for issue in Issue.objects.public().newest_first()] == [1286, 1285]
    assert Article.objects.public().count() == 28
    assert {"科协动态", "他山之石"} < set(Section.objects.values_list("name", flat=True))
    for feature in ("kicker", "subtitle", "dateline", "source"):
        assert Article.objects.exclude(**{feature: ""}).count() >= 2, feature
    assert Article.objects.filter(title__contains="\n").count() >= 10
    assert Article.objects.filter(body__contains="<h3>").count() >= 8
    assert ImageUse.objects.exclude(image=None).exclude(credit="").count() >= 8
    assert not ImageUse.objects.filter(image=None).exists()
    assert not ImageUse.objects.filter(alt="").exists()
    assert {"", "本报记者", "记者", "通讯员", "实习生", "据"} <= set(
        Byline.objects.values_list("role", flat=True)
    )
    assert set(Byline.objects.values_list("kind", flat=True)) == {"person", "organisation"}


@pytest.mark.django_db
@pytest.mark.usefixtures("drawn_small")
def test_loading_again_changes_nothing():
    list(loading.load())
    before = list(Article.objects.values_list("pk", "version", "updated_at"))
    assert list(loading.load()) == []
    assert list(Article.objects.values_list("pk", "version", "updated_at")) == before
    assert Source.objects.count() == 2


@pytest.mark.django_db
def test_the_password_is_shown_once_and_can_be_set_anew(client):
    first = loading.staff_account()
    assert loading.staff_account() is None
    second = loading.staff_account(reset=True)
    assert [client.login(username=loading.USERNAME, password=p) for p in (first, second)] == [
        False,
        True,
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("drawn_small")
def test_a_story_can_go_through_the_whole_review_with_the_accounts_of_the_demo(client):
    password = loading.staff_account()
    users = {user.username: user for user in get_user_model().objects.all()}
    assert client.login(username="zongbian", password=password)
    story = Article(title="云海之上", body="<p>近日，雪落云岭。</p>")
    writing.save(story, by=users["jizhe"])
    workflow.submit(story, by=users["jizhe"])
    for name in ("zebian", "zhuren", "zongbian"):
        workflow.approve(story, by=users[name])
    assert story.state == "signed_off"


def test_a_taken_port_is_said_with_the_next_free_one(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        free = serving.next_free(port)
        with pytest.raises(CommandError, match=rf"端口 {port} 已被占用.*--port {free}"):
            call_command("demo", port=port)


@pytest.mark.django_db
@pytest.mark.usefixtures("drawn_small")
@pytest.mark.parametrize(("port", "option"), [(8000, ""), (8123, " --port 8123")])
def test_a_demo_that_is_not_served_promises_no_address(capsys, monkeypatch, port, option):
    monkeypatch.setattr(serving, "collect_static", lambda: None)
    monkeypatch.setattr(loading, "staff_account", lambda *, reset: "mi-ma-12")
    call_command("demo", port=port, no_serve=True)
    said = capsys.readouterr().out.splitlines()
    assert said[-3:] == [
        f"示例已备好，网站没有启动；启动请运行：python3 manage.py demo{option}",
        "账号 bianji　密码 mi-ma-12",
        "审稿同事　jizhe（记者）、zebian（责任编辑）、zhuren（部主任）、zongbian（总编辑）、jiaodui（校对），密码相同",
    ]
    assert [line for line in said if "http" in line or "Ctrl" in line] == []


def environment(var: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "DATABASE_URL") if name in os.environ}
    return kept | {"NEWSROOM_VAR": str(var), "HOME": str(var), "LC_ALL": "C.UTF-8"}


def test_the_demo_serves_both_issues_to_readers_and_the_desk_to_staff(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    surroundings = environment(tmp_path)
    surroundings.pop("DATABASE_URL", None)
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=log)
    try:
        front = _wait_for(f"http://127.0.0.1:{port}/", server, seconds=120)
        style = re.search(r'href="(/static/css/[\w.]+\.css)"', front)[1]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{style}") as answer:
            assert "max-age=315360000" in answer.headers["Cache-Control"]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/admin/") as answer:
            assert "编辑部" in answer.read().decode()
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert "总第1286期" in front
    printed = (tmp_path / "log").read_text()
    assert f"http://127.0.0.1:{port}/admin/" in printed
    assert re.search(r"账号 bianji　密码 \S{12}", printed)
    assert "Traceback" not in printed


def _wait_for(url: str, server: subprocess.Popen, *, seconds: int) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer")
