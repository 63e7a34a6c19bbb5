"""A special task issued without objects: officers put objects into it on the phone, the agency some more on the desktop, and it ends."""
import re

import pytest
from desk import field, fill, path, pick, row, send
from founding import home, inspect, open_apps, select
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

TASK = "药品零售企业专项整治"
ITEM = "对药品零售企业的行政检查"


def make_form(page):
    page.goto("/forms/new")
    fill(page, 表单名称="药品专项检查表", 适用检查方式=["专项检查"])
    pick(page, "检查事项", ITEM)
    page.locator("[name^='item.']").first.fill("处方药")
    page.locator("textarea[name^='text.']").first.fill("凭处方销售处方药")
    send(page, "保存", "已新建检查表单")
    send(page, "启用草稿版本", "已启用")


def make_task(page):
    page.goto("/tasks/new?mode=special")
    fill(page, 任务名称=TASK, 任务来源="临时任务", 牵头领域="市场监管", 检查对象是否固定="下发后允许各部门补充检查对象", 检查对象选定方式="自行设定",
         检查机构人员选派方式="自行设定")
    pick(page, "监管事项", ITEM)
    send(page, "确定", "任务已确认")
    page.get_by_role("link", name="选定对象", exact=True).first.click()
    expect(page.get_by_text("该任务允许零对象下发")).to_be_visible()
    page.get_by_role("link", name="下一步").click()
    page.get_by_role("link", name="下一步").click()
    send(page, "确定并下发", "任务已下发，检查对象0个")


@pytest.mark.requirements("TASK-19", "TASK-24", "TASK-25", "TASK-26", "TASK-38")
def test_objects_come_into_a_special_task(desktop, phone, look):
    make_form(desktop("唐晓舟"))
    planner = desktop("周启明")
    make_task(planner)
    task = path(planner).split("?")[0]

    page = phone("高远航")
    home(page)
    open_apps(page, "对象管理")
    page.get_by_label("查找检查对象").fill("药房")
    found = page.locator("[data-part=found] .pick").first
    name = found.locator("b").inner_text()
    look(page, "field-objects-found")
    found.click()
    page.get_by_role("button", name="加入专项任务").click()
    expect(page.locator(".chosen b")).to_have_text(name)
    select(page, "专项任务", TASK)
    select(page, "另一名执法人员", "林知秋")
    look(page, "field-joining")
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    inspect(page, "高远航", "林知秋", principal="钱多多")
    expect(page.get_by_role("heading", name="检查结果已提交")).to_be_visible(timeout=30_000)

    # the same object once more opens the entry that is there
    home(page)
    open_apps(page, "对象管理")
    page.get_by_label("查找检查对象").fill(name)
    page.locator("[data-part=found] .pick").filter(has_text=name).first.click()
    page.get_by_role("button", name="加入专项任务").click()
    select(page, "专项任务", TASK)
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_role("heading", name="检查结果已提交")).to_be_visible()

    planner.goto(task + "?tab=objects")
    expect(row(planner, name)).to_contain_text("加入专项任务")
    look(planner, "task-joined")
    planner.get_by_role("link", name="补充检查对象").click()
    send(planner, "补充")
    expect(planner.get_by_text("请选择检查对象").first).to_be_visible()
    control = field(planner, "检查对象").first
    control.click()
    control.press_sequentially("药房")
    # an enterprise: the items of the task are for no other class
    option = planner.get_by_role("option").filter(has_not_text=name).filter(has_text=re.compile("9[0-9A-Z]{17}")).first
    other = option.inner_text().split("\n")[0]
    option.click()
    look(planner, "task-supplement")
    send(planner, "补充", "已补充检查对象1个")
    planner.locator("main").get_by_role("link", name="选派人员", exact=True).first.click()
    row(planner, "待抽取").get_by_role("checkbox").check()
    for officer in ("高远航", "林知秋"):
        planner.get_by_label(re.compile(f"^{officer}")).check()
    send(planner, "指派", "检查人员已指派")
    planner.goto(task)
    # not while an object is open
    expect(planner.get_by_role("button", name="结束任务")).to_have_count(0)

    home(page)
    page.locator(".visits a").filter(has_text=TASK).filter(has_text="待检查").click()
    inspect(page, "高远航", "林知秋", principal="钱多多")
    expect(page.get_by_role("heading", name="检查结果已提交")).to_be_visible(timeout=30_000)
    planner.goto(task)
    send(planner, "结束任务")
    send(planner, "结束任务", "任务已结束")
    expect(planner.get_by_role("link", name="补充检查对象")).to_have_count(0)
    planner.goto(task + "?tab=objects")
    assert other, "an object was chosen"
    expect(planner.locator("tbody tr")).to_have_count(2)
