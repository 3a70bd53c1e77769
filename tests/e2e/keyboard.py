"""A person who has a keyboard and nothing else."""

from playwright.sync_api import FilePayload, Locator, Page, expect

_MOST_TABS = 80
_IS_FOCUSED = "element => element === document.activeElement"


class Keyboard:
    """Reaches controls with Tab and works them with keys."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Press Tab until a control has the focus, from wherever it is now."""
        expect(target).to_be_visible()
        for _ in range(_MOST_TABS):
            if target.evaluate(_IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
        message = f"Tab never comes to {target}"
        raise AssertionError(message)

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.reach(target)
        self.page.keyboard.press(key)

    def type(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def pick(self, target: Locator, label: str) -> None:
        """Choose in a list by the first letters of a line."""
        expect(target.get_by_role("option", name=label, exact=True)).to_be_attached()
        self.reach(target)
        self.page.keyboard.type(label)
        expect(target.locator("option:checked")).to_have_text(label)

    def choose_file(self, target: Locator, file: FilePayload) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.press(target, "Space")
        chooser.value.set_files(file)
