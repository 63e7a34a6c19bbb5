"""A year of daily inspections for 2,000 enterprises: proposed by the platform within the volume, corrected, and made into tasks."""
import datetime
import re

import pytest
import sheets
from codes import credit_code
from desk import fill, menu, path, pick, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

PLAN = "明年日常监督检查计划"
YEAR = datetime.date.today().year + 1
CATEGORIES = ["餐饮服务", "食品经营", "药品零售", ""]
GRADES = ["A", "B", "C", "D", "未评价"]
VOLUME = 1500


def enterprise(number: int) -> dict[str, str]:
    category, grade = CATEGORIES[number % 4], GRADES[number % 5]
    return {
        "主体名称": f"青石县虚构经营{number}店", "统一社会信用代码": credit_code(100_000 + number), "法定代表人/负责人": "陆一鸣",
        "注册地址": f"云岭省云溪市青石县文昌街{number}号", "生产经营地址": f"云岭省云溪市青石县文昌街{number}号",
        "企业类别": category, "风险等级": grade, "公共信用等级": GRADES[number % 3],
    }


def times(number: int) -> int:
    """What the delivered frequencies ask for, written a second time."""
    by_risk = dict(zip(GRADES, [1, 1, 2, 3, 1] if CATEGORIES[number % 4] else [0, 1, 1, 2, 1]))
    return by_risk[GRADES[number % 5]]


def bring_in(page, kind: str, name: str, body: bytes, done: str):
    page.goto(f"/imports/{kind}")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": body})
    send(page, "上传并核对")
    expect(page.get_by_role("button", name=re.compile("确认导入|导入正确的行"))).to_be_visible(timeout=120_000)
    page.get_by_role("button", name=re.compile("确认导入|导入正确的行")).click()
    expect(page.locator(".notice").filter(has_text=done)).to_be_visible(timeout=240_000)


def fill_libraries(desktop):
    """A form for daily inspections, and 2,000 enterprises of the county."""
    province = desktop("江海宁")
    template = province.request.get("/imports/forms/template.xlsx").body()
    bring_in(province, "forms", "日常检查表.xlsx", sheets.filled_xlsx(template, [{
        "表单名称": "食品经营日常检查表", "事项编码": "990131010001", "检查项": "证照", "检查内容": "是否亮照经营", "结果选项": "无问题/有问题/不涉及",
        "适用检查方式": "日常检查"}]), "新增1行")
    province.goto("/forms")
    row(province, "食品经营日常检查表").get_by_role("link", name="食品经营日常检查表").click()
    send(province, "启用草稿版本")
    county = desktop("唐晓舟")
    template = county.request.get("/imports/subjects/template.csv").body()
    bring_in(county, "subjects", "企业.csv", sheets.filled_csv(template, [enterprise(number) for number in range(2000)]), "新增2000行")


def make_plan(desktop) -> str:
    """The plan of next year, reviewed and issued; its address."""
    page = desktop("周启明")
    page.goto("/plans/new?family=daily")
    fill(page, 计划年度=str(YEAR), 计划名称=PLAN, 内容分级="一般", 牵头领域="市场监管", 检查方式=["实地检查"])
    page.locator("[name=termStart]").fill(datetime.date.today().isoformat())
    page.locator("[name=termEnd]").fill(f"{YEAR}-12-31")
    pick(page, "监管事项", "食品经营单位")
    pick(page, "审核人员", "沈若兰")
    send(page, "确定", "计划已提交审核")
    address = path(page)
    reviewer = desktop("沈若兰")
    reviewer.goto("/plan-reviews")
    row(reviewer, PLAN).get_by_role("link", name="审核", exact=True).click()
    send(reviewer, "通过", "计划已审核通过并下发")
    return address


def wait_until_made(page):
    expect(page.get_by_role("table", name="逐月合计")).to_be_visible(timeout=120_000)


@pytest.mark.requirements("PLAN-25", "PLAN-37", "TASK-36", "PLAN-26")
def test_a_proposed_year_for_2000_enterprises_turned_into_monthly_tasks(desktop, look):
    fill_libraries(desktop)
    address = make_plan(desktop)
    page = desktop("周启明")
    menu(page, "年度任务量")
    page.get_by_role("link", name="设定任务量").click()
    fill(page, 年度=str(YEAR), 计划类别="日常检查", 年度任务量=str(VOLUME), 来源文号="青市监〔2026〕12号")
    look(page, "task-volume-new")
    send(page, "保存", "年度任务量已设定")
    look(page, "task-volume")

    # the presses of a planner from here on, to a whole year of tasks
    presses = []

    def press(locator):
        presses.append(locator)
        locator.click()

    page.goto(address)
    press(page.get_by_role("link", name="月度检查任务明细"))
    look(page, "proposal-begin")
    press(page.get_by_role("button", name="生成建议", exact=True))
    wait_until_made(page)
    asked = sum(times(number) for number in range(2000))
    model = page.request.get("/api/v1" + address + "/proposal").json()
    assert model["enterprises"] >= 2000 and [month["month"] for month in model["months"]] == list(range(1, 13))
    planned = [month["planned"] for month in model["months"]]
    assert sum(planned) == VOLUME and max(planned) - min(planned) <= 3, planned
    beyond = sum(month["beyond"] for month in model["months"])
    few = model["enterprises"] - 2000
    assert asked <= VOLUME + beyond <= asked + 4 * few
    look(page, "proposal")

    page.get_by_role("link", name="逐户查看").click()
    expect(page.locator("#list tbody tr").first).to_contain_text("超出任务量")
    look(page, "proposal-beyond")
    page.go_back()
    send(page, "提高任务量并重新生成")
    expect(page.locator("[data-errors]")).to_contain_text("请填写调整理由")
    fill(page, 年度任务量="9000", 调整理由="增加三名执法人员")
    press(page.get_by_role("button", name="提高任务量并重新生成"))
    wait_until_made(page)
    expect(page.get_by_role("heading", name="超出任务量")).to_have_count(0)

    page.get_by_role("link", name="逐户明细").click()
    page.goto(path(page).split("?")[0] + "?month=5")
    first = page.locator("#list tbody tr").first
    name = first.locator("td.title a").inner_text()
    first.get_by_role("checkbox").check()
    send(page, "安排到月份")
    expect(page.get_by_role("heading", name="安排 1 次检查到哪个月？")).to_be_visible()
    fill(page, 月份="6月", 理由="五月装修停业")
    look(page, "proposal-move")
    send(page, "安排", "成功1条，失败0条")
    expect(page.locator("#list tbody tr").filter(has_text=name)).to_have_count(0)
    look(page, "proposal-list")
    page.goto(address + "/inspections/new")
    look(page, "proposal-add")

    page.goto(address + "/proposal")
    page.get_by_role("row", name=re.compile("^1月")).get_by_role("button", name="生成1月任务").click()
    expect(page.locator(".notice").filter(has_text="已生成1个任务")).to_be_visible(timeout=60_000)
    press(page.get_by_role("button", name="生成全部任务"))
    expect(page.locator(".notice").filter(has_text="已生成11个任务")).to_be_visible(timeout=120_000)
    expect(page.get_by_role("button", name="生成全部任务")).to_have_count(0)
    look(page, "proposal-done")
    assert len(presses) == 4

    model = page.request.get("/api/v1" + address + "/proposal").json()
    assert all(month["withTask"] == month["planned"] for month in model["months"])
    page.goto("/tasks?mode=daily&tab=subjects")
    task = row(page, f"{PLAN}（6月）")
    expect(task).to_contain_text("计划任务")
    task.get_by_role("link", name="选定对象", exact=True).click()
    june = next(month["planned"] for month in model["months"] if month["month"] == 6)
    expect(page.locator("main")).to_contain_text(f"共有{june}个检查对象")
    look(page, "proposal-task")

    page.goto(address)
    page.get_by_role("link", name="执行进度").click()
    months = page.get_by_role("table", name="按月").locator("tbody tr")
    expect(months).to_have_count(12)
    expect(months.nth(5)).to_contain_text(f"{YEAR}-06")
    expect(months.nth(5)).to_contain_text(str(june))
    look(page, "plan-progress")
