"""The editor of check forms by keyboard alone, and the law library that its citations lead to."""
import io
import re
import zipfile

import pytest
from desk import send
from playwright.sync_api import expect

STATUTE = """---
类型: 地方性法规
公布时间: 2024-01-05
施行日期: 2024-03-01
---
# 云岭省示例{name}条例（虚构）
## 第一章 总则
第一条 为了举例，制定本条例。
第二条 经营者应当遵守下列规定：
（一）公示证照；
（二）保存凭证。
## 第二章 附则
第三条 本条例自2024年3月1日起施行。
"""


def texts(page) -> list[str]:
    return [field.input_value() for field in page.locator("[data-point] textarea[name^='text.']").all()]


def offered(page):
    """The lines of the open combobox."""
    return page.locator(".options:visible [role=option]")


@pytest.mark.requirements("LIB-01", "LIB-02", "LIB-03")
def test_many_statutes_come_in_at_once(desktop, axe):
    page = desktop("江海宁")
    page.goto("/laws/imports/new")
    axe(page)
    page.locator("input[type=file]").set_input_files({"name": "坏.docx", "mimeType": "application/zip", "buffer": b"PK\x03\x04 cut off"})
    send(page, "上传并核对")
    expect(page.get_by_role("alert")).to_contain_text("“坏.docx”：文件已损坏，请用 Word 或 WPS 打开并另存为 .docx 后重新上传")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(f"法规/{number}.md", STATUTE.format(name=f"第{number}号"))
        archive.writestr("法规/坏.md", "# 没有条文的条例（虚构）\n自2024年1月1日起施行")
    page.locator("input[type=file]").set_input_files({"name": "法规.zip", "mimeType": "application/zip", "buffer": packed.getvalue()})
    send(page, "上传并核对")
    expect(page.locator("main")).to_contain_text("可导入30个，读不出1个", timeout=20_000)
    expect(page.locator("tbody tr").first).to_contain_text("没有找到条文")
    axe(page)
    page.get_by_label("发布机关").fill("云岭省示例人大")
    send(page, "更正所选文件")
    expect(page.locator("tbody tr").nth(1)).to_contain_text("云岭省示例人大")
    send(page, "确认导入")
    expect(page.locator("main")).to_contain_text("新增30个，更新0个，未变化0个，未导入1个", timeout=20_000)
    axe(page)

    page.goto("/laws?q=示例第7号")
    page.get_by_role("link", name="云岭省示例第7号条例（虚构）").click()
    expect(page.get_by_role("navigation", name="目录").get_by_role("link")).to_have_count(2)
    expect(page.locator("#a2 .item")).to_have_count(2)
    axe(page)
    page.get_by_role("link", name="修改第一条").click()
    page.get_by_label("施行日期").fill("2025-01-01")
    page.get_by_label("修改依据").fill("虚构的修改决定")
    page.get_by_label("条文", exact=False).last.fill("为了举例和试验，制定本条例。")
    send(page, "保存")
    expect(page.locator("#a1")).to_contain_text("举例和试验")
    page.goto(re.sub(r"\?.*", "?on=2024-12-31", page.url))
    expect(page.locator("#a1 > p").first).to_contain_text("为了举例，制定本条例。")


@pytest.mark.requirements("ITEM-09", "ITEM-16", "ITEM-24", "OPS-04")
def test_a_form_is_written_by_keyboard_and_nothing_typed_is_lost(desktop, axe):
    page = desktop("唐晓舟")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/forms/new")
    axe(page)
    page.get_by_label("表单名称").fill("键盘试验表")
    page.get_by_label("日常检查").check()
    page.locator("#f-items").fill("食品经营")
    offered(page).first.click()
    page.locator("[name^='item.']").fill("甲项")
    first = page.locator("[data-point]").first
    first.locator("textarea[name^='text.']").fill("内容一")
    first.locator("summary").click()
    first.locator("input[name^='violated.']").first.fill("食品安全法第五十三条")
    offered(page).filter(has_text="《中华人民共和国食品安全法》第五十三条").first.click()
    first.get_by_role("button", name="复制").press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("内容二")
    second = page.locator("[data-point]").nth(1)
    second.get_by_role("button", name="上移").press("Enter")
    assert texts(page) == ["内容二", "内容一"]
    page.wait_for_function("() => Object.values(sessionStorage).some((text) => text.includes('内容二'))")
    page.reload()
    expect(page.locator(".notice.warn")).to_contain_text("已恢复")
    assert texts(page) == ["内容二", "内容一"]
    expect(page.locator("[data-point] .chip")).to_have_count(2)
    page.get_by_label("表单名称").fill("")
    send(page, "保存")
    expect(page.locator("[data-errors]")).to_contain_text("请填写表单名称")
    assert texts(page) == ["内容二", "内容一"]
    page.get_by_label("表单名称").fill("键盘试验表")
    send(page, "保存并预览")
    expect(page.locator(".phone-card:has(.phone-answers) legend")).to_have_text(["1. 内容二", "2. 内容一"])
    axe(page)
    page.get_by_role("link", name="键盘试验表").click()
    page.get_by_role("link", name="《中华人民共和国食品安全法》第五十三条").first.click()
    expect(page).to_have_url(re.compile(r"/laws/[0-9a-f-]{36}\?on=\d{4}-\d{2}-\d{2}#a53$"))
    expect(page.locator("#a53")).to_be_in_viewport()


@pytest.mark.requirements("ITEM-07")
def test_the_way_back_keeps_the_filters(desktop):
    page = desktop("唐晓舟")
    page.goto("/items?tab=spotCheck&q=食品")
    page.locator("tbody a").first.click()
    page.get_by_role("navigation", name="位置").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/items\?tab=spotCheck&q="))
    expect(page.locator("tbody tr")).to_have_count(1)


def test_an_entry_of_the_list_of_matters_becomes_a_row_with_all_that_it_says(desktop):
    page = desktop("唐晓舟")
    matter = {
        "sheet": "样例8项", "category": "用电", "content": "是否违规使用大功率电器", "method": "逐间查看", "equipment": "配电箱", "phrases": "使用电炉",
        "key": True, "violated": ["《中华人民共和国食品安全法》第五十三条"], "penalty": ["样例规定第一条"],
    }
    token = page.request.get("/api/v1/session").json()["csrf"]
    made = page.request.post("/api/v1/check-matters", data=matter, headers={"X-CSRF-Token": token})
    assert made.status == 200, made.text()
    said = page.request.get("/api/v1/check-matters/" + made.json()["id"]).json()
    page.goto("/forms/new")
    page.get_by_label("从检查事项清单添加").fill(said["content"][:12])
    offered(page).first.click()
    point = page.locator("[data-point]").last
    expect(point.locator("textarea[name^='text.']")).to_have_value(said["content"])
    for name in ("method", "equipment", "phrases"):
        expect(point.locator(f"[name^='{name}.']")).to_have_value(said[name])
    assert point.locator("[name^='key.']").is_checked() == said["key"]
    assert len(said["violated"]) == len(said["penalty"]) == 1
    expect(point.locator(".chip")).to_have_count(2)
    for provision in said["violated"] + said["penalty"]:
        expect(point).to_contain_text(provision["label"])


@pytest.mark.requirements("ITEM-09")
def test_a_form_is_written_without_scripts(desktop):
    page = desktop("唐晓舟", java_script_enabled=False)
    page.goto("/forms/new")
    page.get_by_label("表单名称").fill("无脚本试验表")
    page.get_by_label("日常检查").check()
    page.locator("[name^='item.']").fill("甲项")
    page.locator("textarea[name^='text.']").fill("内容一")
    page.get_by_role("button", name="下方新增").click()
    page.locator("textarea[name^='text.']").nth(1).fill("内容二")
    page.get_by_role("button", name="上移").nth(2).click()
    assert texts(page) == ["内容二", "内容一"]
    page.locator("[data-point]").first.get_by_role("button", name="复制").click()
    assert texts(page) == ["内容二", "内容二", "内容一"]
    page.locator("[data-point]").first.get_by_role("button", name="删除").click()
    page.get_by_role("button", name="新增检查项").click()
    expect(page.locator("[data-item]")).to_have_count(2)
    assert texts(page) == ["内容二", "内容一", ""]
    expect(page.get_by_label("表单名称")).to_have_value("无脚本试验表")
    expect(page.get_by_label("日常检查")).to_be_checked()
    page.get_by_label("表单名称").press("Enter")  # is 保存, not the first button of a row
    expect(page.locator("[data-errors]")).to_contain_text("请填写检查事项")
    assert texts(page)[:2] == ["内容二", "内容一"]
