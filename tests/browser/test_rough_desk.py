"""Rough use of the desk: “back” after sending, a record that somebody else has changed, numbers pasted in groups, lists of one kind."""
import re

import pytest
from desk import field, fill, path, pick, row, send
from playwright.sync_api import Page, expect


def plan(page: Page, name: str, item: str = "对食品经营单位的行政检查"):
    page.goto("/plans/new?family=daily")
    fill(page, 计划名称=name, 检查方式=["实地检查"])
    pick(page, "监管事项", item)
    send(page, "暂存", "计划已暂存")


@pytest.mark.both_databases
def test_back_after_saving_brings_everything_back_and_saving_again_makes_no_second_record(desktop):
    page = desktop("周启明")
    plan(page, "保存后返回的计划")
    saved = path(page)
    page.go_back()
    expect(page.get_by_text("已提交过这里的内容")).to_be_visible()
    expect(field(page, "计划名称")).to_have_value("保存后返回的计划")
    expect(page.locator(".chip")).to_contain_text("对食品经营单位的行政检查")
    expect(page.get_by_label("实地检查")).to_be_checked()
    send(page, "暂存", "计划已暂存")
    assert path(page) == saved

    page.go_back()
    page.get_by_role("button", name="重新填写").click()
    expect(field(page, "计划名称")).to_have_value("")
    expect(page.locator(".chip")).to_have_count(0)
    page.goto("/plans?family=daily")
    expect(page.locator("tbody tr").filter(has_text="保存后返回的计划")).to_have_count(1)


@pytest.mark.both_databases
def test_who_was_overtaken_gets_to_the_present_content_with_what_was_typed(desktop, axe):
    page = desktop("周启明")
    plan(page, "两个页面同时修改的计划")
    address = path(page)
    page.goto(address + "/edit")
    other = page.context.new_page()
    other.goto(address + "/edit")
    fill(page, 检查要求="第一页填写的")
    send(page, "暂存", "计划已暂存")
    fill(other, 期限说明="第二页填写的")
    for _ in range(2):  # pressing once more changes nothing
        send(other, "暂存")
        expect(other.get_by_role("alert")).to_contain_text("数据已被他人修改，请刷新后重试")
        expect(field(other, "期限说明")).to_have_value("第二页填写的")
    axe(other)
    other.get_by_role("link", name="打开最新内容").click()
    expect(field(other, "检查要求")).to_have_value("第一页填写的")
    other.get_by_role("button", name="恢复填写的内容").click()
    expect(field(other, "期限说明")).to_have_value("第二页填写的")
    send(other, "暂存", "计划已暂存")


def test_the_form_of_one_role_does_not_get_the_draft_of_another(desktop):
    page = desktop("许慎行")
    page.goto("/accounts/new?roles=planner")
    fill(page, 姓名="未填完的人")
    send(page, "保存")
    expect(page.locator("[data-errors]")).to_be_visible()
    page.goto("/accounts/new?roles=planReviewer")
    expect(field(page, "姓名")).to_have_value("")
    roles = page.get_by_role("group", name=re.compile("^角色"))
    expect(roles.get_by_label("审核人员", exact=True)).to_be_checked()
    expect(roles.get_by_label("任务/计划制定人", exact=True)).not_to_be_checked()
    page.goto("/accounts/new?roles=planner")
    expect(field(page, "姓名")).to_have_value("未填完的人")


def test_numbers_pasted_in_groups_arrive_whole_and_what_is_too_long_is_told(desktop):
    page = desktop("许慎行")
    page.goto("/accounts/new?roles=auditor")
    for label, value in (("姓名", "长" * 60), ("手机号", "139 0000 4321"), ("身份证号", "990101 19900307 1296")):
        field(page, label).focus()
        page.keyboard.insert_text(value)
    send(page, "保存")
    expect(page.locator("[data-errors]")).to_contain_text("姓名限制在50字符")
    expect(field(page, "姓名")).to_have_value("长" * 60)
    fill(page, 姓名="分组粘贴号码的人")
    send(page, "保存", "激活码")
    expect(page.locator("main")).to_contain_text("139****4321")


@pytest.mark.both_databases
def test_a_list_of_one_kind_says_of_which(desktop):
    page = desktop("周启明")
    plan(page, "只在日常检查中的计划")
    page.goto("/plans")
    expect(page.get_by_label("计划类别").locator("option")).to_have_text(["双随机抽查", "日常检查", "专项检查"])
    expect(page.get_by_label("计划类别")).to_have_value("doubleRandom")
    page.get_by_label("计划类别").select_option(label="日常检查")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(row(page, "只在日常检查中的计划")).to_be_visible()
    expect(page.get_by_label("计划类别")).to_have_value("daily")
    page.goto("/tasks")
    modes = ["双随机抽查", "日常检查", "专项检查", "即时检查", "飞行检查", "事件核查", "二次核查"]
    expect(page.get_by_label("检查模式").locator("option")).to_have_text(modes)


def test_the_menu_stays_around_the_data_standard(desktop):
    page = desktop("唐晓舟")
    page.goto("/")
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="数据标准").click()
    expect(page.get_by_role("navigation", name="主菜单").get_by_role("link", name="数据标准")).to_have_attribute("aria-current", "page")
    page.locator("main a[href^='/public/data-standard/']").nth(3).click()
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
    public = desktop()
    public.goto("/public/data-standard")
    expect(public.get_by_role("navigation", name="主菜单")).to_have_count(0)


def test_a_visitor_who_finds_nothing_is_led_to_the_public_side(desktop):
    page = desktop()
    answer = page.request.get("/nothing-here")
    assert answer.status == 404
    assert 'href="/public">返回首页' in answer.text()
    code = page.request.get("/check/%E4%B9%B1%E5%86%99")
    assert code.status == 404
    assert "“乱写”不是校验码" in code.text()


@pytest.mark.requirements("PLAN-14", "PORT-11")
def test_a_refused_plan_waits_for_its_maker(desktop):
    page = desktop("周启明")
    page.goto("/plans/new?family=doubleRandom")
    fill(page, 计划名称="被拒绝后等待修改的计划", 内容分级="一般", 牵头领域="市场监管", 检查方式=["实地检查"])
    pick(page, "监管事项", "食品经营单位抽查")
    pick(page, "审核人员", "沈若兰")
    send(page, "确定", "计划已提交审核")
    reviewer = desktop("沈若兰")
    reviewer.goto("/plan-reviews")
    row(reviewer, "被拒绝后等待修改的计划").get_by_role("link", name="审核", exact=True).click()
    fill(reviewer, 理由="请写明监管依据")
    send(reviewer, "拒绝", "计划已拒绝")
    page.goto("/")
    line = row(page, "被拒绝后等待修改的计划")
    expect(line).to_contain_text("计划修改")
    line.get_by_role("link", name="修改", exact=True).click()
    expect(page.locator("main")).to_contain_text("请写明监管依据")
