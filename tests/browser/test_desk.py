"""What people do at the desk all day: lists, acts on many, questions before what can't be taken back, the way back."""
import re

import pytest
from conftest import enter
from desk import fill, path, row, send
from playwright.sync_api import Page, expect


def test_filters_are_folded_on_a_phone_without_scripts_too(desktop):
    page = desktop("周启明", viewport={"width": 390, "height": 844})
    page.goto("/tasks?tab=all")
    name = page.get_by_label("任务名称")
    expect(name).to_be_hidden()
    page.locator(".filter-toggle summary").click()
    expect(name).to_be_visible()
    name.fill("没有这样的任务")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("没有符合条件的任务")).to_be_visible()
    expect(page.locator(".filter-toggle em")).to_have_text("1")


@pytest.mark.requirements("PORT-19")
@pytest.mark.both_databases
def test_the_rows_of_a_page_are_chosen_at_once_and_remembered(desktop):
    page = desktop("周启明")
    page.goto("/subjects")
    with page.expect_response("**/settings/page-size"):
        page.get_by_label("每页条数", exact=True).select_option("20")
    expect(page.get_by_label("每页条数", exact=True)).to_have_value("20")
    page.goto("/officers")
    expect(page.get_by_label("每页条数", exact=True)).to_have_value("20")
    other = desktop("周启明")
    other.goto("/subjects")
    expect(other.get_by_label("每页条数", exact=True)).to_have_value("20")
    with other.expect_response("**/settings/page-size"):
        other.get_by_label("每页条数", exact=True).select_option("10")
    expect(other.get_by_label("每页条数", exact=True)).to_have_value("10")
    stranger = desktop("唐晓舟")
    stranger.goto("/subjects")
    expect(stranger.get_by_label("每页条数", exact=True)).to_have_value("10")


def plan(page: Page, name: str):
    page.goto("/plans/new?family=daily")
    fill(page, 计划名称=name)
    send(page, "暂存", "计划已暂存")


def test_a_new_form_does_not_bring_back_what_was_accepted(desktop):
    page = desktop("周启明")
    plan(page, "用过一次的草稿")
    page.goto("/plans/new?family=daily")
    expect(page.get_by_label(re.compile("^计划名称"))).to_have_value("")
    page.goto("/plans?family=daily")
    expect(page.locator("tbody tr").filter(has_text="用过一次的草稿")).to_have_count(1)


@pytest.mark.both_databases
def test_a_refused_form_stands_at_an_address_of_its_own(desktop):
    page = desktop("周启明")
    page.goto("/plans/new?family=daily")
    fill(page, 计划名称="缺少内容的计划")
    page.get_by_role("button", name="确定", exact=True).click()
    expect(page.locator("[data-errors]")).to_be_visible()
    assert path(page).startswith("/again/")
    page.reload()
    expect(page.get_by_label(re.compile("^计划名称"))).to_have_value("缺少内容的计划")
    page.evaluate("sessionStorage.clear()")
    page.goto("/tasks")
    page.go_back()
    expect(page.locator("[data-errors]")).to_be_visible()
    expect(page.get_by_label(re.compile("^计划名称"))).to_have_value("缺少内容的计划")
    somebody = desktop("唐晓舟")
    assert somebody.request.get(path(page)).status == 404


def test_back_after_a_refused_login_is_the_login(desktop):
    page = desktop()
    page.goto("/login")
    enter(page, "19900000001", "Wrong-2026!")
    expect(page.get_by_text("账号或密码错误")).to_be_visible()
    page.goto("/public")
    page.go_back()
    expect(page.get_by_text("账号或密码错误")).to_be_visible()
    expect(page.get_by_label("密码", exact=True)).to_have_value("")


@pytest.mark.both_databases
def test_deleting_asks_first_with_names_and_numbers(desktop, look):
    page = desktop("周启明")
    plan(page, "待删除的计划")
    page.get_by_role("button", name="删除", exact=True).click()
    expect(page.get_by_role("heading", name="删除年度计划？")).to_be_visible()
    expect(page.locator("main")).to_contain_text("待删除的计划")
    look(page, "ask-first")
    page.get_by_role("link", name="取消", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("待删除的计划")
    page.get_by_role("button", name="删除", exact=True).click()
    send(page, "删除计划", "计划已删除")
    expect(page.locator("tbody").filter(has_text="待删除的计划")).to_have_count(0)


def rename(page: Page, address: str, name: str):
    """As it is done meanwhile elsewhere: on the phone of the same person, because only who made a plan may change it."""
    page.goto(address + "/edit")
    fill(page, 计划名称=name)
    send(page, "暂存", "计划已暂存")


def test_what_the_rules_refuse_is_not_asked_about(desktop, phone):
    page = desktop("周启明")
    plan(page, "两人同时办理的计划")
    rename(phone("周启明"), path(page), "已由他人改名的计划")
    page.get_by_role("button", name="删除", exact=True).click()
    expect(page.get_by_role("heading", name="数据已更新")).to_be_visible()
    assert path(page).startswith("/again/")
    page.get_by_role("link", name="返回上一页").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已由他人改名的计划")


def test_what_is_not_found_says_where_to_look(desktop):
    page = desktop("周启明")
    answer = page.request.get("/plans/0190a0a0-0000-7000-8000-000000000000")
    assert answer.status == 404
    assert "到“年度计划”查找" in answer.text()
    assert "青石县市场监督管理局的办理范围" in answer.text()


@pytest.mark.both_databases
def test_many_are_deleted_at_once_each_by_itself(desktop, phone, look):
    page = desktop("周启明")
    for name in ("成批删除一", "成批删除二"):
        plan(page, name)
    second = path(page)
    page.goto("/plans?family=daily")
    expect(page.locator(".batch")).to_be_hidden()
    for name in ("成批删除一", "成批删除二"):
        page.get_by_label("选择 " + name).check()
    expect(page.locator(".batch")).to_contain_text("已选 2 项")
    look(page, "bulk")
    page.get_by_role("button", name="删除所选").click()
    expect(page.get_by_role("heading", name="删除 2 个年度计划？")).to_be_visible()
    expect(page.locator("main")).to_contain_text("成批删除一")
    rename(phone("周启明"), second, "成批删除二，已改")
    page.get_by_role("button", name="删除计划", exact=True).click()
    told = page.locator(".notice").filter(has_text="成功1条，失败1条")
    expect(told).to_contain_text("成批删除二，已改")
    expect(page.locator("tbody").filter(has_text="成批删除一")).to_have_count(0)
    expect(row(page, "成批删除二，已改")).to_be_visible()


@pytest.mark.requirements("ITEM-06")
def test_items_are_claimed_and_given_back_in_numbers(desktop):
    page = desktop("唐晓舟")
    page.goto("/items")
    boxes = page.locator("tbody .c-check input")
    expect(boxes.first).to_be_visible()
    page.get_by_label("全选").check()
    number = boxes.count()
    page.get_by_role("button", name="认领所选", exact=True).click()
    expect(page.locator(".notice").filter(has_text=re.compile(r"成功\d+条"))).to_be_visible()
    expect(page.locator("tbody .tag").filter(has_text="未认领")).to_have_count(0)
    page.get_by_label("全选").check()
    page.get_by_role("button", name="取消认领所选").click()
    expect(page.get_by_role("heading", name=f"取消认领 {number} 个事项？")).to_be_visible()
    page.get_by_role("link", name="返回", exact=True).click()
    expect(page.locator("tbody .tag").filter(has_text="未认领")).to_have_count(0)


@pytest.mark.requirements("ORG-24")
def test_a_closed_door_says_who_may(desktop, look):
    page = desktop("高远航")
    page.goto("/accounts")
    expect(page.get_by_role("heading", name="无操作权限")).to_be_visible()
    expect(page.locator("main")).to_contain_text("系统管理员")
    expect(page.locator("main")).to_contain_text("部门管理员")
    look(page, "closed-door")


def test_a_session_that_ran_out_brings_one_back_into_the_form(desktop):
    page = desktop("周启明")
    account = "19900000001"
    page.goto("/plans/new?family=daily")
    fill(page, 计划名称="登录超时前填写的计划")
    page.context.clear_cookies()
    page.get_by_role("button", name="暂存", exact=True).click()
    expect(page).to_have_url(re.compile(r"/login\?next="))
    enter(page, account, page.locator(".demo .hint code").inner_text())
    expect(page).to_have_url(re.compile(r"/plans/new\?family=daily$"))
    expect(page.get_by_label(re.compile("^计划名称"))).to_have_value("登录超时前填写的计划")
    send(page, "暂存", "计划已暂存")


def test_the_keys_and_the_menu_of_the_frame(desktop):
    page = desktop("唐晓舟", viewport={"width": 1280, "height": 600})
    page.goto("/laws")
    expect(page.locator(".side [aria-current]")).to_be_in_viewport()
    page.keyboard.press("/")
    expect(page.get_by_label("全局搜索")).to_be_focused()
    page.keyboard.type("/")
    expect(page.get_by_label("全局搜索")).to_have_value("/")


@pytest.mark.requirements("PORT-11")
def test_the_workbench_opens_the_visit_itself(desktop):
    page = desktop("高远航")
    for link in page.locator("#matters td.ops a").all():
        address = link.get_attribute("href")
        if address.startswith("/field/"):
            assert re.fullmatch(r"/field/#/visit/[0-9a-f-]{36}/info", address)


def test_crumbs_lead_back_to_the_filter_of_the_list(desktop):
    page = desktop("周启明")
    plan(page, "由面包屑回到筛选")
    page.goto("/plans?family=daily")
    page.get_by_label("计划名称").fill("由面包屑回到")
    page.get_by_role("button", name="查询").click()
    row(page, "由面包屑回到筛选").get_by_role("link", name="由面包屑回到筛选").click()
    page.locator(".crumbs a").first.click()
    expect(page.get_by_label("计划名称")).to_have_value("由面包屑回到")
