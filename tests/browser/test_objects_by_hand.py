"""Objects added by hand on the phone: without network, exactly once, and nothing typed is lost."""
import re

import pytest
from playwright.sync_api import expect


def open_objects(page):
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("button", name="更多应用").click()
    page.get_by_role("button", name="对象管理").click()
    expect(page.get_by_role("button", name="手动添加")).to_be_visible()


def begin(page, kind):
    page.get_by_role("button", name="手动添加").click()
    page.get_by_role("button", name=kind, exact=True).click()
    expect(page.get_by_role("heading", level=2, name="手动添加" + kind)).to_be_visible()


def enter(page, **values):
    for label, value in values.items():
        control = page.locator("label.f").filter(has_text=re.compile(rf"^{re.escape(label)}")).locator("input, select").first
        if control.evaluate("it => it.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)


# Whether the forms (`kinds`), an addition (`empty`), or more than that one (`typed`) lie in the store of the phone.
ON_THE_PHONE = """async (wanted) => {
  const done = (request) => new Promise((ok, no) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => no(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('mingcha-field-')) continue;
    const base = await done(indexedDB.open(name));
    try {
      if (wanted === 'kinds' && await done(base.transaction('meta').objectStore('meta').get('kinds'))) return true;
      const rows = await done(base.transaction('additions').objectStore('additions').getAll());
      const size = (box) => Object.values(box).reduce((sum, part) => sum + (part.byteLength ?? part.length ?? 0), 0);
      if (wanted === 'empty' && rows.length) {
        window.emptySize = Math.max(...rows.map(({ box }) => size(box)));
        return true;
      }
      if (wanted === 'typed' && rows.some(({ box }) => size(box) > window.emptySize + 12)) return true;
    } finally {
      base.close();
    }
  }
  return false;
}"""


def line(page, name):
    return page.locator(".visits li").filter(has_text=name)


@pytest.mark.requirements("SUBJ-09", "SUBJ-10")
def test_an_officer_adds_a_site_without_network(phone, faults, look):
    page = phone("高远航")
    page.goto("/field/")
    expect(page.locator("#main .visits, #main .hint").first).to_be_visible()
    page.wait_for_function(ON_THE_PHONE, arg="kinds")  # the forms come to the phone together with the visits
    open_objects(page)
    look(page, "field-objects")

    page.context.set_offline(True)
    page.get_by_role("button", name="手动添加").click()
    expect(page.get_by_role("dialog").get_by_role("button")).to_have_text(["自然人主体", "设备设施", "场地场所", "关闭"])
    page.get_by_role("button", name="场地场所", exact=True).click()
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("请填写")
    page.wait_for_function(ON_THE_PHONE, arg="empty")
    enter(page, 名称="云溪临时市场", 地址="云溪路9号（虚构）")
    address = page.url
    page.wait_for_function(ON_THE_PHONE, arg="typed")
    page.reload()  # nothing typed is lost
    expect(page.locator("label.f").filter(has_text=re.compile("^名称")).locator("input")).to_have_value("云溪临时市场")
    look(page, "field-addition")
    fill_required(page)
    page.get_by_role("button", name="添加", exact=True).click()
    expect(line(page, "云溪临时市场")).to_contain_text("待同步")
    expect(page.locator("#net-count")).to_contain_text("待同步 1")

    # the same object once more is told before anything is sent
    begin(page, "场地场所")
    enter(page, 名称="云溪临时市场", 地址="云溪路9号（虚构）")
    fill_required(page)
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("该对象已在本机录入")
    page.get_by_role("button", name="删除").click()

    page.context.set_offline(False)
    expect(line(page, "云溪临时市场")).to_contain_text("已添加", timeout=30_000)
    expect(page.locator("#net")).to_be_hidden()
    page.goto(address)
    expect(page.locator("#main")).to_contain_text("已添加到对象库")

    # what the library holds is refused, and what was typed stays to be corrected
    page.goto("/field/#/objects")
    begin(page, "场地场所")
    enter(page, 名称="云溪临时市场", 地址="云溪路9号（虚构）")
    fill_required(page)
    page.get_by_role("button", name="添加", exact=True).click()
    refused = page.locator(".visits li").filter(has_text="未通过")
    expect(refused).to_contain_text("该对象已存在：云溪临时市场", timeout=30_000)
    refused.get_by_role("link").click()
    expect(page.locator("label.f").filter(has_text=re.compile("^名称")).locator("input")).to_have_value("云溪临时市场")
    enter(page, 名称="云溪第二临时市场", 地址="云溪路10号（虚构）")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(line(page, "云溪第二临时市场")).to_contain_text("已添加", timeout=30_000)
    faults[:] = [fault for fault in faults if not re.search("net::ERR_(CONNECTION|INTERNET|EMPTY|SOCKET)", fault)]


def fill_required(page):
    """Whatever else the form asks for."""
    for label in page.locator("label.f").filter(has_text="（必填）").all():
        control = label.locator("input, select").first
        if control.input_value():
            continue
        if control.evaluate("it => it.tagName") == "SELECT":
            control.select_option(index=1)
        else:
            control.fill("2026-01-01" if control.get_attribute("type") == "date" else "某某")


@pytest.mark.requirements("SUBJ-09")
def test_the_library_holds_it_once(desktop):
    page = desktop("唐晓舟")
    page.goto("/subjects?tab=attached&q=云溪临时市场")
    expect(page.locator("#list tbody tr")).to_have_count(1)
