"""The phone in rough use: foreign answers, refused files, full storage, sessions that end, releases that come half."""
import re

import pytest
import visit
from playwright.sync_api import expect
from relay import json_of_another, only_calls, page_of_another

GONE = re.compile(r"net::ERR_|Failed to load resource")


LARGE = """(input) => {
  const bytes = new Uint8Array((20 << 20) + 3);
  bytes.set([0xff, 0xd8, 0xff]);
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes], '大.jpg', { type: 'image/jpeg' }));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}"""


def open_nth(page, number):
    """One of the demo officers' open visits; its name."""
    page.goto("/field/")
    row = page.locator(".visits a").nth(number)
    name = row.locator("b").inner_text()
    row.click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    expect(page.locator("#net")).to_be_hidden()
    return name


def answer_first(page, words):
    visit.step(page, "逐项检查")
    card = page.locator("fieldset.item").first
    answers = card.locator(".seg")
    if answers.get_by_label(words, exact=True).is_checked():
        # an earlier test has answered so: only another answer is something to write
        answers.get_by_label("不涉及", exact=True).check()
    answers.get_by_label(words, exact=True).check()
    visit.saved(page)
    return card


def strip(page):
    return page.locator("#net-text")


@pytest.mark.requirements("MOB-04")
@pytest.mark.parametrize("foreign", [page_of_another, json_of_another], ids=["portal", "json"])
def test_a_foreign_answer_counts_as_no_network_and_replaces_nothing(phone, relay, faults, foreign):
    page = phone("高远航", base_url=relay.url)
    name = open_nth(page, 0)
    relay.answer = only_calls(foreign)
    answer_first(page, "无问题")
    visit.synchronise_now(page)
    expect(strip(page)).to_contain_text("离线中", timeout=30_000)
    expect(page.locator("#net-count")).to_contain_text("待同步")
    page.goto("/field/")
    page.reload()
    expect(page.locator(".visits a").filter(has_text=name)).to_be_visible()
    relay.answer = lambda method, path: None
    visit.synchronise(page)


@pytest.mark.requirements("SEC-09")
def test_what_can_be_no_evidence_is_refused_when_it_is_chosen(phone):
    page = phone("高远航")
    open_nth(page, 0)
    card = answer_first(page, "有问题")
    for name, content, words in (
        ("空.jpg", b"", "文件内容为空"), ("照片.heic", b"\0\0\0\x18ftypheic" + b"\0" * 400, "不支持HEIC格式"),
        ("动图.gif", b"GIF89a" + b"\0" * 400, "不支持GIF格式"), ("图.webp", b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 400, "不支持WEBP格式"),
        ("坏.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 400, "照片已损坏"),
    ):
        card.get_by_label("拍照").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})
        expect(page.get_by_role("dialog")).to_contain_text(words)
        page.get_by_role("button", name="关闭").click()
    # so large a file is made where it is chosen: the way there is long for 20 MB
    card.get_by_label("拍照").evaluate(LARGE)
    expect(page.get_by_role("dialog")).to_contain_text("照片超过20MB")
    page.get_by_role("button", name="关闭").click()
    expect(card.locator("figure")).to_have_count(0)
    visit.synchronise(page)


@pytest.mark.requirements("SEC-09", "BEY-51")
def test_a_refused_file_is_named_and_holds_up_nothing(phone, relay):
    page = phone("高远航", base_url=relay.url)
    open_nth(page, 0)
    card = answer_first(page, "有问题")
    refusal = '{"title":"操作未完成","status":422,"code":"field.file.damaged","detail":"照片已损坏","errors":[]}'.encode()
    relay.answer = lambda method, path: (422, [("Content-Type", "application/problem+json")], refusal) if method == "PUT" else None
    card.get_by_label("拍照").set_input_files({"name": "现场.png", "mimeType": "image/png", "buffer": page.screenshot()})
    expect(card.locator("figure")).to_have_count(1)
    visit.synchronise(page)
    expect(page.locator(".clash").first).to_contain_text("第1项的照片未被服务器接受（照片已损坏），请删除后重新拍摄")
    relay.answer = lambda method, path: None
    open_nth(page, 1)
    other = answer_first(page, "有问题")
    other.get_by_label("拍照").set_input_files({"name": "现场.png", "mimeType": "image/png", "buffer": page.screenshot()})
    expect(other.locator("figure")).to_have_count(1)
    relay.asked.clear()
    visit.synchronise(page)
    assert [method for method, path in relay.asked if "/field/files/" in path] == ["PUT"]
    open_nth(page, 0)
    visit.step(page, "逐项检查")
    page.locator("figure").first.get_by_role("button", name="删除照片").click()
    expect(page.locator("figure")).to_have_count(0)
    visit.saved(page)
    visit.synchronise(page)
    page.get_by_role("button", name="返回", exact=True).click()
    expect(page.locator(".visits a").first).to_be_visible()
    expect(page.get_by_text("有文件未被接受")).to_have_count(0)


@pytest.mark.requirements("MOB-04")
def test_a_write_that_fails_shows_and_puts_the_screen_back(phone):
    page = phone("高远航")
    open_nth(page, 2)
    visit.step(page, "逐项检查")
    card = page.locator("fieldset.item").first
    page.evaluate("""() => {
      const ordinary = IDBDatabase.prototype.transaction;
      window.mend = () => { IDBDatabase.prototype.transaction = ordinary; };
      IDBDatabase.prototype.transaction = function broken(stores, mode, options) {
        const made = ordinary.call(this, stores, mode, options);
        if (mode === 'readwrite') made.abort();
        return made;
      };
    }""")
    card.locator(".seg").get_by_label("无问题", exact=True).click()
    expect(strip(page)).to_contain_text("未能保存")
    expect(card.locator(".seg").get_by_label("无问题", exact=True)).not_to_be_checked()
    visit.step(page, "企业信息")
    place = page.get_by_label("检查场所")
    place.fill("后厨")
    expect(strip(page)).to_contain_text("未能保存")
    page.evaluate("() => window.mend()")
    place.fill("后厨和仓库")
    expect(strip(page)).not_to_contain_text("未能保存")
    visit.saved(page)
    page.reload()
    expect(page.get_by_label("检查场所")).to_have_value("后厨和仓库")
    visit.synchronise(page)


@pytest.mark.requirements("MOB-04")
def test_signing_in_again_inside_the_app_keeps_what_waits(phone, desktop, look):
    page = phone("高远航")
    other = desktop()
    other.goto("/login")
    row = other.locator(".demo tbody tr").filter(has_text="高远航").first
    account, password = row.locator("code").inner_text(), other.locator(".demo .hint code").inner_text()
    open_nth(page, 3)
    page.context.clear_cookies()
    answer_first(page, "无问题")
    visit.synchronise_now(page)
    expect(strip(page)).to_contain_text("登录已过期", timeout=30_000)
    page.reload()
    expect(page.locator("fieldset.item").first.get_by_label("无问题", exact=True)).to_be_checked()
    page.locator("#net").get_by_role("button", name="登录").click()
    look(page, "field-login")
    dialog = page.get_by_role("dialog", name="登录")
    dialog.get_by_label("账号").fill(account)
    dialog.get_by_label("密码").fill("不是这个")
    dialog.get_by_role("button", name="登录").click()
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    dialog.get_by_label("密码").fill(password)
    dialog.get_by_role("button", name="登录").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("#net")).to_be_hidden()
    expect(page.locator("fieldset.item").first.get_by_label("无问题", exact=True)).to_be_checked()


OLD_WORKER = """
const NAME = 'mingcha-field-old-%s';
self.addEventListener('install', (event) => event.waitUntil(caches.open(NAME)
  .then((cache) => cache.addAll([new Request('/field/', { cache: 'reload', credentials: 'same-origin' })])).then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(caches.keys()
  .then((names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)))).then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(caches.open(NAME).then((cache) => cache.match('/field/')).then((found) => found || fetch(event.request)));
});
"""

UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration('/field/');
  await registration.update().catch(() => {});
  const worker = registration.installing || registration.waiting || registration.active;
  if (!['activated', 'redundant'].includes(worker.state)) {
    await new Promise((done) => worker.addEventListener('statechange', () => { if (['activated', 'redundant'].includes(worker.state)) done(); }));
  }
  return worker.state;
}"""


@pytest.mark.requirements("MOB-04")
def test_a_phone_with_a_foreign_page_as_its_shell_is_freed_by_the_next_worker(phone, relay, faults):
    script = [("Content-Type", "text/javascript")]
    page = phone("高远航", base_url=relay.url)
    relay.answer = lambda method, path: (200, script, (OLD_WORKER % 1).encode()) if path == "/field/sw.js" else None
    page.goto("/field/")
    expect(page.locator(".visits a").first).to_be_visible()
    page.evaluate(UPDATED)
    # the session ends, the next release of the time before comes: it follows the redirection and keeps the login page
    page.context.clear_cookies()
    relay.answer = lambda method, path: (
        (200, script, (OLD_WORKER % 2).encode()) if path == "/field/sw.js"
        else (302, [("Location", "/login?next=%2Ffield%2F")], b"") if path == "/field/" else None)
    page.evaluate(UPDATED)
    page.goto("/login")
    assert page.evaluate("() => caches.match('/field/').then((kept) => kept.text())").count("/login")
    # and this release
    relay.answer = lambda method, path: None
    assert page.evaluate(UPDATED) == "activated"
    page.goto("/field/")
    expect(page.locator("#main")).to_be_attached()
    expect(page.locator(".visits a").first).to_be_visible()  # what lay on the phone
    expect(strip(page)).to_contain_text("登录已过期", timeout=30_000)
    faults[:] = [fault for fault in faults if not GONE.search(fault)]


@pytest.mark.requirements("MOB-04")
def test_an_update_that_is_not_whole_leaves_the_old_one_in_place(phone, relay, faults):
    page = phone("高远航", base_url=relay.url)
    page.goto("/field/")
    expect(page.locator(".visits a").first).to_be_visible()
    assert page.evaluate(UPDATED) == "activated"
    asked = page.request.get("/field/sw.js").text()
    relay.answer = lambda method, path: (
        (200, [("Content-Type", "text/javascript")], (asked + "// next").encode()) if path == "/field/sw.js"
        else (200, [("Content-Type", "text/css")], b"/* cut off") if path == "/field/field.css" else None)
    assert page.evaluate(UPDATED) == "redundant"
    relay.answer = lambda method, path: (503, [("Content-Type", "text/html")], b"down")
    page.goto("/field/")
    expect(page.locator(".visits a").first).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.querySelector('.bar')).position") == "sticky"
    faults[:] = [fault for fault in faults if not GONE.search(fault)]
