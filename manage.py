#!/usr/bin/env python3
"""Django's entry point, which also brings up a bare machine: git, python3 >= 3.11 and pip are all it needs.

`demo` and `test` always run in the checkout's .venv, made on first use from the hash-pinned requirements with
the *caller's* pip: everyone has it, and it honours the mirror set in pip.conf, which is the rule in China.
Other commands use .venv if it is there, else the packages around them (a container), else make .venv.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "newsroom-installed.txt"  # empty while an installation runs, absent if made by hand
INSIDE = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
PACKAGES = ("django", "csp", "django_prose_editor", "whitenoise")  # together they are no chance


def main():
    if sys.version_info < (3, 11):
        sys.exit("需要 Python 3.11 或更新的版本，请装好后重试。现在是 " + sys.version.split()[0])
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in ("demo", "test") or PYTHON.exists() or not all(map(find_spec, PACKAGES)):
        try:
            use_venv(command)
        except KeyboardInterrupt:
            sys.exit("安装已中断，下次运行会重新安装。")
        except OSError as error:
            sys.exit(f"无法安装到 {VENV}：{error}。请检查权限和磁盘空间后重试。")
    if command == "test":
        from tests.__main__ import main as run_tests

        sys.exit(run_tests(sys.argv[2:]))
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    execute_from_command_line(sys.argv)


def use_venv(command):
    """Returns only if this process runs in a .venv that is current; else it becomes one that does."""
    dev = command == "test"
    usable = made_by_hand() and any(VENV.glob("[Ll]ib/*/site-packages/django"))
    left_alone = usable and (INSIDE or command not in ("demo", "test"))
    if not left_alone and not wanted(dev) <= installed():
        with only_one():
            if not wanted(dev) <= installed():  # done by another process while this one waited
                install(dev)
    elif INSIDE:
        return
    os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])


def made_by_hand():
    return PYTHON.exists() and not STAMP.exists()


def installed():
    there = PYTHON.exists() and STAMP.exists()
    return set(STAMP.read_text().split("\n")) if there else set()


def wanted(dev):
    """The requirements by content, and an origin that changes when the checkout or the system's Python moves."""
    names = ["requirements.txt", "requirements-dev.txt"][: 1 + dev]
    return {origin(), *(hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names)}


def origin():
    return f"{PYTHON} = {os.path.realpath(PYTHON)}"


@contextlib.contextmanager
def only_one():
    """Locks the checkout's folder: no lock file lies about, and the system lets go if this process is killed."""
    folder = os.open(ROOT, os.O_RDONLY)
    with contextlib.suppress(ImportError, OSError):  # Windows; a network file system without locks
        import fcntl

        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个进程正在安装依赖，等它完成……")
            fcntl.flock(folder, fcntl.LOCK_EX)
    yield
    os.close(folder)


def install(dev):
    python = sys._base_executable if INSIDE else sys.executable  # .venv itself has no pip
    if not INSIDE and not find_spec("pip"):
        sys.exit(f"{python} 没有 pip。Debian/Ubuntu 请先运行：sudo apt install python3-pip")
    began, by_hand = time.monotonic(), made_by_hand()
    update = by_hand or origin() in installed()
    say(f"{'依赖有更新' if update else '首次运行'}：正在安装依赖，约需半分钟，网络慢时要几分钟……")
    if not update:  # nothing there, or cut short: to pip half a package looks like a whole one
        shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir(exist_ok=True)
    if not by_hand:
        STAMP.write_text("")
    # Without pip, so that it works where Debian's python3-venv is missing.
    made = update or run(python, "-m", "venv", "--without-pip", VENV)
    file = ROOT / ("requirements-dev.txt" if dev else "requirements.txt")
    pip = (python, "-m", "pip", "--python", PYTHON, "install", "-q", "--require-hashes")
    if made and run(*pip, "-r", file):
        STAMP.write_text("\n".join(wanted(dev)))
        return say(f"依赖已装好，用时 {time.monotonic() - began:.0f} 秒。")
    if not by_hand:
        STAMP.write_text(origin())  # pip ended in order: the next try goes on from here
    say("安装依赖失败，原因见上。请检查网络后重试；连不上官方软件源时，请先设置镜像：")
    sys.exit(f"  {python} -m pip config set global.index-url 镜像地址")


def run(*command):
    """The caller's settings for pip count, the mirror above all, save those that would install elsewhere."""
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT", "PYTHONPATH")
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    environment |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_NO_INPUT": "1"}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    return subprocess.run(command, env=environment, stdout=sys.stderr).returncode == 0


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
