"""The main job, part 3: objects and officers are drawn in public, and both draws stand every check."""
import re
import subprocess

import pytest
from codes import credit_code
from conftest import ROOT
from desk import fill, menu, path, pick, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases


def draw_and_verify(page, tmp_path, kind: str) -> None:
    """The record of a finished draw: its six files, computed again by the command line and by the server."""
    folder = tmp_path / kind
    folder.mkdir()
    for name in ("manifest.txt", "officers.txt", "recusals.txt", "params.txt", "reveal.txt", "result.txt"):
        file = page.request.get(f"{path(page).split('?')[0]}/files/{name}")
        assert file.ok, f"{name}: {file.status}"
        (folder / name).write_bytes(file.body())
    said = subprocess.run([ROOT / ".build/debug/mingcha", "draw", "verify", folder], capture_output=True, text=True)
    assert said.returncode == 0 and "一致" in said.stdout and "不一致" not in said.stdout, said.stdout + said.stderr
    send(page, "重新计算核验", "重新计算：一致")


@pytest.mark.requirements("DRAW-02", "DRAW-03", "DRAW-08", "DRAW-13", "DRAW-20", "DRAW-21", "BEY-10")
def test_the_objects_are_drawn(desktop, job, tmp_path, axe, look):
    page = desktop("周启明")
    page.goto(job.paths["task"])
    page.get_by_role("link", name="选定对象", exact=True).click()
    fill(page, 对象分类名称="外卖商户", 主体名称含="穗香外卖")
    look(page, "choose-range")
    send(page, "添加", "已添加6个检查对象")
    page.get_by_role("link", name="下一步").click()
    fill(page, 是否设置="设置", 按指定名单排除=f"青石县穗香外卖6店,{credit_code(6)}")
    look(page, "choose-exclusion")
    send(page, "保存并标记", "排除1个检查对象")
    axe(page)
    page.get_by_role("link", name="下一步").click()
    fill(page, 数值="40")
    look(page, "choose-ratios")
    send(page, "保存，下一步", "抽取比例已设置")
    look(page, "choose-draw")
    send(page, "固定名单，进入抽取", "名单与参数已固定")
    job.paths["draw"] = path(page).split("?")[0]
    look(page, "draw-ready")
    page.get_by_role("button", name="开始抽取").click()
    look(page, "draw-rolling")
    send(page, "停止", "抽取完成，共2个检查对象")
    look(page, "draw-done")
    lines = page.get_by_role("table", name="抽取结果").locator("tbody tr")
    expect(lines).to_have_count(2)
    job.subjects = [name for name in (line.locator(".title").inner_text() for line in lines.all())]
    assert all("穗香外卖" in name and "6店" not in name for name in job.subjects), job.subjects
    draw_and_verify(page, tmp_path, "subjects")


@pytest.mark.requirements("DRAW-24", "DRAW-26", "DRAW-27", "DRAW-28", "BEY-10")
def test_the_officers_are_drawn(desktop, job, tmp_path, axe, look):
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
    page.get_by_role("button", name="开始抽取").click()
    send(page, "停止", "抽取完成")
    look(page, "draw-officers")
    draw_and_verify(page, tmp_path, "officers")
    page.goto(job.paths["task"] + "?tab=officers")
    for subject in job.subjects:
        expect(row(page, subject)).to_contain_text(job.officers[1])
    look(page, "task-officers")


@pytest.mark.requirements("SEC-08")
def test_the_neighbouring_county_finds_nothing(desktop, job):
    page = desktop("白一凡")
    for address in (job.paths["plan"], job.paths["task"], job.paths["task"] + "/subjects", job.paths["draw"]):
        answer = page.request.get(address)
        assert answer.status == 404, f"{address}: {answer.status}"
        assert "未找到" in answer.text()
