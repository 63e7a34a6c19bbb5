"""The main job, part 5: the results are reviewed, entered anew, published and withdrawn."""
import re
import subprocess

import pytest
import visit
from desk import fill, menu, path, row, send
from draws import FILES, files_of_draw, verdict
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases


def review(page, address: str, decision: str, reason: str = ""):
    page.goto(address)
    fill(page, 审核结果=decision, 理由=reason)
    send(page, "提交审核")


@pytest.mark.requirements("INSP-24", "INSP-25", "INSP-26")
def test_the_reviewer_returns_a_result(desktop, job, look):
    page = desktop(job.officers[0])
    page.goto(job.paths["visit"])
    look(page, "inspection")
    expect(page.get_by_role("button", name="提交审核")).to_have_count(0)

    page = desktop("罗文涛")
    menu(page, "检查结果审核")
    look(page, "result-reviews")
    row(page, job.subjects[0]).get_by_role("link", name="审核", exact=True).click()
    look(page, "result-review")
    review(page, job.paths["visit"], "不通过")
    expect(page.get_by_role("alert")).to_contain_text("理由")
    review(page, job.paths["visit"], "不通过", "问题描述未写明未消毒餐盒的数量来源")
    expect(page.get_by_text("检查结果已退回")).to_be_visible()
    review(page, job.paths["other visit"], "通过")
    expect(page.get_by_text("检查结果审核通过")).to_be_visible()


@pytest.mark.requirements("INSP-25")
def test_the_officers_enter_it_again_and_it_is_approved(phone, desktop, job, look):
    page = phone(job.officers[0])
    visit.open_visit(page, job.subjects[0])
    expect(page.get_by_text("审核未通过：问题描述未写明未消毒餐盒的数量来源")).to_be_visible()
    visit.step(page, "逐项检查")
    visit.card(page, job.points[1]).get_by_label("问题描述").fill(job.problem_again)
    look(page, "field-returned")
    visit.step(page, "确认签名")
    expect(page.get_by_text("签名后内容有改动，请重新签名").first).to_be_visible()
    visit.sign_all(page, *job.officers, principal="陆一鸣")
    visit.submit(page)
    expect(page.get_by_text("审核未通过")).to_have_count(0)

    public = desktop()
    public.goto(job.paths["check"])
    expect(public.get_by_text("该文书已作废，不再有效")).to_be_visible()

    page = desktop("罗文涛")
    review(page, job.paths["visit"], "通过")
    expect(page.get_by_text("检查结果审核通过")).to_be_visible()
    page.goto(job.paths["task"] + "?tab=execution")
    expect(page.locator(".head .tag")).to_have_text("已完成")
    page.goto(job.paths["visit"])
    expect(page.get_by_role("heading", name="审核记录")).to_be_visible()


@pytest.mark.requirements("PUB-01", "PUB-02", "PUB-03", "PUB-05", "PUB-06", "BEY-60")
def test_results_are_published_and_withdrawn(desktop, job, look):
    page = desktop("唐晓舟")
    menu(page, "结果公示")
    look(page, "publications")
    for subject in job.subjects:
        page.goto("/publications")
        row(page, subject).get_by_role("button", name="公示", exact=True).click()
        expect(page.locator("main")).to_contain_text(subject)
        page.get_by_role("button", name="公示", exact=True).click()
        expect(page.get_by_text("检查结果已公示")).to_be_visible()
    look(page, "publication")

    public = desktop()
    public.goto("/public")
    look(public, "public")
    public.get_by_role("searchbox").fill(job.subjects[0])
    public.get_by_role("button", name="查询").click()
    expect(public.locator(".results li")).to_have_count(1)
    public.get_by_role("link", name=job.subjects[0]).click()
    shown = public.locator("main").inner_text()
    for expected in (job.subjects[0], job.task, job.spot_check_item, "青石县市场监督管理局", "发现问题"):
        assert expected in shown, f"{expected} is missing in:\n{shown}"
    assert re.search(r"检查日期\s*\d{4}-\d\d-\d\d", shown), shown
    assert "1990009" not in shown and "陆一鸣" not in shown, shown
    look(public, "public-result")
    address = path(public)
    public.get_by_role("link", name="该对象的全部公示").click()
    expect(public.locator(".results li")).to_have_count(1)
    look(public, "public-subject")
    for part, name, expected in (("抽查事项清单", job.spot_check_item, "990131029001"), ("年度计划", job.plan, job.spot_check_item)):
        public.goto("/public")
        public.get_by_role("navigation", name="公开的内容").get_by_role("link", name=part).click()
        public.get_by_role("searchbox").fill(name)
        public.get_by_role("button", name="查询").click()
        expect(public.locator(".results li")).to_have_count(1)
        expect(public.locator(".results li")).to_contain_text(expected)
        look(public, "public-" + path(public).split("/")[-1].split("?")[0])
    open_data = public.request.get(f"/api/v1/public/plans?q={job.plan}").json()
    assert [plan["name"] for plan in open_data["rows"]] == [job.plan]

    page.goto("/publications?tab=published")
    row(page, job.subjects[0]).get_by_role("link", name="撤销公示").click()
    send(page, "确认撤销")
    expect(page.get_by_role("alert")).to_contain_text("撤销理由")
    fill(page, 撤销理由="检查对象名称有误")
    send(page, "确认撤销", "公示已撤销")
    assert public.request.get(address).status == 404
    public.goto(f"/public?q={job.subjects[0]}")
    expect(public.get_by_text("没有符合条件的公示结果")).to_be_visible()


@pytest.mark.requirements("BEY-10", "BEY-11")
def test_anybody_checks_the_draws(desktop, job, tmp_path, look):
    page = desktop()
    page.goto("/public/draws")
    look(page, "public-draws")
    for kind in ("draw of objects", "draw of officers"):
        page.goto("/public" + job.paths[kind])
        page.get_by_role("button", name="开始核验").click()
        expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "ok")
        folder = tmp_path / kind
        files_of_draw(page, folder)
        assert verdict(folder) == "一致"
        saved = page.get_by_label("或者核验自己保存的六个文件")
        saved.set_input_files([folder / name for name in FILES])
        expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "ok")
        manifest = folder / "manifest.txt"
        for spoil, words in ((lambda text: b"\xef\xbb\xbf" + text, "BOM"), (lambda text: text.replace(b"\n", b"\r\n"), "CRLF")):
            whole = manifest.read_bytes()
            manifest.write_bytes(spoil(whole))
            saved.set_input_files([folder / name for name in FILES])
            expect(page.get_by_role("heading", name="文件被另存过")).to_contain_text(words)
            assert "被另存过" in verdict(folder)
            manifest.write_bytes(whole)
        page.get_by_role("button", name="开始核验").click()
        expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "ok")
        look(page, "public-" + kind.replace(" ", "-"))


@pytest.mark.requirements("BEY-12")
def test_an_enterprise_asks_whether_it_was_in_the_pool(desktop, job, look):
    page = desktop()
    page.goto("/public" + job.paths["draw of objects"])
    line = page.get_by_role("table", name="抽取结果").locator("tbody tr").first
    code = line.locator("td").nth(2).inner_text()
    page.get_by_label("统一社会信用代码", exact=True).fill(code.lower())
    page.get_by_role("button", name="查询", exact=True).click()
    answer = page.locator("#pool")
    expect(answer).to_contain_text("在名单里，被抽中。")
    command = answer.locator("code").inner_text()
    said = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout
    expect(answer).to_contain_text(said.split()[-1])
    look(page, "public-draw-pool")
    page.get_by_label("统一社会信用代码", exact=True).fill("91110000MA00000000")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(answer).to_contain_text("不在这次抽取的名单里")


@pytest.mark.requirements("SEC-08")
def test_the_neighbour_still_finds_nothing(desktop, job):
    page = desktop("白一凡")
    for name in ("visit", "other visit", "document"):
        assert page.request.get(job.paths[name]).status == 404, name
