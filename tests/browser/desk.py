"""Filling in and sending the forms of the desktop pages, as a person would: by what the page calls things."""
import re

from playwright.sync_api import Locator, Page, expect


def field(page: Page, label: str) -> Locator:
    """The control of that label, with or without the star of what must be filled in."""
    return page.get_by_label(re.compile(rf"^{re.escape(label)}\s*\*?$"))


def fill(page: Page, **values):
    """Types texts, chooses options, and ticks boxes (a list) by the labels of the fields."""
    for label, value in values.items():
        if isinstance(value, list):
            group = page.get_by_role("group", name=re.compile(f"^{re.escape(label)}"))
            for box in value:
                group.get_by_label(box, exact=True).check()
            continue
        control = field(page, label).first
        if control.evaluate("it => it.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)


def pick(page: Page, label: str, *texts: str):
    """Chooses from a long list on the server: types a word, takes the line that shows it."""
    for text in texts:
        control = field(page, label).first
        control.click()
        control.press_sequentially(text)
        page.get_by_role("option").filter(has_text=text).first.click()


def send(page: Page, button: str, notice: str = ""):
    """Presses the button, and waits for what the page then says."""
    page.get_by_role("button", name=button, exact=True).first.click()
    if notice:
        expect(page.locator(".notice").filter(has_text=notice)).to_be_visible()


def row(page: Page, *texts: str) -> Locator:
    """The row of a table that shows all these texts."""
    found = page.locator("tbody tr")
    for text in texts:
        found = found.filter(has_text=text)
    return found.first


def menu(page: Page, entry: str):
    """Opens an entry of the main menu."""
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name=entry, exact=True).click()


def path(page: Page) -> str:
    """The address of the page without its server."""
    return re.sub(r"^https?://[^/]+", "", page.url)
