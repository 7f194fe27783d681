"""Django's settings. Everything an administrator can set comes from the environment; nothing has to be set.

`cor-server` makes the data folder and its keys before Django reads this (state.py); importing it writes nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from sync_server.config import databases, state
from sync_server.config.unfold import UNFOLD as UNFOLD

_env = os.environ.get

COR_DATA = state.data_folder()
COR_SERVER_KEY_FILE = COR_DATA / state.SERVER_KEY
COR_PUBLIC_URL = _env("COR_PUBLIC_URL", "").rstrip("/")
COR_SERVER_NAME = _env("COR_SERVER_NAME", "COR server")
COR_HELP = _env("COR_HELP", "")
COR_HOSTED_BY = _env("COR_HOSTED_BY", "")
COR_HOSTING_POLICY = _env("COR_HOSTING_POLICY", "")

DEBUG = False
SECRET_KEY = state.secret_key(COR_DATA)
ROOT_URLCONF = "sync_server.config.urls"
WSGI_APPLICATION = "sync_server.config.wsgi.application"
INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "sync_server.audit",
    "sync_server.accounts",
    "sync_server.catalog",
    "sync_server.progress",
    "sync_server.certificates",
]
MIDDLEWARE = [
    "sync_server.config.middleware.Headers",
    "sync_server.config.middleware.PageSecurity",
    "sync_server.config.middleware.PageStatic",
    "sync_server.config.middleware.PageSessions",
    "sync_server.config.middleware.PageCommon",
    "sync_server.config.middleware.PageCsrf",
    "sync_server.config.middleware.PageAuthentication",
    "sync_server.config.middleware.PageMessages",
    "sync_server.config.middleware.PageFrames",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": databases.database(_env("COR_DATABASE_URL", ""), COR_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["sync_server.accounts.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # ASVS 6.2.1, without a second factor
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
]

# Staff on the web pages: an hour without a request ends the session.
SESSION_COOKIE_AGE = 3600
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_SAMESITE = "Lax"

_public = urlsplit(COR_PUBLIC_URL)
if COR_PUBLIC_URL and not (_public.scheme in ("http", "https") and _public.hostname):
    raise ValueError("COR_PUBLIC_URL must be a whole address, such as https://learn.example.org")
_is_https = _public.scheme == "https"
ALLOWED_HOSTS = [_public.hostname, "localhost", "127.0.0.1", "[::1]"] if _public.hostname else ["*"]
CSRF_TRUSTED_ORIGINS = [COR_PUBLIC_URL] if _public.hostname else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_https
# Only a server that knows its public address stands behind a proxy that sets this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_https else None
CSRF_FAILURE_VIEW = "sync_server.config.pages.cookies_refused"
SECURE_HSTS_SECONDS = 31_536_000  # sent over https only
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if _is_https else None  # browsers ignore it elsewhere, and complain
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # cor_protocol.wire.MAX_INFLATED

LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in [Path(__file__).parent / "static"] if folder.is_dir()]
WHITENOISE_USE_FINDERS = True  # nothing has to be collected first
WHITENOISE_AUTOREFRESH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "sync_server.common.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # It names addresses of pages; what matters is logged by errors.py, without them.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "cor": {"level": "INFO"},
    },
}
