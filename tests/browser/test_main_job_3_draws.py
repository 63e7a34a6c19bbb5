"""The main job, part 3: objects and officers are drawn in public, and both draws stand every check."""

import re

import pytest
from codes import credit_code
from desk import field, fill, menu, path, pick, row, send
from draws import files_of_draw, verdict
from playwright.sync_api import expect
from sheets import XLSX, filled_xlsx

pytestmark = pytest.mark.both_databases


def check(page, folder):
    """The record of a finished draw, computed again by the command line and by the server; a changed result is found out."""
    files_of_draw(page, folder)
    assert verdict(folder) == "一致"
    result = folder / "result.txt"
    lines = result.read_text().splitlines(keepends=True)
    result.write_text("".join(lines[:-1]))
    assert verdict(folder) != "一致"
    send(page, "重新计算核验", "重新计算：一致")


@pytest.mark.requirements("DRAW-01", "DRAW-02", "DRAW-03", "DRAW-07", "DRAW-08", "DRAW-13", "DRAW-20", "DRAW-21", "BEY-10", "BEY-13")
def test_the_objects_are_drawn(desktop, job, tmp_path, look):
    page = desktop("周启明")
    page.goto("/tasks?tab=subjects")
    assert [name for column in page.locator("#list thead th").all_inner_texts() for name in column.split() if name != "选择"] == [
        "序号", "检查任务名称", "检查任务编号", "任务来源", "任务类型", "对象选定状态", "牵头领域", "配合机构",
        "检查对象选定方式", "检查对象类型", "检查对象数量", "操作"]
    expect(row(page, job.task)).to_contain_text("机构类主体")
    row(page, job.task).get_by_role("link", name="选定对象", exact=True).click()
    fill(page, 对象分类名称="外卖商户", 主体名称含="穗香外卖")
    look(page, "choose-range")
    send(page, "添加", "已添加6个检查对象")
    page.get_by_role("link", name="下一步").click()
    template = page.request.get(page.get_by_role("link", name="XLSX").get_attribute("href")).body()
    listed = filled_xlsx(template, [{"对象名称": "青石县穗香外卖6店", "对象编码": credit_code(6)}])
    fill(page, 是否设置="设置")
    field(page, "上传名单").set_input_files({"name": "名单.xlsx", "mimeType": XLSX, "buffer": listed})
    look(page, "choose-exclusion")
    send(page, "保存并标记", "排除1个检查对象")
    expect(row(page.get_by_role("table", name="指定名单"), "青石县穗香外卖6店")).to_be_visible()
    page.get_by_role("link", name="下一步").click()
    fill(page, 数值="40")
    look(page, "choose-ratios")
    send(page, "保存，下一步", "抽取比例已设置")
    look(page, "choose-draw")
    send(page, "固定名单，进入抽取", "名单与参数已固定")
    job.paths["draw of objects"] = path(page).split("?")[0]
    look(page, "draw-ready")
    names = page.locator(".roll").first
    before = names.inner_text()
    page.get_by_role("button", name="开始抽取").click()
    expect(names).not_to_have_text(before, use_inner_text=True)
    look(page, "draw-rolling")
    told = page.locator("main")
    expect(told).to_contain_text("抽取机关承诺 commitA")
    expect(told).to_contain_text("写入账本，先于名单")
    expect(told).not_to_contain_text("nonceA")
    send(page, "停止", "抽取完成，共2个检查对象")
    for value in ("抽取机关随机数 nonceA", "第二方随机数 nonceS", "信标值 beaconValue"):
        expect(told).to_contain_text(value)
    look(page, "draw-done")
    expect(page.get_by_role("main").get_by_role("link", name="选派人员")).to_have_attribute("href", job.paths["task"] + "/officers")
    lines = page.get_by_role("table", name="抽取结果").locator("tbody tr")
    expect(lines).to_have_count(2)
    job.subjects = [name for name in (line.locator(".title").inner_text() for line in lines.all())]
    assert all("穗香外卖" in name and "6店" not in name for name in job.subjects), job.subjects
    check(page, tmp_path / "objects")


@pytest.mark.requirements("DRAW-24", "DRAW-26", "DRAW-27", "DRAW-28", "BEY-10", "TASK-22")
def test_the_officers_are_drawn(desktop, job, tmp_path, look):
    page = desktop("周启明")
    menu(page, "选派人员")
    look(page, "assignments")
    row(page, job.task).get_by_role("link", name="抽取人员").click()
    page.get_by_label("全选", exact=True).uncheck()
    send(page, "固定名单，进入抽取摇号")
    expect(page.get_by_text("检查人员数量不足").first).to_be_visible()
    for name in job.officers:
        page.get_by_label(re.compile(f"^{name}")).check()
    look(page, "choose-officers")
    send(page, "固定名单，进入抽取摇号", "名单与参数已固定")
    job.paths["draw of officers"] = path(page).split("?")[0]
    page.get_by_role("button", name="开始抽取").click()
    send(page, "停止", "抽取完成")
    look(page, "draw-officers")
    check(page, tmp_path / "officers")
    page.goto(job.paths["task"] + "?tab=officers")
    for subject in job.subjects:
        expect(row(page, subject)).to_contain_text(job.officers[1])
    look(page, "task-officers")
    page.get_by_role("link", name="执行情况").click()
    line = row(page, "青石县市场监督管理局")
    for expected in ("已选派", "未催办"):
        expect(line).to_contain_text(expected)
    assert [cell.strip() for cell in line.locator("td").all_inner_texts()][3:6] == ["2", "0", "2"]
    look(page, "task-execution")


@pytest.mark.requirements("BEY-10", "BEY-11")
def test_the_public_sees_the_promise_but_not_yet_the_result(desktop, job, look):
    page = desktop()
    page.goto("/public" + job.paths["draw of objects"])
    expect(page.get_by_text("检查不预先告知")).to_be_visible()
    for subject in job.subjects:
        expect(page.locator("main")).not_to_contain_text(subject)
    assert page.request.get(f"/public{job.paths['draw of objects']}/files/result.txt").status == 404
    look(page, "public-draw-before")


@pytest.mark.requirements("SEC-08")
def test_the_neighbouring_county_finds_nothing(desktop, job):
    page = desktop("白一凡")
    for address in (job.paths["plan"], job.paths["task"], job.paths["task"] + "/subjects", job.paths["draw of objects"]):
        answer = page.request.get(address)
        assert answer.status == 404, f"{address}: {answer.status}"
        assert "未找到" in answer.text()
