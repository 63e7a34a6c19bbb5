"""A task of three agencies: invited by the lead, one agrees, one refuses, and the task stands with those who agreed."""
# first: later tests let both partners claim every item, and this one tells them apart by their claims
from datetime import datetime, timedelta, timezone

import pytest
from desk import fill, path, pick, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

TASK = "食品与特种设备联合抽查"
NEIGHBOUR, PROVINCE = "白沙县市场监督管理局", "云岭省市场监督管理局"
OWN, THEIRS, DROPPED = "食品经营单位抽查", "特种设备使用单位抽查", "药品零售企业抽查"


def claim(page, item):
    page.goto("/items?tab=spotCheck")
    row(page, item).get_by_role("checkbox").check()
    send(page, "认领所选", "成功")


@pytest.mark.requirements("JOIN-01", "JOIN-02", "JOIN-03", "JOIN-04", "JOIN-06", "JOIN-08", "TASK-05")
def test_three_agencies_from_invitation_to_established(desktop, look):
    neighbour, province = desktop("白一凡"), desktop("江海宁")
    claim(neighbour, THEIRS)
    claim(province, DROPPED)

    page = desktop("周启明")
    page.goto("/tasks/new?mode=doubleRandom")
    last_day = (datetime.now(timezone(timedelta(hours=8))) + timedelta(days=3)).date().isoformat()
    fill(page, 任务名称=TASK, 任务类型="跨机构", 任务来源="临时任务", 牵头领域="市场监管", 邀约截止日期=last_day)
    pick(page, "抽查事项", OWN)
    pick(page, "配合机构", NEIGHBOUR, PROVINCE)
    pick(page, "配合领域监管事项", THEIRS)
    look(page, "joint-task-new")
    send(page, "确定")
    expect(page.get_by_role("alert")).to_contain_text(f"配合机构“{PROVINCE}”没有监管事项")
    pick(page, "配合领域监管事项", DROPPED)
    send(page, "确定", "已发起邀约")
    invitation = path(page)
    expect(page.locator(".head .tag")).to_have_text("待联合部门确认")
    expect(row(page, NEIGHBOUR)).to_contain_text("待确认")
    expect(page.get_by_role("button", name="废除任务")).to_have_count(0)
    look(page, "joint-task-invited")

    neighbour.goto("/tasks?mode=doubleRandom&tab=confirmation")
    expect(row(neighbour, TASK)).to_contain_text("待本部门确认")
    row(neighbour, TASK).get_by_role("link", name="确认联合任务").click()
    fill(neighbour, 答复="拒绝邀约")
    send(neighbour, "确定")
    expect(neighbour.get_by_role("alert")).to_contain_text("请输入拒绝理由")
    fill(neighbour, 答复="同意邀约")
    look(neighbour, "joint-task-answer")
    send(neighbour, "确定", "已同意邀约")
    expect(neighbour.get_by_text("本机构已答复邀约，不能更改")).to_be_visible()

    province.goto(invitation)
    fill(province, 答复="拒绝邀约", 理由="本季度人员不足")
    send(province, "确定", "已拒绝邀约")

    page.goto(invitation)
    expect(page.locator(".head .tag")).to_have_text("待任务成立")
    expect(row(page, PROVINCE)).to_contain_text("本季度人员不足")
    expect(page.get_by_role("button", name="废除任务")).to_have_count(0)
    look(page, "joint-task-answered")
    send(page, "确认联合任务")
    expect(page.get_by_role("heading", name="确认联合任务成立？")).to_be_visible()
    expect(page.get_by_text(f"{PROVINCE}不参加，其监管事项从任务中去掉")).to_be_visible()
    send(page, "确认成立", "联合任务已成立")
    expect(page.locator(".head .tag")).to_have_text("待选定对象")
    items = page.get_by_role("table", name="检查内容")
    expect(items).to_contain_text(THEIRS)
    expect(items).not_to_contain_text(DROPPED)
    expect(page.get_by_role("link", name="删除", exact=True)).to_have_count(0)
    look(page, "joint-task-established")
    page.goto("/tasks?mode=doubleRandom&tab=subjects")
    expect(row(page, TASK)).to_contain_text(NEIGHBOUR)
