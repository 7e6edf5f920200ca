"""The one settings file. What differs between machines comes from the environment (.env.example lists it)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from js_asset import static_lazy

from newsroom import env

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(env.text("NEWSROOM_VAR", default=str(ROOT / "var")))  # database, pictures, secret key

RELEASE = env.release(ROOT)

DEBUG = env.flag("NEWSROOM_DEBUG")
SECRET_KEY = env.secret("NEWSROOM_SECRET_KEY", keep_in=VAR / "secret-key")
ALLOWED_HOSTS = env.words("NEWSROOM_HOSTS", default=("127.0.0.1", "localhost", "[::1]"))

# While it is set, or the file is there, everything but static files answers 503; the file needs no restart,
# and what is written in it is told to readers.
MAINTENANCE = env.flag("NEWSROOM_MAINTENANCE")
MAINTENANCE_FILE = VAR / "maintenance"

# --- what is installed ----------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.DeskConfig",  # django.contrib.admin with the paper's own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "taggit",
    "js_asset",
    "django_prose_editor",
    "sections",
    "articles",
]

MIDDLEWARE = [
    "newsroom.middleware.head_alone",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.middleware.permissions_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.middleware.maintenance",  # above whatever asks the database, below what serves the stylesheets
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "newsroom.middleware.ReadersOnlyRead",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.sessions.Sessions",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- data -----------------------------------------------------------------------------------------

DATABASES = {"default": env.database(sqlite=VAR / "newsroom.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Readers' pages, whole, under the edition stamp (articles/page_cache.py): about 20 KB each, per process.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The largest upload is a picture or a document of 40 MB; a pasted page stays below 5 MB of text.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "articles.text.tags.split_tags"
TAGGIT_STRING_FROM_TAGS = "articles.text.tags.join_tags"

# --- review ---------------------------------------------------------------------------------------

# 三审; a small newsroom may go without 复审. The record of every review says by which order it was given.
REVIEW_STEPS = env.one_of("NEWSROOM_REVIEW_STEPS", (2, 3), default=3)
# 审校分开: who proofreads a story does not review it, unless the newsroom has too few people for that.
PROOFREADERS_MAY_REVIEW = env.flag("NEWSROOM_PROOFREADERS_MAY_REVIEW")

# --- at the foot of every page (articles/notices.py) ----------------------------------------------

ICP_NUMBER = env.text("NEWSROOM_ICP_NUMBER")
POLICE_NUMBER = env.text("NEWSROOM_POLICE_NUMBER")
NEWS_LICENCE = env.text("NEWSROOM_NEWS_LICENCE")
REPORT_PHONE = env.text("NEWSROOM_REPORT_PHONE")
REPORT_EMAIL = env.text("NEWSROOM_REPORT_EMAIL")
COPYRIGHT = env.text("NEWSROOM_COPYRIGHT")
COPYRIGHT_SINCE = env.number("NEWSROOM_COPYRIGHT_SINCE", default=0)

# --- people and safety ----------------------------------------------------------------------------

LOGIN_URL = reverse_lazy("admin:login")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"articles.accounts.passwords.{name}"}
    for name in ("LongEnough", "NotTried", "NotGuessed")
]
# Whose sign-in asks for a code beside the password, by role; for everybody else that is his own choice.
SECOND_FACTOR_ROLES = env.words("NEWSROOM_SECOND_FACTOR_ROLES")
# So many proxies stand in front and add to X-Forwarded-For whom they saw; what others wrote there is not read.
TRUSTED_PROXIES = env.number("NEWSROOM_TRUSTED_PROXIES", default=0)

# Without a person's doing anything for so long: his session ends; publishing asks for the password again.
IDLE_HOURS = env.number("NEWSROOM_IDLE_HOURS", default=12, least=1)
PUBLISHING_IDLE_MINUTES = env.number("NEWSROOM_PUBLISHING_IDLE_MINUTES", default=30, least=1)

# Behind HTTPS (production) every cookie is bound to it. The demo speaks plain HTTP on the loopback address.
HTTPS = env.flag("NEWSROOM_HTTPS")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("NEWSROOM_BEHIND_PROXY") else None
)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# Where to report a weakness: mail addresses or https:// pages, told in /.well-known/security.txt.
SECURITY_CONTACTS = env.words("NEWSROOM_SECURITY_CONTACT")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

# The readers' policy: nothing but the paper's own files. The admin widens it in newsroom/admin_site.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The body's editor: what a paste goes through. It adds no word to the vocabulary, so nothing to any allow-list.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("js/admin/paste-clean.js")],
        "extensions": {"PasteClean": lambda *_: None},
    }
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
