"""Objects of an issued task are given to another agency, several at once and one by itself, by the superior of both."""
import pytest
from desk import fill, menu, path, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

TASK = "食品经营单位双随机抽查（第三批）"
COUNTY, NEIGHBOUR = "青石县市场监督管理局", "白沙县市场监督管理局"


def draw_objects(page):
    """Fixes the objects of the task that the demonstration left without any."""
    page.goto("/tasks?tab=subjects")
    row(page, TASK).get_by_role("link", name="选定对象", exact=True).click()
    fill(page, 对象分类名称="全部单位")
    send(page, "添加", "已添加")
    page.get_by_role("link", name="下一步").click()
    fill(page, 是否设置="不设置")
    send(page, "保存并标记")
    page.get_by_role("link", name="下一步").click()
    fill(page, 统一设置="统一数量", 数值="4")
    send(page, "保存，下一步", "抽取比例已设置")
    send(page, "固定名单，进入抽取", "名单与参数已固定")
    page.get_by_role("button", name="开始抽取").click()
    send(page, "停止", "抽取完成")


@pytest.mark.requirements("ADJ-01", "ADJ-02", "ADJ-03", "ADJ-04", "ADJ-05")
def test_a_superior_gives_objects_to_another_agency(desktop, look):
    neighbour = desktop("白一凡")
    neighbour.goto("/items?tab=spotCheck")
    neighbour.get_by_label("全选").check()
    send(neighbour, "认领所选", "成功")
    planner = desktop("周启明")
    draw_objects(planner)

    page = desktop("江海宁")
    menu(page, "调整检查机构")
    lines = page.locator("tbody tr").filter(has_text=TASK)
    expect(lines).to_have_count(4)
    names = lines.locator("td.title a").all_inner_texts()
    look(page, "agency-adjustments")
    for name in names[:2]:
        row(page, name).get_by_role("checkbox").check()
    send(page, "批量调整")
    expect(page.get_by_role("heading", name="调整 2 个检查对象的检查机构？")).to_be_visible()
    fill(page, 新的检查机构=NEIGHBOUR, 调整理由="企业迁至白沙县")
    look(page, "agency-adjustments-question")
    send(page, "调整", "成功2条，失败0条")
    for name, agency in zip(names, (NEIGHBOUR, NEIGHBOUR, COUNTY, COUNTY)):
        expect(row(page, name)).to_contain_text(agency)

    row(page, names[0]).get_by_role("link", name="调整", exact=True).click()
    send(page, "调整")
    expect(page.get_by_text("请选择新的检查机构").first).to_be_visible()
    fill(page, 新的检查机构=COUNTY, 调整理由="迁址未完成，仍由青石县检查")
    look(page, "agency-adjustment")
    send(page, "调整", "检查机构已调整")
    row(page, names[0]).get_by_role("link", name=names[0]).click()
    records = page.get_by_role("table", name="调整记录").locator("tbody tr")
    expect(records).to_have_count(2)
    for words in (NEIGHBOUR, COUNTY, "迁址未完成，仍由青石县检查", "江海宁"):
        expect(records.first).to_contain_text(words)
    look(page, "agency-adjusted")

    neighbour.goto("/assignments")
    expect(row(neighbour, TASK)).to_contain_text("待抽取")
    planner.goto("/assignments")
    row(planner, TASK).get_by_role("link", name="抽取人员").click()
    send(planner, "固定名单，进入抽取摇号", "名单与参数已固定")
    planner.get_by_role("button", name="开始抽取").click()
    send(planner, "停止", "抽取完成，共3个检查对象")
    page.reload()
    expect(page.get_by_text("实施检查机构已抽取检查人员，无法调整检查机构")).to_be_visible()
    assert path(page).startswith("/task-subjects/")
    expect(page.get_by_role("button", name="调整")).to_have_count(0)
