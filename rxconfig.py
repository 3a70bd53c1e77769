"""Reflex's configuration, from our settings."""

import reflex as rx
from reflex.constants import StateManagerMode
from reflex.plugins import SitemapPlugin, TailwindV4Plugin

from asystec_web.frontend import OwnFrontend
from asystec_web.settings import settings

_settings = settings()
_redis = _settings.redis_url.get_secret_value()

config = rx.Config(
    app_name="asystec_web",
    api_url=f"http://localhost:{_settings.port}",
    backend_port=_settings.port,
    frontend_port=_settings.port,
    redis_url=_redis or None,
    state_manager_mode=StateManagerMode.REDIS if _redis else StateManagerMode.MEMORY,
    cors_allowed_origins=list(_settings.origins),
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[TailwindV4Plugin(config={"plugins": []}), OwnFrontend()],
    disable_plugins=[SitemapPlugin],
)
