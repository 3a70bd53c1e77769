"""How devices and their owners are shown."""

# In this order: most browsers claim to be the ones below them as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def masked(email: str) -> str:
    """Show enough of an e-mail to recognise one's own."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}***@{domain}"


def device(user_agent: str) -> str:
    """Name a browser and its system as people do; others are just browsers."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    named = " en ".join(part for part in (browser, system) if part)
    return named or "Otro navegador"
