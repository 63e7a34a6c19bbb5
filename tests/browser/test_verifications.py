"""事件核查 from a complaint and 二次核查 from a finished inspection, and how their results come back."""
import re

import pytest
from desk import fill, path, pick, row, send
from founding import home, inspect
from playwright.sync_api import expect

ITEM = "对食品经营单位的行政检查"


def open_visit(page, words: str) -> str:
    line = page.locator(".visits a").filter(has_text=words).filter(has_text="待检查").first
    name = line.locator("b").inner_text()
    line.click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    return name


@pytest.mark.requirements("TASK-32")
def test_a_complaint_is_verified_and_verified_again(desktop, phone, look):
    planner = desktop("周启明")
    planner.goto("/tasks?mode=eventVerification")
    planner.get_by_role("link", name="发起事件核查").click()
    fill(planner, 核查来源="投诉举报", 来源编号="TS-2026-0007", 核查事由="反映使用过期原料")
    pick(planner, "检查对象", "食品商贸")
    pick(planner, "检查事项", ITEM)
    pick(planner, "检查人员", "高远航")
    look(planner, "event-verification")
    send(planner, "发起核查")
    expect(planner.get_by_text("执法人员不得少于两人").first).to_be_visible()
    pick(planner, "检查人员", "林知秋")
    send(planner, "发起核查", "事件核查已发起")
    for words in ("事件核查：", "投诉举报", "TS-2026-0007", "反映使用过期原料"):
        expect(planner.locator("main")).to_contain_text(words)

    page = phone("高远航")
    home(page)
    name = open_visit(page, "事件核查：")
    inspect(page, "高远航", "林知秋", principal="钱多多")
    expect(page.get_by_role("heading", name="检查结果已提交")).to_be_visible(timeout=30_000)

    # whoever created it is told the result
    planner.goto("/messages")
    expect(planner.locator("main")).to_contain_text(f"“{name}”的事件核查已完成，结果：未发现问题。来源：投诉举报TS-2026-0007。")
    planner.goto("/inspections?mode=eventVerification")
    row(planner, name).get_by_role("link", name="查看").click()
    first = path(planner)
    planner.get_by_role("link", name="二次核查").click()
    fill(planner, 核查事由="复核整改")
    pick(planner, "检查事项", ITEM)
    for officer in ("高远航", "林知秋"):
        pick(planner, "检查人员", officer)
    look(planner, "second-verification")
    send(planner, "发起核查", "二次核查已发起")

    home(page)
    open_visit(page, "二次核查：")
    inspect(page, "高远航", "林知秋", principal="钱多多")
    expect(page.get_by_role("heading", name="检查结果已提交")).to_be_visible(timeout=30_000)
    planner.goto(first)
    again = planner.get_by_role("table", name="二次核查").locator("tbody tr")
    expect(again).to_contain_text("已完成")
    expect(again).to_contain_text("复核整改")
    look(planner, "inspection-verified")
    again.get_by_role("link").click()
    planner.get_by_role("link", name="原检查").click()
    expect(planner).to_have_url(re.compile(re.escape(first.split("?")[0])))
