"""The main job, part 2: the annual plan and its issue, and the task made from it."""
import re

import pytest
from desk import fill, menu, path, pick, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases


PDF = b"%PDF-1.7\n%%EOF\n"


def attach(page, name, content):
    """Adds a file to the plan or the task of the page."""
    page.get_by_label("附件").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    page.get_by_role("button", name="添加附件").click()


@pytest.mark.requirements("PLAN-02", "PLAN-05", "PLAN-09", "PLAN-10", "TASK-37")
def test_the_planner_makes_a_plan_and_submits_it(desktop, job, look):
    page = desktop("周启明")
    menu(page, "年度计划")
    page.get_by_role("link", name="添加年度计划").click()
    fill(page, 计划名称=job.plan, 内容分级="一般", 牵头领域="市场监管", 检查方式=["实地检查"])
    pick(page, "监管事项", job.spot_check_item)
    look(page, "plan-new")
    send(page, "确定")
    expect(page.get_by_role("alert")).to_contain_text("审核人员")
    pick(page, "审核人员", "沈若兰")
    send(page, "确定", "计划已提交审核")
    job.paths["plan"] = path(page)

    send(page, "撤回审核", "已撤回审核")
    attach(page, "依据.html", b"<script>alert(1)</script>")
    expect(page.get_by_role("alert")).to_contain_text("不支持的文件类型")
    attach(page, "抽查依据.pdf", PDF)
    expect(page.locator(".notice")).to_contain_text("已添加1个附件")
    pick(page, "审核人员", "沈若兰")
    send(page, "确定", "计划已提交审核")
    expect(page.locator(".head .tag")).to_have_text("待审核")
    look(page, "plan")


@pytest.mark.requirements("PLAN-12", "PLAN-13")
def test_the_reviewer_approves_the_plan(desktop, job, look):
    page = desktop("沈若兰")
    menu(page, "年度计划审核")
    look(page, "plan-reviews")
    row(page, job.plan).get_by_role("link", name="审核", exact=True).click()
    look(page, "plan-review")
    send(page, "通过", "计划已审核通过并下发")
    page.goto(job.paths["plan"])
    expect(page.locator(".head .tag")).to_have_text("已审核下发")


@pytest.mark.requirements("TASK-02", "TASK-09", "TASK-12", "TASK-13", "ITEM-20")
def test_the_planner_makes_a_task_from_the_plan(desktop, job, look):
    page = desktop("周启明")
    page.goto(job.paths["plan"])
    page.get_by_role("main").get_by_role("link", name="添加任务").click()
    expect(page.get_by_label("关联计划")).to_have_value(job.plan)
    menu(page, "检查任务")
    page.get_by_role("link", name="添加任务").click()
    fill(page, 任务名称=job.task)
    pick(page, "关联计划", job.plan)
    look(page, "task-new")
    send(page, "确定", "任务已确认")
    job.paths["task"] = path(page).split("?")[0]
    matter = row(page, job.spot_check_item)
    expect(matter).to_contain_text("计划带入")
    expect(matter).to_contain_text(job.form)
    expect(page.get_by_role("button", name=re.compile("^删除 "))).to_have_count(0)
    attach(page, "检查方案.pdf", PDF)
    assert page.request.get(page.get_by_role("link", name="检查方案.pdf").get_attribute("href")).body() == PDF
    look(page, "task")
