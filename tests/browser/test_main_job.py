"""The whole main job of a county's inspection agency, done by its different people on desktop and phone: from the
libraries over plan, task and draws to the visit, the record, the review and the public page. The steps build on each
other and run in this order; after a failed one the rest is skipped."""
import re
from dataclasses import dataclass, field as data

import pytest
from codes import citizen_id, credit_code
from desk import field, fill, menu, pick, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases


@dataclass
class Job:
    """What earlier steps leave to later ones."""
    broken: str = ""
    plan: str = "2026年外卖餐饮单位双随机抽查计划"
    task: str = "2026年第四季度外卖餐饮单位双随机抽查"
    spot_check_item: str = "外卖餐饮单位抽查"
    form: str = "外卖餐饮单位检查表"
    paths: dict = data(default_factory=dict)


POINTS = ["在网络经营页面公示食品经营许可证", "加工制作区域整洁，餐具洗净、消毒", "使用封签或者一次性封口的外卖包装"]


@pytest.fixture(scope="module")
def job():
    return Job()


@pytest.fixture(autouse=True)
def in_order(request, job):
    if job.broken:
        pytest.skip(f"{job.broken} failed")
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed > failed:
        job.broken = request.node.name


def path(page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


@pytest.mark.requirements("ITEM-01", "ITEM-02", "ITEM-09", "ITEM-10")
def test_the_province_enters_items_and_a_form(desktop, job, axe, look):
    page = desktop("江海宁")
    menu(page, "监管事项")
    page.get_by_role("link", name="新增监管事项").click()
    fill(page, 事项编码="990131019001", 事项名称="对外卖餐饮单位的行政检查", 执法领域="市场监管",
         监管依据="《中华人民共和国食品安全法》第一百一十条", 监管对象类型=["机构类主体"])
    axe(page)
    send(page, "保存")
    expect(page.get_by_role("heading", level=1)).to_have_text("对外卖餐饮单位的行政检查")

    menu(page, "抽查事项")
    page.get_by_role("link", name="新增抽查事项").click()
    fill(page, 事项编码="990131029001", 事项名称=job.spot_check_item, 执法领域="市场监管",
         监管依据="《中华人民共和国食品安全法》第一百一十条", 对应监管事项="990131019001", 监管对象类型=["机构类主体"])
    send(page, "保存")
    expect(page.get_by_role("heading", level=1)).to_have_text(job.spot_check_item)
    axe(page)

    menu(page, "检查表单")
    page.get_by_role("link", name="新建检查表单").click()
    fill(page, 表单名称=job.form, 结果选项="无问题/有问题/不涉及", 适用检查方式=["双随机抽查"], 检查事项="990131029001", 检查项1="网络经营与配送", 检查内容1="\n".join(POINTS))
    look(page, "form-new")
    send(page, "保存")
    send(page, "启用草稿版本")
    expect(page.get_by_text(POINTS[1])).to_be_visible()
    look(page, "form")
    page.get_by_role("link", name="预览表单").click()
    expect(page.get_by_text(POINTS[2])).to_be_visible()
    axe(page)


@pytest.mark.requirements("ITEM-03", "ITEM-06")
def test_the_county_claims_the_item(desktop, job, axe, look):
    page = desktop("唐晓舟")
    page.goto("/spot-check-items/new")
    expect(page.get_by_role("heading", level=1)).to_have_text("无操作权限")
    page.goto("/items?tab=spotCheck")
    look(page, "items")
    row(page, job.spot_check_item).get_by_role("button", name="认领").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(job.spot_check_item)
    expect(page.get_by_role("button", name="取消认领")).to_be_visible()
    axe(page)


@pytest.mark.requirements("PLAN-02", "PLAN-03", "PLAN-05", "PLAN-09", "PLAN-10")
def test_the_planner_makes_a_plan_and_submits_it(desktop, job, axe, look):
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
    pick(page, "审核人员", "沈若兰")
    send(page, "确定", "计划已提交审核")
    expect(page.locator(".head .tag")).to_have_text("待审核")
    look(page, "plan")


@pytest.mark.requirements("PLAN-12", "PLAN-13")
def test_the_reviewer_approves_the_plan(desktop, job, axe, look):
    page = desktop("沈若兰")
    menu(page, "年度计划审核")
    look(page, "plan-reviews")
    row(page, job.plan).get_by_role("link", name="审核", exact=True).click()
    look(page, "plan-review")
    send(page, "通过", "计划已审核通过并下发")
    page.goto(job.paths["plan"])
    expect(page.locator(".head .tag")).to_have_text("已审核下发")


@pytest.mark.requirements("TASK-02", "TASK-09", "TASK-12", "TASK-13", "ITEM-20")
def test_the_planner_makes_a_task_from_the_plan(desktop, job, axe, look):
    page = desktop("周启明")
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
    look(page, "task")
