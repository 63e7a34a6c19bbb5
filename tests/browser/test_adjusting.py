"""Objects of an issued task are given to another agency, and their officers to others: several at once and one by itself."""
import pytest
from desk import field, fill, menu, path, row, send
from draws import files_of_draw, verdict
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

TASK = "食品经营单位双随机抽查（第三批）"
COUNTY, NEIGHBOUR = "青石县市场监督管理局", "白沙县市场监督管理局"


def draw_objects(page):
    """Fixes the objects of the task that the demonstration left without any, where nobody did so before."""
    page.goto("/draws")
    if page.locator("tbody tr").filter(has_text=TASK).filter(has_text="已抽取").count() > 0:
        return
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


FINISHED = "食品经营单位双随机抽查（第一批）"


def team(page, name: str) -> list[str]:
    """The officers that the list names for the object."""
    return row(page, name).locator("td").nth(5).inner_text().replace("（组长）", "").split("、")


@pytest.mark.requirements("ADJ-06", "ADJ-08", "ADJ-09", "BEY-10")
def test_an_officer_is_replaced_by_a_draw_and_by_hand(desktop, tmp_path, look):
    page = desktop("周启明")
    menu(page, "调整检查人员")
    lines = page.locator("tbody tr").filter(has_text=TASK)
    names = lines.locator("td.title a").all_inner_texts()
    look(page, "officer-adjustments")
    former = team(page, names[0])

    row(page, names[0]).get_by_role("link", name="调整", exact=True).click()
    place = path(page)
    expect(field(page, "更换方式")).to_have_value("drawn")
    send(page, "调整")
    expect(page.get_by_text("请选择要更换的检查人员").first).to_be_visible()
    field(page, "更换的检查人员").select_option(index=1)
    look(page, "officer-adjustment")
    send(page, "调整", "检查人员已调整")
    record = page.get_by_role("table", name="调整记录").locator("tbody tr").first
    for words in ("随机抽取", "周启明", former[0]):
        expect(record).to_contain_text(words)
    look(page, "officer-adjusted")
    record.get_by_role("link", name="随机抽取").click()
    expect(page.get_by_role("heading", name="抽取更换人员")).to_be_visible()
    look(page, "draw-replacement")
    files_of_draw(page, tmp_path / "replacement")
    assert verdict(tmp_path / "replacement") == "一致"
    send(page, "重新计算核验", "重新计算：一致")
    public = desktop()
    public.goto("/public" + path(page).split("?")[0])
    expect(public.get_by_text("检查不预先告知")).to_be_visible()

    page.goto(place)
    field(page, "更换的检查人员").select_option(index=1)
    fill(page, 更换方式="手动更换")
    field(page, "新的检查人员").select_option(index=1)
    send(page, "调整")
    expect(page.get_by_text("请输入调整理由").first).to_be_visible()
    expect(field(page, "更换方式")).to_have_value("manual")
    fill(page, 调整理由="原定人员参加培训")
    send(page, "调整", "检查人员已调整")
    expect(page.get_by_role("table", name="调整记录").locator("tbody tr").first).to_contain_text("原定人员参加培训")


@pytest.mark.requirements("ADJ-06", "ADJ-08", "ADJ-09")
def test_an_officer_is_replaced_on_several_objects(desktop, look):
    page = desktop("周启明")
    page.goto("/officer-adjustments")
    names = page.locator("tbody tr").filter(has_text=TASK).locator("td.title a").all_inner_texts()
    for name in names[:2]:
        row(page, name).get_by_role("checkbox").check()
    out = team(page, names[0])[0]
    send(page, "批量调整")
    expect(page.get_by_role("heading", name="调整 2 个检查对象的检查人员？")).to_be_visible()
    expect(field(page, "更换方式")).to_have_value("drawn")
    fill(page, 更换的检查人员=out, 更换方式="手动更换")
    field(page, "新的检查人员").select_option(index=1)
    look(page, "officer-adjustments-question")
    send(page, "调整")
    expect(page.get_by_text("请输入调整理由").first).to_be_visible()
    expect(field(page, "更换的检查人员").locator("option:checked")).to_have_text(out)
    fill(page, 更换方式="随机抽取", 调整理由="调离执法岗位")
    send(page, "调整", "成功")
    assert out not in team(page, names[0])

    page.goto("/draws")
    row(page, FINISHED).get_by_role("link").first.click()
    page.get_by_role("main").get_by_role("link", name=FINISHED).click()
    page.goto(path(page).split("?")[0] + "?tab=objects")
    page.get_by_role("table", name="检查对象").get_by_role("link").first.click()
    expect(page.get_by_text("已录入检查结果，不能调整检查人员")).to_be_visible()
    expect(page.get_by_role("button", name="调整")).to_have_count(0)
