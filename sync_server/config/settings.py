"""Django's settings. Everything an administrator can set comes from the environment; nothing has to be set.

`cor-server` makes the data folder and its keys before Django reads this (state.py); importing it writes nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from sync_server.config import databases, state
from sync_server.config.unfold import UNFOLD as UNFOLD
from sync_server.mail import route as mail_route

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
    "post_office",
    "sync_server.mail",  # before allauth, whose mails it words
    "sync_server.accounts",  # before allauth, whose pages and mails it words anew
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.headless",
    "sync_server.audit",
    "sync_server.catalog",
    "sync_server.organizations",
    "sync_server.policies",
    "sync_server.progress",
    "sync_server.certificates",
    "sync_server.sync_files",
]
MIDDLEWARE = [
    "sync_server.config.languages.Languages",
    "sync_server.config.middleware.Headers",
    "sync_server.config.middleware.PageSecurity",
    "sync_server.config.middleware.PageStatic",
    "sync_server.config.middleware.PageSessions",
    "sync_server.config.middleware.PageCommon",
    "sync_server.config.middleware.PageCsrf",
    "sync_server.config.middleware.PageAuthentication",
    "allauth.account.middleware.AccountMiddleware",
    "sync_server.config.middleware.PageMessages",
    "sync_server.config.middleware.PageLifetimes",
    "sync_server.config.middleware.PageLanguage",
    "sync_server.config.middleware.PageSecondFactor",
    "sync_server.config.middleware.PageFrames",
    "sync_server.config.middleware.PageFacts",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"languages": "sync_server.config.language_tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": databases.database(_env("COR_DATABASE_URL", ""), COR_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # In the database, because the limits on sign-in must hold over all workers and all servers.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cor_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # Django's 300 would drop limits that still hold, a few labs on
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "sync_server.accounts.roles.RolePermissions",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["sync_server.accounts.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "sync_server.accounts.password_rules.Rules"}]

# Idle and absolute lifetimes by role stand in accounts/web_sessions.py; this is the longest that any may live.
SESSION_ENGINE = "sync_server.accounts.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/accounts/"
ACCOUNT_ADAPTER = "sync_server.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "sync_server.accounts.forms.SignupForm"
ACCOUNT_FORMS = {
    "signup": "sync_server.accounts.allauth_forms.WebSignupForm",
    "reset_password": "sync_server.accounts.allauth_forms.WebResetForm",
    "change_password": "sync_server.accounts.allauth_forms.WebChangeForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False  # web_sessions.py says how long they live
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# How many proxies of one's own add to X-Forwarded-For; without any it is nobody's word but the asker's.
if not _env("COR_TRUSTED_PROXIES", "0").isdecimal():
    raise ValueError("COR_TRUSTED_PROXIES must be a number: how many proxies stand before the server, such as 1")
ALLAUTH_TRUSTED_PROXY_COUNT = int(_env("COR_TRUSTED_PROXIES", "0"))
# By address sized for a lab of 40 behind one router; by account and device in accounts/delays.py (ASVS 6.1.1).
ACCOUNT_RATE_LIMITS = {
    "login": "",  # an attacker in the same school would stop those whose devices are known
    "login_checked": "240/m/ip",  # passwords that are really looked at, of devices that are not known
    "login_failed": "",  # wrong codes of a second factor: second_factor_forms.py
    "signup": "120/m/ip",
    "reset_password": "120/m/ip,5/m/key,20/h/key",  # by the hour, so that nobody's mailbox is filled from here
    "reset_password_from_key": "120/m/ip",
    "confirm_email": "1/10s/key,20/h/key",
    "reauthenticate": "10/m/user",
}
MFA_FORMS = {
    "authenticate": "sync_server.accounts.second_factor_forms.AuthenticateForm",
    "reauthenticate": "sync_server.accounts.second_factor_forms.ReauthenticateForm",
}
MFA_ADAPTER = "sync_server.accounts.mfa_adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_TOLERANCE = 1  # half a minute, for a phone whose clock is off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not COR_PUBLIC_URL.startswith("https:")  # browsers allow it on localhost only
SOCIALACCOUNT_ADAPTER = "sync_server.accounts.single_sign_on.adapter.SsoAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "oidc"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "sync_server.accounts.single_sign_on.identity_provider.OrganizationProvider"}
}
SOCIALACCOUNT_AUTO_SIGNUP = False  # the policy has to be acknowledged
SOCIALACCOUNT_FORMS = {"signup": "sync_server.accounts.single_sign_on.form.SingleSignOnForm"}
HEADLESS_CLIENTS = ["app"]
HEADLESS_ONLY = False
HEADLESS_TOKEN_STRATEGY = "sync_server.accounts.sign_ins.Tokens"  # noqa: S105 - a class, no token
HEADLESS_SERVE_SPECIFICATION = False

COR_MAIL_ROUTE = mail_route.route(_env("COR_SMTP_URL", ""), _env("COR_SMTP_PASSWORD_FILE", ""))
DEFAULT_FROM_EMAIL = mail_route.from_header(_env("COR_MAIL_FROM", ""), COR_SERVER_NAME, COR_MAIL_ROUTE)
EMAIL_BACKEND = "sync_server.mail.backend.Backend"

_public = urlsplit(COR_PUBLIC_URL)
if COR_PUBLIC_URL and not (_public.scheme in ("http", "https") and _public.hostname):
    raise ValueError("COR_PUBLIC_URL must be a whole address, such as https://learn.example.org")
_is_https = _public.scheme == "https"
ALLOWED_HOSTS = [_public.hostname, "localhost", "127.0.0.1", "[::1]"] if _public.hostname else ["*"]
CSRF_TRUSTED_ORIGINS = [COR_PUBLIC_URL] if _public.hostname else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_https
CSRF_COOKIE_HTTPONLY = True
if _is_https:  # a browser takes these names only from this very host, over https (ASVS 3.3.1, 3.3.3)
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
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
LANGUAGES = [("en", "English"), ("es", "Español")]  # each by the name that its speakers give it
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
FORMAT_MODULE_PATH = "sync_server.common.formats"
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
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "lines"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # It names addresses of pages; what matters is logged by errors.py, without them.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        # It would name addresses, on a handler of its own; sync_server/mail logs what matters by ids.
        "post_office": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False},
        "cor": {"level": "INFO"},
    },
}
