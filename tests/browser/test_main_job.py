"""The whole main job of a county's inspection agency, done by its different people on desktop and phone: from the
libraries over plan, task and draws to the visit, the record, the review and the public page. The steps build on each
other and run in this order; after a failed one the rest is skipped."""
import re
import subprocess
from dataclasses import dataclass, field as data
from datetime import datetime, timedelta, timezone

import pytest
import sheets
import visit
from codes import citizen_id, credit_code
from conftest import ROOT
from desk import fill, menu, pick, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases


@dataclass
class Job:
    """What earlier steps leave to later ones."""
    broken: str = ""
    plan: str = "2026年外卖餐饮单位双随机抽查计划"
    task: str = "2026年第四季度外卖餐饮单位双随机抽查"
    spot_check_item: str = "外卖餐饮单位抽查"
    form: str = "外卖餐饮单位检查表"
    subjects: list = data(default_factory=list)
    certificates: list = data(default_factory=list)
    paths: dict = data(default_factory=dict)


POINTS = ["在网络经营页面公示食品经营许可证", "加工制作区域整洁，餐具洗净、消毒", "使用封签或者一次性封口的外卖包装"]


@pytest.fixture(scope="module")
def job():
    return Job()


@pytest.fixture(autouse=True)
def in_order(request, job):
    if job.broken:
        pytest.skip(f"{job.broken} failed")
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed > failed:
        job.broken = request.node.name


def path(page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def upload(page, kind: str, name: str, body: bytes, found: str) -> str:
    """Hands a file in, and returns to what the report said once the good rows are in."""
    page.goto(f"/imports/{kind}")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": body})
    send(page, "上传并核对")
    expect(page.get_by_text(found)).to_be_visible(timeout=20_000)
    return page.locator("main").inner_text()


@pytest.mark.requirements("SUBJ-13", "SUBJ-14", "STD-01")
def test_enterprises_come_in_from_a_spreadsheet(desktop, job, axe, look):
    page = desktop("唐晓舟")
    menu(page, "监管对象")
    look(page, "subjects")
    page.get_by_role("link", name="导入", exact=True).click()
    look(page, "import-subjects")
    template = page.request.get("/imports/subjects/template.xlsx").body()
    good = [
        {"主体名称": f"　青石县 穗香外卖{number}店 " if number == 1 else f"青石县穗香外卖{number}店", "统一社会信用代码": credit_code(number),
         "主体类型": "个体工商户", "法定代表人/负责人": "陆一鸣", "职务": "经营者", "联系电话": f"1990009000{number}",
         "注册地址": f"云岭省云溪市青石县文昌街{number}号", "生产经营地址": f"云岭省云溪市青石县文昌街{number}号",
         "成立日期": ["2020-03-01", "2020/3/1", "2020年3月1日", "20200301", "2020.3.1", ""][number - 1]}
        for number in range(1, 7)
    ]
    good[1]["统一社会信用代码"] = f" {credit_code(2).lower()}　"
    bad = [
        {**good[0], "统一社会信用代码": credit_code(7)[:17] + ("0" if credit_code(7)[17] != "0" else "1")},
        {**good[0], "主体名称": "", "统一社会信用代码": credit_code(8)},
        {**good[0], "统一社会信用代码": credit_code(9), "主体类型": "小卖部", "成立日期": "去年"},
    ]
    report = upload(page, "subjects", "外卖商户.xlsx", sheets.filled_xlsx(template, good[:3] + bad + good[3:]), "共9行，可导入6行，错误3行")
    assert "统一社会信用代码格式不正确" in report and "请填写主体名称" in report and "成立日期" in report, report
    look(page, "import-report")
    send(page, "导入正确的行")
    expect(page.get_by_text("新增6行，更新0行，未变化0行，未导入3行")).to_be_visible(timeout=20_000)
    axe(page)
    page.goto("/subjects?q=穗香外卖")
    expect(page.locator("#list tbody tr")).to_have_count(6)
    expect(row(page, "青石县穗香外卖2店")).to_contain_text(credit_code(2))


@pytest.mark.requirements("OFCR-05", "OFCR-01")
def test_officers_come_in_from_a_text_table(desktop, job, axe, look):
    page = desktop("唐晓舟")
    menu(page, "执法人员")
    look(page, "officers")
    template = page.request.get("/imports/officers/template.csv").body()
    common = {"职务": "执法一科", "执法领域": "市场监管", "证件有效期": "2030-12-31"}
    rows = [
        {**common, "姓名": "闻清扬", "身份证号": citizen_id(901), "联系电话": "19900090011", "执法证号": "99010109001"},
        {**common, "姓名": "季云舒", "身份证号": citizen_id(902), "联系电话": "19900090012", "执法证号": "99010109002"},
        {**common, "姓名": "甘霖", "身份证号": citizen_id(903)[:17] + "?", "联系电话": "19900090013", "执法证号": "99010109003"},
    ]
    report = upload(page, "officers", "执法人员.csv", sheets.filled_csv(template, rows), "共3行，可导入2行，错误1行")
    assert "身份证号" in report, report
    send(page, "导入正确的行")
    expect(page.get_by_text("新增2行，更新0行，未变化0行，未导入1行")).to_be_visible(timeout=20_000)
    page.goto("/officers?q=闻清扬")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list")).not_to_contain_text(citizen_id(901))


@pytest.mark.requirements("ITEM-01", "ITEM-02", "ITEM-09", "ITEM-10")
def test_the_province_enters_items_and_a_form(desktop, job, axe, look):
    page = desktop("江海宁")
    menu(page, "监管事项")
    page.get_by_role("link", name="新增监管事项").click()
    fill(page, 事项编码="990131019001", 事项名称="对外卖餐饮单位的行政检查", 执法领域="市场监管",
         监管依据="《中华人民共和国食品安全法》第一百一十条", 监管对象类型=["机构类主体"])
    axe(page)
    send(page, "保存")
    expect(page.get_by_role("heading", level=1)).to_have_text("对外卖餐饮单位的行政检查")

    menu(page, "抽查事项")
    page.get_by_role("link", name="新增抽查事项").click()
    fill(page, 事项编码="990131029001", 事项名称=job.spot_check_item, 执法领域="市场监管",
         监管依据="《中华人民共和国食品安全法》第一百一十条", 对应监管事项="990131019001", 监管对象类型=["机构类主体"])
    send(page, "保存")
    expect(page.get_by_role("heading", level=1)).to_have_text(job.spot_check_item)
    axe(page)

    menu(page, "检查表单")
    page.get_by_role("link", name="新建检查表单").click()
    fill(page, 表单名称=job.form, 结果选项="无问题/有问题/不涉及", 适用检查方式=["双随机抽查"], 检查事项="990131029001", 检查项1="网络经营与配送", 检查内容1="\n".join(POINTS))
    look(page, "form-new")
    send(page, "保存")
    send(page, "启用草稿版本")
    expect(page.get_by_text(POINTS[1])).to_be_visible()
    look(page, "form")
    page.get_by_role("link", name="预览表单").click()
    expect(page.get_by_text(POINTS[2])).to_be_visible()
    axe(page)


@pytest.mark.requirements("ITEM-03", "ITEM-06")
def test_the_county_claims_the_item(desktop, job, axe, look):
    page = desktop("唐晓舟")
    page.goto("/spot-check-items/new")
    expect(page.get_by_role("heading", level=1)).to_have_text("无操作权限")
    page.goto("/items?tab=spotCheck")
    look(page, "items")
    row(page, job.spot_check_item).get_by_role("button", name="认领").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(job.spot_check_item)
    expect(page.get_by_role("button", name="取消认领")).to_be_visible()
    axe(page)


@pytest.mark.requirements("PLAN-02", "PLAN-03", "PLAN-05", "PLAN-09", "PLAN-10")
def test_the_planner_makes_a_plan_and_submits_it(desktop, job, axe, look):
    page = desktop("周启明")
    menu(page, "年度计划")
    page.get_by_role("link", name="添加年度计划").click()
    fill(page, 计划名称=job.plan, 内容分级="一般", 牵头领域="市场监管", 检查方式=["实地检查"])
    pick(page, "监管事项", job.spot_check_item)
    look(page, "plan-new")
    send(page, "确定")
    expect(page.get_by_role("alert")).to_contain_text("审核人员")
    pick(page, "审核人员", "沈若兰")
    send(page, "确定", "计划已提交审核")
    job.paths["plan"] = path(page)

    send(page, "撤回审核", "已撤回审核")
    pick(page, "审核人员", "沈若兰")
    send(page, "确定", "计划已提交审核")
    expect(page.locator(".head .tag")).to_have_text("待审核")
    look(page, "plan")


@pytest.mark.requirements("PLAN-12", "PLAN-13")
def test_the_reviewer_approves_the_plan(desktop, job, axe, look):
    page = desktop("沈若兰")
    menu(page, "年度计划审核")
    look(page, "plan-reviews")
    row(page, job.plan).get_by_role("link", name="审核", exact=True).click()
    look(page, "plan-review")
    send(page, "通过", "计划已审核通过并下发")
    page.goto(job.paths["plan"])
    expect(page.locator(".head .tag")).to_have_text("已审核下发")


@pytest.mark.requirements("TASK-02", "TASK-09", "TASK-12", "TASK-13", "ITEM-20")
def test_the_planner_makes_a_task_from_the_plan(desktop, job, axe, look):
    page = desktop("周启明")
    menu(page, "检查任务")
    page.get_by_role("link", name="添加任务").click()
    fill(page, 任务名称=job.task)
    pick(page, "关联计划", job.plan)
    look(page, "task-new")
    send(page, "确定", "任务已确认")
    job.paths["task"] = path(page).split("?")[0]
    matter = row(page, job.spot_check_item)
    expect(matter).to_contain_text("计划带入")
    expect(matter).to_contain_text(job.form)
    expect(page.get_by_role("button", name=re.compile("^删除 "))).to_have_count(0)
    look(page, "task")


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
    for box in page.locator("input[name=officer]:checked").all():
        box.uncheck()
    send(page, "固定名单，进入抽取摇号")
    expect(page.get_by_text("检查人员数量不足").first).to_be_visible()
    for name in ("高远航", "林知秋"):
        page.get_by_label(re.compile(name)).check()
        job.certificates += re.findall(r"\d{11}", page.locator("label").filter(has_text=name).inner_text())
    look(page, "choose-officers")
    send(page, "固定名单，进入抽取摇号", "名单与参数已固定")
    page.get_by_role("button", name="开始抽取").click()
    send(page, "停止", "抽取完成")
    look(page, "draw-officers")
    draw_and_verify(page, tmp_path, "officers")
    page.goto(job.paths["task"] + "?tab=officers")
    for subject in job.subjects:
        expect(row(page, subject)).to_contain_text("林知秋")
    look(page, "task-officers")


@pytest.mark.requirements("SEC-08")
def test_the_neighbouring_county_finds_nothing(desktop, job):
    page = desktop("白一凡")
    for address in (job.paths["plan"], job.paths["task"], job.paths["task"] + "/subjects", job.paths["draw"]):
        answer = page.request.get(address)
        assert answer.status == 404, f"{address}: {answer.status}"
        assert "未找到" in answer.text()



PROBLEM = "打包台面有油污，三只餐盒未经消毒。"
PROBLEM_AGAIN = PROBLEM + "餐盒取自二号货架，现场清点为三只。"


def beijing(minutes: int) -> str:
    """The time on the wall in that many minutes, as a date-time field takes it."""
    return (datetime.now(timezone(timedelta(hours=8))) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.requirements("INSP-03", "INSP-07", "INSP-10", "INSP-11", "INSP-15", "INSP-20", "MOB-03", "BEY-51")
def test_an_officer_inspects_on_the_phone(phone, server, job, faults, axe, shot):
    page = phone("高远航")
    page.goto("/field/")
    expect(page.locator(".visits a").filter(has_text=job.subjects[0])).to_be_visible()
    axe(page)
    shot(page, "field-list")

    visit.open_visit(page, job.subjects[0])
    job.paths["visit"] = visit.address(page)
    visit.basics(page, 职务="经营者", 检查场所="后厨和打包区", 检查开始时间=beijing(-40), 检查结束时间=beijing(-5), 是否联合检查="否")
    axe(page)
    shot(page, "field-info")
    page.get_by_role("button", name="下一步：亮证告知").click()
    visit.give_notice(page)
    axe(page)
    shot(page, "field-notice")
    page.get_by_role("button", name="下一步：逐项检查").click()

    visit.answer(page, POINTS[0], "无问题")
    visit.answer(page, POINTS[1], "有问题")
    bad = visit.card(page, POINTS[1])
    bad.get_by_label("问题描述").fill(PROBLEM)
    bad.get_by_label("拍照").set_input_files({"name": "现场.png", "mimeType": "image/png", "buffer": page.screenshot()})
    expect(bad.locator("figure img")).to_have_count(1)
    bad.get_by_label("责令限期改正").check()
    bad.get_by_label("改正期限").fill(beijing(15 * 24 * 60)[:10])
    page.reload()
    expect(bad.get_by_label("问题描述")).to_have_value(PROBLEM)
    expect(bad.locator("figure img")).to_have_count(1)

    server.kill()
    visit.answer(page, POINTS[2], "不涉及")
    expect(page.locator("#net-count")).to_contain_text("待同步")
    page.reload()
    expect(visit.card(page, POINTS[2]).get_by_label("不涉及")).to_be_checked()
    expect(page.locator("#net-count")).to_contain_text("待同步")
    shot(page, "field-offline")
    server.start()
    visit.synchronise(page)
    faults[:] = [fault for fault in faults if "ERR_CONNECTION_REFUSED" not in fault]
    axe(page)
    shot(page, "field-check")

    visit.step(page, "确认签名")
    page.get_by_label("责令限期整改").check()
    page.get_by_label("处理意见").fill("责令限期整改，到期复查。")
    visit.sign_all(page, "高远航", "林知秋", principal="陆一鸣")
    axe(page)
    shot(page, "field-sign")
    visit.submit(page)
    axe(page)
    shot(page, "field-receipt")
    job.paths["document"] = page.get_by_role("link", name="现场检查记录（PDF）").get_attribute("href")


@pytest.mark.requirements("DOC-05", "DOC-11", "BEY-40")
def test_the_record_says_what_was_found(desktop, job, tmp_path, axe, shot):
    page = desktop("罗文涛")
    answer = page.request.get(job.paths["document"])
    assert answer.headers["content-type"] == "application/pdf"
    (tmp_path / "record.pdf").write_bytes(answer.body())
    words = subprocess.run(["pdftotext", "-layout", "record.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    packed = re.sub(r"\s", "", words)
    for expected in (job.subjects[0], PROBLEM, POINTS[1], "高远航", "林知秋", *job.certificates, "陆一鸣"):
        assert expected in packed, f"{expected} is missing in:\n{words}"
    assert re.search(r"市监\D*检\D*〔2026〕\d+号", packed), words
    assert re.search(r"第1页", packed), words


@pytest.mark.requirements("INSP-18", "INSP-20")
def test_the_other_officer_finds_nothing_wrong(phone, job):
    page = phone("林知秋")
    visit.open_visit(page, job.subjects[1])
    job.paths["other visit"] = visit.address(page)
    visit.basics(page, 职务="经营者", 检查场所="后厨", 检查开始时间=beijing(-30), 检查结束时间=beijing(-2), 是否联合检查="否")
    visit.step(page, "亮证告知")
    visit.give_notice(page)
    visit.step(page, "逐项检查")
    for point in POINTS:
        visit.answer(page, point, "无问题")
    visit.step(page, "确认签名")
    page.get_by_label("未发现问题").check()
    visit.sign_all(page, "高远航", "林知秋", principal="谢思远")
    visit.submit(page)


def review(page, address: str, decision: str, reason: str = ""):
    page.goto(address)
    fill(page, 审核结果=decision, 理由=reason)
    send(page, "提交审核")


@pytest.mark.requirements("INSP-24", "INSP-25", "INSP-26")
def test_the_reviewer_returns_a_result(desktop, job, axe, look):
    page = desktop("高远航")
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
def test_the_officers_enter_it_again_and_it_is_approved(phone, desktop, job, axe, shot):
    page = phone("高远航")
    visit.open_visit(page, job.subjects[0])
    expect(page.get_by_text("审核未通过：问题描述未写明未消毒餐盒的数量来源")).to_be_visible()
    visit.step(page, "逐项检查")
    visit.card(page, POINTS[1]).get_by_label("问题描述").fill(PROBLEM_AGAIN)
    axe(page)
    shot(page, "field-returned")
    visit.step(page, "确认签名")
    expect(page.get_by_text("签名后内容有改动，请重新签名").first).to_be_visible()
    visit.sign_all(page, "高远航", "林知秋", principal="陆一鸣")
    visit.submit(page)

    page = desktop("罗文涛")
    review(page, job.paths["visit"], "通过")
    expect(page.get_by_text("检查结果审核通过")).to_be_visible()
    page.goto(job.paths["task"] + "?tab=execution")
    expect(page.locator(".head .tag")).to_have_text("已完成")
    page.goto(job.paths["visit"])
    expect(page.get_by_role("heading", name="审核记录")).to_be_visible()


@pytest.mark.requirements("PUB-01", "PUB-02", "PUB-03", "PUB-05")
def test_results_are_published_and_withdrawn(desktop, job, axe, look):
    page = desktop("唐晓舟")
    menu(page, "结果公示")
    look(page, "publications")
    for subject in job.subjects:
        page.goto("/publications")
        row(page, subject).get_by_role("button", name="公示", exact=True).click()
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
    assert job.spot_check_item in shown and "青石县市场监督管理局" in shown, shown
    assert "1990009" not in shown and "陆一鸣" not in shown, shown
    look(public, "public-result")
    address = path(public)

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
def test_anybody_checks_the_draw_in_the_browser(desktop, job, look):
    page = desktop()
    page.goto("/public/draws")
    look(page, "public-draws")
    page.goto("/public" + job.paths["draw"])
    page.get_by_role("button", name="开始核验").click()
    expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "ok")
    look(page, "public-draw")


@pytest.mark.requirements("SEC-08")
def test_the_neighbour_still_finds_nothing(desktop, job):
    page = desktop("白一凡")
    for name in ("visit", "other visit", "document"):
        assert page.request.get(job.paths[name]).status == 404, name
