"""A form for one task: from the choice of check items to the result on the phone, which follows an agency's own template."""
import re
import subprocess

import pytest
import visit
from desk import fill, path, pick, row, send
from playwright.sync_api import expect

pytestmark = pytest.mark.both_databases

TASK = "餐饮门店用火用电专项检查"
OFFICERS = ("高远航", "林知秋")


@pytest.mark.requirements("ITEM-22")
def test_a_template_is_copied_and_adapted(desktop, look):
    page = desktop("唐晓舟")
    page.goto("/result-templates")
    look(page, "result-templates")
    row(page, "专项检查结果模板").get_by_role("link", name="专项检查结果模板").click()
    look(page, "result-template")
    page.get_by_role("link", name="复制").click()
    fill(page, 模板名称="用火用电结果模板", 发现问题时的检查结论="存在一般隐患\n存在重大火灾隐患", 情况说明的名称="用火用电情况")
    page.get_by_label("罚款").uncheck()
    send(page, "保存", "已新建检查结果模板")
    expect(page.locator(".phone")).to_contain_text("存在重大火灾隐患")
    page.get_by_role("link", name="修改").click()
    fill(page, 未发现问题时的检查结论="")
    send(page, "保存")
    expect(page.get_by_role("alert")).to_contain_text("请填写未发现问题时的检查结论")
    look(page, "result-template-edit")


@pytest.mark.requirements("ITEM-13", "ITEM-22", "TASK-17")
def test_the_library_has_check_items_for_the_matter(desktop, look):
    page = desktop("唐晓舟")
    page.goto("/forms/new")
    fill(page, 表单名称="餐饮门店消防检查表", 适用检查方式=["专项检查"])
    pick(page, "检查事项", "对食品经营单位的行政检查")
    for number, (item, point) in enumerate([("用火", "灶具与可燃物保持距离"), ("用电", "配电箱周围无杂物"), ("通道", "疏散通道畅通")]):
        if number:
            page.get_by_role("button", name="新增检查项").click()
        page.locator("[name^='item.']").nth(number).fill(item)
        page.locator("textarea[name^='text.']").nth(number).fill(point)
    fill(page, 检查结果模板="用火用电结果模板")
    send(page, "保存", "已新建检查表单")
    send(page, "启用草稿版本", "已启用")
    expect(page.locator("main")).to_contain_text("用火用电结果模板")


@pytest.mark.requirements("ITEM-21", "TASK-14", "TASK-15", "TASK-16", "TASK-17", "TASK-18")
def test_the_planner_puts_a_form_together(desktop, job, look):
    page = desktop("周启明")
    page.goto("/tasks/new?mode=special")
    fill(page, 任务名称=TASK, 任务来源="临时任务", 牵头领域="市场监管", 检查内容选择方式="按事项选择", 检查对象选定方式="自行设定",
         检查机构人员选派方式="自行设定")
    pick(page, "监管事项", "对食品经营单位的行政检查")
    send(page, "确定")
    expect(page.get_by_role("alert")).to_contain_text("请先创建动态表单")
    send(page, "暂存", "任务已暂存，请创建动态表单")
    look(page, "dynamic-form")
    page.get_by_label("用火", exact=True).uncheck()
    page.get_by_label("用电", exact=True).uncheck()
    page.get_by_label("通道", exact=True).uncheck()
    send(page, "确认")
    expect(page.get_by_role("alert")).to_contain_text("每个监管事项下至少保留一个检查项")
    page.get_by_label("用火", exact=True).check()
    page.get_by_label("用电", exact=True).check()
    fill(page, 检查模板="用火用电结果模板")
    page.get_by_label("资料项名称").first.fill("从业人数")
    page.get_by_label(re.compile("^类型")).first.select_option(label="数字")
    page.get_by_label("必填").first.check()
    send(page, "确认", "动态表单已创建")
    job.paths["own form task"] = path(page).split("?")[0]
    look(page, "task-by-item")
    page.get_by_role("link", name="预览表单").click()
    expect(page.locator(".phone-card legend").filter(has_text="灶具与可燃物")).to_be_visible()
    expect(page.locator(".phone")).not_to_contain_text("疏散通道畅通")
    look(page, "dynamic-form-preview")
    page.goto(job.paths["own form task"])
    send(page, "确认任务", "任务已确认")
    page.goto("/forms?q=动态表单")
    expect(page.locator("main")).to_contain_text("没有符合条件的检查表单")


@pytest.mark.requirements("DRAW-09", "DRAW-12", "DRAW-28", "SEC-10")
def test_objects_and_officers_are_chosen_by_hand(desktop, job):
    page = desktop("周启明")
    page.goto(job.paths["own form task"] + "/subjects")
    fill(page, 对象分类名称="餐饮门店")
    pick(page, "只添加这些对象", "青石县")
    send(page, "添加", "已添加1个检查对象")
    page.get_by_role("link", name="下一步").click()
    fill(page, 是否设置="不设置")
    send(page, "保存并标记")
    page.goto(job.paths["own form task"] + "/subjects?step=exclusion&state=free")
    send(page, "导出CSV")
    link = page.get_by_role("link", name="下载")
    expect(link).to_be_visible(timeout=30_000)
    lines = page.request.get(link.get_attribute("href")).body().decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and "未排除" in lines[1] and lines[2].startswith("导出人：周启明"), lines
    page.goto(job.paths["own form task"] + "/subjects?step=draw")
    send(page, "确定并下发", "下发")
    page.goto(job.paths["own form task"] + "/officers")
    page.get_by_label(re.compile("^选择")).first.check()
    for name in OFFICERS:
        page.get_by_label(re.compile(f"^{name}")).check()
    send(page, "指派")
    page.goto(job.paths["own form task"] + "?tab=objects")
    job.paths["own form subject"] = page.locator("tbody tr .title").first.inner_text().splitlines()[0]


@pytest.mark.requirements("ITEM-21", "ITEM-22", "TASK-17", "INSP-11", "INSP-18", "DOC-11")
def test_the_phone_asks_by_the_form_and_its_template(phone, job, tmp_path, look):
    page = phone(OFFICERS[0])
    visit.open_visit(page, job.paths["own form subject"])
    visit.basics(page, 职务="店长", 检查场所="后厨", 检查开始时间=visit.beijing(-40), 检查结束时间=visit.beijing(-5), 是否联合检查="否")
    look(page, "field-own-fields")
    visit.step(page, "亮证告知")
    visit.give_notice(page)
    visit.step(page, "逐项检查")
    visit.answer(page, "灶具与可燃物", "无问题")
    visit.answer(page, "配电箱周围", "有问题")
    bad = visit.card(page, "配电箱周围")
    bad.get_by_label("问题描述").fill("配电箱前堆放纸箱")
    expect(bad.get_by_label("罚款")).to_have_count(0)
    bad.get_by_label("警告").check()
    visit.step(page, "确认签名")
    todo = page.locator("[data-part=problems]")
    expect(todo).to_contain_text("请填写从业人数")
    visit.step(page, "企业信息")
    visit.basics(page, 从业人数="12")
    visit.step(page, "确认签名")
    page.get_by_label("责令限期整改").check()
    for missing in ("请选择检查结论", "请填写用火用电情况", "专家未签名"):
        expect(todo).to_contain_text(missing)
    page.get_by_label("存在重大火灾隐患").check()
    page.get_by_role("button", name="存在问题见问题清单，限期整改").click()
    look(page, "field-own-conclusion")
    visit.sign_all(page, *OFFICERS, principal="陆一鸣")
    page.locator(".signer").filter(has_text="专家").get_by_role("button", name=re.compile("签名$")).click()
    visit.write(page, "沈知远")
    said = visit.record(page)
    assert {"从业人数：12。", "检查结论：存在重大火灾隐患。"} <= set(said), said
    visit.submit(page)
    answer = page.request.get(page.get_by_role("link", name="现场检查记录（PDF）").get_attribute("href"))
    (tmp_path / "record.pdf").write_bytes(answer.body())
    words = subprocess.run(["pdftotext", "-layout", "record.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    packed = re.sub(r"\s", "", words)
    for line in [*said, "专家（签名）"]:
        assert re.sub(r"\s", "", line) in packed, f"{line} is missing in:\n{words}"
    page.goto(visit.address(page))
    for shown in ("存在重大火灾隐患", "从业人数"):
        expect(page.locator("main")).to_contain_text(shown)
