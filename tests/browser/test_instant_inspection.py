"""即时检查, from an object found on the phone to the result on the desktop; also wholly without network."""
import re

import pytest
import visit
from desk import row
from founding import choose, home, inspect, open_apps, select
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

NETWORK = re.compile("net::ERR_(CONNECTION|INTERNET|EMPTY|SOCKET)")
WHY = "群众反映加工间有异味"


@pytest.mark.requirements("TASK-29", "MOB-03", "MOB-04", "BEY-51")
def test_an_officer_begins_an_inspection_without_network(phone, desktop, faults, look):
    page = phone("高远航")
    home(page)

    page.context.set_offline(True)
    open_apps(page, "即时检查")
    expect(page.get_by_role("heading", level=2, name="即时检查")).to_be_visible()
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("alert")).to_contain_text("请选择检查对象")
    page.locator("[data-part=finder]").get_by_role("searchbox").fill("食品")
    expect(page.get_by_text("离线：只在本机已有的对象中查找")).to_be_visible()
    look(page, "field-instant-find")
    name = choose(page, "食品")
    select(page, "检查事项", "对食品经营单位的行政检查")
    select(page, "检查来源", "投诉举报")
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("alert")).to_contain_text("请填写检查事由")
    page.locator("label.f").filter(has_text="检查事由").locator("textarea").fill(WHY)
    select(page, "另一名执法人员", "林知秋")
    look(page, "field-instant")
    address = page.url
    visit.saved(page)
    page.goto("/field/")  # nothing chosen is lost
    page.reload()
    expect(page.get_by_label("搜索检查对象")).to_be_visible()
    open_apps(page, "即时检查")
    page.locator(".visits a").filter(has_text=name).click()
    assert page.url == address
    expect(page.locator(".chosen b")).to_have_text(name)
    expect(page.locator("label.f").filter(has_text="检查事由").locator("textarea")).to_have_value(WHY)
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    look(page, "field-instant-begun")
    inspect(page, "高远航", "林知秋", principal="钱多多")
    visit.saved(page)
    expect(page.locator("#net-count")).to_contain_text("待同步")
    page.goto("/field/")
    page.reload()
    expect(page.locator(".visits a").filter(has_text=name).filter(has_text="即时检查")).to_have_count(1)

    page.context.set_offline(False)
    home(page)
    page.get_by_role("button", name=re.compile("^全部")).click()
    line = page.locator(".visits a").filter(has_text=f"即时检查：{name}")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("已完成")
    line.click()
    expect(page.get_by_role("heading", name="检查结果已提交")).to_be_visible()
    faults[:] = [fault for fault in faults if not NETWORK.search(fault)]

    planner = desktop("周启明")
    planner.goto(f"/tasks?mode=instant&tab=all&name={name}")
    expect(planner.locator("#list tbody tr")).to_have_count(1)
    expect(row(planner, name)).to_contain_text("已完成")
    expect(row(planner, name)).to_contain_text("临时任务")
    look(planner, "tasks-instant")
    row(planner, name).get_by_role("link", name="详情").click()
    for words in ("即时检查", "投诉举报", WHY):
        expect(planner.locator("main")).to_contain_text(words)
    planner.goto("/inspections?mode=instant")
    expect(row(planner, name)).to_contain_text("即时检查")
    look(planner, "inspections-instant")


@pytest.mark.requirements("TASK-29", "MOB-03")
def test_an_object_found_on_the_home_page_is_inspected_at_once(phone, look):
    page = phone("林知秋")
    home(page)
    page.get_by_role("searchbox").fill("药")
    expect(page.locator("[data-part=objects]")).to_be_hidden()
    page.get_by_role("searchbox").fill("药房")
    found = page.locator("[data-part=objects] .pick").first
    name = found.locator("b").inner_text()
    look(page, "field-home-objects")
    found.click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    look(page, "field-subject")
    page.get_by_role("button", name="即时检查").click()
    expect(page.locator(".chosen b")).to_have_text(name)
    select(page, "检查事项", "对药品零售企业的行政检查")
    page.locator("label.f").filter(has_text="检查事由").locator("textarea").fill("巡查经过")
    select(page, "另一名执法人员", "高远航")
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    expect(page.locator("#net")).to_be_hidden(timeout=30_000)

    # the second officer has it on the phone, under its number
    other = phone("高远航")
    visit.open_visit(other, name)
    expect(other.locator(".ent")).to_contain_text("即查〔")


@pytest.mark.requirements("TASK-33", "ADJ-07")
def test_an_officer_hands_an_instant_inspection_to_another(phone, look):
    page = phone("林知秋")
    home(page)
    name = page.locator(".visits a").filter(has_text="即时检查：").filter(has_text="待检查").first.locator("b").inner_text()
    open_apps(page, "任务指派")
    look(page, "field-reassignments")
    page.locator(".visits a").filter(has_text=f"即时检查：{name}").click()
    page.get_by_label(re.compile("^高远航")).uncheck()
    page.get_by_role("button", name="指派").click()
    expect(page.get_by_role("alert")).to_contain_text("执法人员不得少于两人")
    page.locator(".tick").filter(has_not_text="高远航").filter(has_not_text="林知秋").first.locator("input").check()
    look(page, "field-reassignment")
    page.get_by_role("button", name="指派").click()
    expect(page).to_have_url(re.compile("#/reassign$"))

    other = phone("高远航")
    home(other)
    expect(other.locator(".visits a").first).to_be_visible()
    expect(other.locator(".visits a").filter(has_text=f"即时检查：{name}").filter(has_text="待检查")).to_have_count(0)
