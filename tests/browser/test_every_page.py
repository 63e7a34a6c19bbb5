"""Every page that each role reaches by links, at three widths with ordinary scroll bars: nothing out of place, no link to a
closed door, one place marked in the menu, and nothing that axe finds."""
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import enter
from playwright.sync_api import expect
from walk import OFFERED, kind, outside, pages

PEOPLE = ["周启明", "沈若兰", "高远航", "罗文涛", "唐晓舟", "许慎行", "方正平", "江海宁"]

# How records are named inside; nobody reads that.
INNER_NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|undefined|\bnil\b|Optional\(")

# An id that is there twice: a label, a message or a link to a mistake leads to the wrong field.
DOUBLE = """() => [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) < at)"""

# Pages of nobody's work, which the menu does not hold.
UNPLACED = re.compile(r"^/(search|password|jobs)\b")


@pytest.fixture(scope="module")
def barred(playwright, browser_type_launch_args):
    """A browser with ordinary scroll bars, which Playwright hides."""
    browser = playwright.chromium.launch(**browser_type_launch_args, ignore_default_args=["--hide-scrollbars"])
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def looked_at():
    """The kinds of pages that axe has seen, and what was offered on those that were measured: the same for another role is not
    measured again."""
    return set()


def look_around(page, looked_at: set, *starts: str, placed: bool = False, beside: str = "^$"):
    engine, found, count = Axe(), [], 0
    for address in pages(page, found, *starts, beside=beside):
        count += 1
        places = page.locator(".side [aria-current], .tools [aria-current]").count()
        if placed and places != 1 and not UNPLACED.match(address):
            found.append(f"{address}: {places} places are marked in the menu")
        offered = (kind(address), page.evaluate(OFFERED))
        if offered in looked_at:
            continue
        looked_at.add(offered)
        found += [f"{address}: {name} is shown" for name in INNER_NAME.findall(page.locator("main").inner_text())[:2]]
        found += [f"{address} {what}" for what in outside(page)]
        found += [f"{address}: the id {name} is there twice" for name in page.evaluate(DOUBLE)[:3]]
        if kind(address) in looked_at:
            continue
        looked_at.add(kind(address))
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            # what stands around is the same on every page, and was looked at on the first
            breaches = engine.run(page, context="main" if count > 1 else None).response["violations"]
            found += [f"{width} {address}: {one['id']} {[node['html'][:120] for node in one['nodes'][:3]]}" for one in breaches]
    assert found == [], "\n".join(found)
    return count


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_of_the_role(barred, server, looked_at, person):
    page = barred.new_context(base_url=server.url, locale="zh-CN", service_workers="block").new_page()
    page.goto("/login")
    line = page.locator(".demo tbody tr").filter(has_text=person).first
    enter(page, line.locator("code").inner_text(), page.locator(".demo .hint code").inner_text())
    expect(page).not_to_have_url(re.compile("/login"))
    assert look_around(page, looked_at, "/", placed=True, beside=r"/(public|check)\b") > 15


def test_every_page_of_the_public_side(barred, server, looked_at):
    page = barred.new_context(base_url=server.url, locale="zh-CN").new_page()
    assert look_around(page, looked_at, "/public", "/login", "/enterprise/login", "/check") > 8


def test_every_page_of_an_enterprise(barred, server, looked_at):
    page = barred.new_context(base_url=server.url, locale="zh-CN").new_page()
    page.goto("/enterprise/login")
    line = page.locator(".demo tbody tr").first
    code, mobile = line.locator("code").all_inner_texts()[:2]
    page.get_by_label("统一社会信用代码").fill(code)
    page.get_by_label("手机号").fill(mobile)
    page.get_by_label("密码", exact=True).fill(page.locator(".demo .hint code").inner_text())
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page).not_to_have_url(re.compile("/login"))
    assert look_around(page, looked_at, "/enterprise", beside=r"/(public|check|login)\b") > 2
