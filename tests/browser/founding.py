"""Inspections that officers begin on the phone, by what the screen shows."""
import re

import visit
from playwright.sync_api import Page, expect


def home(page: Page):
    """The list of visits, with everything that comes along fetched."""
    page.goto("/field/")
    expect(page.get_by_label("搜索检查对象")).to_be_visible()
    visit.synchronise(page)
    page.goto("/field/")
    page.reload()
    expect(page.get_by_label("搜索检查对象")).to_be_visible()


def open_apps(page: Page, entry: str):
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("button", name="更多应用").click()
    page.get_by_role("button", name=entry, exact=True).click()


def choose(page: Page, words: str) -> str:
    """Looks for an object and takes the first that is shown; its name."""
    page.locator("[data-part=finder]").get_by_role("searchbox").fill(words)
    found = page.locator("[data-part=finder] .pick").first
    name = found.locator("b").inner_text()
    found.click()
    expect(page.locator(".chosen b")).to_have_text(name)
    return name


def select(page: Page, label: str, text: str):
    control = page.locator("label.f").filter(has_text=re.compile(rf"^{re.escape(label)}")).locator("select")
    value = control.locator("option").filter(has_text=text).first.get_attribute("value")
    control.select_option(value)


def inspect(page: Page, *officers: str, principal: str):
    """The whole inspection in which nothing is found, up to 提交."""
    visit.basics(page, 法定代表人=principal, 职务="经营者", 联系电话="19900000099", 检查场所="经营场所",
                 检查开始时间=visit.beijing(-20), 检查结束时间=visit.beijing(-1), 是否联合检查="否")
    visit.step(page, "亮证告知")
    visit.give_notice(page)
    visit.step(page, "逐项检查")
    cards = page.locator("fieldset.item")
    for number in range(cards.count()):
        cards.nth(number).locator(".seg").get_by_label("无问题", exact=True).check()
    visit.step(page, "确认签名")
    page.get_by_label("未发现问题").check()
    visit.sign_all(page, *officers, principal=principal)
    page.get_by_role("button", name="提交", exact=True).click()
