"""What every page declares before its content."""

import reflex as rx

# What /behaviours.js imports at once, named here so that one round trip brings it all.
BEHAVIOURS = (
    "answers",
    "clicks",
    "counter",
    "credentials",
    "documents",
    "drafts",
    "drops",
    "emails",
    "every",
    "focus",
    "frame",
    "glance",
    "invoice",
    "key_file",
    "numbers",
    "page",
    "paste",
    "search",
    "session",
    "submits",
    "values",
    "waiting",
)


def head_components() -> list[rx.Component]:
    """List icons and scripts; the storage stand-in has to run before any module."""
    return [
        rx.el.script(src="/storage.js"),
        rx.el.script(src="/behaviours.js", type="module"),
        *(
            rx.el.link(rel="modulepreload", href=f"/behaviours/{part}.js")
            for part in BEHAVIOURS
        ),
        rx.el.link(rel="icon", href="/favicon.ico", sizes="32x32"),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.meta(name="theme-color", content="#ffffff", custom_attrs=_when("light")),
        rx.el.meta(name="theme-color", content="#0e171f", custom_attrs=_when("dark")),
        rx.el.meta(name="format-detection", content="telephone=no"),
    ]


def _when(scheme: str) -> dict[str, str]:
    return {"media": f"(prefers-color-scheme: {scheme})"}
