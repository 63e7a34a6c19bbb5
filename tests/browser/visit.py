"""What officers do on the phone during a visit, by what the screen shows."""
import itertools
import re
from datetime import datetime, timedelta, timezone

from playwright.sync_api import Page, expect


def open_visit(page: Page, subject: str):
    """From the list of visits into one of them, once its package lies on the phone."""
    page.goto("/field/")
    page.locator(".visits a").filter(has_text=subject).click()
    expect(page.get_by_role("heading", level=2, name=subject)).to_be_visible()


def step(page: Page, name: str):
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "step")


def basics(page: Page, **values):
    for label, value in values.items():
        control = page.locator("label.f").filter(has_text=re.compile(rf"^{re.escape(label)}")).locator("input, select")
        if control.evaluate("it => it.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)


def give_notice(page: Page):
    for words in ("已向当事人出示执法证件", "已告知当事人配合检查的义务"):
        page.get_by_label(re.compile(words)).check()


def card(page: Page, content: str):
    return page.locator("fieldset.item").filter(has_text=content)


def answer(page: Page, content: str, words: str):
    card(page, content).locator(".seg").get_by_label(words, exact=True).check()


def saved(page: Page):
    """Everything entered lies on the disk of the phone: a matter of milliseconds, and until then the page asks before it is left."""
    expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")


def sign(page: Page, name: str):
    page.get_by_role("button", name=re.compile(rf"^{re.escape(name)}(签名|重新签名)$")).click()
    write(page)


HANDS = itertools.count()


def write(page: Page, name: str = ""):
    """Writes a signature with the pointer, in two strokes, another one each time; whoever is no officer gives a name."""
    lean = next(HANDS) % 50 / 500
    pad = page.get_by_role("dialog", name="手写签名")
    if name:
        pad.get_by_label("签名人姓名").fill(name)
    box = pad.locator("canvas").bounding_box()
    left, top = box["x"], box["y"]
    for start, end in (((.2, .3), (.7, .6 + lean)), ((.3, .7), (.8, .2 + lean))):
        page.mouse.move(left + box["width"] * start[0], top + box["height"] * start[1])
        page.mouse.down()
        page.mouse.move(left + box["width"] * end[0], top + box["height"] * end[1], steps=12)
        page.mouse.up()
    pad.get_by_role("button", name="确认").click()
    expect(pad).to_have_count(0)


def synchronise_now(page: Page):
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("button", name="立即同步").click()


def synchronise(page: Page):
    """Everything is sent, and everything fetched: the characters are what the phone asks for last."""
    with page.expect_response(re.compile(r"/api/v1/field/characters$"), timeout=30_000):
        synchronise_now(page)
    expect(page.locator("#net")).to_be_hidden(timeout=30_000)


def sign_all(page: Page, *officers: str, principal: str):
    for name in officers:
        sign(page, name)
    pad = page.locator(".signer").filter(has_text="被检查单位现场负责人").get_by_role("button", name=re.compile("签名$")).first
    pad.click()
    write(page, principal)


def record(page: Page) -> list[str]:
    """The sentences of the record as they are read on the phone before anybody signs."""
    lines = page.locator(".record p")
    expect(lines.first).to_be_visible()
    return lines.all_inner_texts()


def submit(page: Page):
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("heading", name="检查结果已提交")).to_be_visible(timeout=30_000)


def address(page: Page) -> str:
    """Of the visit on the phone: its page on the desktop."""
    return "/inspections/" + re.search("visit/([0-9a-f-]{36})", page.url)[1]


def beijing(minutes: int) -> str:
    """The time on the wall in that many minutes, as a date-time field takes it."""
    return (datetime.now(timezone(timedelta(hours=8))) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")
