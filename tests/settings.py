"""The product's settings with nothing of this machine in them: files in a folder that is deleted at the end."""

import atexit
import os
import shutil
import tempfile

KEEP = "NEWSROOM_TESTS_VAR"  # how `manage.py test` names the folder, and pytest to its worker processes
if KEEP not in os.environ:
    os.environ[KEEP] = tempfile.mkdtemp(prefix="newsroom-tests-")
    atexit.register(
        lambda owner: os.getpid() == owner and shutil.rmtree(os.environ[KEEP], ignore_errors=True),
        os.getpid(),  # a test may fork: the child must not clear up
    )
for name in [name for name in os.environ if name.startswith("NEWSROOM_") and name != KEEP]:
    del os.environ[name]
os.environ["NEWSROOM_VAR"] = os.environ[KEEP]
os.environ["NEWSROOM_THREADS"] = "16"  # tests of "two at once" hold more threads than a server has

# The one star import of the project. Tests that copied the settings would test the copy.
from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import DATABASES, STORAGES, VAR  # noqa: E402

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")  # two workers must not write one file

# SQLite in a file, as in production: in memory all threads share one connection, and the browser tests' server
# would see half of its own transactions.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": VAR / "tests.sqlite3"}

MEDIA_ROOT = VAR / WORKER / "media"
STATIC_ROOT = VAR / WORKER / "static"
for folder in (MEDIA_ROOT, STATIC_ROOT):  # whitenoise warns of a folder that is not there
    folder.mkdir(parents=True, exist_ok=True)

# Files under their own names, from where they are written: no collectstatic before a test.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

DEBUG = False
# The real hasher takes 0.2 s a login, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
